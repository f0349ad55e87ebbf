using Tactus.Protocol.Values;

namespace Tactus.Models.Tests.Support;

/// <summary>Arguments of model.chat.</summary>
internal static class Ask
{
    /// <summary>One message of a user, and whatever else.</summary>
    public static MapValue For(string text, params (string Key, Value Value)[] others) =>
        Value.MapOf([("messages", Value.ListOf(User(text))), .. others]);

    public static MapValue User(string text) => Value.MapOf(("role", Value.Of("user")), ("content", Value.Of(text)));

    public static MapValue Tool(string name, string kind = "lua", string source = "") => Value.MapOf(
        ("name", Value.Of(name)),
        ("description", Value.Of($"does {name}")),
        ("parameters", Value.MapOf(
            ("type", Value.Of("object")), ("properties", Value.MapOf(("city", Value.MapOf(("type", Value.Of("string")))))))),
        ("source", Value.MapOf(("kind", Value.Of(kind)), ("name", Value.Of(source)))));

    public static (string Key, Value Value) Tools(params Value[] tools) => ("tools", Value.ListOf(tools));
}
