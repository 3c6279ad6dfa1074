using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Hosting.Local;

/// <summary>How each parameter of a function is filled; a type that the worker would not fill is refused at the start.</summary>
internal static class FunctionArguments
{
    public static IReadOnlyList<Argument> ForHttp(MethodInfo method, ParameterInfo triggered, RoutePattern route)
    {
        MustBe(typeof(HttpRequest), triggered);
        MustReturn(method, typeof(IResult), typeof(Task<IResult>), typeof(ValueTask<IResult>));
        return [.. method.GetParameters().Select(parameter => One(parameter, triggered, route))];
    }

    public static IReadOnlyList<Argument> ForQueue(MethodInfo method, ParameterInfo triggered)
    {
        var type = triggered.ParameterType;
        if (type.IsPrimitive || type.IsInterface || type.IsByRef || type == typeof(object))
            throw new LocalStartException($"a queue message cannot become the type {type.Name} of parameter '{triggered.Name}'; use a record, or string.");
        MustReturn(method, typeof(void), typeof(Task), typeof(ValueTask));
        return [.. method.GetParameters().Select(parameter => One(parameter, triggered, route: null))];
    }

    public static IReadOnlyList<Argument> ForTimer(MethodInfo method, ParameterInfo triggered)
    {
        MustBe(typeof(TimerInfo), triggered);
        MustReturn(method, typeof(void), typeof(Task), typeof(ValueTask));
        return [.. method.GetParameters().Select(parameter => One(parameter, triggered, route: null))];
    }

    private static Argument One(ParameterInfo parameter, ParameterInfo triggered, RoutePattern? route)
    {
        if (parameter == triggered)
            return (trigger, _, _) => trigger;
        if (parameter.ParameterType == typeof(CancellationToken))
            return (_, _, cancel) => cancel;
        if (route is null)
            throw new LocalStartException($"the type {parameter.ParameterType.Name} of parameter '{parameter.Name}' cannot be filled here; only the trigger and a CancellationToken can.");
        if (route.GetParameter(parameter.Name!) is null)
            throw new LocalStartException($"parameter '{parameter.Name}' ({parameter.ParameterType.Name}) is neither the request, a CancellationToken nor a value of the route '{route.RawText}'.");
        return FromRoute(parameter);
    }

    private static Argument FromRoute(ParameterInfo parameter)
    {
        var name = parameter.Name!;
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        object? missing = parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null;
        if (type == typeof(string))
            return (_, values, _) => Text(values?[name]) ?? missing;
        var converter = TypeDescriptor.GetConverter(type);
        if (type.IsArray || !converter.CanConvertFrom(typeof(string)))
            throw new LocalStartException($"a value of the route cannot become the type {type.Name} of parameter '{name}'; use string or a simple type.");
        return (_, values, _) => Text(values?[name]) is { } text ? converter.ConvertFromInvariantString(text) : missing;
    }

    private static string? Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;

    private static void MustBe(Type expected, ParameterInfo parameter)
    {
        if (parameter.ParameterType != expected)
            throw new LocalStartException($"its trigger's parameter '{parameter.Name}' is of type {parameter.ParameterType.Name}; it must be {expected.Name}.");
    }

    private static void MustReturn(MethodInfo method, params Type[] allowed)
    {
        if (!allowed.Contains(method.ReturnType))
            throw new LocalStartException($"it returns {method.ReturnType.Name}; it must return {string.Join(" or ", allowed.Select(type => type.IsGenericType ? $"{type.Name[..^2]}<{type.GenericTypeArguments[0].Name}>" : type.Name))}.");
    }
}
