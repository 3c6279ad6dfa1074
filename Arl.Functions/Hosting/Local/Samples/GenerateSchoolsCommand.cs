using System.Globalization;
using Spectre.Console;

namespace Arl.Functions.Hosting.Local.Samples;

/// <summary><c>generate-schools</c>: writes invented schools, for scale and for trying out an import.</summary>
internal sealed class GenerateSchoolsCommand : ILocalCommand
{
    public string Name => "generate-schools";

    public string Usage => "--out FILE [--rows N] [--seed S] [--layout nces|plain]    writes a file of invented schools (2,000 rows, seed 1, layout nces)";

    public Task<int> Run(LocalCommandContext context, string[] args, CancellationToken cancel)
    {
        if (Wanted.Read(args) is not { } wanted)
            return Task.FromResult(ILocalCommand.UsedWrongly);
        try
        {
            using var file = File.Create(wanted.Out);
            SampleFile.Write(file, SampleSchools.Generate(wanted.Rows, wanted.Seed), wanted.Nces);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult(context.End(1, $"Not written. {unwritable.Message}"));
        }
        return Task.FromResult(context.End(0, string.Create(CultureInfo.InvariantCulture, $"Wrote {wanted.Rows:N0} invented schools to {wanted.Out}.")));
    }

    private sealed record Wanted(string Out, int Rows, int Seed, bool Nces)
    {
        public static Wanted? Read(string[] args)
        {
            var wanted = new Wanted("", SampleDirectorySeed.Schools, 1, Nces: true);
            for (var i = 0; i < args.Length && wanted is not null; i += 2)
                wanted = i + 1 == args.Length ? null : wanted.With(args[i], args[i + 1]);
            return wanted is { Out.Length: > 0, Rows: >= SampleSchools.Fewest and <= SampleSchools.Most } ? wanted : null;
        }

        private Wanted? With(string option, string value) => option switch
        {
            "--out" => this with { Out = value },
            "--rows" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var rows) => this with { Rows = rows },
            "--seed" when int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed) => this with { Seed = seed },
            "--layout" when value is "nces" or "plain" => this with { Nces = value == "nces" },
            _ => null,
        };
    }
}
