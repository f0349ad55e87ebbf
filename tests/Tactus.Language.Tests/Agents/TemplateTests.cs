using Tactus.Language.Tests.Support;
using Tactus.Protocol.Values;

namespace Tactus.Language.Tests.Agents;

/// <summary>Proves what templates in prompts become, and that one without a value is an error that names it.</summary>
public sealed class TemplateTests
{
    [Theory]
    [InlineData("{input.city}", "Oslo")]
    [InlineData("{input.n} and {input.half}", "3 and 1.5")]
    [InlineData("{input.user.name}: {input.list[2]}", "Ann: b")]
    [InlineData("{input.list}", """["a","b"]""")]
    [InlineData("{input.optional}!", "!")]
    [InlineData("{state.seen} {state.flag} {state.later}", "1 true ")]
    [InlineData("{params.who}", "me")]
    [InlineData("{context.topic}", "weather")]
    [InlineData("{ not one } {x} {\"a\": 1} {1} {}", "{ not one } {x} {\"a\": 1} {1} {}")]
    [InlineData("{{\"a\": {input.n}}}", "{{\"a\": 3}}")]
    [InlineData("{{ input.city }} {{params.who}} {{ other }}", "Oslo me {{ other }}")]
    public void A_prompt_is_filled(string prompt, string expected) => Prompt(prompt).ShouldBe("system: " + expected);

    [Theory]
    [InlineData("{input.ctiy}", "TAC1420 the template {input.ctiy} in the system_prompt of agent 'a' has no value; did you mean 'city'?")]
    [InlineData("{input.user.nam}", "TAC1420 the template {input.user.nam} in the system_prompt of agent 'a' has no value; did you mean 'name'?")]
    [InlineData("{input.city.x}", "TAC1420 the template {input.city.x}")]
    [InlineData("{state.sen}", "TAC1420 the template {state.sen} in the system_prompt of agent 'a' has no value; did you mean 'seen'?")]
    [InlineData("{params.nobody}", "TAC1420 the template {params.nobody}")]
    [InlineData("{output.x}", "TAC1420 the template {output.x} in the system_prompt of agent 'a' has no value; known are context, input, params, state")]
    [InlineData("{{ input.ctiy }}", "TAC1420 the template {input.ctiy} in the system_prompt of agent 'a' has no value; did you mean 'city'?")]
    [InlineData("{{input.city | upper}}", "TAC1006 the system_prompt of agent 'a' uses filters or blocks of {{ }} templates | write {input.city}")]
    [InlineData("{% if x %}", "TAC1006 the system_prompt of agent 'a' uses filters or blocks of {{ }} templates | write {input.x}")]
    public void A_template_without_a_value_is_an_error(string prompt, string expected) => Prompt(prompt).ShouldStartWith(expected);

    [Fact]
    public void A_prompt_may_be_a_function()
    {
        ScriptedChannel channel = Channel();
        Outcomes.Of("local a = Agent { model = 'mock/m', system_prompt = function(given) return given.agent .. given.params.who end } a { who = 'me' }", channel);
        channel.Chats()[0].Messages()[0].ShouldBe("system: ame");
    }

    [Theory]
    [InlineData("{state.secret}")]
    [InlineData("{{ state.secret }}")]
    [InlineData("{input.nested}")]
    [InlineData("{state.{input.nested}}")]
    [InlineData("{% if state.secret %}")]
    [InlineData("{no.such}")]
    public void What_a_value_says_is_no_template(string hostile)
    {
        string text = hostile.Replace("'", "\\'", StringComparison.Ordinal);
        ScriptedChannel channel = new ScriptedChannel().Calls("c1 get {}").Says(hostile).Says("ok").Answer("host.call", "get", Value.Of(hostile));
        Outcomes.Of(
            $$$"""
            local get = Tool { function() return Host.call('get') end }
            local a = Agent { model = 'mock/m', tools = { get }, system_prompt = "{input.text}|{state.text}|{params.text}|{context.text}", initial_message = "{input.text}", context = { text = '{{{text}}}' } }
            Procedure {
              input = { text = field.string{default = '{{{text}}}'}, nested = field.string{default = "EXPANDED"} },
              function()
                state.secret, state.text = "EXPANDED", '{{{text}}}'
                a { text = '{{{text}}}' }
                a { message = '{{{text}}}', text = '{{{text}}}' }
              end
            }
            """,
            channel).ShouldBe("null");

        foreach (string message in channel.Chats()[^1].Messages())
        {
            message.ShouldNotContain("EXPANDED");
        }

        channel.Chats()[^1].Messages()[0].ShouldBe($"system: {hostile}|{hostile}|{hostile}|{hostile}");
        // The control: the same words as the prompt's own are filled, or refused.
        Prompt("{state.seen}").ShouldBe("system: 1");
    }

    [Fact]
    public void A_text_with_a_percent_sign_comes_through_whole() => Prompt("{input.percent}").ShouldBe("system: 100%0 %1");

    private static ScriptedChannel Channel() => new ScriptedChannel().Says("ok");

    private static string Prompt(string prompt)
    {
        ScriptedChannel channel = Channel();
        string found = Outcomes.Of(
            $$$"""
            local a = Agent { model = "mock/m", system_prompt = [==[{{{prompt}}}]==], context = { topic = "weather" } }
            Procedure {
              input = {
                city = field.string{default = "Oslo"}, n = field.number{default = 3.0}, half = field.number{default = 1.5}, optional = field.string{},
                user = field.object{default = {name = "Ann"}}, list = field.array{default = {"a", "b"}}, percent = field.string{default = "100%0 %1"},
              },
              state = { seen = field.integer{default = 1}, later = field.string{} },
              function()
                state.flag = true
                a { message = "hi", who = "me" }
              end
            }
            """,
            channel);
        return channel.Chats().Count == 0 ? found : channel.Chats()[0].Messages()[0];
    }
}
