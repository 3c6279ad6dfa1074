using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.Mail;

/// <summary><c>POST /api/sendgrid/events</c>: SendGrid's signed event webhook. Any answer but 2xx makes SendGrid send the same events again, for a day.</summary>
public sealed partial class ReceiveSendGridEvents(SendGridSignature signature, MailEventLog events, ILogger<ReceiveSendGridEvents> log)
{
    private const int MostBytes = 1024 * 1024;

    [Function(nameof(ReceiveSendGridEvents))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/sendgrid/events")] HttpRequest http, CancellationToken cancel)
    {
        var timestamp = http.Headers[SendGridSignature.TimestampHeader].ToString();
        if (!signature.IsOfNow(timestamp))
            return NotSendGrid();
        if (await LimitedBody.Read(http, MostBytes, cancel) is not { } body)
            return Problems.TooLarge(MostBytes);
        if (!signature.IsSendGrids(timestamp, http.Headers[SendGridSignature.Header], body))
            return NotSendGrid();
        if (SendGridEvent.Read(body) is not { } heard)
            return Results.Problem(statusCode: StatusCodes.Status400BadRequest, title: "This is not a list of events", detail: "Send a JSON array of events.");
        await events.Hear(heard, cancel);
        return Results.Ok();
    }

    private IResult NotSendGrid()
    {
        Refused();
        return Results.Problem(statusCode: StatusCodes.Status401Unauthorized, title: "Not signed", detail: "This part is for the mail provider: the signature or its time is missing, wrong or too old.");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Events were refused: their signature or its time is missing, wrong or too old.")]
    private partial void Refused();
}
