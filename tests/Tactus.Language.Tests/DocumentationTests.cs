using System.Text.RegularExpressions;
using Tactus.Language.Running;
using Tactus.Language.Tests.Support;
using Tactus.Protocol.V1;

namespace Tactus.Language.Tests;

/// <summary>Proves that every program in docs/language.md, docs/agents.md and docs/people.md is one, and that their tables name what there is.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string Page = File.ReadAllText(FindPage("language.md"));

    // Other spellings of what is on the page, from older files of the Python dialect.
    private static readonly string[] Undocumented = ["function", "return", "conditional_mocks"];

    private static readonly string Agents = File.ReadAllText(FindPage("agents.md"));

    public static TheoryData<string> Programs() =>
        [.. Program().Matches(Page + Agents + File.ReadAllText(FindPage("people.md"))).Select(match => match.Groups["program"].Value)];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Every_program_of_the_page_declares_what_it_shows(string program)
    {
        StartResponse start = Harness.StartOf(program);
        start.Mode = StartResponse.Types.Mode.Describe;
        ProcedureOutcome outcome = Harness.Run(start, new ScriptedChannel());
        outcome.Status.ShouldBe(FinishRequest.Types.Status.Succeeded, outcome.Error?.ToString());
    }

    [Theory]
    [InlineData("Host")]
    [InlineData("File")]
    [InlineData("State")]
    [InlineData("Json")]
    [InlineData("Log")]
    [InlineData("Step")]
    [InlineData("Iterations")]
    [InlineData("Stop")]
    [InlineData("Human")]
    [InlineData("System")]
    [InlineData("Retry")]
    [InlineData("Checkpoint")]
    public void Every_function_of_a_table_is_on_the_page(string table)
    {
        string names = Harness.Output($"local names = {{}} for name in pairs({table}) do names[#names + 1] = name end return table.concat(names, ' ')").ToString();
        foreach (string name in names.Trim('"').Split(' '))
        {
            (Page.Contains($"{table}.{name}", StringComparison.Ordinal) || Line(table).Contains(name, StringComparison.Ordinal))
                .ShouldBeTrue($"{table}.{name} is not on the page");
        }
    }

    [Theory]
    [InlineData("Agent { zzzzzzzz = 1 }")]
    [InlineData("Agent { retry = { zzzzzzzz = 1 } }")]
    [InlineData("Agent { message_history = { zzzzzzzz = 1 } }")]
    [InlineData("Tool { zzzzzzzz = 1 }")]
    [InlineData("Toolset 'x' { zzzzzzzz = 1 }")]
    [InlineData("Context { zzzzzzzz = 1 }")]
    [InlineData("Context { policy = { zzzzzzzz = 1 } }")]
    [InlineData("Model 'x' { type = 'mock', zzzzzzzz = 1 }")]
    [InlineData("Model 'x' { type = 'llm', zzzzzzzz = 1 }")]
    [InlineData("Task 'x' { zzzzzzzz = 1 }")]
    [InlineData("Mocks { x = { zzzzzzzz = 1 } }")]
    [InlineData("local f = filters.zzzzzzzz")]
    [InlineData("MessageHistory.zzzzzzzz()")]
    [InlineData("local a = Agent {} local x = a.zzzzzzzz")]
    [InlineData("local t = Tool { print } local x = t.zzzzzzzz")]
    [InlineData("Tool.zzzzzzzz()")]
    [InlineData("Toolset.zzzzzzzz()")]
    public void Every_key_that_a_declaration_takes_is_on_the_page_of_agents(string program)
    {
        string error = Outcomes.Of(program);
        error.ShouldContain("; known are ");
        string[] known = error.Split("; known are ")[1].Split(" |")[0].Split(", ");
        foreach (string name in known.Except(Undocumented))
        {
            Regex.IsMatch(Agents, $@"`[^`\n]*\b{name}\b[^`\n]*`", RegexOptions.None, TimeSpan.FromSeconds(1)).ShouldBeTrue($"'{name}' is not on the page");
        }
    }

    private static string Line(string table) =>
        Page.Split('\n').FirstOrDefault(line => line.StartsWith($"| `{table}.", StringComparison.Ordinal)) ?? "";

    private static string FindPage(string name)
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "docs", name)))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.Combine(folder ?? throw new InvalidOperationException("the repository's root was not found"), "docs", name);
    }

    [GeneratedRegex("```lua\n(?<program>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Program();
}
