namespace Tactus.Analysis.Names;

/// <summary>What a declaration such as <c>Agent {…}</c>, or a table in one, may hold: a section of <c>declarations.txt</c>, which explains the words.</summary>
internal sealed class DeclarationForm
{
    /// <summary>What stands for an entry without a key.</summary>
    public const string Entry = "(entry)";

    private static readonly DeclarationForm[] s_forms = [.. DataFile.Sections("declarations.txt").Select(section => new DeclarationForm(section.Key, section.Value))];

    private static readonly Dictionary<string, DeclarationForm> s_all = s_forms
        .SelectMany(form => form._sections.Select(section => (Section: section, Form: form)))
        .ToDictionary(item => item.Section, item => item.Form, StringComparer.Ordinal);

    private readonly List<string> _sections;

    private readonly Dictionary<string, IReadOnlyList<ValueKind>> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _older = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _mends = new(StringComparer.Ordinal);
    private readonly List<string[]> _needs = [];
    private readonly List<string[]> _apart = [];
    private readonly List<string[]> _with = [];

    private DeclarationForm(string section, List<string> lines)
    {
        Section = section;
        Title = section;
        _sections = [section];
        lines.ForEach(Read);
    }

    /// <summary>All forms.</summary>
    public static IReadOnlyCollection<DeclarationForm> All => s_forms;

    /// <summary>The name of its section.</summary>
    public string Section { get; }

    /// <summary>What messages call it.</summary>
    public string Title { get; private set; }

    /// <summary>Its keys.</summary>
    public IReadOnlyCollection<string> Keys => [.. _keys.Keys.Where(key => key != Entry)];

    /// <summary>Spellings of older dialects and what they are now.</summary>
    public IReadOnlyDictionary<string, string> Older => _older;

    /// <summary>Sets of keys; one of each set must be there.</summary>
    public IReadOnlyList<string[]> Needs => _needs;

    /// <summary>Pairs of keys that contradict each other.</summary>
    public IReadOnlyList<string[]> Apart => _apart;

    /// <summary>A key, and those of which one must be there with it.</summary>
    public IReadOnlyList<string[]> With => _with;

    /// <summary>The kinds of value that any key takes; null when the keys are listed.</summary>
    public IReadOnlyList<ValueKind>? Each { get; private set; }

    /// <summary>Whether its keys are not looked at.</summary>
    public bool TakesAnything { get; private set; }

    /// <summary>Whether an unknown key may be right when only a run can tell its value.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether it must hold something.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Whether it takes an entry without a key.</summary>
    public bool TakesEntry => _keys.ContainsKey(Entry);

    /// <summary>The form of a section, or null.</summary>
    public static DeclarationForm? Of(string section) => s_all.GetValueOrDefault(section);

    /// <summary>The forms that a table's <c>type</c> chooses between, by type.</summary>
    public static IReadOnlyList<string> TypesOf(string section) =>
        [.. s_all.Keys.Where(key => key.StartsWith(section + ".", StringComparison.Ordinal)).Select(key => key[(section.Length + 1)..]).Where(type => !type.Contains('.', StringComparison.Ordinal))];

    /// <summary>The kinds of value that a key takes; null for a key that it does not have.</summary>
    public IReadOnlyList<ValueKind>? KindsOf(string key) => _keys.GetValueOrDefault(key) ?? Each;

    /// <summary>What to say of a wrong value; null where the kinds say enough.</summary>
    public string? MendOf(string key) => _mends.GetValueOrDefault(key);

    private void Read(string line)
    {
        string word = line.Split(' ')[0];
        string rest = line[word.Length..].TrimStart();
        switch (word)
        {
            case "called":
                Title = rest;
                break;
            case "also":
                _sections.Add(Section[..(Section.LastIndexOf('.') + 1)] + rest);
                break;
            case "needs":
                _needs.Add(rest.Split(' '));
                break;
            case "apart":
                _apart.Add(rest.Split(' '));
                break;
            case "with" when !rest.StartsWith('='):
                _with.Add(rest.Split(' '));
                break;
            case "older":
                Add(_older, rest);
                break;
            case "mend":
                Add(_mends, rest);
                break;
            case "anything":
                TakesAnything = true;
                break;
            case "open":
                IsOpen = true;
                break;
            case "full":
                IsFull = true;
                break;
            case "each":
                Each = ValueKind.ParseAll(DataFile.Pair(line).Value);
                break;
            default:
                (string key, string kinds) = DataFile.Pair(line);
                _keys.Add(key, ValueKind.ParseAll(kinds));
                break;
        }
    }

    private static void Add(Dictionary<string, string> words, string line)
    {
        (string key, string value) = DataFile.Pair(line);
        words.Add(key, value);
    }
}
