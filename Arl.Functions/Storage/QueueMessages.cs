using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Storage;

/// <summary>What each queue carries, as its function declares it, and the key by which equal messages are known: a hash of the message as we write it, whatever trace it belongs to.</summary>
internal static class QueueMessages
{
    private static readonly JsonSerializerOptions s_read = new() { PropertyNameCaseInsensitive = true }; // As both hosts do.

    private static readonly FrozenDictionary<string, Type> s_types =
    (
        from type in typeof(QueueMessages).Assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance)
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<QueueTriggerAttribute>()
        where trigger is not null
        select (trigger.QueueName, parameter.ParameterType)
    ).ToFrozenDictionary(queue => queue.QueueName, queue => queue.ParameterType, StringComparer.Ordinal);

    public static string KeyOf<T>(T message) where T : class => Hash(JsonSerializer.Serialize(message, message.GetType(), QueueJson.WithoutTrace));

    /// <summary>The key of a message's text, whatever the order or case of its names; null where no function could read it.</summary>
    public static string? KeyOf(string queue, string text)
    {
        if (!s_types.TryGetValue(queue, out var type))
            return null;
        try
        {
            return JsonSerializer.Deserialize(text, type, s_read) is { } message ? KeyOf(message) : null;
        }
        catch (Exception)
        {
            return null; // Whatever it was, it kept the host from calling the function too.
        }
    }

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
