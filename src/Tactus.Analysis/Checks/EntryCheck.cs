using Tactus.Analysis.Findings;
using Tactus.Analysis.Names;
using Tactus.Analysis.Sources;
using Tactus.Syntax.Tokens;
using Tactus.Syntax.Tree;

namespace Tactus.Analysis.Checks;

/// <summary>Holds the entries of a table against the form of a declaration.</summary>
internal static class EntryCheck
{
    /// <summary>Adds what is wrong with each entry, and with all of them together.</summary>
    /// <param name="source">The source that it stands in.</param>
    /// <param name="form">What the table may hold.</param>
    /// <param name="table">The table.</param>
    /// <param name="place">Where to tell what is missing.</param>
    /// <param name="findings">Where findings go.</param>
    public static void Run(CheckedSource source, DeclarationForm form, SyntaxNode table, Token place, FindingList findings)
    {
        bool hasEntry = false;
        foreach (SyntaxNode entry in table.Children().Where(entry => !CheckedSource.IsNil(entry.LastChild)))
        {
            if (source.KeyOf(entry) is { } key)
            {
                CheckKey(source, form, entry, key, findings);
            }
            else if (entry.Kind == NodeKind.Item)
            {
                CheckPositional(source, form, entry.FirstChild, hasEntry, findings);
                hasEntry = true;
            }
        }

        if (!source.HasUnknownKeys(table))
        {
            CheckTogether(source, form, table, place, findings);
        }
    }

    private static void CheckPositional(CheckedSource source, DeclarationForm form, SyntaxNode value, bool isSecond, FindingList findings)
    {
        if (form.TakesAnything)
        {
            return;
        }

        if (!form.TakesEntry)
        {
            string known = form.Keys.Count > 0 ? $"; known are {string.Join(", ", form.Keys.Order(StringComparer.Ordinal))}" : "";
            findings.Add(FindingKind.WrongType, value.FirstToken, $"{form.Title} has an entry without a name", "give it a name" + known);
        }
        else if (isSecond)
        {
            findings.Add(FindingKind.WrongType, value.FirstToken, $"{form.Title} takes one entry without a name, and this is another", "give the entry a name, or remove it");
        }
        else if (LiteralKinds.Describe(source, value) is { } described && LiteralKinds.Find(source, value, form.KindsOf(DeclarationForm.Entry)!) is null)
        {
            findings.Add(FindingKind.WrongType, value.FirstToken, $"{form.Title} takes a function without a name, and this is {described}", "give the entry a name");
        }
    }

    private static void CheckKey(CheckedSource source, DeclarationForm form, SyntaxNode entry, string key, FindingList findings)
    {
        SyntaxNode value = entry.LastChild;
        if (form.Older.TryGetValue(key, out string? now))
        {
            findings.Add(FindingKind.OlderSpelling, entry.FirstToken, $"'{key}' of {form.Title} is an older spelling", $"it is now {now}");
        }
        else if (form.KindsOf(key) is { } kinds)
        {
            ValueCheck.Run(source, $"'{key}' of {form.Title}", value, kinds, form.MendOf(key) ?? (kinds[0].Name == "field" ? null : $"write {key} = {LiteralKinds.Example(kinds[0])}"), findings);
        }
        else if (!form.TakesAnything && !(form.IsOpen && LiteralKinds.Describe(source, value) is null))
        {
            findings.Add(FindingKind.UnknownKey, entry.FirstToken, $"{form.Title} has no key '{key}'", NearestName.Mend(key, form.Keys));
        }
    }

    private static void CheckTogether(CheckedSource source, DeclarationForm form, SyntaxNode table, Token place, FindingList findings)
    {
        if (form.IsFull && !table.FirstChild.Exists)
        {
            findings.Add(FindingKind.MissingKey, place, $"{form.Title} is empty", $"write at least one of {string.Join(", ", form.Keys.Order(StringComparer.Ordinal))}");
        }

        foreach (string[] pair in form.Apart.Where(pair => pair.All(key => source.HasEntry(table, key))))
        {
            findings.Add(FindingKind.Contradiction, place, $"{form.Title} contradicts itself: it has both {Shown(pair[0])} and {Shown(pair[1])}", "leave one of them out");
        }

        foreach (string[] keys in form.With.Where(keys => IsFilled(source, table, keys[0]) && !Array.Exists(keys[1..], key => source.HasEntry(table, key))))
        {
            findings.Add(FindingKind.MissingKey, place, $"{form.Title} has {keys[0]} and lacks {Alternatives(keys[1..])}", $"write {keys[1]} = …");
        }

        bool mayHaveMore = form.IsOpen && table.Children().Any(entry => source.KeyOf(entry) is { } key && form.KindsOf(key) is null);
        foreach (string[] keys in form.Needs.Where(keys => !mayHaveMore && !Array.Exists(keys, key => source.HasEntry(table, key))))
        {
            findings.Add(FindingKind.MissingKey, place, $"{form.Title} lacks {Missing(form, keys)}", MendOf(form, keys));
        }
    }

    private static bool IsFilled(CheckedSource source, SyntaxNode table, string key) =>
        source.ValueOf(table, key) is { Kind: NodeKind.Table } value && value.FirstChild.Exists;

    private static string Shown(string key) => key == DeclarationForm.Entry ? "a function" : $"'{key}'";

    private static string Alternatives(IEnumerable<string> keys) => string.Join(" or ", keys.Select(Shown));

    private static string Missing(DeclarationForm form, string[] keys) => form.Section switch
    {
        "Procedure" => "a function",
        "Tool" => "a function or 'use'",
        _ => Alternatives(keys),
    };

    private static string MendOf(DeclarationForm form, string[] keys) => form.Section switch
    {
        "Procedure" => "write Procedure { input = {…}, function(input) … end }",
        "Tool" => "write Tool { description = …, input = {…}, function(args) … end }, or use = \"host.NAME\"",
        "Toolset" => "write use = \"mcp.SERVER\" or tools = {…}",
        "Task" => "write Task { entry = function() … end }",
        _ => $"write {keys[0]} = …",
    };
}
