using System.Globalization;
using System.Text.RegularExpressions;
using Tactus.Analysis.Findings;
using Tactus.Analysis.Names;
using Tactus.Analysis.Sources;
using Tactus.Syntax.Tokens;
using Tactus.Syntax.Tree;

namespace Tactus.Analysis.Checks;

/// <summary>Holds a written value against the kinds that its place takes, down to the values inside of it.</summary>
internal static class ValueCheck
{
    private const string TypeKey = "type";

    // Far above what any of the data file's expressions needs; a hostile text must not hold up the check.
    private static readonly TimeSpan s_longestMatch = TimeSpan.FromSeconds(1);

    /// <summary>Adds what is wrong with a value.</summary>
    /// <param name="source">The source that it stands in.</param>
    /// <param name="what">Where it stands: <c>'temperature' of Agent</c>.</param>
    /// <param name="value">The value.</param>
    /// <param name="kinds">What it may be.</param>
    /// <param name="mend">What would mend it; null for what the kinds say.</param>
    /// <param name="findings">Where findings go.</param>
    public static void Run(CheckedSource source, string what, SyntaxNode value, IReadOnlyList<ValueKind> kinds, string? mend, FindingList findings)
    {
        if (LiteralKinds.Describe(source, value) is null)
        {
            return;
        }

        if (LiteralKinds.Find(source, value, kinds) is not { } kind)
        {
            Wrong(source, what, value, LiteralKinds.Words(kinds), mend ?? MendOf(source, value, kinds), findings);
            return;
        }

        switch (kind.Name)
        {
            case "number" when kind.Argument.Length > 0:
                CheckRange(source, what, value, kind.Argument, findings);
                break;
            case "choice":
                CheckChoice(source, what, value, kind.Argument, findings);
                break;
            case "pattern" when !Regex.IsMatch(source.StringValue(value)!, $"^(?:{kind.Argument})\\z", RegexOptions.Singleline, s_longestMatch):
                findings.Add(FindingKind.WrongType, value.FirstToken, $"{what} cannot be '{Shortened(source.StringValue(value)!)}'", mend ?? "write another one");
                break;
            case "form":
                EntryCheck.Run(source, DeclarationForm.Of(kind.Argument)!, value, value.FirstToken, findings);
                break;
            case "by":
                CheckByType(source, what, kind.Argument, value, value.FirstToken, findings);
                break;
            case "list" or "full":
                CheckList(source, what, value, kind, findings);
                break;
            case "map":
                CheckNamed(source, what, value, kind.Inner, findings);
                break;
            case "fields":
                CheckNamed(source, what, value, [new ValueKind("field", "")], findings);
                break;
            default:
                break;
        }
    }

    /// <summary>Holds a table against the form that its <c>type</c> chooses.</summary>
    public static void CheckByType(CheckedSource source, string what, string section, SyntaxNode table, Token place, FindingList findings)
    {
        bool needsType = !section.EndsWith('?');
        section = section.TrimEnd('?');
        IReadOnlyList<string> types = DeclarationForm.TypesOf(section);
        if (source.ValueOf(table, TypeKey) is not { } value)
        {
            // A key that only a run can tell may be the type.
            if (needsType && !source.HasUnknownKeys(table))
            {
                findings.Add(FindingKind.MissingKey, place, $"{what} has no type", $"write type = \"{string.Join("\", \"", types)}\"");
            }
        }
        else if (source.StringValue(value) is not { } type)
        {
            if (LiteralKinds.Describe(source, value) is not null)
            {
                Wrong(source, $"'type' of {what}", value, "a string", "write type = \"…\"", findings);
            }
        }
        else if (DeclarationForm.Of($"{section}.{type}") is { } form)
        {
            EntryCheck.Run(source, form, table, place, findings);
        }
        else
        {
            findings.Add(FindingKind.WrongType, value.FirstToken, $"there is no type '{Shortened(type)}' of {what}", NearestName.Mend(type, types));
        }
    }

    private static void Wrong(CheckedSource source, string what, SyntaxNode value, string wanted, string mend, FindingList findings) =>
        findings.Add(FindingKind.WrongType, value.FirstToken, $"{what} must be {wanted}, and is {LiteralKinds.Show(source, value)}", mend);

    // The oldest dialects describe a field as { type = "string" }.
    private static string MendOf(CheckedSource source, SyntaxNode value, IReadOnlyList<ValueKind> kinds) =>
        kinds[0].Name == "field" && value.Kind == NodeKind.Table && source.ValueOf(value, TypeKey) is { } type
        && source.StringValue(type) is { } name && DeclarationForm.Of($"field.{name}") is not null
            ? $"the older form {{type = \"{name}\", …}} is now field.{name}{{…}}"
            : $"write {LiteralKinds.Example(kinds[0])}";

    private static void CheckRange(CheckedSource source, string what, SyntaxNode value, string range, FindingList findings)
    {
        string[] bounds = range.Split("..");
        double least = double.Parse(bounds[0], CultureInfo.InvariantCulture);
        double most = bounds[1].Length == 0 ? double.PositiveInfinity : double.Parse(bounds[1], CultureInfo.InvariantCulture);
        if (source.NumberValue(value) is { } number && (number < least || number > most))
        {
            string wanted = double.IsInfinity(most) ? $"at least {least:R}" : $"between {least:R} and {most:R}";
            Wrong(source, what, value, wanted, $"write a number that is {wanted}", findings);
        }
    }

    private static void CheckChoice(CheckedSource source, string what, SyntaxNode value, string choices, FindingList findings)
    {
        string text = source.StringValue(value)!;
        string[] known = choices.Split(',');
        if (!known.Contains(text, StringComparer.Ordinal))
        {
            findings.Add(FindingKind.WrongType, value.FirstToken, $"{what} cannot be '{Shortened(text)}'", NearestName.Mend(text, known));
        }
    }

    private static void CheckList(CheckedSource source, string what, SyntaxNode table, ValueKind kind, FindingList findings)
    {
        int index = 0;
        foreach (SyntaxNode entry in table.Children())
        {
            if (entry.Kind == NodeKind.NamedEntry)
            {
                findings.Add(FindingKind.WrongType, entry.FirstToken, $"{what} must be a list, and has the name '{source.KeyOf(entry)}'", "write the values alone: {…, …}");
            }
            else if (entry.Kind == NodeKind.Item)
            {
                index++;
                Run(source, $"{what}[{index}]", entry.FirstChild, kind.Inner, mend: null, findings);
            }
        }

        if (kind.Name == "full" && !table.FirstChild.Exists)
        {
            findings.Add(FindingKind.WrongType, table.FirstToken, $"{what} must be a list that is not empty", "write {…, …}");
        }
    }

    private static void CheckNamed(CheckedSource source, string what, SyntaxNode table, IReadOnlyList<ValueKind> kinds, FindingList findings)
    {
        foreach (SyntaxNode entry in table.Children())
        {
            if (entry.Kind == NodeKind.Item && LiteralKinds.Describe(source, entry.FirstChild) is not null)
            {
                findings.Add(FindingKind.WrongType, entry.FirstToken, $"{what} must name each entry, and this one has no name", $"write {{ name = {LiteralKinds.Example(kinds[0])} }}");
            }
            else if (source.KeyOf(entry) is { } key)
            {
                Run(source, $"'{key}' in {what}", entry.LastChild, kinds, mend: null, findings);
            }
        }
    }

    private static string Shortened(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
