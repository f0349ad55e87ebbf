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

    public static TheoryData<string> Forms() => [.. DeclarationForm.All.Select(form => form.Section)];

    [Fact]
    public void The_globals_are_those_of_the_machine() =>
        string.Join(' ', KnownGlobals.Names.Order(StringComparer.Ordinal)).ShouldBe(Answer(Globals));

    [Theory]
    [MemberData(nameof(TablesWithListedFields))]
    public void The_fields_are_those_of_the_machine(string table)
    {
        string fields = string.Join(' ', KnownGlobals.FieldsOf(table)!.Order(StringComparer.Ordinal));
        string listed = Answer($$"""
            local names = {}
            for name in next, {{table}} do names[#names + 1] = name end
            table.sort(names)
            return table.concat(names, " ")
            """);

        // A table that hides its fields names them when it is asked for one that resembles none.
        string refusal = listed.Length > 0 ? "" : Refusal($"{table}.qqqqqqqqqqqqqqqqqqqq");
        fields.ShouldBe(listed.Length > 0 ? listed : NamesIn(refusal, ", "), refusal);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_keys_of_a_declaration_are_those_of_the_machine(string section)
    {
        DeclarationForm form = DeclarationForm.Of(section)!;
        string refusal = Refusal(Declaration(section, "qqqqqqqqqqqqqqqqqqqq = 1"));
        if (form.TakesAnything || form.Each is not null)
        {
            refusal.ShouldNotContain("qqqqqqqqqqqqqqqqqqqq known are");
            return;
        }

        // The message about a key that resembles no other lists them all.
        NamesIn(refusal, ", ").Split(' ').Except(Standing(section)).ShouldBe(form.Keys.Except(Standing(section)).Except(section == "Agent.inline_tools" ? Untried(section) : []).Order(StringComparer.Ordinal), refusal);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Older_keys_are_refused_as_such(string section)
    {
        foreach ((string key, string now) in DeclarationForm.Of(section)!.Older)
        {
            Refusal(Declaration(section, $"{key} = {{}}")).ShouldContain($"is an older spelling; mend: it is now {now}");
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_key_takes_the_kinds_that_it_is_said_to_take(string section)
    {
        DeclarationForm form = DeclarationForm.Of(section)!;
        foreach (string key in form.Keys.Except(Standing(section)).Except(Untried(section)))
        {
            bool takesText = form.KindsOf(key)!.Any(one => one.Name is "string" or "text" or "any" or "pattern" or "choice");
            string refusal = Refusal(Declaration(section, $"['{key}'] = 'some text'"));
            WrongKind().IsMatch(refusal).ShouldBe(!takesText, $"{section}.{key}: {refusal}");
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void What_must_be_there_is_missed_by_the_machine(string section)
    {
        foreach (string[] keys in DeclarationForm.Of(section)!.Needs)
        {
            string standing = string.Join(", ", Standing(section).Except(keys).Select(key => $"{key} = '{Value(section, key)}'"));
            Refusal(Template(section).Replace("…", standing, StringComparison.Ordinal)).ShouldNotBeEmpty($"{section} without {string.Join(" and ", keys)}");
        }
    }

    [Theory]
    [InlineData("Hitl(5, {})")]
    [InlineData("Hitl('x', 5)")]
    [InlineData("IncludeTasks('')")]
    [InlineData("IncludeTasks('x', '')")]
    [InlineData("Prompt('')")]
    [InlineData("Prompt('x', 5)")]
    [InlineData("Specification('  ')")]
    [InlineData("Specification(5)")]
    [InlineData("Specifications {}")]
    [InlineData("Step('x')")]
    [InlineData("Step(5, print)")]
    [InlineData("Step(' ', print)")]
    [InlineData("assistant(5)")]
    [InlineData("system()")]
    [InlineData("user {}")]
    [InlineData("template(5)")]
    [InlineData("template('x', 5)")]
    [InlineData("context('')")]
    [InlineData("context('x', 'y')")]
    [InlineData("default_model('')")]
    [InlineData("default_provider(5)")]
    [InlineData("max_depth(0)")]
    [InlineData("max_turns(0)")]
    [InlineData("filters.first_n('3')")]
    [InlineData("filters.head_tokens(-1)")]
    [InlineData("filters.last_n(1.5)")]
    [InlineData("filters.tail_tokens()")]
    [InlineData("filters.token_budget {}")]
    public void Calls_that_the_checks_refuse_are_refused_by_the_machine(string call)
    {
        Refusal(call).ShouldNotBeEmpty();
        CallForm.Of(call[..call.IndexOfAny([' ', '('])]).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("Agent", "Agent {}")]
    [InlineData("Tool", "Tool { print }")]
    public void The_fields_of_what_is_declared_are_those_of_the_machine(string kind, string declaration)
    {
        string refusal = Refusal($"x = {declaration} local y = x.qqqqqqqqqqqqqqqqqqqq");

        NamesIn(refusal, ", ").ShouldBe(string.Join(' ', KnownGlobals.MembersOf(kind)!.Order(StringComparer.Ordinal)), refusal);
    }

    [Fact]
    public void The_modules_of_the_language_are_those_of_the_machine()
    {
        IEnumerable<string> provided = Directory.EnumerateFiles(Checkout.PathOf("src/Tactus.Language/Prelude"), "*.lua")
            .SelectMany(file => Provided().Matches(File.ReadAllText(file))).Select(match => match.Groups["name"].Value);

        KnownGlobals.Modules.Order(StringComparer.Ordinal).ShouldBe(provided.Order(StringComparer.Ordinal));
        KnownGlobals.Modules.ShouldAllBe(name => Answer($"return type(require('{name}'))") == "table");
    }

    [Fact]
    public void Names_of_Python_are_refused_with_the_same_advice()
    {
        foreach ((string name, string instead) in KnownGlobals.Foreign)
        {
            Refusal($"{name}()").ShouldBe($"TAC1480 {name} exists in Python only; mend: {instead}");
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

    // A program that makes the table of a section, with "…" for what stands in it.
    private static string Template(string section) => section switch
    {
        "input" or "output" => $"{section} {{ … }}",
        "Agent.model" or "Agent.message_history" or "Agent.retry" or "Agent.response" or "Context.policy" or "Evaluation.thresholds" =>
            $"{section.Split('.')[0]} {{ {section.Split('.')[1]} = {{ … }} }}",
        "Agent.tools" or "Agent.inline_tools" or "Evaluation.dataset" => $"{section.Split('.')[0]} {{ {section.Split('.')[1]} = {{ {{ … }} }} }}",
        "Mocks.mock" => "Mocks { x = { … } }",
        "Mocks.mock.case" => "Mocks { x = { conditional = { { … } } } }",
        "Mocks.mock.call" => "Mocks { x = { tool_calls = { { … } } } }",
        "Task" => "Task 'x' { … }",
        _ when section.StartsWith("Hitl.", StringComparison.Ordinal) => "Hitl('x', { … })",
        _ when section.StartsWith("Model.", StringComparison.Ordinal) => "x = Model { … }",
        _ when section.StartsWith("Evaluation.evaluators.", StringComparison.Ordinal) => "Evaluation { dataset = {}, evaluators = { { … } } }",
        _ => $"x = {section} {{ … }}",
    };

    // What stands in the table beside the key that is tried: its type, its name, its function.
    private static string[] Standing(string section) => section switch
    {
        "Agent.tools" => ["name"],
        _ when section.StartsWith("Model.", StringComparison.Ordinal) || section.StartsWith("Hitl.", StringComparison.Ordinal) || section.StartsWith("Evaluation.evaluators.", StringComparison.Ordinal) => ["type"],
        "Agent.inline_tools" => ["name"],
        _ => [],
    };

    // Keys that cannot be tried like the others: a default must fit its field whatever its kind, and `handler` stands in the place of a function.
    private static string[] Untried(string section) => section switch
    {
        "Agent.inline_tools" => ["handler"],
        _ when section.StartsWith("field.", StringComparison.Ordinal) => ["default"],
        _ => [],
    };

    private static string Value(string section, string key) => key == "type" ? section.Split('.')[^1] : "x";

    private static string Declaration(string section, string entry)
    {
        string standing = string.Concat(Standing(section).Select(key => $"{key} = '{Value(section, key)}', "));
        string function = DeclarationForm.Of(section)!.TakesEntry ? ", function() end" : "";
        return Template(section).Replace("…", standing + entry + function, StringComparison.Ordinal);
    }

    private static string NamesIn(string refusal, string separator) =>
        Known().Match(refusal) is { Success: true } said ? string.Join(' ', said.Groups["names"].Value.Split(separator).Order(StringComparer.Ordinal)) : "";

    private static string Refusal(string program)
    {
        ProcedureOutcome outcome = Harness.Run(Harness.StartOf(program.Contains('.') && !program.Contains('{') ? $"local x = {program}" : program), new ScriptedChannel());
        return outcome.Error is { } error ? $"{error.Code} {error.Message}; mend: {error.Mend}" : "";
    }

    [GeneratedRegex("provide_module\\(\"(?<name>[a-z.]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Provided();

    [GeneratedRegex("known are (?<names>[A-Za-z_0-9, ]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Known();

    [GeneratedRegex("must (be|name) (?!between|at least|a string$)|takes a|must be a", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WrongKind();
}
