using Tactus.Broker.People;
using Tactus.Protocol;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Tests.People;

// Proves, for each type of question, which answers fit and what the procedure gets for them.
public sealed class AnswerCheckTests
{
    private const string Select = """{"message": "?", "options": [{"label": "Red", "value": "r"}, {"label": "Two", "value": 2}, {"label": "r", "value": "x"}]""";
    private const string Review = """{"message": "?", "options": [{"label": "Approve", "value": "Approve"}, {"label": "Reject", "value": "Reject"}]}""";
    private const string Upload = """{"message": "?", "accept": [".txt", "image/*"], "max_size": 10""";

    private const string Multiple = """
        {"message": "?", "items": [
          {"id": "name", "label": "N", "type": "input", "message": "?"},
          {"id": "ok", "label": "O", "type": "approve", "message": "?", "required": false}]}
        """;

    [Theory]
    [InlineData("approve", """{"message": "?"}""", "true", "true")]
    [InlineData("input", """{"message": "?"}""", "\"\"", "\"\"")]
    [InlineData("select", Select + "}", "\"Red\"", "\"r\"")]
    [InlineData("select", Select + "}", "\"r\"", "\"r\"")]
    [InlineData("select", Select + "}", "2", "2")]
    [InlineData("select", Select + """, "mode": "multiple", "min": 1, "max": 2}""", """["Two", "Red"]""", """[2,"r"]""")]
    [InlineData("review", Review, """{"decision": "Reject", "feedback": "no", "edited_artifact": {"a": 1}}""", """{"decision":"Reject","feedback":"no","edited_artifact":{"a":1}}""")]
    [InlineData("review", Review, """{"decision": "Approve", "feedback": null}""", """{"decision":"Approve"}""")]
    [InlineData("upload", Upload + "}", """{"path": "a/b.TXT", "name": "b.TXT", "size": 10, "mime_type": "text/plain"}""", """{"name":"b.TXT","path":"a/b.TXT","size":10,"mime_type":"text/plain"}""")]
    [InlineData("upload", Upload + """, "multiple": true}""", """[{"path": "p", "name": "p", "size": 1, "mime_type": "image/png"}]""", """[{"name":"p","path":"p","size":1,"mime_type":"image/png"}]""")]
    [InlineData("multiple", Multiple, """{"name": "Ann"}""", """{"name":"Ann"}""")]
    [InlineData("multiple", Multiple, """{"name": "Ann", "ok": false}""", """{"ok":false,"name":"Ann"}""")]
    [InlineData("escalate", """{"message": "?"}""", "true", "null")]
    [InlineData("escalate", """{"message": "?"}""", "null", "null")]
    [InlineData("custom", """{"message": "?", "component_type": "c"}""", """{"any": [1]}""", """{"any":[1]}""")]
    public void An_answer_that_fits_becomes_what_the_procedure_gets(string type, string question, string answer, string expected) =>
        AnswerCheck.Check(Read(type, question), ValueJson.Parse(answer)).ToString().ShouldBe(expected);

    [Theory]
    [InlineData("approve", """{"message": "?"}""", "\"true\"", "true or false")]
    [InlineData("approve", """{"message": "?"}""", "null", "true or false")]
    [InlineData("input", """{"message": "?"}""", "5", "a string")]
    [InlineData("select", Select + "}", "\"Blue\"", "none of Red, Two")]
    [InlineData("select", Select + "}", "[2]", "none of Red, Two")]
    [InlineData("select", Select + """, "mode": "multiple"}""", "2", "a list of options")]
    [InlineData("select", Select + """, "mode": "multiple"}""", """[2, "Two"]""", "stands twice")]
    [InlineData("select", Select + """, "mode": "multiple", "min": 1}""", "[]", "holds 0")]
    [InlineData("select", Select + """, "mode": "multiple", "max": 1}""", """[2, "Red"]""", "holds 2")]
    [InlineData("review", Review, "\"Approve\"", "a map with 'decision'")]
    [InlineData("review", Review, """{"decision": "Maybe"}""", "none of Approve, Reject")]
    [InlineData("review", Review, """{"decision": "Approve", "feedback": 5}""", "'feedback'")]
    [InlineData("review", Review, """{"decision": "Approve", "other": 5}""", "nothing else")]
    [InlineData("upload", Upload + "}", """{"path": "p", "name": "b.txt", "size": 11, "mime_type": "text/plain"}""", "at most 10")]
    [InlineData("upload", Upload + "}", """{"path": "p", "name": "b.pdf", "size": 1, "mime_type": "application/pdf"}""", "none of .txt")]
    [InlineData("upload", Upload + "}", """{"path": "p", "name": "b.txt", "size": "1", "mime_type": "text/plain"}""", "a file must be")]
    [InlineData("upload", Upload + """, "multiple": true}""", "[]", "a list of files")]
    [InlineData("multiple", Multiple, """{"ok": true}""", "'name' must be answered")]
    [InlineData("multiple", Multiple, """{"name": 5}""", "'name'")]
    [InlineData("multiple", Multiple, """{"name": "x", "age": 5}""", "no question 'age'")]
    [InlineData("escalate", """{"message": "?"}""", "false", "null or true")]
    public void An_answer_that_does_not_fit_is_refused_with_what_would(string type, string question, string answer, string says)
    {
        TactusException misfit = Should.Throw<TactusException>(() => AnswerCheck.Check(Read(type, question), ValueJson.Parse(answer)));
        misfit.Code.ShouldBe("TAC3703");
        misfit.Message.ShouldContain(says);
    }

    private static Question Read(string type, string question) => QuestionReader.Read(type, (MapValue)ValueJson.Parse(question));
}
