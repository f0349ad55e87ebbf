using Tactus.Configuration.Problems;
using Tactus.Protocol;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace Tactus.Configuration.Yaml;

/// <summary>
/// Reads the small part of YAML that configuration needs, from tokens, so that every leaf knows its place and nothing is built by reflection.
/// Refuses anchors, aliases, tags, directives, several documents, duplicate keys, deep nesting and pairs in lists without braces.
/// </summary>
internal sealed class StrictYamlReader
{
    /// <summary>Deepest nesting.</summary>
    public const int MaxDepth = 32;

    private readonly string file;
    private readonly YamlTokens tokens;
    private readonly IReadOnlyList<int> tabLines;
    private readonly List<YamlScalar> manyLineScalars = [];
    private readonly List<int> manyLineEnds = [];

    private StrictYamlReader(string file, string text)
    {
        this.file = file;
        tokens = new YamlTokens(text);
        tabLines = TabIndentation.FindLines(text);
    }

    /// <summary>Reads a file's only document.</summary>
    /// <param name="file">The file as a person knows it.</param>
    /// <param name="text">Its text.</param>
    /// <returns>The root, or null when there is nothing in the file.</returns>
    /// <exception cref="TactusException">TAC4002 to TAC4009, TAC4011: the file is not the YAML that is meant here.</exception>
    public static YamlNode? Read(string file, string text)
    {
        var reader = new StrictYamlReader(file, text);
        YamlNode? root;
        try
        {
            root = reader.ReadStream();
        }
        catch (YamlException e)
        {
            throw reader.Syntax(e.Message.TrimEnd('.'), e.Start, e);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The scanner trips over some broken texts instead of refusing them; random texts in the tests show which.
            throw reader.Syntax("The text around here is broken", reader.tokens.Next.Start, e);
        }

        return reader.FindTabProblem(int.MaxValue) is { } problem ? throw problem : root;
    }

    private YamlNode? ReadStream()
    {
        tokens.TryTake<StreamStart>();
        if (tokens.Next is VersionDirective or TagDirective)
        {
            throw Syntax("A directive is not allowed");
        }

        tokens.TryTake<DocumentStart>();
        var root = tokens.Next is StreamEnd or DocumentEnd ? null : ReadNode(depth: 1, isBlock: true);
        while (tokens.TryTake<DocumentEnd>())
        {
            continue;
        }

        return tokens.Next switch
        {
            StreamEnd => root,
            DocumentStart second => throw Problem(
                ProblemCodes.ManyDocuments, "The file holds a second YAML document.", second.Start, "Keep one document in a file; remove the \"---\"."),
            _ => throw Syntax("Something stands where the document should end"),
        };
    }

    private YamlNode ReadNode(int depth, bool isBlock)
    {
        var next = tokens.Next;
        if (depth > MaxDepth)
        {
            throw Problem(ProblemCodes.TooDeep, $"The YAML is nested deeper than {MaxDepth} levels.", next.Start, null);
        }

        switch (next)
        {
            case AnchorAlias alias:
                throw Problem(
                    ProblemCodes.AnchorOrAlias, $"The alias *{alias.Value} is not allowed.", next.Start, "Write the value out; to write text that begins with \"*\", put it in quotes.");
            case Anchor anchor:
                throw Problem(
                    ProblemCodes.AnchorOrAlias, $"The anchor &{anchor.Value} is not allowed.", next.Start, "Write the value out; to write text that begins with \"&\", put it in quotes.");
            case Tag tag:
                throw Problem(
                    ProblemCodes.Tag, $"The tag {tag.Handle}{tag.Suffix} is not allowed.", next.Start, "Remove the tag; to write text that begins with \"!\", put it in quotes.");
            case Scalar scalar:
                tokens.Take();
                return ReadScalar(scalar);
            case FlowSequenceStart:
                return ReadFlowSequence(depth);
            case FlowMappingStart:
                return ReadFlowMapping(depth);
            case BlockSequenceStart when isBlock:
                return ReadBlockSequence(depth);
            case BlockEntry when isBlock:
                return ReadIndentlessSequence(depth);
            case BlockMappingStart when isBlock:
                return ReadBlockMapping(depth);
            default:
                throw Syntax("A value is missing, or something stands in its place");
        }
    }

    private YamlScalar ReadScalar(Scalar scalar)
    {
        // A double-quoted scalar can hide a control character behind an escape, where the check of the text does not see it.
        var at = SourceText.FindDeceptive(scalar.Value);
        if (at >= 0)
        {
            throw Problem(ProblemCodes.BadText, $"The text contains the control character U+{(int)scalar.Value[at]:X4}.", scalar.Start, "Remove the character.");
        }

        var node = new YamlScalar(MarkOf(scalar.Start), scalar.Value, scalar.Style == ScalarStyle.Plain);
        if (scalar.End.Line > scalar.Start.Line)
        {
            manyLineScalars.Add(node);
            manyLineEnds.Add((int)scalar.End.Line);
        }

        return node;
    }

    private YamlSequence ReadBlockSequence(int depth)
    {
        var start = tokens.Take().Start;
        var items = new List<YamlNode>();
        while (!tokens.TryTake<BlockEnd>())
        {
            if (!tokens.TryTake<BlockEntry>())
            {
                throw Syntax("An item of a list must begin with \"- \" at the same indentation as the others");
            }

            items.Add(tokens.Next is BlockEntry or BlockEnd ? Nothing() : ReadNode(depth + 1, isBlock: true));
        }

        return new YamlSequence(MarkOf(start), items);
    }

    // A list may stand at the indentation of the key that it belongs to; then nothing marks its end.
    private YamlSequence ReadIndentlessSequence(int depth)
    {
        var start = tokens.Next.Start;
        var items = new List<YamlNode>();
        while (tokens.TryTake<BlockEntry>())
        {
            items.Add(tokens.Next is BlockEntry or Key or Value or BlockEnd ? Nothing() : ReadNode(depth + 1, isBlock: true));
        }

        return new YamlSequence(MarkOf(start), items);
    }

    private YamlMapping ReadBlockMapping(int depth)
    {
        var start = tokens.Take().Start;
        var entries = new YamlEntries(file);
        while (!tokens.TryTake<BlockEnd>())
        {
            if (!tokens.TryTake<Key>())
            {
                throw Syntax("A key is missing, or stands at another indentation than the others");
            }

            var keyStart = tokens.Next.Start;
            var key = tokens.Next is Key or Value or BlockEnd ? Nothing() : ReadNode(depth + 1, isBlock: true);
            var hasValue = tokens.TryTake<Value>() && tokens.Next is not (Key or Value or BlockEnd);
            entries.Add(key, MarkOf(keyStart), () => hasValue ? ReadNode(depth + 1, isBlock: true) : Nothing());
        }

        return new YamlMapping(MarkOf(start), entries.Entries);
    }

    private YamlSequence ReadFlowSequence(int depth)
    {
        var start = tokens.Take().Start;
        var items = new List<YamlNode>();
        while (!tokens.TryTake<FlowSequenceEnd>())
        {
            if (items.Count > 0 && !tokens.TryTake<FlowEntry>())
            {
                throw Syntax("A list in brackets wants a comma or its closing bracket here");
            }

            if (items.Count > 0 && tokens.TryTake<FlowSequenceEnd>())
            {
                break;
            }

            if (tokens.Next is Key or Value)
            {
                throw Syntax("A pair in a list must be in braces");
            }

            items.Add(ReadNode(depth + 1, isBlock: false));
        }

        return new YamlSequence(MarkOf(start), items);
    }

    private YamlMapping ReadFlowMapping(int depth)
    {
        var start = tokens.Take().Start;
        var entries = new YamlEntries(file);
        while (!tokens.TryTake<FlowMappingEnd>())
        {
            if (entries.Entries.Count > 0 && !tokens.TryTake<FlowEntry>())
            {
                throw Syntax("A map in braces wants a comma or its closing brace here");
            }

            if (entries.Entries.Count > 0 && tokens.TryTake<FlowMappingEnd>())
            {
                break;
            }

            tokens.TryTake<Key>();
            var keyStart = tokens.Next.Start;
            var key = tokens.Next is Value or FlowMappingEnd ? Nothing() : ReadNode(depth + 1, isBlock: false);
            var hasValue = tokens.TryTake<Value>() && tokens.Next is not (FlowEntry or FlowMappingEnd);
            entries.Add(key, MarkOf(keyStart), () => hasValue ? ReadNode(depth + 1, isBlock: false) : Nothing());
        }

        return new YamlMapping(MarkOf(start), entries.Entries);
    }

    private YamlScalar Nothing() => new(MarkOf(tokens.Next.Start), "", IsPlain: true);

    private TactusException? FindTabProblem(int lastLine)
    {
        foreach (var line in tabLines)
        {
            if (line <= lastLine && !IsInText(line))
            {
                return new TactusException(
                    ProblemCodes.TabIndent, "The line is indented with a tab; YAML is indented with spaces.", "Replace the tab by spaces.", file, line, 1);
            }
        }

        return null;
    }

    // In a scalar of many lines a tab is the person's text, not indentation.
    private bool IsInText(int line)
    {
        for (var i = 0; i < manyLineScalars.Count; i++)
        {
            if (line > manyLineScalars[i].Mark.Line && line <= manyLineEnds[i])
            {
                return true;
            }
        }

        return false;
    }

    private TactusException Syntax(string what) => Syntax(what, tokens.Next.Start, null);

    // A tab is the likelier cause than whatever the scanner stumbled over because of it.
    private TactusException Syntax(string what, Mark mark, Exception? inner) =>
        FindTabProblem((int)mark.Line + 1)
        ?? new TactusException(
            ProblemCodes.Syntax, $"The YAML cannot be read: {what}.", "Mend the syntax at this place.", file, (int)mark.Line, (int)mark.Column, inner);

    private TactusException Problem(string code, string message, Mark mark, string? mend) => new(code, message, mend, file, (int)mark.Line, (int)mark.Column);

    private static YamlMark MarkOf(Mark mark) => new((int)mark.Line, (int)mark.Column);
}
