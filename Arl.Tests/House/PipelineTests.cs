using System.Text.RegularExpressions;
using Xunit;

namespace Arl.Tests.House;

/// <summary>What runs on GitHub: pinned, with few rights, without a secret, and nothing that cannot be run here.</summary>
public sealed partial class PipelineTests
{
    private static readonly string[] s_workflows = [.. Directory.GetFiles(Repository.PathOf(".github", "workflows")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Fact]
    public void There_are_one_for_changes_one_for_releases_one_that_takes_its_time_and_how_a_site_is_deployed() =>
        Assert.Equal(["deploy.yml", "pull-request.yml", "release.yml", "thorough.yml"], s_workflows);

    [Fact]
    public void Every_action_is_pinned_to_a_commit_and_says_its_version() =>
        Assert.All(Lines().Where(line => line.Text.Contains("uses:", StringComparison.Ordinal) && !line.Text.Contains("uses: ./.github/workflows/", StringComparison.Ordinal)),
            line => Assert.Matches(Pinned(), line.Text));

    [Fact]
    public void One_action_is_of_one_version_everywhere() =>
        Assert.All(Lines().Select(line => Pinned().Match(line.Text)).Where(pinned => pinned.Success).GroupBy(pinned => pinned.Groups["action"].Value, StringComparer.OrdinalIgnoreCase),
            same => Assert.Single(same.Select(pinned => pinned.Groups["commit"].Value).Distinct()));

    [Fact]
    public void No_secret_is_stored_and_Azure_is_signed_in_to_by_GitHubs_own_word()
    {
        Assert.DoesNotContain(Lines(), line => Secret().IsMatch(line.Text));
        Assert.DoesNotContain(Lines(), line => line.Text.Contains("secrets: inherit", StringComparison.Ordinal) || line.Text.Contains("pull_request_target", StringComparison.Ordinal) || line.Text.Contains("creds:", StringComparison.Ordinal) || line.Text.Contains("publish-profile:", StringComparison.Ordinal));
        Assert.Equal(["deploy.yml", "release.yml"], Lines().Where(line => line.Text.Trim() == "id-token: write").Select(line => line.File).Distinct());
    }

    [Fact]
    public void Each_says_what_it_may_do_and_each_job_what_it_needs_and_how_long_it_may_take()
    {
        string[] may = ["contents: read", "security-events: write", "id-token: write"];
        Assert.All(s_workflows, file =>
        {
            var text = Text(file);
            Assert.Contains("\npermissions: {}\n", text, StringComparison.Ordinal);
            Assert.Contains("concurrency:", text, StringComparison.Ordinal);
            var jobs = Job().Split(text[text.IndexOf("\njobs:\n", StringComparison.Ordinal)..])[1..];
            Assert.All(jobs, job => Assert.Contains("\n    permissions:\n", job, StringComparison.Ordinal));
            Assert.All(jobs.Where(job => job.Contains("\n    runs-on:", StringComparison.Ordinal)), job => Assert.Matches(Limit(), job));
            Assert.All(Granted().Matches(text).SelectMany(granted => granted.Groups["rights"].Value.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)), right => Assert.Contains(right, may));
        });
    }

    [Fact]
    public void What_checks_a_change_is_what_anybody_can_run()
    {
        var run = Repository.Text(".ci", "run");

        var commands = Lines().Where(line => line.File == "pull-request.yml").Select(line => Command().Match(line.Text)).Where(command => command.Success).Select(command => command.Groups["command"].Value).ToList();

        Assert.Equal(["bash .ci/run", "bash .ci/run azure"], commands);
        Assert.Contains("\nazure() {\n", run, StringComparison.Ordinal);
        Assert.Contains("`bash .ci/run`", Repository.Text("README.md"), StringComparison.Ordinal);
        Assert.Matches(@"\nfor step in tools restore build format infra secrets audit tests smoke lighthouse; do\n", run);
    }

    [Fact]
    public void A_release_is_checked_before_it_is_packed_and_tried_on_the_test_site_before_it_is_live()
    {
        var text = Text("release.yml");

        Assert.True(text.IndexOf("bash .ci/run\n", StringComparison.Ordinal) < text.IndexOf("bash .ci/run azure\n", StringComparison.Ordinal));
        Assert.Matches(@"\n  test:\n(    .*\n)*    needs: package\n(    .*\n)*      site: test\n", text);
        Assert.Matches(@"\n  live:\n(    .*\n)*    needs: test\n(    .*\n)*      site: live\n", text);
        var deploy = Text("deploy.yml");
        Assert.Contains("\n    environment: ${{ inputs.site }}\n", deploy, StringComparison.Ordinal);
        Assert.True(deploy.IndexOf("provision.sh create", StringComparison.Ordinal) < deploy.IndexOf("functions-action@", StringComparison.Ordinal));
        Assert.True(deploy.IndexOf("functions-action@", StringComparison.Ordinal) < deploy.IndexOf("node .ci/site.mjs", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_of_a_change_or_a_tag_is_put_into_a_command()
    {
        Assert.DoesNotContain(Lines(), line => Command().IsMatch(line.Text) && line.Text.Contains("${{", StringComparison.Ordinal));
        Assert.All(s_workflows, file => Assert.Equal(Count(Text(file), "actions/checkout@"), Count(Text(file), "persist-credentials: false")));
    }

    [Fact]
    public void A_deployment_is_given_every_value_that_the_parameters_of_its_site_read()
    {
        var deploy = Text("deploy.yml");

        var read = Repository.Text("infra", "main.test.bicepparam").Split('\n').Concat(Repository.Text("infra", "main.live.bicepparam").Split('\n'))
            .Select(line => ReadVariable().Match(line)).Where(variable => variable.Success).Select(variable => variable.Groups["name"].Value).Distinct();

        Assert.All(read.Except(["ARL_LINK_KEYS", "ARL_SENDGRID_API_KEY"]), name => Assert.Contains($"\n      {name}: ${{{{ ", deploy, StringComparison.Ordinal));
        Assert.DoesNotContain("ARL_LINK_KEYS", deploy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("test", "ARL_MAIL_REDIRECT_TO")]
    [InlineData("test", "ARL_STAFF_RECIPIENTS")]
    [InlineData("live", "ARL_MAIL_FROM")]
    [InlineData("live", "ARL_ALERT_RECIPIENTS")]
    public async Task A_variable_that_GitHub_does_not_have_ends_the_deployment_before_it_begins(string site, string forgotten)
    {
        string[] variables = ["AZURE_LOCATION=eastus2", "ARL_MAIL_FROM=network@arl.example", "ARL_MAIL_REDIRECT_TO=test@arl.example", "ARL_STAFF_RECIPIENTS=staff@arl.example", "ARL_ALERT_RECIPIENTS=ops@arl.example"];
        var without = variables.Select(variable => variable.StartsWith(forgotten, StringComparison.Ordinal) ? $"{forgotten}=" : variable);

        var (exitCode, output, errors) = await Repository.Run("env", [.. without, $"SITE={site}", "bash", ".ci/provision.sh", "what-if"], CancellationToken.None);

        Assert.Equal((2, "", $"Set {forgotten}: the site {site} is not deployed without it."), (exitCode, output, errors.Trim()));
    }

    [Fact]
    public void The_log_of_a_deployment_names_what_would_change_and_no_value_of_it() =>
        Assert.Contains("what-if \"${deployment[@]}\" --result-format ResourceIdOnly ;;", Repository.Text(".ci", "provision.sh"), StringComparison.Ordinal);

    [Fact]
    public void On_GitHub_nothing_passes_that_could_not_be_audited()
    {
        var audit = Repository.Text(".ci", "audit.mjs");

        Assert.Contains("if (process.env.GITHUB_ACTIONS === 'true') found.push(what);", audit, StringComparison.Ordinal);
        Assert.Equal(2, Count(audit, "notAudited("));
        Assert.Equal(2, Count(audit, "not audited here"));
    }

    [Fact]
    public void By_hand_only_what_was_built_for_Azure_is_deployed()
    {
        var azd = Repository.Text("azure.yaml");

        Assert.Matches(@"\n    hooks:\n      prepackage:\n        posix:\n          shell: sh\n          run: test ""\$FunctionsHost"" = Azure \|\| \{ .* exit 1; \}\n        windows:\n          shell: pwsh\n          run: if \(\$env:FunctionsHost -ne 'Azure'\) \{ .* exit 1 \}\n", azd);
        Assert.Equal(2, Count(azd, "/config/configreferences/appsettings/refresh?"));
    }

    [Fact]
    public void What_is_out_of_date_is_proposed_each_week()
    {
        var text = Repository.Text(".github", "dependabot.yml");

        Assert.All(["nuget", "npm", "github-actions"], ecosystem => Assert.Contains($"package-ecosystem: {ecosystem}\n", text, StringComparison.Ordinal));
        Assert.All(Directory.GetFiles(Repository.PathOf(".ci"), "package.json", SearchOption.AllDirectories).Where(path => !path.Contains("node_modules", StringComparison.Ordinal)),
            path => Assert.Contains("/.ci/" + Path.GetFileName(Path.GetDirectoryName(path)), text, StringComparison.Ordinal));
    }

    private static string Text(string workflow) => Repository.Text(".github", "workflows", workflow).ReplaceLineEndings("\n");

    private static IEnumerable<(string File, string Text)> Lines() => s_workflows.SelectMany(file => Text(file).Split('\n').Select(line => (file, line)));

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    [GeneratedRegex(@"^\s+(- )?uses: (?<action>[\w./-]+)@(?<commit>[0-9a-f]{40}) # v\d+(\.\d+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pinned();

    [GeneratedRegex(@"\bsecrets\s*[.\[]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Secret();

    [GeneratedRegex(@"\n  (?=[a-z-]+:\n)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Job();

    [GeneratedRegex(@"\n    timeout-minutes: \d+\n", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Limit();

    [GeneratedRegex(@"\n    permissions:\n(?<rights>(      [a-z-]+: [a-z]+\n)+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Granted();

    [GeneratedRegex(@"^\s+(- )?run: (?<command>.+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Command();

    [GeneratedRegex(@"readEnvironmentVariable\('(?<name>\w+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ReadVariable();
}
