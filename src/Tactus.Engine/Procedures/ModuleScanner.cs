using System.Buffers;
using System.Text;

namespace Tactus.Engine.Procedures;

/// <summary>Finds the module names that a source may require.</summary>
/// <remarks>
/// A name is found wherever it stands as a literal after <c>require</c>, or as a path after <c>IncludeTasks</c>; a few words of the language need a
/// standard module by themselves. Comments count, too: a module too many in the bundle is harmless, and
/// the host never runs or parses Lua. A name that is computed at run time is not found; the guest's error says so. Written by hand: the
/// sources are untrusted, so it must be linear, and a linear regular expression is built anew in every process, for tens of milliseconds.
/// </remarks>
internal static class ModuleScanner
{
    /// <summary>Most characters of a module name.</summary>
    public const int MaxNameLength = 200;

    private static readonly SearchValues<byte> s_space = SearchValues.Create(" \t\r\n\v\f"u8);
    private static readonly SearchValues<byte> s_path = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./"u8);
    private static readonly SearchValues<byte> s_name = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_."u8);

    /// <summary>The names, each once: what is required in order of appearance, then included task files, then what words of the language need.</summary>
    public static IReadOnlyCollection<string> Scan(ReadOnlySpan<byte> source)
    {
        // No list: a hostile source may name a million modules, and a list would be searched for each.
        var names = new OrderedDictionary<string, bool>(StringComparer.Ordinal);
        AddLiterals(names, source, "require"u8, s_name, static name => name);
        AddLiterals(names, source, "IncludeTasks"u8, s_path, ModuleOfPath);
        AddImplied(names, source, "Classify"u8, "tactus.text.classify");
        AddImplied(names, source, "naive_bayes"u8, "tactus.models.naive_bayes");
        return names.Keys;
    }

    private static void AddLiterals(
        OrderedDictionary<string, bool> names, ReadOnlySpan<byte> source, ReadOnlySpan<byte> word, SearchValues<byte> allowed, Func<string, string> toModule)
    {
        ReadOnlySpan<byte> rest = source;
        for (int at; (at = rest.IndexOf(word)) >= 0;)
        {
            int start = source.Length - rest.Length + at;
            rest = rest[(at + word.Length)..];
            if ((start == 0 || !IsWord(source[start - 1])) && ReadLiteral(ref rest, allowed) is { } literal && toModule(literal) is var name && IsModuleName(name))
            {
                names.TryAdd(name, true);
            }
        }
    }

    private static void AddImplied(OrderedDictionary<string, bool> names, ReadOnlySpan<byte> source, ReadOnlySpan<byte> word, string module)
    {
        if (source.IndexOf(word) >= 0)
        {
            names.TryAdd(module, true);
        }
    }

    // "./helpers/tasks.tac" is the module helpers.tasks.
    private static string ModuleOfPath(string path)
    {
        string plain = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
        return (plain.EndsWith(".tac", StringComparison.Ordinal) ? plain[..^4] : plain).Replace('/', '.');
    }

    // Takes the space that it passes off the rest. A name is looked at from one quote only, so no byte is looked at more than twice.
    private static string? ReadLiteral(ref ReadOnlySpan<byte> rest, SearchValues<byte> allowed)
    {
        rest = SkipSpace(rest);
        if (rest is [(byte)'(', ..])
        {
            rest = SkipSpace(rest[1..]);
        }

        if (rest is not [(byte)'"' or (byte)'\'', ..])
        {
            return null;
        }

        int end = rest[1..].IndexOfAnyExcept(allowed);
        if (end is < 1 or > MaxNameLength || rest[1 + end] != rest[0])
        {
            return null;
        }

        return Encoding.ASCII.GetString(rest.Slice(1, end));
    }

    private static ReadOnlySpan<byte> SkipSpace(ReadOnlySpan<byte> rest)
    {
        int end = rest.IndexOfAnyExcept(s_space);
        return end < 0 ? [] : rest[end..];
    }

    private static bool IsModuleName(string name) =>
        name is not ("" or ['.', ..] or [.., '.']) && !name.Contains("..", StringComparison.Ordinal);

    private static bool IsWord(byte character) => character == (byte)'_' || char.IsAsciiLetterOrDigit((char)character);
}
