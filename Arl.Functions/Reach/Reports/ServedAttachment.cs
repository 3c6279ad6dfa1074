using System.Globalization;
using System.IO.Compression;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Reports;
using Arl.Functions.Mail;
using Arl.Functions.Reach.Served;

namespace Arl.Functions.Reach.Reports;

/// <summary>The schools served as an email takes them with it: as they are, zipped, or not at all.</summary>
internal static class ServedAttachment
{
    private const int Mega = 1024 * 1024;

    /// <summary>Bytes of the CSV above which it is zipped.</summary>
    public const int MostPlain = 5 * Mega;

    /// <summary>Bytes of the CSV above which it does not go with an email.</summary>
    public const int MostAtAll = 15 * Mega;

    /// <param name="csv">As <see cref="ServedExport"/> writes it.</param>
    /// <param name="day">It is named after.</param>
    public static (ServedFileForm Form, MailAttachment? File) Of(byte[] csv, DateOnly day)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"served-schools-{day:yyyy-MM-dd}");
        return csv.Length switch
        {
            > MostAtAll => (ServedFileForm.TooLarge, null),
            > MostPlain => (ServedFileForm.Zip, new(name + ".zip", "application/zip", contentId: null, Zipped(csv, name + ".csv", day))),
            _ => (ServedFileForm.Csv, new(name + ".csv", "text/csv", contentId: null, new(csv))),
        };
    }

    private static BinaryData Zipped(byte[] csv, string name, DateOnly day)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            var entry = zip.CreateEntry(name);
            entry.LastWriteTime = new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            using var content = entry.Open();
            content.Write(csv);
        }
        return new(file.ToArray());
    }
}
