namespace Arl.Pages.Emails;

/// <summary>Inline styles, because many mail programs drop style sheets. Text on background has a contrast of at least 7 : 1, the button's 6.7 : 1; the frame's sheet turns them for dark mode.</summary>
internal static class EmailStyle
{
    public const string Font = "font-family:'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
    public const string Paragraph = "margin:0 0 16px;font-size:16px;line-height:1.5";
    public const string Small = "margin:0 0 8px;font-size:14px;line-height:1.5;color:#4a4a4a";
    public const string Title = "margin:0 0 16px;font-size:24px;line-height:1.25;font-weight:700";
    public const string Heading = "margin:24px 0 8px;font-size:18px;line-height:1.3;font-weight:700";
    public const string List = "margin:0 0 16px;padding:0 0 0 24px;font-size:16px;line-height:1.5";
    public const string Facts = "margin:0 0 16px;font-size:16px;line-height:1.5";
    public const string Label = "margin:0;font-size:14px;color:#4a4a4a";
    public const string Value = "margin:0 0 8px;font-weight:600";
    public const string Item = "margin:0 0 8px";
    public const string Picture = "display:block;width:100%;max-width:440px;height:auto;border:0";
    public const string Table = "width:100%;max-width:440px;margin:0 0 16px;border-collapse:collapse;font-size:16px;line-height:1.4";
    public const string LabelCell = "padding:4px 8px 4px 0;border-bottom:1px solid #d5d9dd;text-align:left;font-weight:400";
    public const string NumberHead = "padding:4px 0 4px 8px;border-bottom:1px solid #d5d9dd;text-align:right;font-weight:400;white-space:nowrap";
    public const string NumberCell = "padding:4px 0 4px 8px;border-bottom:1px solid #d5d9dd;text-align:right;font-weight:700;white-space:nowrap";
    public const string ChangeCell = "padding:4px 0 4px 8px;border-bottom:1px solid #d5d9dd;text-align:right;white-space:nowrap";
    public const string Quote = "margin:0 0 16px;padding:8px 16px;border-left:4px solid #005ea2;font-size:16px;line-height:1.5;overflow-wrap:anywhere";
    public const string Button = "display:inline-block;padding:12px 20px;border-radius:6px;background-color:#005ea2;color:#ffffff;font-size:16px;font-weight:600;text-decoration:none";

    public const string Link = "color:#005ea2;font-size:16px;font-weight:600";

    /// <summary>The address under the button, for those who do not trust buttons.</summary>
    public const string Address = "color:#005ea2;font-size:14px;overflow-wrap:anywhere";
}
