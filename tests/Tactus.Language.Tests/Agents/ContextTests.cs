using Tactus.Language.Tests.Support;

namespace Tactus.Language.Tests.Agents;

/// <summary>Proves in which order a model is shown a context and the conversation, and that packs are fenced.</summary>
public sealed class ContextTests
{
    [Theory]
    [InlineData("packs = { b = 'bee', a = 'ay' }", "user: [ay];user: [bee];user: x;assistant: one;user: y")]
    [InlineData("packs = function() end", "TAC1003 'packs' of Context 'c' must be a table or a string, and is a function")]
    [InlineData("messages = { system('s {params.who}'), history(), user('after') }", "system: s me;user: x;assistant: one;user: after;user: y")]
    [InlineData("messages = { system('s'), template('t {params.n}', { n = 4 }) }", "system: s;user: t 4;user: y")]
    [InlineData("messages = history()", "user: x;assistant: one;user: y")]
    [InlineData("packs = { big = string.rep('z', 100) }, messages = { context('big', 2), history() }", "user: [zzzzzzzz];user: x;assistant: one;user: y")]
    [InlineData("packs = { fn = function() return { k = 1 } end }, messages = { context('fn') }", "user: [{\"k\":1}];user: y")]
    [InlineData("policy = { max_tokens = 6 }", "assistant: one;user: y")]
    [InlineData("policy = { pack_budget = 1 }, packs = { p = 'abcdefgh' }", "user: [abcd];user: x;assistant: one;user: y")]
    [InlineData("policy = { compactor = 'x' }", "TAC1006 'compactor' of 'policy' of Context 'c' is an older spelling")]
    [InlineData("messages = { 'text' }", "TAC1460 messages[1] of Context 'c' is no directive")]
    [InlineData("messages = { context('nobody') }, packs = { somebody = 'x' }", "TAC1460 Context 'c' has no pack 'nobody'")]
    [InlineData("mesages = {}", "TAC1002 Context 'c' has no key 'mesages'; did you mean 'messages'?")]
    [InlineData("messages = { user(1) }", "TAC1460 user needs a text, and got an integer")]
    public void A_context_surrounds_the_conversation(string keys, string expected)
    {
        ScriptedChannel channel = new ScriptedChannel().Says("one");
        string found = Outcomes.Of($"local c = Context {{ {keys} }} local a = Agent {{ model = 'mock/m', context = c }} a {{ message = 'x', who = 'me' }} a {{ message = 'y', who = 'me' }}", channel);
        if (channel.Chats().Count == 0)
        {
            found.ShouldStartWith(expected);
            return;
        }

        string.Join(';', channel.Chats()[1].Messages().Select(Short)).ShouldBe(expected);
    }

    [Fact]
    public void A_text_as_context_is_fenced()
    {
        ScriptedChannel channel = new ScriptedChannel().Says("one");
        Outcomes.Of("local a = Agent { model = 'mock/m' } a { message = 'x', context = 'from a file' }", channel);
        channel.Chats()[0].Messages().Select(Short).ShouldBe(["user: [from a file]", "user: x"]);
    }

    // A fenced text in brackets, without its marks.
    private static string Short(string message)
    {
        string[] lines = message.Split('\n');
        return lines.Length == 4 && lines[1].StartsWith("[data ", StringComparison.Ordinal) ? $"{message.Split(':')[0]}: [{lines[2]}]" : message;
    }
}
