using System.Globalization;

namespace Arl.Domain.Requests;

/// <summary>Who asks, as typed by the school or corrected by staff.</summary>
public static class ContactCheck
{
    /// <summary>Null where something is wrong, which is then among the problems.</summary>
    public static Contact? Check(RequestForm form, ICollection<Problem> problems)
    {
        var name = Text("contact.name", form.ContactName, 100, "Name", "Tell us your name.", problems);
        var role = Text("contact.role", form.ContactRole, 100, "Role", "Tell us your role, for example principal.", problems);
        if (!EmailAddress.TryParse(form.ContactEmail, out var email))
            problems.Add(string.IsNullOrWhiteSpace(form.ContactEmail)
                ? new("contact.email", "Give an email address, so that your coach can reach you.") { Code = "NoEmail" }
                : new("contact.email", "This is not an email address we can write to. Check it, for example name@school.org.") { Code = "Email" });
        var phone = string.IsNullOrWhiteSpace(form.ContactPhone) ? null : form.ContactPhone.Trim();
        if (phone is not null && !IsPhone(phone))
            problems.Add(new("contact.phone", "This is not a phone number. Leave it empty if you prefer email.") { Code = "Phone" });
        var language = LanguageOf(form.ContactLanguage, problems);
        return name is null || role is null || email is null || language is null || (phone is not null && !IsPhone(phone)) ? null : new(name, role, email, phone) { Language = language.Value };
    }

    private static Language? LanguageOf(string? text, ICollection<Problem> problems)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Language.English;
        if (Language.TryParse(text, out var language) && Language.Written.Contains(language))
            return language;
        problems.Add(new("contact.language", "We write in English and in Spanish: say en or es.") { Code = "ContactLanguage" });
        return null;
    }

    /// <summary>One line of text, trimmed; null where it is missing, too long or no text.</summary>
    internal static string? Text(string field, string? text, int longest, string code, string missing, ICollection<Problem> problems)
    {
        var trimmed = text?.Trim() ?? "";
        var most = longest.ToString(CultureInfo.InvariantCulture);
        var wrong = trimmed.Length == 0 ? new Problem(field, missing) { Code = code }
            : trimmed.Length > longest ? new(field, $"Please keep this to {most} characters.") { Code = "Long", Arguments = [most] }
            : trimmed.Any(char.IsControl) ? new(field, "This holds characters that are not text. Please type it again.") { Code = "NotText" }
            : null;
        if (wrong is null)
            return trimmed;
        problems.Add(wrong);
        return null;
    }

    private static bool IsPhone(string phone) =>
        phone.Count(char.IsAsciiDigit) is >= 7 and <= 20 && phone.Length <= 40 && phone.All(c => char.IsAsciiLetterOrDigit(c) || "+-(). ".Contains(c, StringComparison.Ordinal));
}
