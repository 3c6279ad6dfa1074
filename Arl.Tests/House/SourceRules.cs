using System.Text.RegularExpressions;
using Xunit;

namespace Arl.Tests.House;

/// <summary>What the code that is deployed does nowhere, or in one known place: facts that docs/asvs.md goes by.</summary>
public sealed partial class SourceRules
{
    private static readonly IReadOnlyList<(string File, string Line)> s_code = [.. Repository.Files
        .Where(file => Path.GetExtension(file) is ".cs" or ".razor" && file.Split('/')[0] is "Arl.Domain" or "Arl.Functions" or "Arl.Pages" && !file.StartsWith("Arl.Functions/Hosting/Local/", StringComparison.Ordinal))
        .SelectMany(file => File.ReadLines(Repository.PathOf(file)), (file, line) => (file, line.Trim()))
        .Where(code => !code.Item2.StartsWith("//", StringComparison.Ordinal))];

    [Fact]
    public void No_process_is_started() => Nowhere(@"\bProcess(StartInfo\b|\.\w)");

    [Fact]
    public void No_regular_expression_is_made_at_run_time() => Nowhere(@"\bnew Regex\(|\bRegex\.(IsMatch|Match|Matches|Replace|Split|Count)\(");

    [Fact]
    public void No_XML_is_read() => Nowhere(@"\b(XmlReader|XmlDocument|XmlSerializer|XDocument|XElement|XPath\w+|XslCompiledTransform|DataContractSerializer)\b");

    [Fact]
    public void HTML_that_is_not_encoded_is_written_by_the_marks_of_the_plain_text_alone() => Only(@"\b(MarkupString|AddMarkupContent|HtmlString)\b", "Arl.Pages/Emails/PlainText.cs");

    [Fact]
    public void No_code_is_unsafe()
    {
        Nowhere(@"\bunsafe\b(?!-)|\bfixed \(|\bMarshal\.|\bUnsafe\.|\b(Dll|Library)Import\b");
        Assert.DoesNotContain(Repository.Files, file => Path.GetExtension(file) is ".csproj" or ".props" && Repository.Text(file).Contains("AllowUnsafeBlocks", StringComparison.Ordinal));
    }

    [Fact]
    public void No_weak_algorithm_and_no_other_cipher_than_AES_GCM_is_used() =>
        Nowhere(@"\b(MD5|SHA1|HMACMD5|HMACSHA1|DES|TripleDES|RC2|RijndaelManaged|AesManaged|AesCbc|CipherMode|PaddingMode|Aes\.Create|RSA\.Create|DSA)\b");

    [Fact]
    public void What_protects_is_drawn_by_the_operating_system() => Nowhere(@"\bnew Random\(|\bRandom\.Shared\b");

    [Fact]
    public void Connections_are_opened_by_the_mailers_storage_the_sign_in_telemetry_and_the_look_at_links_alone() =>
        Only(@"\b(HttpClient|SocketsHttpHandler|HttpClientHandler|SmtpClient|SendGridClient|TcpClient|UdpClient|WebRequest|ClientWebSocket|new Socket|AddHttpClient|(Table|Queue|Blob)ServiceClient)\b",
            "Arl.Functions/Mail/", "Arl.Functions/Storage/ArlStorage.cs", "Arl.Functions/Staff/SignIn/", "Arl.Functions/Hosting/Telemetry.cs", "Arl.Functions/Hosting/Health/", "Arl.Functions/LearningCalls/Library/LinkLook.cs");

    [Fact]
    public void Outgoing_calls_follow_no_redirect() =>
        Assert.All(Lines(@"\bnew (SocketsHttpHandler|HttpClientHandler|HttpClient)\b"), code => Assert.Contains("AllowAutoRedirect = false", code.Line, StringComparison.Ordinal));

    [Fact]
    public void No_check_of_a_certificate_is_switched_off() => Nowhere(@"CertificateValidation|CertificateCustomValidation|DangerousAccept|CheckCertificateRevocation|SslOptions|RemoteCertificate");

    [Fact]
    public void No_data_names_the_type_that_it_is_read_into() => Nowhere(@"\b(BinaryFormatter|NetDataContractSerializer|TypeNameHandling|JsonPolymorphic|JsonDerivedType|Assembly\.Load\w*|Type\.GetType)\b");

    [Fact]
    public void Only_the_renderer_of_pages_makes_an_object_by_its_type() => Only(@"\bActivator\.CreateInstance\b", "Arl.Functions/Web/PageServices.cs");

    [Fact]
    public void Every_form_says_where_it_goes() => Assert.DoesNotContain(Lines("<form(?!-)"), code => code.File.EndsWith(".razor", StringComparison.Ordinal) && !code.Line.Contains("action=", StringComparison.Ordinal));

    [Fact]
    public void No_body_is_bound_to_an_object() => Nowhere(@"\b(ReadFromJsonAsync|FromBody|FromForm|TryUpdateModel|BindAsync)\b");

    [Fact]
    public void Nothing_is_switched_on_for_developers() => Nowhere(@"\b(UseDeveloperExceptionPage|IsDevelopment|DetailedErrors|EnableSensitiveDataLogging|UseDirectoryBrowser|UseStaticFiles)\b");

    [Fact]
    public void Other_sites_may_read_public_figures_and_assets_alone()
    {
        Only("AccessControlAllow", "Arl.Functions/Web/SecurityHeaders.cs");
        Only("OpenToAll", "Arl.Functions/Web/", "Arl.Functions/Reach/Public/PublicReachDesk.cs");
    }

    [Fact]
    public void Every_time_comes_from_the_clock_that_is_handed_in() => Nowhere(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b");

    [Fact]
    public void Log_lines_are_compiled_templates() => Nowhere(@"\.Log(Trace|Debug|Information|Warning|Error|Critical)\(|\bConsole\.|\bTrace\.Write|\bDebug\.Write");

    [Fact]
    public void Every_filter_on_a_table_quotes_its_values() =>
        Assert.DoesNotContain(s_code.Select(code => code.File).Distinct(), file =>
        {
            var text = Repository.Text(file);
            return Comparison().Matches(text).Any(compared => text.LastIndexOf("$\"", compared.Index, StringComparison.Ordinal) is var quote and >= 0 && !TakesAFilter().IsMatch(text[text.LastIndexOfAny([';', '{', '}'], quote)..quote]));
        });

    [Fact]
    public void Our_scripts_evaluate_nothing_write_no_HTML_and_listen_to_no_other_window()
    {
        var scripts = Repository.Files.Where(file => file.StartsWith("Arl.Pages/", StringComparison.Ordinal) && file.Contains("/Scripts/", StringComparison.Ordinal) && file.EndsWith(".js", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(scripts);
        Assert.DoesNotContain(scripts, script => Dangerous().IsMatch(Repository.Text(script)));
        Assert.DoesNotContain(s_code, code => code.File.EndsWith(".razor", StringComparison.Ordinal) && Inline().IsMatch(code.Line));
    }

    private static IEnumerable<(string File, string Line)> Lines(string pattern)
    {
        var expression = new Regex(pattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        return s_code.Where(code => expression.IsMatch(code.Line));
    }

    private static void Nowhere(string pattern) => Assert.Empty(Lines(pattern));

    private static void Only(string pattern, params string[] places)
    {
        Assert.NotEmpty(Lines(pattern));
        Assert.DoesNotContain(Lines(pattern), code => !places.Any(place => code.File.StartsWith(place, StringComparison.Ordinal)));
    }

    /// <summary>What quotes the values of the interpolated text that follows, since it takes it as a FormattableString.</summary>
    [GeneratedRegex(@"(\bCreateQueryFilter\(|\b(KeyRange\.Of|Sifted)\(([^()$]|\([^()$]*\))*)\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TakesAFilter();

    [GeneratedRegex(@"\b(eq|ne|ge|gt|le|lt) '?\{", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comparison();

    [GeneratedRegex(@"\beval\(|\bnew Function\b|\.(innerHTML|outerHTML|srcdoc)\b|insertAdjacentHTML|document\.write|addEventListener\('message'|\bonmessage\b|set(Timeout|Interval)\(['""]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Dangerous();

    /// <summary>A handler in an attribute, or a script without an address.</summary>
    [GeneratedRegex(@"\son[a-z]+=""|<script(?![^>]*\ssrc=)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Inline();
}
