using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Arl.Domain.Requests;

namespace Arl.Functions.Privacy;

/// <summary>What the network keeps of one person, as a file for them: JSON, indented and in plain words, so that a person reads it too.</summary>
internal static class PersonFile
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web) { WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter() } };

    public static byte[] Write(FoundPerson person, DateTimeOffset at) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        Address = person.Address.Value,
        MadeAt = at,
        Requests = person.Requests.Select(Request),
        Coach = person.Coaches.Select(coach => new
        {
            coach.Load.Coach.Id,
            coach.Load.Coach.Name,
            Email = coach.Load.Coach.Email.Value,
            coach.Load.Coach.Organization,
            Needs = coach.Load.Coach.Needs.Order(StringComparer.Ordinal),
            States = coach.Load.Coach.States.Select(state => state.Code).Order(StringComparer.Ordinal),
            Languages = coach.Load.Coach.Languages.Select(language => language.Name).Order(StringComparer.Ordinal),
            coach.Load.Coach.TimeZone,
            coach.Load.Coach.Capacity,
            coach.Load.Coach.Active,
            BookingUrl = coach.Load.Coach.BookingUrl?.AbsoluteUri,
            coach.Load.PausedUntil,
        }),
        RequestsAsCoach = person.CoachedRequests.Select(request => new { Reference = request.Reference.ToString(), request.Place, request.State, request.ReceivedAt, request.EndedAt }),
        EmailsToThem = person.Emails.Where(email => email.IsTo(person.Address)).Select(Email),
        EmailsToOthersAboutThem = person.Emails.Where(email => !email.IsTo(person.Address)).Select(Email),
        TheirAnswers = person.Answers.Select(answer => new { About = answer.Reference.ToString(), As = answer.Side, answer.At, answer.Score, answer.Changed, answer.Next }),
        TheirCalls = person.Calls.Select(call => new { Call = call.Date, call.Said.InvitedAt, call.Said.RemindedAt, call.Said.Answer, call.Said.AnsweredAt, call.Said.Came }),
        HostsTheWeeklyCall = person.HostsCalls,
        TheirWordsAroundCalls = person.AroundCalls,
        SharedInTheLibrary = person.Shared,
        MailToThemIsStopped = person.Suppression,
    }, s_options);

    private static object Email(FoundEmail email) => new { About = email.Owner, email.Row.Subject, email.Row.State, email.Row.CreatedAt, email.Row.SentAt, email.Row.Delivery };

    private static object Request(CoachingRequest request) => new
    {
        Reference = request.Reference.ToString(),
        request.ReceivedAt,
        request.State,
        request.EndedAt,
        request.Contact.Name,
        request.Contact.Role,
        Email = request.Contact.Email.Value,
        request.Contact.Phone,
        EmailsIn = request.Contact.Language.Name,
        Place = request.Place.Name,
        request.Place.City,
        PlaceState = request.Place.State.Code,
        Needs = request.Needs.Select(need => Need.Find(need)?.Name ?? need),
        request.Goals,
        LanguagesOfTheCoaching = request.Languages.Select(language => language.Name),
        request.StartBy,
        Coach = request.Match?.CoachName,
        Organization = request.Match?.Organization,
        Sessions = request.Engagement.Sessions.Select(session => new { session.On, session.Minutes, session.Topic }),
    };
}
