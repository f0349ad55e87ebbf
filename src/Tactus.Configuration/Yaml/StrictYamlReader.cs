using Tactus.Configuration.Problems;
using Tactus.Protocol;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Tactus.Configuration.Yaml;

/// <summary>
/// Reads the small part of YAML that configuration needs, from parser events, so that every leaf knows its place and nothing is built by
/// reflection. Refuses anchors, aliases, tags, several documents, duplicate keys and deep nesting.
/// </summary>
internal sealed class StrictYamlReader
{
    /// <summary>Deepest nesting.</summary>
    public const int MaxDepth = 32;

    private readonly string file;
    private readonly Parser parser;
    private readonly List<(int First, int Last)> manyLineScalars = [];

    private StrictYamlReader(string file, string text)
    {
        this.file = file;
        parser = new Parser(new Scanner(new StringReader(text)));
    }

    /// <summary>Reads a file's only document.</summary>
    /// <param name="file">The file as a person knows it.</param>
    /// <param name="text">Its text.</param>
    /// <returns>The root, or null when there is nothing in the file.</returns>
    /// <exception cref="TactusException">TAC4002 to TAC4009, TAC4011: the file is not the YAML that is meant here.</exception>
    public static YamlNode? Read(string file, string text)
    {
        var tabLines = TabIndentation.FindLines(text);
        var reader = new StrictYamlReader(file, text);
        YamlNode? root;
        try
        {
            root = reader.ReadStream();
        }
        catch (YamlException e)
        {
            throw reader.TabProblem(tabLines, (int)e.Start.Line + 1)
                ?? reader.Problem(ProblemCodes.Syntax, $"The YAML cannot be read: {FirstSentence(e.Message)}", e.Start, "Mend the syntax at this place.", e);
        }

        return reader.TabProblem(tabLines, int.MaxValue) is { } problem ? throw problem : root;
    }

    private YamlNode? ReadStream()
    {
        Advance();
        if (Advance() is StreamEnd)
        {
            return null;
        }

        var root = ReadNode(depth: 1);
        Advance();
        return Advance() is DocumentStart second
            ? throw Problem(ProblemCodes.ManyDocuments, "The file holds a second YAML document.", second.Start, "Keep one document in a file; remove the \"---\".")
            : root;
    }

    private YamlNode ReadNode(int depth)
    {
        var next = Advance();
        if (depth > MaxDepth)
        {
            throw Problem(ProblemCodes.TooDeep, $"The YAML is nested deeper than {MaxDepth} levels.", next.Start, null);
        }

        if (next is AnchorAlias alias)
        {
            throw Problem(
                ProblemCodes.AnchorOrAlias, $"The alias *{alias.Value} is not allowed.", next.Start, "Write the value out; to write text that begins with \"*\", put it in quotes.");
        }

        RefuseAnchorAndTag((NodeEvent)next);
        return next switch
        {
            Scalar scalar => ReadScalar(scalar),
            SequenceStart => ReadSequence(next.Start, depth),
            _ => ReadMapping(next.Start, depth),
        };
    }

    private void RefuseAnchorAndTag(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
        {
            throw Problem(
                ProblemCodes.AnchorOrAlias, $"The anchor &{node.Anchor.Value} is not allowed.", node.Start, "Write the value out; to write text that begins with \"&\", put it in quotes.");
        }

        if (!node.Tag.IsEmpty)
        {
            throw Problem(ProblemCodes.Tag, $"The tag {node.Tag.Value} is not allowed.", node.Start, "Remove the tag; to write text that begins with \"!\", put it in quotes.");
        }
    }

    private YamlScalar ReadScalar(Scalar scalar)
    {
        if (scalar.End.Line > scalar.Start.Line)
        {
            manyLineScalars.Add(((int)scalar.Start.Line, (int)scalar.End.Line));
        }

        // A double-quoted scalar can hide a control character behind an escape, where the check of the text does not see it.
        var at = SourceText.FindDeceptive(scalar.Value);
        return at < 0
            ? new YamlScalar(MarkOf(scalar.Start), scalar.Value, scalar.Style == ScalarStyle.Plain)
            : throw Problem(ProblemCodes.BadText, $"The text contains the control character U+{(int)scalar.Value[at]:X4}.", scalar.Start, "Remove the character.");
    }

    private YamlSequence ReadSequence(Mark start, int depth)
    {
        var items = new List<YamlNode>();
        while (parser.MoveNext() && parser.Current is not SequenceEnd)
        {
            pending = parser.Current;
            items.Add(ReadNode(depth + 1));
        }

        return new YamlSequence(MarkOf(start), items);
    }

    private YamlMapping ReadMapping(Mark start, int depth)
    {
        var entries = new List<YamlEntry>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        while (parser.MoveNext() && parser.Current is not MappingEnd)
        {
            pending = parser.Current;
            var keyStart = pending!.Start;
            if (ReadNode(depth + 1) is not YamlScalar { Kind: YamlScalarKind.Text or YamlScalarKind.Integer } key)
            {
                throw Problem(ProblemCodes.KeyIsNotText, "A key must be text.", keyStart, "Put the key in quotes.");
            }

            if (!lines.TryAdd(key.Text, key.Mark.Line))
            {
                throw Problem(
                    ProblemCodes.DuplicateKey, $"The key {key.Text} is there twice; the first is in line {lines[key.Text]}.", keyStart, "Keep one of the two.");
            }

            entries.Add(new YamlEntry(key.Text, key.Mark, ReadNode(depth + 1)));
        }

        return new YamlMapping(MarkOf(start), entries);
    }

    private ParsingEvent? pending;

    private ParsingEvent Advance()
    {
        if (pending is { } waiting)
        {
            pending = null;
            return waiting;
        }

        parser.MoveNext();
        return parser.Current!;
    }

    private TactusException? TabProblem(IReadOnlyList<int> tabLines, int lastLine)
    {
        foreach (var line in tabLines)
        {
            // In a scalar of many lines a tab is the person's text, not indentation.
            if (line <= lastLine && !manyLineScalars.Exists(scalar => line > scalar.First && line <= scalar.Last))
            {
                return new TactusException(
                    ProblemCodes.TabIndent, "The line is indented with a tab; YAML is indented with spaces.", "Replace the tab by spaces.", file, line, 1);
            }
        }

        return null;
    }

    private TactusException Problem(string code, string message, Mark mark, string? mend, Exception? inner = null) =>
        new(code, message, mend, file, (int)mark.Line, (int)mark.Column, inner);

    private static YamlMark MarkOf(Mark mark) => new((int)mark.Line, (int)mark.Column);

    private static string FirstSentence(string message) => message.TrimEnd('.') + ".";
}
