using Tactus.Broker.Gate;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Files.Effects;

/// <summary>Reads the arguments of file effects and refuses every other one.</summary>
internal static class FileArguments
{
    /// <summary>The path, which must be the effect's name too, so that the journal's name never lies.</summary>
    public static string Path(EffectCall call, params ReadOnlySpan<string> others)
    {
        foreach (KeyValuePair<byte[], Value> entry in call.Arguments.Entries)
        {
            string key = System.Text.Encoding.UTF8.GetString(entry.Key);
            if (key != "path" && !others.Contains(key))
            {
                throw Wrong(call, $"takes no argument '{(key.Length > 40 ? key[..40] : key)}'");
            }
        }

        if (!call.Arguments.TryGet("path", out Value? value) || value is not BytesValue bytes || !bytes.TryGetText(out string path))
        {
            throw Wrong(call, "needs 'path', a string of UTF-8");
        }

        return path == call.Name ? path : throw Wrong(call, "has a name that is not its path");
    }

    /// <summary>The bytes to write.</summary>
    public static ReadOnlyMemory<byte> Content(EffectCall call) =>
        call.Arguments.TryGet("content", out Value? value) && value is BytesValue bytes
            ? bytes.Content
            : throw Wrong(call, "needs 'content', a string");

    /// <summary>A whole number that is not negative, or null when it is not given.</summary>
    public static long? Count(EffectCall call, string name)
    {
        if (!call.Arguments.TryGet(name, out Value? value) || value is NullValue)
        {
            return null;
        }

        return value is IntegerValue { Content: >= 0 } number
            ? number.Content
            : throw Wrong(call, $"wants '{name}' to be a whole number that is not negative");
    }

    /// <summary>A flag; false when it is not given.</summary>
    public static bool Flag(EffectCall call, string name)
    {
        if (!call.Arguments.TryGet(name, out Value? value) || value is NullValue)
        {
            return false;
        }

        return value is BoolValue flag ? flag.Content : throw Wrong(call, $"wants '{name}' to be true or false");
    }

    private static EffectException Wrong(EffectCall call, string what) =>
        new("TAC3218", EffectErrorKind.Invalid, $"{call.Kind} {what}");
}
