using Tactus.Broker.People;
using Tactus.Broker.Tests.Support;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Tests.People;

// Proves that whatever a hostile guest sends as a question is refused before anybody is asked, and names the field.
public sealed class QuestionReaderTests
{
    public static TheoryData<string, string, string> Malformed() => new()
    {
        { "marry", """{"message": "x"}""", "no such type" },
        { "approve", "{}", "'message'" },
        { "approve", """{"message": ""}""", "'message'" },
        { "approve", """{"message": 5}""", "'message'" },
        { "approve", """{"message": {"$bytes": "/w=="}}""", "'message'" },
        { "approve", """{"message": "x", "more": 1}""", "'more'" },
        { "approve", """{"message": "x", "timeout": -1}""", "'timeout'" },
        { "approve", """{"message": "x", "timeout": 1e18}""", "'timeout'" },
        { "approve", """{"message": "x", "default": "yes"}""", "'default'" },
        { "input", """{"message": "x", "default": 5}""", "'default'" },
        { "select", """{"message": "x"}""", "'options'" },
        { "select", """{"message": "x", "options": []}""", "'options'" },
        { "select", """{"message": "x", "options": ["a"]}""", "'options'" },
        { "select", """{"message": "x", "options": [{"label": "a", "value": [1]}]}""", "'label'" },
        { "select", """{"message": "x", "options": [{"label": "a", "value": 1}, {"label": "a", "value": 2}]}""", "'label'" },
        { "select", """{"message": "x", "options": [{"label": "a", "value": 1, "run": 1}]}""", "'run'" },
        { "select", """{"message": "x", "options": [{"label": "a", "value": 1}], "mode": "both"}""", "'mode'" },
        { "select", """{"message": "x", "options": [{"label": "a", "value": 1}], "min": 2}""", "'min'" },
        { "select", """{"message": "x", "options": [{"label": "a", "value": 1}], "mode": "multiple", "min": 1, "max": 0}""", "'min'" },
        { "select", """{"message": "x", "options": [{"label": "a", "value": 1}], "default": 7}""", "'default'" },
        { "review", """{"message": "x", "options": [{"label": "a", "value": "a"}], "default": {"decision": "b"}}""", "'default'" },
        { "upload", """{"message": "x", "accept": [5]}""", "'accept'" },
        { "upload", """{"message": "x", "max_size": -5}""", "'max_size'" },
        { "escalate", """{"message": "x", "timeout": 5}""", "'timeout'" },
        { "escalate", """{"message": "x", "severity": "huge"}""", "'severity'" },
        { "custom", """{"message": "x"}""", "'component_type'" },
        { "multiple", """{"message": "x", "items": []}""", "'items'" },
        { "multiple", """{"message": "x", "items": [5]}""", "'items'" },
        { "multiple", """{"message": "x", "items": [{"id": "a", "label": "A", "type": "multiple", "message": "x"}]}""", "'type'" },
        { "multiple", """{"message": "x", "items": [{"id": "a", "label": "A", "type": "input", "message": "x", "timeout": 5}]}""", "'timeout'" },
        { "multiple", """{"message": "x", "items": [{"id": "a", "label": "A", "type": "input", "message": "x"}, {"id": "a", "label": "B", "type": "input", "message": "x"}]}""", "'id'" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_malformed_question_is_refused_by_its_field(string type, string arguments, string field)
    {
        using var run = new WaitingRun();
        (await run.AskAsync("human.ask", type, arguments)).ShouldBeError("TAC3701", "invalid").Message.ShouldContain(field);
        (await OpenQuestions.ReadAsync(run.Store, WaitingRun.Id, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public void Lists_and_texts_are_bounded()
    {
        Value many = Value.ListOf([.. Enumerable.Range(0, 257).Select(i => Value.MapOf(("label", Value.Of($"{i}")), ("value", Value.Of((long)i))))]);
        Should.Throw<QuestionFormatException>(() => QuestionReader.Read("select", Value.MapOf(("message", Value.Of("x")), ("options", many))));
        Should.Throw<QuestionFormatException>(() => QuestionReader.Read("approve", Value.MapOf(("message", Value.Of(new string('x', 16 * 1024 + 1))))));
        QuestionReader.Read("approve", Value.MapOf(("message", Value.Of(new string('x', 16 * 1024))))).Message.Length.ShouldBe(16 * 1024);
    }
}
