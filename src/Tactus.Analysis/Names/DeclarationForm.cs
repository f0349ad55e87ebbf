namespace Tactus.Analysis.Names;

/// <summary>What a declaration such as <c>Agent {…}</c> may hold.</summary>
internal sealed class DeclarationForm
{
    /// <summary>What stands for an entry without a key.</summary>
    public const string Entry = "(entry)";

    private const string NeedsWord = "needs ";
    private const string OlderWord = "older ";
    private static readonly Dictionary<string, DeclarationForm> s_all =
        DataFile.Sections("declarations.txt").ToDictionary(section => section.Key, section => new DeclarationForm(section.Key, section.Value), StringComparer.Ordinal);

    private readonly Dictionary<string, string[]> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _older = new(StringComparer.Ordinal);

    private DeclarationForm(string kind, List<string> lines)
    {
        Kind = kind;
        foreach (string line in lines)
        {
            if (line.StartsWith(NeedsWord, StringComparison.Ordinal))
            {
                Needs = line[NeedsWord.Length..].Split(' ');
            }
            else if (line.StartsWith(OlderWord, StringComparison.Ordinal))
            {
                (string key, string now) = DataFile.Pair(line[OlderWord.Length..]);
                _older.Add(key, now);
            }
            else
            {
                (string key, string kinds) = DataFile.Pair(line);
                _keys.Add(key, kinds.Split(' '));
            }
        }
    }

    /// <summary>All forms.</summary>
    public static IReadOnlyCollection<DeclarationForm> All => s_all.Values;

    /// <summary>The word that declares it.</summary>
    public string Kind { get; }

    /// <summary>Its keys.</summary>
    public IReadOnlyCollection<string> Keys => [.. _keys.Keys.Where(key => key != Entry)];

    /// <summary>Spellings of older dialects and what they are now.</summary>
    public IReadOnlyDictionary<string, string> Older => _older;

    /// <summary>Keys of which one must be there; empty when it can do without any.</summary>
    public IReadOnlyList<string> Needs { get; } = [];

    /// <summary>Whether it takes an entry without a key.</summary>
    public bool TakesEntry => _keys.ContainsKey(Entry);

    /// <summary>The form of a word, or null.</summary>
    public static DeclarationForm? Of(string kind) => s_all.GetValueOrDefault(kind);

    /// <summary>The kinds of value that a key takes; null for a key that it does not have.</summary>
    public IReadOnlyList<string>? KindsOf(string key) => _keys.GetValueOrDefault(key);
}
