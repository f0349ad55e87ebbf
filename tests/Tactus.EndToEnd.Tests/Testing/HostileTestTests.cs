using System.Xml.Linq;
using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Testing;

// Proves that names and values of a hostile test file reach no terminal and no report as they are, name no file, and that the runs which it asks for are counted before
// the first.
public sealed class HostileTestTests : IDisposable
{
    private const string Escapes = "\u001b]0;owned\u0007\u001b[2J\u009b31m\u202e";

    private readonly Desk _desk = new();

    public HostileTestTests() => _desk.Write("p.tac", $$$"""
        Procedure { function() return { text = "\27[2J\xc2\x9b31m\xe2\x80\xae\0\xff" } end }
        Specification([==[
        Feature: F {{{Escapes}}}
          Scenario: a {{{Escapes}}} b
            Then the output text should be "y{{{Escapes}}}"
          Scenario: ../../../ESCAPED
            Then the output text should be "x"
          Scenario: </testcase>]]>
            Then the output should exist
          Scenario Outline: <a>
            Then the output text should be "<a>"
            Examples:
              | a             |
              | {{{Escapes}}} |
        ]==])
        Evaluation {
          name = "\27[2J", dataset = { { name = "\27[2Jcase\n1 case, 1 run, 100 % passed", inputs = {} } },
          evaluators = { { type = "contains", field = "text", value = "nope\27]0;x\7", name = "\xe2\x80\xae" } },
        }
        """);

    public void Dispose() => _desk.Dispose();

    [Theory]
    [InlineData("test", 1, "../../../ESCAPED")]
    [InlineData("eval", 0, "0 % passed")]
    public async Task Nothing_of_it_is_obeyed_by_a_terminal(string command, int exit, string told)
    {
        // The control: the file does hold what would be obeyed.
        File.ReadAllText(_desk.PathOf("p.tac")).ShouldContain('\u001b');

        foreach (string[] options in (string[][])[[], ["--json"]])
        {
            Ended ended = (await _desk.DoAsync([command, "p.tac", "--driver", Machine.Bubblewrap, .. options])).ShouldExit(exit);

            ended.Out.ShouldContain(options.Length == 0 ? told : "\\u001B");
            (ended.Out + ended.Error).ShouldNotContain(character => IsObeyed(character));
            ended.Out.Split('\n').ShouldNotContain(line => line.StartsWith("1 case, 1 run, 100", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_report_holds_its_scenarios_and_no_file_is_named_by_one()
    {
        (await _desk.DoAsync("test", "p.tac", "--driver", Machine.Bubblewrap, "--junit", "results.xml")).ShouldExit(1);

        string xml = await File.ReadAllTextAsync(_desk.PathOf("results.xml"));
        xml.ShouldNotContain(character => IsObeyed(character));
        List<string> names = [.. XElement.Parse(xml).Descendants("testcase").Select(test => test.Attribute("name")!.Value)];
        names.Count.ShouldBe(4);
        names[0].ShouldStartWith("a \uFFFD]0;owned");
        names[1].ShouldBe("../../../ESCAPED");
        names[2].ShouldBe("</testcase>]]>");
        Directory.GetFileSystemEntries(Path.GetDirectoryName(_desk.Workspace)!, "*ESCAPED*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(100, 2)]
    [InlineData(1, 0)]
    public async Task The_runs_of_an_evaluation_are_counted_before_the_first(int runs, int exit)
    {
        // A case is a guest of its own: the control has few.
        int cases = exit == 0 ? 3 : 1001;
        _desk.Write("many.tac", $$"""
            Procedure { function() return 1 end }
            Evaluation { dataset_file = "cases.jsonl", evaluators = { { type = "exact_match" } }, runs = {{runs}} }
            """);
        _desk.Write("cases.jsonl", string.Concat(Enumerable.Repeat("{\"name\": \"a\", \"inputs\": {}, \"expected_output\": 1}\n", cases)));

        Ended ended = (await _desk.DoAsync("eval", "many.tac", "--driver", Machine.Bubblewrap)).ShouldExit(exit);

        ended.Error.Contains("TAC1519", StringComparison.Ordinal).ShouldBe(exit != 0);
    }

    [Theory]
    [InlineData(501, 1)]
    [InlineData(500, 0)]
    public async Task So_many_steps_are_declared_and_no_more(int count, int exit)
    {
        string steps = string.Concat(Enumerable.Range(0, count).Select(i => $"Step(\"^(a|b)*x{i}$\", function() end)\n"));
        _desk.Write("steps.tac", $"Procedure {{ function() return 1 end }}\n{steps}Specification([[\nFeature: F\n  Scenario: S\n    Then the output should be 1\n]])\n");

        Ended ended = (await _desk.DoAsync("test", "steps.tac", "--driver", Machine.Bubblewrap)).ShouldExit(exit);

        (ended.Out + ended.Error).Contains("TAC1518", StringComparison.Ordinal).ShouldBe(exit != 0);
    }

    private static bool IsObeyed(char character) =>
        (char.IsControl(character) && character is not ('\n' or '\t'))
            || character is '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029';
}
