using Tactus.Journal;
using Tactus.Models.Tests.Support;
using Tactus.Policy.Grants;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;
using Tactus.Tests.ModelServers;

namespace Tactus.Models.Tests.Budgets;

// Proves that a budget of tokens or money stops a run before the call that would break it, also for calls at once, runs of one tree, and later executions.
public sealed class ModelBudgetTests
{
    [Fact]
    public async Task A_call_that_does_not_fit_is_not_made_and_ends_the_run()
    {
        await using ModelServer server = await ModelServer.StartAsync(OpenAIReplies.Say(new ModelSaid("one") { InputTokens = 60, OutputTokens = 20 }));
        using var run = new ModelRun(ModelGrants.With(ModelGrants.OpenAI(server.Url)) with { Tokens = 100 });
        (await run.ChatAsync("openai/gpt-4o-mini", Ask.For("hi", ("max_tokens", Value.Of(50))))).Value();

        EffectError error = (await run.ChatAsync("openai/gpt-4o-mini", Ask.For("hi", ("max_tokens", Value.Of(50))))).ShouldBeError("TAC3805", "budget");

        error.Fatal.ShouldBeTrue();
        error.Mend.ShouldContain("models.budget.tokens");
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_prompt_that_is_too_long_is_not_sent()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        using var run = new ModelRun(ModelGrants.With(ModelGrants.OpenAI(server.Url)) with { Tokens = 1000 });

        (await run.ChatAsync("openai/gpt-4o-mini", Ask.For(new string('x', 4000)))).ShouldBeError("TAC3805", "budget");

        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_left_limits_the_answer()
    {
        await using ModelServer server = await ModelServer.StartAsync(OpenAIReplies.Say("a"), OpenAIReplies.Say("b"));
        using var run = new ModelRun(ModelGrants.With(ModelGrants.OpenAI(server.Url)) with { Tokens = 5000 });

        (await run.ChatAsync("openai/gpt-4o-mini", Ask.For("hi"))).Value();
        (await run.ChatAsync("openai/gpt-4o-mini", Ask.For(new string('x', 3000)))).Value();

        // 5000 were left, then 4982; of those the second prompt takes 1004.
        server.Requests[0].Body.ContainsKey("max_completion_tokens").ShouldBeFalse();
        server.Requests[1].Body["max_completion_tokens"]!.GetValue<int>().ShouldBe(5000 - 18 - 1004);
    }

    [Fact]
    public async Task Money_stops_a_run_too()
    {
        await using ModelServer server = await ModelServer.StartAsync(OpenAIReplies.Say(new ModelSaid("one") { InputTokens = 100_000, OutputTokens = 1000 }));
        using var run = new ModelRun(ModelGrants.With(ModelGrants.OpenAI(server.Url)) with { Dollars = 0.0160 });

        // 0.0150 for the input and 0.0006 for the output.
        (await run.ChatAsync("openai/gpt-4o-mini", Ask.For("hi", ("max_tokens", Value.Of(1000))))).Value();
        EffectError error = (await run.ChatAsync("openai/gpt-4o-mini", Ask.For("hi", ("max_tokens", Value.Of(1000))))).ShouldBeError("TAC3806", "budget");

        error.Fatal.ShouldBeTrue();
        error.Message.ShouldContain("0.0156 USD are spent");
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task With_a_budget_of_money_a_price_must_be_known()
    {
        await using ModelServer server = await ModelServer.StartAsync(OpenAIReplies.Say("a"), OpenAIReplies.Say("b"));
        ModelGrant models = ModelGrants.With(ModelGrants.OpenAI(server.Url)) with { Dollars = 1 };
        using var run = new ModelRun(models);
        (await run.ChatAsync("openai/brand-new", Ask.For("hi"))).ShouldBeError("TAC3807", "denied").Mend.ShouldContain("\"openai/brand-new\": {input: 0.15, output: 0.60}");

        using var priced = new ModelRun(models with { Prices = new Dictionary<string, ModelPrice> { ["openai/brand*"] = new(1, 2, 1) } });
        (await priced.ChatAsync("openai/brand-new", Ask.For("hi"))).Value().Get("cost_usd").ShouldBe(Value.Of(((11 * 1.0) + (7 * 2.0)) / 1e6));
        using var free = new ModelRun(models with { Dollars = null });
        (await free.ChatAsync("openai/brand-new", Ask.For("hi"))).Value().Get("cost_usd").ShouldBe(Value.Null);
    }

    [Fact]
    public async Task A_later_execution_counts_on()
    {
        await using ModelServer server = await ModelServer.StartAsync(OpenAIReplies.Say(new ModelSaid("one") { InputTokens = 60, OutputTokens = 20 }));
        using var run = new ModelRun(ModelGrants.With(ModelGrants.OpenAI(server.Url)) with { Tokens = 100 });
        (await run.ChatAsync("openai/gpt-4o-mini", Ask.For("hi", ("max_tokens", Value.Of(50))))).Value();

        await run.ResumeAsync();

        (await run.ChatAsync("openai/gpt-4o-mini", Ask.For("hi", ("max_tokens", Value.Of(50))))).ShouldBeError("TAC3805", "budget");
    }

    [Fact]
    public async Task The_runs_that_a_run_started_and_those_before_it_count_too()
    {
        using var run = new ModelRun(ModelGrants.With(ModelGrants.Mock("""[{"text": "x", "usage": {"input_tokens": 30, "output_tokens": 3}}]""")));
        (await run.ChatAsync("mock/scripted", Ask.For("hi"))).Value();
        JournalEntry paid = await run.EntryAsync(1);
        await run.Store.CreateAsync(RunRecords.Of("child") with { ParentId = "run1" }, CancellationToken.None);
        await run.Store.AppendAsync("child", 1, new JournalWrite(paid, CompletesIntent: false), Durability.Flushed, CancellationToken.None);
        await run.Store.CreateAsync(RunRecords.Of("grandchild") with { ParentId = "child" }, CancellationToken.None);
        await run.Store.AppendAsync("grandchild", 1, new JournalWrite(paid, CompletesIntent: false), Durability.Flushed, CancellationToken.None);

        string before = "before0";
        await run.Store.CreateAsync(RunRecords.Of(before), CancellationToken.None);
        for (int link = 1; link <= 3000; link++)
        {
            await run.Store.CreateAsync(RunRecords.Of($"before{link}") with { ContinuedFrom = before, ParentId = link == 3000 ? "run1" : null }, CancellationToken.None);
            before = $"before{link}";
        }

        await run.Store.AppendAsync("before0", 1, new JournalWrite(paid, CompletesIntent: false), Durability.Flushed, CancellationToken.None);

        await run.ResumeAsync();

        run.Ledger.Used.TotalTokens.ShouldBe(4 * 33);
        run.Broker.Budget.Models.TotalTokens.ShouldBe(33);
    }

    [Fact]
    public async Task Calls_at_once_cannot_spend_the_same_money()
    {
        var arrived = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        await using ModelServer server = await ModelServer.StartAsync(_ => OpenAIReplies.Say(new ModelSaid("x") { InputTokens = 10, OutputTokens = 40 }));
        server.BeforeAnswer = async _ =>
        {
            arrived.TrySetResult();
            await go.Task;
        };
        using var run = new ModelRun(ModelGrants.With(ModelGrants.OpenAI(server.Url)) with { Tokens = 100 });
        await run.AskAtAsync(1, "branch.open", "a", Value.MapOf(("label", Value.Of("branch"))));
        Task<PerformResponse> first = run.ChatAsync("openai/gpt-4o-mini", Ask.For("hi", ("max_tokens", Value.Of(60))));
        await arrived.Task;

        PerformResponse second = await run.AskInBranchAsync("main/1.branch", 1, "model.chat", "openai/gpt-4o-mini", Ask.For("hi", ("max_tokens", Value.Of(60))));
        go.SetResult();

        second.ShouldBeError("TAC3805", "budget");
        (await first).OutcomeCase.ShouldBe(PerformResponse.OutcomeOneofCase.Result);
        server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(-1_000_000, 7)]
    [InlineData(11, -1_000_000)]
    [InlineData(-5, -5)]
    public async Task A_server_that_counts_below_nothing_gives_no_budget_back(int inputTokens, int outputTokens)
    {
        await using ModelServer liar = await ModelServer.StartAsync(OpenAIReplies.Say(new ModelSaid("lies") { InputTokens = inputTokens, OutputTokens = outputTokens, CachedTokens = inputTokens }));
        await using ModelServer server = await ModelServer.StartAsync(OpenAIReplies.Say(new ModelSaid("one") { InputTokens = 60, OutputTokens = 20 }), OpenAIReplies.Say("two"));
        ModelGrant models = ModelGrants.With(ModelGrants.OpenAI(server.Url), ModelGrants.OpenAI(liar.Url, "other")) with
        {
            Tokens = 180, Dollars = 1, Prices = new Dictionary<string, ModelPrice> { ["other/*"] = new(1000, 1000, 1000) },
        };
        using var run = new ModelRun(models);

        // Counted by the estimate, as for a server that counts nothing.
        Value usage = (await run.ChatAsync("other/some-model", Ask.For("hi", ("max_tokens", Value.Of(50))))).Value().Get("usage");
        usage.Get("estimated").ShouldBe(Value.True);
        run.Ledger.Used.TotalTokens.ShouldBeInRange(1, 50);
        run.Ledger.Used.CostUsd.ShouldBeGreaterThan(0);

        (await run.ChatAsync("openai/gpt-4o-mini", Ask.For("hi", ("max_tokens", Value.Of(100))))).Value();
        (await run.ChatAsync("openai/gpt-4o-mini", Ask.For("hi", ("max_tokens", Value.Of(100))))).ShouldBeError("TAC3805", "budget");
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_counts_more_than_there_is_spends_the_budget()
    {
        await using ModelServer server = await ModelServer.StartAsync(_ => OpenAIReplies.Say(new ModelSaid("x") { InputTokens = int.MaxValue, OutputTokens = int.MaxValue }));
        using var run = new ModelRun(ModelGrants.With(ModelGrants.OpenAI(server.Url)) with { Tokens = 1000 });
        (await run.ChatAsync("openai/gpt-4o-mini", Ask.For("hi", ("max_tokens", Value.Of(50))))).Value();

        (await run.ChatAsync("openai/gpt-4o-mini", Ask.For("hi", ("max_tokens", Value.Of(50))))).ShouldBeError("TAC3805", "budget");
    }

    [Fact]
    public async Task The_names_of_those_who_speak_are_counted()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        using var run = new ModelRun(ModelGrants.With(ModelGrants.OpenAI(server.Url)) with { Tokens = 1000 });
        Value message = Value.MapOf(("role", Value.Of("user")), ("content", Value.Of("hi")), ("name", Value.Of(new string('x', 250))));

        (await run.ChatAsync("openai/gpt-4o-mini", Value.MapOf(("messages", Value.ListOf([.. Enumerable.Repeat(message, 100)]))))).ShouldBeError("TAC3805", "budget");

        server.Requests.ShouldBeEmpty();
    }
}
