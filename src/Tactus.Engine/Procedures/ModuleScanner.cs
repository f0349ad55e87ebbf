using System.Text;
using System.Text.RegularExpressions;

namespace Tactus.Engine.Procedures;

/// <summary>Finds the module names that a source may require.</summary>
/// <remarks>
/// A name is found wherever it stands as a literal after <c>require</c>, in comments too: a module too many in the bundle is harmless, and
/// the host never runs or parses Lua. A name that is computed at run time is not found; the guest's error says so.
/// </remarks>
internal static partial class ModuleScanner
{
    /// <summary>Most characters of a module name.</summary>
    public const int MaxNameLength = 200;

    /// <summary>The names, each once, in order of appearance.</summary>
    public static IReadOnlyCollection<string> Scan(ReadOnlySpan<byte> source)
    {
        // No list: a hostile source may name a million modules, and a list would be searched for each.
        var names = new OrderedDictionary<string, bool>(StringComparer.Ordinal);
        string text = Encoding.Latin1.GetString(source);
        foreach (ValueMatch match in RequirePattern().EnumerateMatches(text))
        {
            ReadOnlySpan<char> found = text.AsSpan(match.Index, match.Length);
            int quote = found.IndexOfAny('"', '\'');
            string name = found[(quote + 1)..^1].ToString();
            if (name.Length <= MaxNameLength)
            {
                names.TryAdd(name, true);
            }
        }

        return names.Keys;
    }

    [GeneratedRegex("""\brequire\s*\(?\s*(?:"[A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*"|'[A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*')""", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex RequirePattern();
}
