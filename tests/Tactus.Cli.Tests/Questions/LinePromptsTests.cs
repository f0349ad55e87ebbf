using System.Text;
using Tactus.Broker.People;
using Tactus.Cli.Output;
using Tactus.Cli.Questions;
using Tactus.Protocol.Values;

namespace Tactus.Cli.Tests.Questions;

// Proves the dialog where no terminal is: each type of question by plain lines, wrong lines asked again, an empty line for later.
public sealed class LinePromptsTests
{
    private const string Select = """{"message": "?", "options": [{"label": "Red", "value": "r"}, {"label": "Two", "value": 2}]""";
    private const string Review = """{"message": "?", "artifact": "one\ntwo", "original": "one\n2", "options": [{"label": "Approve", "value": "Approve"}, {"label": "Reject", "value": "Reject"}]}""";
    private const string Multiple = """{"message": "?", "items": [{"id": "n", "label": "Name", "type": "input", "message": "?"}, {"id": "o", "label": "Ok", "type": "approve", "message": "?", "required": false}]}""";

    [Theory]
    [InlineData("approve", """{"message": "?"}""", "true", "1")]
    [InlineData("approve", """{"message": "?"}""", "false", "no")]
    [InlineData("approve", """{"message": "?"}""", "true", "3", "maybe", "Yes")]
    [InlineData("approve", """{"message": "?"}""", null, "")]
    [InlineData("input", """{"message": "?"}""", "\"Ann\"", "Ann")]
    [InlineData("input", """{"message": "?"}""", null, "")]
    [InlineData("select", Select + "}", "2", "two")]
    [InlineData("select", Select + """, "mode": "multiple"}""", """["r",2]""", "2, 1")]
    [InlineData("select", Select + """, "mode": "multiple"}""", "[]", "0")]
    [InlineData("select", Select + """, "mode": "multiple", "min": 2}""", """["r",2]""", "1", "1,2")]
    [InlineData("review", Review, """{"decision":"Reject","feedback":"too short"}""", "2", "too short")]
    [InlineData("review", Review, """{"decision":"Approve"}""", "1", "")]
    [InlineData("multiple", Multiple, """{"n":"Ann"}""", "Ann", "")]
    [InlineData("multiple", Multiple, null, "")]
    [InlineData("escalate", """{"message": "?"}""", "null", "1")]
    [InlineData("custom", """{"message": "?", "component_type": "c"}""", """{"a":1}""", "{a}", """{"a": 1}""")]
    public async Task Lines_become_the_answer(string type, string question, string? expected, params string[] lines)
    {
        (Value? answer, _) = await AskAsync(type, question, lines);
        answer?.ToString().ShouldBe(expected);
        (answer is null).ShouldBe(expected is null);
    }

    [Fact]
    public async Task The_end_of_the_input_is_later() => (await AskAsync("approve", """{"message": "?"}""")).Answer.ShouldBeNull();

    [Fact]
    public async Task A_review_shows_what_changed()
    {
        (_, string shown) = await AskAsync("review", Review, "1", "");
        shown.ShouldContain("│ -2");
        shown.ShouldContain("│ +two");
    }

    private static async Task<(Value? Answer, string Shown)> AskAsync(string type, string question, params string[] lines)
    {
        var error = new MemoryStream();
        var left = new Queue<string>(lines);
        using var console = new CliConsole(new MemoryStream(), error, () => left.TryDequeue(out string? line) ? line : null);
        QuestionDialog dialog = QuestionDialog.Create(console, "/nonexistent");
        Value? answer = await dialog.AskAsync(QuestionReader.Read(type, (MapValue)ValueJson.Parse(question)), CancellationToken.None);
        left.ShouldBeEmpty("not every line was read");
        return (answer, Encoding.UTF8.GetString(error.ToArray()));
    }
}
