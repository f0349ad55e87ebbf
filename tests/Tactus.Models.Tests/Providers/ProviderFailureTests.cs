using Tactus.Models.Tests.Support;
using Tactus.Policy.Grants;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;
using Tactus.Tests.ModelServers;

namespace Tactus.Models.Tests.Providers;

// Proves that each way in which a provider fails has a code of its own, that what may be repeated is repeated, and that nothing else is. The servers are real.
public sealed class ProviderFailureTests
{
    public enum Protocol
    {
        OpenAI,
        Anthropic,
    }

    [Theory]
    [InlineData(270)]
    [InlineData(280)]
    [InlineData(299)]
    public async Task A_key_that_an_error_repeats_is_told_of_in_no_part(int before)
    {
        // The message is shortened in the middle of the key.
        await using ModelServer server = await ModelServer.StartAsync(ModelReply.Error(401, new string('.', before) + ModelRun.Key + " is no key of ours"));
        using var run = new ModelRun(ModelGrants.With(ModelGrants.OpenAI(server.Url)), new SkippingClock());

        EffectError error = (await run.ChatAsync("openai/gpt-4o-mini", Ask.For("hi"))).ShouldBeError("TAC3815", "failed");

        error.Message.ShouldNotContain(ModelRun.Key[..4]);
        error.Message.ShouldContain("...[");
    }

    [Theory]
    [InlineData(Protocol.OpenAI, 429)]
    [InlineData(Protocol.OpenAI, 500)]
    [InlineData(Protocol.OpenAI, 503)]
    [InlineData(Protocol.Anthropic, 429)]
    [InlineData(Protocol.Anthropic, 529)]
    public async Task A_provider_that_is_busy_is_asked_again_as_it_says(Protocol protocol, int status)
    {
        await using ModelServer server = await ModelServer.StartAsync(
            ModelReply.Error(status, "busy", ("Retry-After", "7")), ModelReply.Error(status, "busy", ("Retry-After", "9")), Say(protocol));
        var clock = new SkippingClock();
        using var run = new ModelRun(ModelGrants.With(Provider(protocol, server)), clock);

        Value answer = (await ChatAsync(run, protocol)).Value();

        answer.Text("content").ShouldBe("here you are");
        answer.Integer("retries").ShouldBe(2);
        clock.Waits.ShouldBe([TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(9)]);
        server.Requests.Count.ShouldBe(3);
        server.Requests.Select(request => request.Key).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_word_the_waits_grow()
    {
        await using ModelServer server = await ModelServer.StartAsync(ModelReply.Error(500, "a"), ModelReply.Error(500, "b"), Say(Protocol.OpenAI));
        var clock = new SkippingClock();
        using var run = new ModelRun(ModelGrants.With(Provider(Protocol.OpenAI, server)), clock);

        (await ChatAsync(run, Protocol.OpenAI)).Value();

        clock.Waits.Count.ShouldBe(2);
        clock.Waits[1].ShouldBeGreaterThan(clock.Waits[0]);
    }

    [Fact]
    public async Task A_wait_that_is_too_long_is_handed_to_the_procedure()
    {
        await using ModelServer server = await ModelServer.StartAsync(ModelReply.Error(429, "come tomorrow", ("Retry-After", "86400")));
        using var run = new ModelRun(ModelGrants.With(Provider(Protocol.OpenAI, server)), new SkippingClock());

        EffectError error = (await ChatAsync(run, Protocol.OpenAI)).ShouldBeError("TAC3813", "failed");

        error.Retryable.ShouldBeTrue();
        error.Message.ShouldContain("come tomorrow");
        server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(Protocol.OpenAI, 400, "TAC3816")]
    [InlineData(Protocol.OpenAI, 401, "TAC3815")]
    [InlineData(Protocol.OpenAI, 404, "TAC3816")]
    [InlineData(Protocol.OpenAI, 302, "TAC3821")]
    [InlineData(Protocol.Anthropic, 400, "TAC3816")]
    [InlineData(Protocol.Anthropic, 403, "TAC3815")]
    public async Task A_refusal_is_final(Protocol protocol, int status, string code)
    {
        await using ModelServer server = await ModelServer.StartAsync(ModelReply.Error(status, "never", ("Location", "http://127.0.0.1:1/")));
        using var run = new ModelRun(ModelGrants.With(Provider(protocol, server)), new SkippingClock());

        EffectError error = (await ChatAsync(run, protocol)).ShouldBeError(code, "failed");

        error.Retryable.ShouldBeFalse();
        server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(Protocol.OpenAI, true)]
    [InlineData(Protocol.OpenAI, false)]
    [InlineData(Protocol.Anthropic, true)]
    [InlineData(Protocol.Anthropic, false)]
    public async Task An_answer_that_is_no_JSON_is_malformed(Protocol protocol, bool stream)
    {
        await using ModelServer server = await ModelServer.StartAsync(request =>
            ModelReply.Of(200, stream ? "event: message_start\ndata: {\"type\": \"message_start\", nonsense\n\n" : "{\"id\": nonsense") with { ContentType = null });
        using var run = new ModelRun(ModelGrants.With(Provider(protocol, server)), new SkippingClock());

        (await ChatAsync(run, protocol, stream)).ShouldBeError("TAC3817", "failed").Retryable.ShouldBeTrue();
        server.Requests.Count.ShouldBe(1);
        run.Observer.Defects.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Protocol.OpenAI, "{}")]
    [InlineData(Protocol.OpenAI, "{\"id\": \"x\", \"choices\": []}")]
    [InlineData(Protocol.OpenAI, "{\"choices\": [{\"message\": 7}]}")]
    [InlineData(Protocol.OpenAI, "[]")]
    [InlineData(Protocol.Anthropic, "{}")]
    [InlineData(Protocol.Anthropic, "{\"content\": 7}")]
    public async Task An_answer_without_its_fields_is_malformed(Protocol protocol, string body)
    {
        await using ModelServer server = await ModelServer.StartAsync(ModelReply.Of(200, body));
        using var run = new ModelRun(ModelGrants.With(Provider(protocol, server)), new SkippingClock());

        PerformResponse response = await ChatAsync(run, protocol, stream: false);

        response.Error?.Code.ShouldBeOneOf("TAC3817", "TAC3818");
        response.OutcomeCase.ShouldBe(PerformResponse.OutcomeOneofCase.Error);
        run.Observer.Defects.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Protocol.OpenAI)]
    [InlineData(Protocol.Anthropic)]
    public async Task A_page_of_text_is_no_answer(Protocol protocol)
    {
        await using ModelServer server = await ModelServer.StartAsync(ModelReply.Of(200, "<html>Sign in</html>", "text/html"));
        using var run = new ModelRun(ModelGrants.With(Provider(protocol, server)), new SkippingClock());

        (await ChatAsync(run, protocol)).ShouldBeError("TAC3817", "failed").Message.ShouldContain("text/html");
    }

    [Theory]
    [InlineData(Protocol.OpenAI, ReplyEnding.Cut)]
    [InlineData(Protocol.OpenAI, ReplyEnding.Whole)]
    [InlineData(Protocol.Anthropic, ReplyEnding.Cut)]
    [InlineData(Protocol.Anthropic, ReplyEnding.Whole)]
    public async Task An_answer_without_an_end_is_cut_and_counted(Protocol protocol, ReplyEnding ending)
    {
        await using ModelServer server = await ModelServer.StartAsync(Say(protocol).Breaking(3, ending));
        using var run = new ModelRun(ModelGrants.With(Provider(protocol, server)), new SkippingClock());

        (await ChatAsync(run, protocol)).ShouldBeError("TAC3818", "failed").Retryable.ShouldBeTrue();

        // The provider may bill it, so what was set aside for it is gone, also for a later execution.
        server.Requests.Count.ShouldBe(1);
        long used = run.Ledger.Used.TotalTokens;
        used.ShouldBeGreaterThan(4096);
        await run.ResumeAsync();
        run.Ledger.Used.TotalTokens.ShouldBe(used);
    }

    [Theory]
    [InlineData(Protocol.OpenAI, 0)]
    [InlineData(Protocol.OpenAI, 3)]
    [InlineData(Protocol.Anthropic, 0)]
    [InlineData(Protocol.Anthropic, 3)]
    public async Task A_provider_that_falls_silent_is_left(Protocol protocol, int afterPieces)
    {
        await using ModelServer server = await ModelServer.StartAsync(Say(protocol).Breaking(afterPieces, ReplyEnding.Hang));
        using var run = new ModelRun(ModelGrants.With(Provider(protocol, server) with { IdleTimeout = TimeSpan.FromMilliseconds(300) }));

        (await ChatAsync(run, protocol)).ShouldBeError("TAC3812", "timeout").Message.ShouldContain("0.3 s");
    }

    [Fact]
    public async Task A_provider_that_drips_for_ever_is_late()
    {
        await using ModelServer server = await ModelServer.StartAsync(new ModelReply { Pieces = _ => Drips() });
        using var run = new ModelRun(ModelGrants.With(Provider(Protocol.OpenAI, server) with { Timeout = TimeSpan.FromMilliseconds(400) }));

        (await ChatAsync(run, Protocol.OpenAI)).ShouldBeError("TAC3811", "timeout");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_endless_answer_ends(bool stream)
    {
        string megabyte = new('x', 1 << 20);
        await using ModelServer server = await ModelServer.StartAsync(new ModelReply { Pieces = _ => Enumerable.Repeat(stream ? $": {megabyte}\n\n" : megabyte, 100_000) });
        using var run = new ModelRun(ModelGrants.With(Provider(Protocol.OpenAI, server)));

        (await ChatAsync(run, Protocol.OpenAI, stream)).ShouldBeError("TAC3819", "failed");
    }

    [Fact]
    public async Task Nobody_there_is_tried_again_and_told()
    {
        string url;
        await using (ModelServer gone = await ModelServer.StartAsync())
        {
            url = gone.Url;
        }

        var clock = new SkippingClock();
        using var run = new ModelRun(ModelGrants.With(ModelGrants.OpenAI(url)), clock);

        (await ChatAsync(run, Protocol.OpenAI)).ShouldBeError("TAC3810", "failed").Retryable.ShouldBeTrue();
        clock.Waits.Count(wait => wait > TimeSpan.Zero).ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task A_provider_that_fails_again_and_again_is_left_alone()
    {
        await using ModelServer server = await ModelServer.StartAsync(_ => ModelReply.Error(500, "down"));
        using var run = new ModelRun(ModelGrants.With(Provider(Protocol.OpenAI, server) with { Retries = 0 }), new SkippingClock());
        for (int call = 0; call < 5; call++)
        {
            (await ChatAsync(run, Protocol.OpenAI)).ShouldBeError("TAC3814", "failed");
        }

        EffectError left = (await ChatAsync(run, Protocol.OpenAI)).ShouldBeError("TAC3820", "failed");
        left.Retryable.ShouldBeTrue();
        left.Message.ShouldContain("TAC3814");
        left.Message.ShouldContain("500");
        server.Requests.Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_provider_that_is_left_alone_because_nobody_is_there_has_the_mend_of_that()
    {
        string url;
        await using (ModelServer gone = await ModelServer.StartAsync())
        {
            url = gone.Url;
        }

        using var run = new ModelRun(ModelGrants.With(ModelGrants.OpenAI(url) with { Retries = 4 }), new SkippingClock());
        (await ChatAsync(run, Protocol.OpenAI)).ShouldBeError("TAC3810", "failed");

        EffectError left = (await ChatAsync(run, Protocol.OpenAI)).ShouldBeError("TAC3820", "failed");

        left.Message.ShouldContain("cannot be reached");
        left.Mend.ShouldContain("base_url");
    }

    [Fact]
    public async Task An_overload_in_the_middle_of_a_stream_is_a_failure_of_the_server()
    {
        await using ModelServer server = await ModelServer.StartAsync(new ModelReply
        {
            Pieces = request => [.. AnthropicReplies.Say("Hello").Pieces(request).Take(3), AnthropicReplies.ErrorEvent("overloaded_error", "Overloaded")],
        });
        using var run = new ModelRun(ModelGrants.With(ModelGrants.Anthropic(server.Url)), new SkippingClock());

        PerformResponse response = await ChatAsync(run, Protocol.Anthropic);

        response.Error.Code.ShouldBeOneOf("TAC3817", "TAC3818", "TAC3814");
        response.Error.Message.ShouldContain("verloaded");
        response.Error.Retryable.ShouldBeTrue();
    }

    [Fact]
    public async Task A_missing_key_is_told_by_its_name()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        using var run = new ModelRun(ModelGrants.With(ModelGrants.OpenAI(server.Url)), key: null);

        (await ChatAsync(run, Protocol.OpenAI)).ShouldBeError("TAC3808", "failed").Message.ShouldContain("OPENAI_API_KEY");
        server.Requests.ShouldBeEmpty();
    }

    private static IEnumerable<string> Drips()
    {
        while (true)
        {
            yield return ": \n\n";
        }
    }

    private static ModelReply Say(Protocol protocol) => protocol == Protocol.OpenAI ? OpenAIReplies.Say("here you are") : AnthropicReplies.Say("here you are");

    private static ModelProvider Provider(Protocol protocol, ModelServer server) =>
        protocol == Protocol.OpenAI ? ModelGrants.OpenAI(server.Url) : ModelGrants.Anthropic(server.Url);

    private static Task<PerformResponse> ChatAsync(ModelRun run, Protocol protocol, bool stream = true) =>
        run.ChatAsync(protocol == Protocol.OpenAI ? "openai/gpt-4o-mini" : "anthropic/claude-sonnet-4-5", Ask.For("hi", ("stream", Value.Of(stream))));
}
