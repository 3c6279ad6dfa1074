using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms.Mapping;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Arl.Functions.Web;

/// <summary>
/// The framework's renderer of components, without three things that come with it, of which nothing here makes use and which each start would pay for (docs/performance.md, start to first answer):
/// a compiled factory for each component, converters for form fields, and the keys of Microsoft.AspNetCore.DataProtection, made or read while the host starts.
/// </summary>
internal static class PageServices
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddSingleton<IComponentActivator, PlainActivator>();
        services.Replace(ServiceDescriptor.Scoped<IFormValueMapper, NoForms>());
        foreach (var start in services.Where(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly.GetName().Name == "Microsoft.AspNetCore.DataProtection").ToList())
            services.Remove(start); // Links and forms are signed under keys of our own.
        return services;
    }

    /// <summary>Our components take what they need as properties, so a constructor without parameters makes each.</summary>
    private sealed class PlainActivator : IComponentActivator
    {
        public IComponent CreateInstance(Type componentType) => (IComponent)(Activator.CreateInstance(componentType) ?? throw new ArgumentException($"{componentType} cannot be made.", nameof(componentType)));
    }

    /// <summary>Forms are read by functions (<see cref="LimitedBody"/>), never by a component.</summary>
    private sealed class NoForms : IFormValueMapper
    {
        public bool CanMap(Type valueType, string scopeName, string? formName) => false;

        public void Map(FormValueMappingContext context) => throw new NotSupportedException("A component asked for a form field. Forms are read by functions.");
    }
}
