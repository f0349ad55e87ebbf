using Tactus.Configuration.Keys;
using Tactus.Configuration.Yaml;

namespace Tactus.Configuration.Reading;

/// <summary>A section such as a host tool or a provider: its known entries by name, unknown ones reported.</summary>
internal sealed class SectionReader
{
    private readonly ReadContext context;
    private readonly KeyNode node;
    private readonly string path;
    private readonly Dictionary<string, YamlEntry> entries = new(StringComparer.Ordinal);

    /// <summary>Reads a section.</summary>
    /// <param name="context">Where problems go.</param>
    /// <param name="node">The section in the tree of keys.</param>
    /// <param name="path">The section's dotted path, names filled in.</param>
    /// <param name="mapping">What is written.</param>
    public SectionReader(ReadContext context, KeyNode node, string path, YamlMapping mapping)
    {
        this.context = context;
        this.node = node;
        this.path = path;
        foreach (var entry in mapping.Entries)
        {
            if (node.Find(entry.Key) is null)
            {
                UnknownKeyProblem.Report(context, node, path, entry);
                continue;
            }

            entries.Add(entry.Key, entry);
        }
    }

    /// <summary>Reads a section when a map is written there; null after it was reported that none is.</summary>
    /// <param name="context">Where problems go.</param>
    /// <param name="node">The section in the tree of keys.</param>
    /// <param name="path">The section's dotted path, names filled in.</param>
    /// <param name="written">What is written.</param>
    /// <param name="mend">What would mend another kind of value, or null.</param>
    public static SectionReader? Open(ReadContext context, KeyNode node, string path, YamlNode written, string? mend = null)
    {
        if (written is YamlMapping mapping)
        {
            return new SectionReader(context, node, path, mapping);
        }

        ScalarReader.WrongType(context, path, written, "a map of keys", mend);
        return null;
    }

    /// <summary>The known entries in the order written.</summary>
    public IEnumerable<YamlEntry> Entries => entries.Values;

    /// <summary>The entry of a name, or null when it is not written.</summary>
    public YamlEntry? Find(string name) => entries.GetValueOrDefault(name);

    /// <summary>Dotted path of a name in this section.</summary>
    public string PathOf(string name) => $"{path}.{name}";

    /// <summary>A section inside this one, or null when it is not written or is no map, which is reported.</summary>
    public SectionReader? Section(string name)
    {
        if (Find(name) is not { } entry)
        {
            return null;
        }

        return Open(context, node.Find(name)!, PathOf(name), entry.Value);
    }

    /// <summary>A text, or the default when it is not written or not text.</summary>
    public string Text(string name, string missing) =>
        Find(name) is { } entry ? ScalarReader.ReadText(context, PathOf(name), entry.Value) ?? missing : missing;

    /// <summary>A bool, or false when it is not written.</summary>
    public bool Boolean(string name) => Find(name) is { } entry && ScalarReader.ReadBoolean(context, Row(name), PathOf(name), entry.Value) is true;

    /// <summary>A value that one of <see cref="ScalarReader"/>'s methods reads; the row's default when it is not written or wrong, null without one.</summary>
    public object? Scalar(string name, Func<ReadContext, ConfigurationKey, string, YamlNode, object?> read)
    {
        var row = Row(name);
        var written = Find(name) is { } entry ? read(context, row, PathOf(name), entry.Value) : null;
        return written ?? (row.Default is null ? null : read(context, row, PathOf(name), new YamlScalar(default, row.Default, IsPlain: true)));
    }

    private ConfigurationKey Row(string name) => node.Find(name)!.Row!;
}
