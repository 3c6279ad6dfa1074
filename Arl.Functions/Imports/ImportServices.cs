using Arl.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Imports;

/// <summary>The room of imports; each kind registers itself with its slice.</summary>
public static class ImportServices
{
    public static IServiceCollection AddImports(this IServiceCollection services) => services
        .AddSingleton<ImportsTable>()
        .AddSingleton<ImportRoom>()
        .AddSingleton<ImportDesk>()
        .AddSingleton<ImportUploads>();

    /// <param name="kind">As <see cref="IImportKind.Kind"/>: the partition that the sweep looks at.</param>
    public static IServiceCollection AddImportKind<T>(this IServiceCollection services, string kind) where T : class, IImportKind => services
        .AddSingleton<IImportKind, T>()
        .AddSingleton(new OutboxTable(TableNames.Imports, [kind]));
}
