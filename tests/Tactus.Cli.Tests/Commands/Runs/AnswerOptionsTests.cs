using System.CommandLine;
using Tactus.Broker.People;
using Tactus.Cli.Commands.Runs;
using Tactus.Cli.Questions;
using Tactus.Protocol;
using Tactus.Protocol.Values;

namespace Tactus.Cli.Tests.Commands.Runs;

// Proves which options of `runs respond` answer which type of question, and with what.
public sealed class AnswerOptionsTests
{
    private const string Plain = """{"message": "?"}""";
    private const string Select = """{"message": "?", "options": [{"label": "Red", "value": "r"}, {"label": "Two", "value": 2}]""";
    private const string Review = """{"message": "?", "options": [{"label": "Approve", "value": "Approve"}, {"label": "Reject", "value": "Reject"}]}""";

    [Theory]
    [InlineData("approve", Plain, "true", "--approve")]
    [InlineData("approve", Plain, "false", "--reject")]
    [InlineData("approve", Plain, "5", "--value", "5")]
    [InlineData("input", Plain, "\"Ann\"", "--text", "Ann")]
    [InlineData("input", Plain, "\"\"", "--text", "")]
    [InlineData("select", Select + "}", "\"r\"", "--choose", "Red")]
    [InlineData("select", Select + "}", "2", "--choose", "2")]
    [InlineData("select", Select + """, "mode": "multiple"}""", """[2,"r"]""", "--choose", "Two", "--choose", "Red")]
    [InlineData("review", Review, """{"decision":"Approve"}""", "--approve")]
    [InlineData("review", Review, """{"decision":"Reject","feedback":"no"}""", "--reject", "--text", "no")]
    [InlineData("review", Review, """{"decision":"Reject"}""", "--choose", "Reject")]
    [InlineData("escalate", Plain, "null", "--approve")]
    [InlineData("custom", """{"message": "?", "component_type": "c"}""", "\"x\"", "--text", "x")]
    [InlineData("custom", """{"message": "?", "component_type": "c"}""", """{"a":1}""", "--value", """{"a": 1}""")]
    public void Options_that_fit_become_the_answer(string type, string question, string expected, params string[] words) =>
        Read(type, question, words).ShouldNotBeNull().ToString().ShouldBe(expected);

    [Theory]
    [InlineData("TAC7205", "approve", Plain, "--text", "yes")]
    [InlineData("TAC7205", "approve", Plain, "--choose", "Yes")]
    [InlineData("TAC7205", "approve", Plain, "--approve", "--reject")]
    [InlineData("TAC7205", "approve", Plain, "--approve", "--value", "true")]
    [InlineData("TAC7205", "input", Plain, "--approve")]
    [InlineData("TAC7205", "input", Plain, "--text", "x", "--value", "1")]
    [InlineData("TAC7205", "select", Select + "}", "--choose", "Red", "--choose", "Two")]
    [InlineData("TAC7205", "select", Select + "}", "--text", "Red")]
    [InlineData("TAC7205", "review", Review, "--text", "no")]
    [InlineData("TAC7205", "escalate", Plain, "--reject")]
    [InlineData("TAC7207", "input", Plain, "--value", "Ann")]
    [InlineData("TAC7208", "upload", Plain, "--text", "absent.txt")]
    public void Options_that_do_not_are_refused(string code, string type, string question, params string[] words) =>
        Should.Throw<TactusException>(() => Read(type, question, words)).Code.ShouldBe(code);

    [Fact]
    public void No_option_is_no_answer() => Read("approve", Plain).ShouldBeNull();

    private static Value? Read(string type, string question, params string[] words)
    {
        var options = new AnswerOptions();
        var command = new Command("respond");
        options.AddTo(command);
        return options.Read(command.Parse(words), QuestionReader.Read(type, (MapValue)ValueJson.Parse(question)), new AnsweredFiles("/nonexistent"));
    }
}
