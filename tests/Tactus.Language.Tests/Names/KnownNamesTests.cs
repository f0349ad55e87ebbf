using System.Text;
using System.Text.RegularExpressions;
using Tactus.Analysis.Names;
using Tactus.Language.Running;
using Tactus.Language.Tests.Support;
using Tactus.Protocol.Values;

namespace Tactus.Language.Tests.Names;

// Proves that the static checks know the same globals, fields and keys as the language itself: the machine is asked, and the data files are held to its answer.
public sealed partial class KnownNamesTests
{
    private const string Globals = """
        local names = {}
        for name in pairs(_G) do names[#names + 1] = name end
        table.sort(names)
        return table.concat(names, " ")
        """;

    public static TheoryData<string> TablesWithListedFields() => [.. KnownGlobals.Names.Where(name => KnownGlobals.FieldsOf(name) is not null)];

    public static TheoryData<string> Forms() => [.. DeclarationForm.All.Select(form => form.Kind)];

    [Fact]
    public void The_globals_are_those_of_the_machine() =>
        string.Join(' ', KnownGlobals.Names.Order(StringComparer.Ordinal)).ShouldBe(Answer(Globals));

    [Theory]
    [MemberData(nameof(TablesWithListedFields))]
    public void The_fields_are_those_of_the_machine(string table) =>
        string.Join(' ', KnownGlobals.FieldsOf(table)!.Order(StringComparer.Ordinal)).ShouldBe(Answer($$"""
            local names = {}
            for name in next, {{table}} do names[#names + 1] = name end
            table.sort(names)
            return table.concat(names, " ")
            """));

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_keys_of_a_declaration_are_those_of_the_machine(string kind)
    {
        DeclarationForm form = DeclarationForm.Of(kind)!;

        // The message about a key that resembles no other lists them all.
        Match said = Known().Match(Refusal($"{kind} {{ qqqqqqqqqqqqqqqqqqqq = 1 }}"));

        said.Success.ShouldBeTrue();
        said.Groups["names"].Value.Split(", ").ShouldBe(form.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Older_keys_are_refused_as_such(string kind)
    {
        foreach ((string key, string now) in DeclarationForm.Of(kind)!.Older)
        {
            Refusal($"{kind} {{ {key} = {{}} }}").Replace(" 'x'", "", StringComparison.Ordinal).ShouldBe($"TAC1006 '{key}' of {kind} is an older spelling; mend: it is now {now}");
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_key_takes_the_kinds_that_it_is_said_to_take(string kind)
    {
        DeclarationForm form = DeclarationForm.Of(kind)!;
        foreach (string key in form.Keys)
        {
            IReadOnlyList<string> kinds = form.KindsOf(key)!;
            bool takesText = kinds.Any(one => one is "string" or "text" or "any");
            string entry = form.TakesEntry ? ", function() end" : "";
            string refusal = Refusal($"{kind} {{ ['{key}'] = 'some text'{entry} }}").Replace(" 'x'", "", StringComparison.Ordinal);
            refusal.Contains($"'{key}' of {kind} must ", StringComparison.Ordinal).ShouldBe(!takesText, $"{kind}.{key}: {refusal}");
        }
    }

    [Fact]
    public void Names_that_the_language_leaves_out_are_not_there()
    {
        foreach (string name in KnownGlobals.Absent.Keys.Concat(KnownGlobals.Older.Keys))
        {
            Answer($"return tostring({name})").ShouldBe("nil", name);
            KnownGlobals.Has(name).ShouldBeFalse(name);
        }
    }

    // The parts of the language that are loaded for a source that names them are there, too.
    private static string Answer(string source) => ((BytesValue)Harness.Output("-- Agent\n" + source)).Content.Span is var text ? Encoding.UTF8.GetString(text) : "";

    private static string Refusal(string declaration)
    {
        ProcedureOutcome outcome = Harness.Run(Harness.StartOf($"x = {declaration}"), new ScriptedChannel());
        return outcome.Error is { } error ? $"{error.Code} {error.Message}; mend: {error.Mend}" : "";
    }

    [GeneratedRegex("known are (?<names>[A-Za-z_, ]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Known();
}
