using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Hosting;

/// <summary>
/// Checks all settings when the program starts, by the same <see cref="IOptions{TOptions}"/> that is read afterwards: the framework's own ValidateOnStart goes by its monitor, and so each would be bound twice.
/// </summary>
internal sealed class SettingsCheck(IServiceProvider services, IEnumerable<SettingsCheck.Read> all) : IStartupValidator
{
    internal delegate object Read(IServiceProvider services);

    /// <exception cref="OptionsValidationException">Says all that is wrong.</exception>
    public void Validate()
    {
        var failures = new List<string>();
        foreach (var read in all)
        {
            try
            {
                read(services);
            }
            catch (OptionsValidationException wrong)
            {
                failures.AddRange(wrong.Failures);
            }
        }
        if (failures.Count > 0)
            throw new OptionsValidationException(Options.DefaultName, typeof(SettingsCheck), failures);
    }
}

internal static class CheckedSettings
{
    /// <summary>Where they are not sound the program does not start, and says what to set.</summary>
    public static void CheckAtStart<T>(this OptionsBuilder<T> options) where T : class => options.Services
        .AddSingleton(new SettingsCheck.Read(services => services.GetRequiredService<IOptions<T>>().Value))
        .Replace(ServiceDescriptor.Singleton<IStartupValidator, SettingsCheck>());
}
