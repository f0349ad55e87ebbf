using System.Buffers;
using System.Text;

namespace Tactus.Engine.Procedures;

/// <summary>Finds the module names that a source may require.</summary>
/// <remarks>
/// A name is found wherever it stands as a literal after <c>require</c>, or as a literal path of a .tac file, which <c>IncludeTasks</c>, <c>Toolset</c>
/// and <c>Procedure.run</c> take, or as the literal name of a standard module; a few words of the language need a standard module by themselves. Comments count, too: a module too many in the bundle is harmless, and
/// the host never runs or parses Lua. A name that is computed at run time is not found; the guest's error says so. Written by hand: the
/// sources are untrusted, so it must be linear, and a linear regular expression is built anew in every process, for tens of milliseconds.
/// </remarks>
internal static class ModuleScanner
{
    /// <summary>Most characters of a module name.</summary>
    public const int MaxNameLength = 200;

    private static readonly SearchValues<byte> s_space = SearchValues.Create(" \t\r\n\v\f"u8);
    private static readonly SearchValues<byte> s_path = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./"u8);

    /// <summary>The names, each once: what is required in order of appearance, then the files named by path, then what words of the language need.</summary>
    public static IReadOnlyCollection<string> Scan(ReadOnlySpan<byte> source)
    {
        // No list: a hostile source may name a million modules, and a list would be searched for each.
        var names = new OrderedDictionary<string, bool>(StringComparer.Ordinal);
        AddRequired(names, source);
        AddPaths(names, source);
        AddStandard(names, source);
        AddImplied(names, source, "Classify"u8, "tactus.text.classify");
        AddImplied(names, source, "naive_bayes"u8, "tactus.models.naive_bayes");
        return names.Keys;
    }

    private static void AddRequired(OrderedDictionary<string, bool> names, ReadOnlySpan<byte> source)
    {
        ReadOnlySpan<byte> word = "require"u8;
        ReadOnlySpan<byte> rest = source;
        for (int at; (at = rest.IndexOf(word)) >= 0;)
        {
            int start = source.Length - rest.Length + at;
            rest = rest[(at + word.Length)..];
            if ((start == 0 || !IsWord(source[start - 1])) && ReadName(ref rest) is { } name)
            {
                names.TryAdd(name, true);
            }
        }
    }

    // "./helpers/tasks.tac" is the module helpers.tasks.
    private static void AddPaths(OrderedDictionary<string, bool> names, ReadOnlySpan<byte> source)
    {
        ReadOnlySpan<byte> ending = ".tac"u8;
        ReadOnlySpan<byte> rest = source;
        for (int at; (at = rest.IndexOf(ending)) >= 0; rest = rest[(at + ending.Length)..])
        {
            ReadOnlySpan<byte> before = rest[Math.Max(0, at - MaxNameLength)..at];
            int quote = before.LastIndexOfAnyExcept(s_path);
            if (quote < 0 || before[quote] is not ((byte)'"' or (byte)'\'') || at + ending.Length == rest.Length || rest[at + ending.Length] != before[quote])
            {
                continue;
            }

            ReadOnlySpan<byte> path = before[(quote + 1)..];
            string name = ModuleOf(path);
            if (IsModuleName(name))
            {
                names.TryAdd(name, true);
            }
        }
    }

    // Tool { use = "tactus.tools.done" }.
    private static void AddStandard(OrderedDictionary<string, bool> names, ReadOnlySpan<byte> source)
    {
        ReadOnlySpan<byte> word = "tactus."u8;
        ReadOnlySpan<byte> rest = source;
        for (int at; (at = rest.IndexOf(word)) >= 0; rest = rest[(at + word.Length)..])
        {
            ReadOnlySpan<byte> name = rest[at..Math.Min(rest.Length, at + MaxNameLength)];
            int end = name.IndexOfAnyExcept(s_path);
            if (at > 0 && end > 0 && rest[at - 1] is (byte)'"' or (byte)'\'' && name[end] == rest[at - 1] && ModuleOf(name[..end]) is var module && IsModuleName(module))
            {
                names.TryAdd(module, true);
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

    // Takes the space that it passes off the rest. A name is looked at from one quote only, so no byte is looked at more than twice.
    private static string? ReadName(ref ReadOnlySpan<byte> rest)
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

        int end = rest[1..].IndexOfAnyExcept(s_path);
        if (end is < 1 or > MaxNameLength || rest[1 + end] != rest[0])
        {
            return null;
        }

        string name = ModuleOf(rest.Slice(1, end));
        return IsModuleName(name) ? name : null;
    }

    // A path is as good as a name: "./helpers/math" is helpers.math.
    private static string ModuleOf(ReadOnlySpan<byte> path) =>
        Encoding.ASCII.GetString(path.StartsWith("./"u8) ? path[2..] : path).Replace('/', '.');

    private static ReadOnlySpan<byte> SkipSpace(ReadOnlySpan<byte> rest)
    {
        int end = rest.IndexOfAnyExcept(s_space);
        return end < 0 ? [] : rest[end..];
    }

    private static bool IsModuleName(string name) =>
        name is not ("" or ['.', ..] or [.., '.']) && !name.Contains("..", StringComparison.Ordinal);

    private static bool IsWord(byte character) => character == (byte)'_' || char.IsAsciiLetterOrDigit((char)character);
}
