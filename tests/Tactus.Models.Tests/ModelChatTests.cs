using Tactus.Journal;
using Tactus.Models.Tests.Support;
using Tactus.Policy.Grants;
using Tactus.Protocol;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;
using Tactus.Tests.ModelServers;

namespace Tactus.Models.Tests;

// Proves what model.chat promises at the gate: only what is granted is asked, secrets stay here, an answer that is journaled is never paid twice.
public sealed class ModelChatTests
{
    private const string Secret = "the-secret-of-the-broker-42";

    [Fact]
    public async Task Without_a_declaration_nothing_but_the_mock_is_granted()
    {
        using var run = new ModelRun(ModelGrant.None);

        EffectError error = (await run.ChatAsync("openai/gpt-4o-mini", Ask.For("hi"))).ShouldBeError("TAC3803", "denied");

        error.Message.ShouldContain("models.providers declares no openai");
        error.Mend.ShouldContain("models:\n  providers: {openai: {api_key: \"${secret:OPENAI_API_KEY}\"}}");
        (await run.ChatAsync("mock/echo", Ask.For("hi"))).Value().Text("content").ShouldBe("hi");
    }

    [Fact]
    public async Task A_declared_provider_is_asked_for_allowed_models_alone()
    {
        await using ModelServer server = await ModelServer.StartAsync(OpenAIReplies.Say("yes"));
        using var run = new ModelRun(ModelGrants.With(ModelGrants.OpenAI(server.Url)) with { Allowed = ["openai/gpt-4o-mini*"] });

        (await run.ChatAsync("openai/gpt-4o", Ask.For("hi"))).ShouldBeError("TAC3803", "denied").Mend.ShouldContain("allow: [\"openai/gpt-4o-mini*\", \"openai/gpt-4o\"]");
        (await run.ChatAsync("openai/gpt-4o-mini-2024-07-18", Ask.For("hi"))).Value().Text("content").ShouldBe("yes");
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task No_name_means_the_default_model()
    {
        using var run = new ModelRun(new ModelGrant { Default = "mock/echo" });
        (await run.ChatAsync("", Ask.For("hi"))).Value().Text("content").ShouldBe("hi");

        using var without = new ModelRun(ModelGrant.None);
        (await without.ChatAsync("", Ask.For("hi"))).ShouldBeError("TAC3802", "invalid");
        (await without.ChatAsync("gpt-4o", Ask.For("hi"))).ShouldBeError("TAC3802", "invalid").Mend.ShouldContain("openai/gpt-4o-mini");
    }

    [Fact]
    public async Task A_name_that_was_nearly_right_is_told_with_what_would_be()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        using var run = new ModelRun(ModelGrants.With(ModelGrants.OpenAI(server.Url)));

        EffectError bare = (await run.ChatAsync("gpt-4o", Ask.For("hi"))).ShouldBeError("TAC3802", "invalid");
        bare.Message.ShouldContain("'gpt-4o'");
        bare.Mend.ShouldContain("\"openai/gpt-4o\"");
        (await run.ChatAsync("opnai/gpt-4o", Ask.For("hi"))).ShouldBeError("TAC3803", "denied").Message.ShouldContain("declares no opnai, only openai");
        server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("host", "tracker.create_issue", "TAC3804")]
    [InlineData("mcp", "everything.echo", "TAC3804")]
    [InlineData("plugin", "tools/weather.py", "TAC3804")]
    [InlineData("host", "host.echo", null)]
    [InlineData("lua", "", null)]
    public async Task A_tool_that_is_not_granted_is_not_shown_to_the_model(string kind, string source, string? code)
    {
        using var run = new ModelRun(ModelGrant.None);

        PerformResponse response = await run.ChatAsync("mock/echo", Ask.For("hi", Ask.Tools(Ask.Tool("t", kind, source))));

        response.Error?.Code.ShouldBe(code);
        (response.Error is null).ShouldBe(code is null);
    }

    [Fact]
    public async Task A_secret_reaches_the_provider_in_its_header_and_nowhere_else()
    {
        await using ModelServer server = await ModelServer.StartAsync(OpenAIReplies.Say("ok"));
        using var run = new ModelRun(ModelGrants.With(ModelGrants.OpenAI(server.Url)), key: Secret);

        (await run.ChatAsync("openai/gpt-4o-mini", Ask.For($"my key is {Secret}, is it not", Ask.Tools(Ask.Tool(Secret))))).Error?.Code.ShouldBe("TAC3801");
        (await run.ChatAsync("openai/gpt-4o-mini", Ask.For($"my key is {Secret}, is it not"))).Value();

        ModelRequest request = server.Requests.ShouldHaveSingleItem();
        request.Body.ToJsonString().ShouldNotContain(Secret);
        request.Body.ToJsonString().ShouldContain("[secret OPENAI_API_KEY], is it not");
        request.Headers["Authorization"].ShouldContain(Secret);
    }

    [Fact]
    public async Task A_secret_that_a_provider_echoes_is_seen_by_nobody_not_even_in_pieces()
    {
        await using ModelServer server = await ModelServer.StartAsync(
            OpenAIReplies.Say($"you sent {Secret} and {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Secret))}", ("a", "t", $$"""{"key": "{{Secret}}"}""")),
            ModelReply.Error(400, $"bad key {Secret}"));
        using var run = new ModelRun(ModelGrants.With(ModelGrants.OpenAI(server.Url)), key: Secret);

        Value answer = (await run.ChatAsync("openai/gpt-4o-mini", Ask.For("hi", Ask.Tools(Ask.Tool("t"))))).Value();
        EffectError error = (await run.ChatAsync("openai/gpt-4o-mini", Ask.For("hi"))).ShouldBeError("TAC3816", "failed");

        answer.ToString().ShouldNotContain(Secret);
        answer.Text("content").ShouldBe("you sent [secret OPENAI_API_KEY] and [secret OPENAI_API_KEY]");
        run.Observer.Text.ShouldBe("you sent [secret OPENAI_API_KEY] and [secret OPENAI_API_KEY]");
        error.Message.ShouldNotContain(Secret);
        System.Text.Encoding.UTF8.GetString((await run.EntryAsync(1)).Result!).ShouldNotContain(Secret);
    }

    [Fact]
    public async Task A_dry_run_asks_nobody_and_uses_nothing_up()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        using var run = new ModelRun(ModelGrants.With(ModelGrants.OpenAI(server.Url)) with { Tokens = 0 }, dryRun: true);

        (await run.ChatAsync("openai/gpt-4o-mini", Ask.For("hi"))).Value().Get("content").ShouldBe(Value.Null);

        server.Requests.ShouldBeEmpty();
        run.Ledger.Used.ShouldBe(ModelUsage.None);
        run.Broker.Budget.Models.ShouldBe(ModelUsage.None);
    }

    [Fact]
    public async Task An_answer_that_is_journaled_counts_on_after_the_host_died()
    {
        await using ModelServer server = await ModelServer.StartAsync(
            OpenAIReplies.Say(new ModelSaid("one") { InputTokens = 100, OutputTokens = 10 }), OpenAIReplies.Say(new ModelSaid("two") { InputTokens = 200, OutputTokens = 20 }));
        using var run = new ModelRun(ModelGrants.With(ModelGrants.OpenAI(server.Url)));
        (await run.ChatAsync("openai/gpt-4o-mini", Ask.For("hi"))).Value();

        await run.ResumeAsync();
        (await run.ChatAsync("openai/gpt-4o-mini", Ask.For("hi"))).Value();

        ModelUsage used = run.Broker.Budget.Models;
        used.Calls.ShouldBe(2);
        used.TotalTokens.ShouldBe(330);
        used.CostUsd.ShouldBe(((300 * 0.15) + (30 * 0.60)) / 1e6, 1e-12);
        run.Ledger.Used.ShouldBe(used);
    }

    [Fact]
    public async Task A_call_whose_answer_was_lost_is_repeated_under_its_key()
    {
        var store = new DyingStore();
        await using ModelServer server = await ModelServer.StartAsync(OpenAIReplies.Say("one"), OpenAIReplies.Say("two"));
        using var run = new ModelRun(ModelGrants.With(ModelGrants.OpenAI(server.Url)), store: store);
        store.RefusesAnswers = true;
        await Should.ThrowAsync<TactusException>(() => run.ChatAsync("openai/gpt-4o-mini", Ask.For("hi")));
        store.RefusesAnswers = false;

        await run.ResumeAsync();
        Value answer = (await run.AskAtAsync(1, "model.chat", "openai/gpt-4o-mini", Ask.For("hi"))).Value();

        answer.Text("content").ShouldBe("two");
        server.Requests.Select(request => request.Key).Distinct().ShouldHaveSingleItem().Length.ShouldBe(32);
        (await run.EntryAsync(1)).Attempt.ShouldBe(2);
    }
}
