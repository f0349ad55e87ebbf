using System.Globalization;
using System.Text.RegularExpressions;
using Tactus.Analysis.Findings;
using Tactus.Analysis.Names;
using Tactus.Analysis.Sources;
using Tactus.Syntax.Tokens;
using Tactus.Syntax.Tree;

namespace Tactus.Analysis.Checks;

/// <summary>Fields such as <c>field.integer{min = 1, default = 0}</c>: their keys, and whether they contradict themselves.</summary>
internal sealed partial class FieldSchemaCheck : ISourceCheck
{
    private const string Prefix = "field.";
    private const int LongestPattern = 1000;
    private static readonly TimeSpan s_longestMatch = TimeSpan.FromMilliseconds(50);

    public void Run(CheckedSource source, Bundle bundle, FindingList findings)
    {
        foreach (SyntaxNode call in source.Nodes(NodeKind.Call))
        {
            if (source.GlobalPath(call.FirstChild) is not { } path || !path.StartsWith(Prefix, StringComparison.Ordinal)
                || DeclarationForm.Of(path) is not { } form || bundle.SetGlobals.Contains("field"))
            {
                continue;
            }

            SyntaxNode first = call.LastChild.FirstChild;
            if (first.Exists && LiteralKinds.Describe(source, first) is { } described && first.Kind != NodeKind.Table)
            {
                findings.Add(FindingKind.WrongType, first.FirstToken, $"{path} takes a table of options, and got {described}", $"write {path}{{required = true}}");
            }
            else if (CheckedSource.TableArgument(call) is { } table)
            {
                EntryCheck.Run(source, form, table, call.FirstToken, findings);
                CheckOrder(source, path, table, "min", "max", findings);
                CheckOrder(source, path, table, "min_length", "max_length", findings);
                CheckEnum(source, path, table, findings);
                CheckDefault(source, path, table, findings);
                CheckPattern(source, path, table, findings);
            }
        }
    }

    private static double? Number(CheckedSource source, SyntaxNode table, string key) =>
        source.ValueOf(table, key) is { } value ? source.NumberValue(value) : null;

    private static void Contradicts(FindingList findings, Token at, string path, string how, string mend) =>
        findings.Add(FindingKind.Contradiction, at, $"{path} contradicts itself: {how}", mend);

    private static void CheckOrder(CheckedSource source, string path, SyntaxNode table, string low, string high, FindingList findings)
    {
        if (Number(source, table, low) is { } least && Number(source, table, high) is { } most && least > most)
        {
            Contradicts(findings, source.ValueOf(table, high)!.Value.FirstToken, path, $"{low} ({least:R}) is greater than {high} ({most:R})", "change one of the two");
        }
    }

    private static void CheckEnum(CheckedSource source, string path, SyntaxNode table, FindingList findings)
    {
        if (source.ValueOf(table, "enum") is not { Kind: NodeKind.Table } options)
        {
            return;
        }

        if (!options.FirstChild.Exists)
        {
            findings.Add(FindingKind.WrongType, options.FirstToken, $"'enum' of {path} must be a list with at least one value", "write enum = {\"a\", \"b\"}");
        }

        foreach (SyntaxNode item in options.Children().Where(item => item.Kind == NodeKind.Item && !FitsType(source, path, item.FirstChild)))
        {
            Contradicts(findings, item.FirstToken, path, $"its enum holds {LiteralKinds.Describe(source, item.FirstChild)}", "every value must be of the field's type");
        }
    }

    private static void CheckDefault(CheckedSource source, string path, SyntaxNode table, FindingList findings)
    {
        if (source.ValueOf(table, "default") is not { } value)
        {
            return;
        }

        if (!FitsType(source, path, value))
        {
            Contradicts(findings, value.FirstToken, path, $"its default is {LiteralKinds.Describe(source, value)}", "give a default of the field's type, or change the type");
        }
        else if (source.NumberValue(value) is { } number)
        {
            CheckRange(source, path, table, value, number, ("min", "max"), findings);
        }
        else if (source.StringValue(value) is { } text)
        {
            CheckRange(source, path, table, value, text.EnumerateRunes().Count(), ("min_length", "max_length"), findings);
        }
        else if (value.Kind == NodeKind.Table)
        {
            CheckShape(source, path, table, value, findings);
        }

        CheckChoice(source, path, table, value, findings);
    }

    private static void CheckRange(
        CheckedSource source, string path, SyntaxNode table, SyntaxNode value, double measure, (string Low, string High) keys, FindingList findings)
    {
        if (Number(source, table, keys.Low) is { } least && measure < least)
        {
            Contradicts(findings, value.FirstToken, path, $"its default is below {keys.Low} ({least:R})", "change one of the two");
        }
        else if (Number(source, table, keys.High) is { } most && measure > most)
        {
            Contradicts(findings, value.FirstToken, path, $"its default is above {keys.High} ({most:R})", "change one of the two");
        }
    }

    private static void CheckShape(CheckedSource source, string path, SyntaxNode table, SyntaxNode value, FindingList findings)
    {
        SyntaxNode[] entries = [.. value.Children()];
        bool isList = path == "field.array";
        if (isList && Array.Find(entries, entry => entry.Kind == NodeKind.NamedEntry) is { Tree: not null } named)
        {
            Contradicts(findings, named.FirstToken, path, "its default has names, and must be a list", "write the values alone: {…, …}");
        }
        else if (!isList && Array.Find(entries, entry => entry.Kind == NodeKind.Item && LiteralKinds.Describe(source, entry.FirstChild) is not null) is { Tree: not null } item)
        {
            Contradicts(findings, item.FirstToken, path, "its default is a list, and must have names", "write { name = … }");
        }
        else if (isList && Array.TrueForAll(entries, entry => entry.Kind == NodeKind.Item && LiteralKinds.Describe(source, entry.FirstChild) is not null))
        {
            CheckRange(source, path, table, value, entries.Length, ("min_length", "max_length"), findings);
        }
    }

    private static void CheckChoice(CheckedSource source, string path, SyntaxNode table, SyntaxNode value, FindingList findings)
    {
        if (ScalarOf(source, value) is not { } scalar || source.ValueOf(table, "enum") is not { Kind: NodeKind.Table } options)
        {
            return;
        }

        string?[] choices = [.. options.Children().Select(item => item.Kind == NodeKind.Item ? ScalarOf(source, item.FirstChild) : null)];
        if (choices.Length > 0 && Array.TrueForAll(choices, choice => choice is not null && choice != scalar))
        {
            Contradicts(findings, value.FirstToken, path, $"its default {scalar} is none of its enum", $"choose one of {string.Join(", ", choices)}");
        }
    }

    private static string? ScalarOf(CheckedSource source, SyntaxNode value) =>
        source.StringValue(value) is { } text ? $"'{text}'" : source.NumberValue(value)?.ToString("R", CultureInfo.InvariantCulture);

    private static void CheckPattern(CheckedSource source, string path, SyntaxNode table, FindingList findings)
    {
        if (source.ValueOf(table, "pattern") is not { } value || source.StringValue(value) is not { Length: < LongestPattern } pattern)
        {
            return;
        }

        // The language's own regular expressions are fewer than .NET's: only what no dialect takes is told here, and a default is tried only on
        // patterns that mean the same everywhere.
        try
        {
            var regex = new Regex(pattern, RegexOptions.None, s_longestMatch);
            if (PlainPattern().IsMatch(pattern) && source.ValueOf(table, "default") is { } given && source.StringValue(given) is { Length: < LongestPattern } text && !regex.IsMatch(text))
            {
                Contradicts(findings, given.FirstToken, path, $"its default does not match the pattern {pattern}", "change one of the two");
            }
        }
        catch (RegexMatchTimeoutException)
        {
            return;
        }
        catch (RegexParseException error) when (error.Error is RegexParseError.UnterminatedBracket or RegexParseError.InsufficientClosingParentheses
            or RegexParseError.InsufficientOpeningParentheses or RegexParseError.QuantifierAfterNothing or RegexParseError.UnescapedEndingBackslash)
        {
            Contradicts(findings, value.FirstToken, path, "its pattern is no regular expression", "close every bracket and parenthesis, and write \\\\ for a backslash");
        }
    }

    private static bool FitsType(CheckedSource source, string path, SyntaxNode value)
    {
        double? number = source.NumberValue(value);
        return LiteralKinds.Describe(source, value) is not { } described || path[Prefix.Length..] switch
        {
            "string" => described == "a string",
            "number" => described == "a number",
            "integer" => number is { } whole && (double.IsInteger(whole) || double.IsNaN(whole)),
            "boolean" => described == "a boolean",
            "array" or "object" => described == "a table",
            _ => true,
        };
    }

    [GeneratedRegex(@"^[A-Za-z0-9_ \-\[\]^$+*?]*\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlainPattern();
}
