using Tactus.Analysis.Findings;
using Tactus.Analysis.Names;
using Tactus.Analysis.Sources;
using Tactus.Syntax.Tree;

namespace Tactus.Analysis.Checks;

/// <summary>Holds the entries of a table against the keys that a declaration takes.</summary>
internal static class EntryCheck
{
    /// <summary>Adds what is wrong with each entry.</summary>
    public static void Run(CheckedSource source, string what, DeclarationForm form, SyntaxNode table, FindingList findings)
    {
        foreach (SyntaxNode entry in table.Children())
        {
            if (entry.Kind == NodeKind.Item)
            {
                CheckPositional(source, what, form, entry.FirstChild, findings);
            }
            else if (source.KeyOf(entry) is { } key)
            {
                CheckKey(source, what, form, entry, key, findings);
            }
        }
    }

    private static void CheckPositional(CheckedSource source, string what, DeclarationForm form, SyntaxNode value, FindingList findings)
    {
        if (!form.TakesEntry)
        {
            findings.Add(FindingKind.WrongType, value.FirstToken, $"{what} has an entry without a name", $"give it a name; known are {string.Join(", ", form.Keys.Order(StringComparer.Ordinal))}");
        }
        else if (!LiteralKinds.Fits(source, value, form.KindsOf(DeclarationForm.Entry)!))
        {
            findings.Add(FindingKind.WrongType, value.FirstToken, $"{what} takes a function without a name, and this is {LiteralKinds.Describe(source, value)}", "give the entry a name");
        }
    }

    private static void CheckKey(CheckedSource source, string what, DeclarationForm form, SyntaxNode entry, string key, FindingList findings)
    {
        SyntaxNode value = entry.LastChild;
        if (form.Older.TryGetValue(key, out string? now))
        {
            findings.Add(FindingKind.OlderSpelling, entry.FirstToken, $"'{key}' of {what} is an older spelling", $"it is now {now}");
        }
        else if (form.KindsOf(key) is not { } kinds)
        {
            findings.Add(FindingKind.UnknownKey, entry.FirstToken, $"{what} has no key '{key}'", NearestName.Mend(key, form.Keys));
        }
        else if (!LiteralKinds.Fits(source, value, kinds))
        {
            findings.Add(
                FindingKind.WrongType, value.FirstToken, $"'{key}' of {what} must be {LiteralKinds.Words(kinds)}, and is {Shown(source, value)}", $"write {key} = {Example(kinds[0])}");
        }
    }

    private static string Shown(CheckedSource source, SyntaxNode value) =>
        source.NumberValue(value) is { } number ? $"{number:R}" : source.StringValue(value) is "" ? "empty" : LiteralKinds.Describe(source, value)!;

    private static string Example(string kind) => kind switch
    {
        "boolean" => "true or false",
        "number" => "a number without quotes",
        "count" or "natural" => "a whole number without quotes",
        "table" => "{…}",
        "function" => "function(…) … end",
        "field" => "field.string{…} or another field",
        _ => "\"…\"",
    };
}
