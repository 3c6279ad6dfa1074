using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Mail;

/// <summary>How a slice adds its own, kept until somebody looks.</summary>
public sealed record EmailPreviewsOfSlice(Action<EmailPreviews> Add);

/// <summary>Every kind of email. They are made when somebody looks: their invented people and schools were a tenth of a cold start.</summary>
public sealed class EmailGallery(IEnumerable<EmailPreviewsOfSlice> slices)
{
    private readonly Lazy<IReadOnlyList<EmailPreview>> _all = new(() =>
    {
        var previews = new EmailPreviews();
        foreach (var slice in slices)
            slice.Add(previews);
        return previews.All;
    });

    public IReadOnlyList<EmailPreview> All => _all.Value;
}

public static class EmailGalleryServices
{
    public static IServiceCollection AddEmailPreviews(this IServiceCollection services, Action<EmailPreviews> add) => services.AddSingleton(new EmailPreviewsOfSlice(add));
}
