namespace Tactus.Analysis.Names;

/// <summary>The globals of the language and the fields of its tables.</summary>
internal static class KnownGlobals
{
    private static readonly Dictionary<string, HashSet<string>?> s_all = Read("globals.txt");
    private static readonly Dictionary<string, HashSet<string>?> s_members = Read("members.txt");
    private static readonly Dictionary<string, List<string>> s_gone = DataFile.Sections("older.txt");

    /// <summary>The names.</summary>
    public static IReadOnlyCollection<string> Names => s_all.Keys;

    /// <summary>Names of older dialects and what they are called now.</summary>
    public static IReadOnlyDictionary<string, string> Older { get; } = Pairs("older");

    /// <summary>Names of Lua that the language leaves out, and what to do instead.</summary>
    public static IReadOnlyDictionary<string, string> Absent { get; } = Pairs("absent");

    /// <summary>Names of the Python dialect that stand for libraries of Python, and what to use instead.</summary>
    public static IReadOnlyDictionary<string, string> Foreign { get; } = Pairs("foreign");

    /// <summary>Modules that the language brings itself.</summary>
    public static IReadOnlySet<string> Modules { get; } = DataFile.Lines("modules.txt").ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether the language has a global of this name.</summary>
    public static bool Has(string name) => s_all.ContainsKey(name);

    /// <summary>The fields of a table of the language; null where nobody lists them.</summary>
    public static IReadOnlySet<string>? FieldsOf(string name) => s_all.GetValueOrDefault(name);

    /// <summary>The fields of what a declaration gives, by its kind; null where nobody lists them.</summary>
    public static IReadOnlySet<string>? MembersOf(string kind) => s_members.GetValueOrDefault(kind);

    private static Dictionary<string, string> Pairs(string section) =>
        s_gone[section].Select(DataFile.Pair).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    private static Dictionary<string, HashSet<string>?> Read(string file) => DataFile.Lines(file)
        .Select(line => line.Split(':'))
        .ToDictionary(
            parts => parts[0],
            parts => parts.Length == 1 ? null : parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);
}
