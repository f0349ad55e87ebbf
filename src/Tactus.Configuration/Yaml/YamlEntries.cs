using Tactus.Configuration.Problems;
using Tactus.Protocol;

namespace Tactus.Configuration.Yaml;

/// <summary>Collects the entries of a map and refuses keys that are no text or there twice.</summary>
/// <param name="file">The file as a person knows it.</param>
internal sealed class YamlEntries(string file)
{
    private readonly List<YamlEntry> entries = [];
    private readonly Dictionary<string, int> lines = new(StringComparer.Ordinal);

    /// <summary>The entries in the order written.</summary>
    public IReadOnlyList<YamlEntry> Entries => entries;

    /// <summary>Adds an entry; the key is judged before the value is read, so that the first problem is the one told.</summary>
    /// <exception cref="TactusException">TAC4009, TAC4011.</exception>
    public void Add(YamlNode key, YamlMark mark, Func<YamlNode> readValue)
    {
        if (key is not YamlScalar { Kind: YamlScalarKind.Text or YamlScalarKind.Integer } scalar)
        {
            throw Problem(ProblemCodes.KeyIsNotText, "A key must be text.", "Put the key in quotes.", mark);
        }

        if (!lines.TryAdd(scalar.Text, mark.Line))
        {
            throw Problem(ProblemCodes.DuplicateKey, $"The key {scalar.Text} is there twice; the first is in line {lines[scalar.Text]}.", "Keep one of the two.", mark);
        }

        entries.Add(new YamlEntry(scalar.Text, mark, readValue()));
    }

    private TactusException Problem(string code, string message, string mend, YamlMark mark) => new(code, message, mend, file, mark.Line, mark.Column);
}
