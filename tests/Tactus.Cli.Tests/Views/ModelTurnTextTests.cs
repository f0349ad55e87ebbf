using Tactus.Broker.Observing;
using Tactus.Cli.Views;
using Tactus.Journal;

namespace Tactus.Cli.Tests.Views;

// Proves that what a model says can neither repaint a terminal nor pass for a line of ours, and that unknown money is never shown as none.
public sealed class ModelTurnTextTests
{
    private static readonly EntryKey s_key = new("main", 1);
    private static readonly ModelUsage s_usage = new() { Calls = 1, InputTokens = 20, OutputTokens = 3, CostUsd = 0.00125 };

    [Fact]
    public void A_turn_says_who_spoke_what_and_what_it_cost() =>
        ModelTurnText.Of(Turn("Hello", "weather", "news")).ShouldBe("[planner] Hello\n  (asks for weather, news; openai/x, 23 tokens, 0.00125 USD)");

    [Fact]
    public void A_turn_without_text_is_one_line() => ModelTurnText.Of(Turn("", "weather")).ShouldBe("[planner] (asks for weather; openai/x, 23 tokens, 0.00125 USD)");

    [Fact]
    public void Escapes_are_shown_and_further_lines_are_moved_in() =>
        ModelTurnText.Of(Turn("\u001b[2Jone\nsucceeded in 1 s")).ShouldStartWith("[planner] \u241b[2Jone\n  succeeded in 1 s\n");

    [Fact]
    public void Without_a_name_it_is_the_model() => ModelTurnText.Speaker("").ShouldBe("model");

    [Theory]
    [InlineData(0, 0.5, "23 tokens, 0.5 USD")]
    [InlineData(1, 0.0, "23 tokens, cost unknown")]
    [InlineData(1, 0.5, "23 tokens, more than 0.5 USD")]
    public void Money_that_is_not_known_is_said(long unpriced, double cost, string text) =>
        ModelTurnText.Of(s_usage with { UnpricedCalls = unpriced, CostUsd = cost }).ShouldBe(text);

    [Fact]
    public void A_run_that_asked_no_model_says_nothing() => ModelTurnText.Of(ModelUsage.None).ShouldBeEmpty();

    [Fact]
    public void Lines_are_whole_when_they_are_shown_and_speakers_do_not_mix()
    {
        var lines = new SpokenLines();
        var other = new EntryKey("main/1.branch", 1);

        lines.Add(new ModelText(s_key, "a", "one")).ShouldBeNull();
        lines.Add(new ModelText(other, "b", "uno\n")).ShouldBe("uno");
        lines.Add(new ModelText(s_key, "a", " line\ntwo\nthr")).ShouldBe("one line\ntwo");
        lines.Begun(s_key).ShouldBe("thr");
        lines.End(s_key).ShouldBe("thr");
        lines.End(other).ShouldBeNull();
        lines.End(s_key).ShouldBeNull();
    }

    [Fact]
    public void A_line_without_an_end_is_shown_all_the_same() =>
        new SpokenLines().Add(new ModelText(s_key, "a", new string('x', 5000))).ShouldBe(new string('x', 5000));

    private static ModelTurn Turn(string text, params string[] tools) => new(s_key, "planner", "openai/x", text, tools, s_usage, s_usage);
}
