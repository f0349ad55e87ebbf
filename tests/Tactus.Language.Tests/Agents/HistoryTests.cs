using Tactus.Language.Tests.Support;

namespace Tactus.Language.Tests.Agents;

/// <summary>Proves what conversations hold, how procedures change them, and what filters leave of them.</summary>
public sealed class HistoryTests
{
    private const string Start = """
        local function texts(list) local all = {} for i, m in ipairs(list) do all[i] = m.content end return table.concat(all, ",") end
        local function user(text) return { role = "user", content = text } end
        local H = MessageHistory
        for _, t in ipairs { "a", "b", "c", "d" } do H.append(user(t)) end

        """;

    [Theory]
    [InlineData("return texts(H.get())", "a,b,c,d")]
    [InlineData("return texts(H.head(2)) .. '|' .. texts(H.tail(3)) .. '|' .. texts(H.tail(9))", "a,b|b,c,d|a,b,c,d")]
    [InlineData("return texts(H.slice{start = 2, stop = 3}) .. '|' .. texts(H.slice{start = 3}) .. '|' .. texts(H.slice{2, 2})", "b,c|c,d|b")]
    [InlineData("return texts(H.tail_tokens(10)) .. '|' .. texts(H.tail_tokens(4))", "c,d|")]
    [InlineData("H.keep_head(3) H.keep_tail(2) return texts(H.get())", "b,c")]
    [InlineData("H.keep_tail_tokens(5) return texts(H.get())", "d")]
    [InlineData("H.rewind(1) return texts(H.get())", "a,b,c")]
    [InlineData("H.rewind(9) return texts(H.get())", "")]
    [InlineData("H.checkpoint('here') H.append(user 'e') H.rewind_to('here') return texts(H.get())", "a,b,c,d")]
    [InlineData("local id = H.checkpoint() H.append(user 'e') H.rewind_to(id) return texts(H.get()) .. id", "a,b,c,dm4")]
    [InlineData("H.append{role = 'user', content = 'e', id = 'mine'} H.append(user 'f') H.rewind_to('mine') return texts(H.get())", "a,b,c,d,e")]
    [InlineData("H.clear() return texts(H.get())", "")]
    [InlineData("H.replace { user 'x', user 'y' } return texts(H.get())", "x,y")]
    [InlineData("H.clear() H.inject_system('s1') H.inject_system('s2') H.append(user 'u') H.inject_system('s3') H.reset() return texts(H.get())", "s1,s2")]
    [InlineData("H.clear() H.inject_system('s1') H.append(user 'u') H.inject_system('s3') H.reset{keep = 'system_all'} return texts(H.get())", "s1,s3")]
    [InlineData("H.reset{keep = 'none'} return texts(H.get())", "")]
    [InlineData("local m = H.get() m[1].content = 'changed' return texts(H.get())", "a,b,c,d")]
    [InlineData("local n = 0 for m in python.iter(H.get()) do n = n + 1 end return tostring(n)", "4")]
    [InlineData("H.append(Message { role = 'assistant', content = 5 }) return texts(H.tail(1))", "5")]
    [InlineData("local own = History() own.append(user 'x') return texts(own.get()) .. texts(H.get())", "xa,b,c,d")]
    [InlineData("return texts(filters.last_n(2)(H.get())) .. '|' .. texts(filters.first_n(1)(H.get()))", "c,d|a")]
    [InlineData("return texts(filters.token_budget(5)(H.get())) .. '|' .. texts(filters.head_tokens(10)(H.get())) .. '|' .. texts(filters.tail_tokens(15)(H.get()))", "d|a,b|b,c,d")]
    [InlineData("H.inject_system('s') return texts(filters.by_role('system')(H.get())) .. '|' .. texts(filters.by_role{'user', 'system'}(H.get()))", "s|a,b,c,d,s")]
    [InlineData("H.replace { {role = 'system', content = 's'}, user 'u' } return texts(filters.system_prefix()(H.get()))", "s")]
    [InlineData("return texts(filters.compose(filters.first_n(3), filters.last_n(1))(H.get()))", "c")]
    public void Conversations(string program, string expected) => Outcomes.Of(Start + program).ShouldBe($"\"{expected}\"");

    [Theory]
    [InlineData("H.append('x')", "TAC1450 MessageHistory.append needs a message, and got a string")]
    [InlineData("H.append{role = 'robot', content = 'x'}", "TAC1450 'role' of a message must be one of assistant, system, tool, user, and is 'robot'")]
    [InlineData("H.append{role = 'user', contnt = 'x'}", "TAC1002 MessageHistory.append has no key 'contnt'; did you mean 'content'?")]
    [InlineData("H.append{role = 'user', content = print}", "TAC1450 message.content is a function")]
    [InlineData("H.head(-1)", "TAC1451 MessageHistory.head needs a whole number of 0 or more, and got -1")]
    [InlineData("H.reset{keep = 'all'}", "TAC1450 'keep' of MessageHistory.reset cannot be 'all'")]
    [InlineData("H.rewind_to('nowhere')", "TAC1450 MessageHistory.rewind_to finds no message 'nowhere'")]
    [InlineData("H.clear() H.checkpoint()", "TAC1450 MessageHistory.checkpoint needs a message to stand at")]
    [InlineData("H.appnd()", "TAC1201 MessageHistory.appnd is no function; did you mean 'append'?")]
    [InlineData("filters.last(1)", "TAC1451 there is no filters.last; did you mean 'last_n'?")]
    [InlineData("filters.last_n('x')", "TAC1451 filters.last_n needs a whole number of 0 or more, and got 'x'")]
    [InlineData("filters.by_role('robot')", "TAC1451 filters.by_role: there is no role 'robot'")]
    [InlineData("filters.compose(1)", "TAC1451 argument 1 of filters.compose must be a filter, and is an integer")]
    public void Errors(string program, string expected) => Outcomes.Of(Start + program).ShouldStartWith(expected);

    [Fact]
    public void Agents_with_a_shared_conversation_hear_each_other_and_the_procedure()
    {
        ScriptedChannel channel = new ScriptedChannel().Says("one").Says("two");
        Outcomes.Of(
            "MessageHistory.inject_system('rules') local a, b = Agent { name = 'a', model = 'mock/m', message_history = { source = 'shared' } }, Agent { name = 'b', model = 'mock/m', message_history = { source = 'shared' } } a('x') b('y') return #MessageHistory.get()",
            channel).ShouldBe("5");
        channel.Chats()[1].Messages().ShouldBe(["system: rules", "user: x", "assistant: one", "user: y"]);
    }

    [Fact]
    public void An_agent_without_a_conversation_forgets()
    {
        ScriptedChannel channel = new ScriptedChannel().Says("one");
        Outcomes.Of("local a = Agent { model = 'mock/m', message_history = { source = 'none' } } a('x') a('y') return #a.history.get()", channel).ShouldBe("0");
        channel.Chats()[1].Messages().ShouldBe(["user: y"]);
    }

    [Fact]
    public void A_filter_never_leaves_a_call_without_its_result()
    {
        ScriptedChannel channel = new ScriptedChannel().Calls("c1 t {}", "c2 t {}").Says("one").Says("two").Says("three");
        Outcomes.Of("local t = Tool { function() return 1 end } local a = Agent { model = 'mock/m', tools = { t }, message_history = { filter = filters.last_n(3) } } a('x') a('y') a('z')", channel)
            .ShouldBe("null");
        // The last three of: x, two calls, their results, one. The results lost their calls.
        channel.Chats()[2].Messages().ShouldBe(["assistant: one", "user: y"]);
        channel.Chats()[3].Messages().ShouldBe(["assistant: one", "user: y", "assistant: two", "user: z"]);
    }

    [Fact]
    public void A_filter_may_be_a_function()
    {
        ScriptedChannel channel = new ScriptedChannel().Says("one");
        Outcomes.Of("local a = Agent { model = 'mock/m', message_history = { filter = function(all) return { { role = 'user', content = 'had ' .. #all } } end } } a('x') a('y')", channel);
        channel.Chats()[1].Messages().ShouldBe(["user: had 2", "user: y"]);
    }
}
