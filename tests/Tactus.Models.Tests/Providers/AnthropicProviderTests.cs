using System.Text.Json.Nodes;
using Tactus.Models.Tests.Support;
using Tactus.Policy.Grants;
using Tactus.Protocol.Values;
using Tactus.Tests.ModelServers;

namespace Tactus.Models.Tests.Providers;

// Proves that a model which speaks Anthropic's messages is asked and understood over real HTTP: streamed and whole, with tools, and when it is overloaded.
public sealed class AnthropicProviderTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Text_usage_and_cost_arrive(bool stream)
    {
        await using ModelServer server = await ModelServer.StartAsync(
            AnthropicReplies.Say(new ModelSaid("Hello, wide world") { InputTokens = 1000, OutputTokens = 200, Model = "claude-haiku-4-5-20251001" }));
        using var run = new ModelRun(ModelGrants.With(ModelGrants.Anthropic(server.Url)));

        Value answer = (await run.ChatAsync("anthropic/claude-haiku-4-5-20251001", Ask.For("hi", ("stream", Value.Of(stream))))).Value();

        answer.Text("content").ShouldBe("Hello, wide world");
        answer.Text("finish_reason").ShouldBe("stop");
        answer.Text("model").ShouldBe("claude-haiku-4-5-20251001");
        answer.Get("usage").Integer("input_tokens").ShouldBe(1000);
        answer.Get("usage").Integer("output_tokens").ShouldBe(200);
        answer.Get("usage").Integer("total_tokens").ShouldBe(1200);
        ((DoubleValue)answer.Get("cost_usd")).Content.ShouldBe(((1000 * 1.0) + (200 * 5.0)) / 1e6, 1e-12);
        run.Observer.Text.ShouldBe("Hello, wide world");
        server.Requests[0].Streams.ShouldBe(stream);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tool_calls_arrive_beside_text(bool stream)
    {
        await using ModelServer server = await ModelServer.StartAsync(
            AnthropicReplies.Say("Let me look.", ("toolu_a", "weather", """{"city":"Wien","days":2}"""), ("toolu_b", "news", """{"city":"Graz"}""")));
        using var run = new ModelRun(ModelGrants.With(ModelGrants.Anthropic(server.Url)));

        Value answer = (await run.ChatAsync(
            "anthropic/claude-sonnet-4-5", Ask.For("weather?", ("stream", Value.Of(stream)), Ask.Tools(Ask.Tool("weather"), Ask.Tool("news"))))).Value();

        answer.Text("finish_reason").ShouldBe("tool_calls");
        answer.Items("tool_calls").Select(call => call.ToString()).ShouldBe(
        [
            """{"id":"toolu_a","name":"weather","arguments":{"city":"Wien","days":2}}""",
            """{"id":"toolu_b","name":"news","arguments":{"city":"Graz"}}""",
        ]);
    }

    [Fact]
    public async Task Arguments_that_are_no_JSON_are_told()
    {
        await using ModelServer server = await ModelServer.StartAsync(AnthropicReplies.Say("", ("a", "weather", "{\"city\": ")));
        using var run = new ModelRun(ModelGrants.With(ModelGrants.Anthropic(server.Url)));

        Value call = (await run.ChatAsync("anthropic/claude-sonnet-4-5", Ask.For("x", Ask.Tools(Ask.Tool("weather"))))).Value().Items("tool_calls")[0];

        call.Text("arguments_error").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_request_says_what_was_asked()
    {
        await using ModelServer server = await ModelServer.StartAsync(AnthropicReplies.Say("ok"));
        using var run = new ModelRun(ModelGrants.With(ModelGrants.Anthropic(server.Url)));
        MapValue call = Value.MapOf(("id", Value.Of("toolu_1")), ("name", Value.Of("weather")), ("arguments", Value.MapOf(("city", Value.Of("Wien")))));
        Value[] messages =
        [
            Value.MapOf(("role", Value.Of("system")), ("content", Value.Of("Be brief."))),
            Ask.User("weather?"),
            Value.MapOf(("role", Value.Of("assistant")), ("content", Value.Of("One moment.")), ("tool_calls", Value.ListOf(call))),
            Value.MapOf(("role", Value.Of("tool")), ("content", Value.Of("sunny")), ("tool_call_id", Value.Of("toolu_1"))),
        ];

        (await run.ChatAsync("anthropic/claude-sonnet-4-5", Value.MapOf(
            ("messages", Value.ListOf(messages)), Ask.Tools(Ask.Tool("weather")), ("tool_choice", Value.Of("required")),
            ("max_tokens", Value.Of(99)), ("stop", Value.ListOf(Value.Of("END")))))).Value();

        ModelRequest request = server.Requests.ShouldHaveSingleItem();
        request.Path.ShouldBe("/v1/messages");
        request.Headers["Authorization"].ShouldBe($"Bearer {ModelRun.Key}");
        request.Headers["anthropic-version"].ShouldNotBeEmpty();
        request.Headers.Keys.ShouldNotContain(name => name.StartsWith("X-Stainless", StringComparison.OrdinalIgnoreCase));
        request.Key.Length.ShouldBe(32);
        JsonObject body = request.Body;
        body["model"]!.GetValue<string>().ShouldBe("claude-sonnet-4-5");
        body["max_tokens"]!.GetValue<int>().ShouldBe(99);
        body["system"]!.ToJsonString().ShouldContain("Be brief.");
        body["messages"]!.AsArray().Select(message => message!["role"]!.GetValue<string>()).ShouldBe(["user", "assistant", "user"]);
        body["messages"]![1]!.ToJsonString().ShouldContain("tool_use");
        body["messages"]![2]!.ToJsonString().ShouldContain("tool_result");
        body["tools"]![0]!["input_schema"]!["properties"]!["city"]!["type"]!.GetValue<string>().ShouldBe("string");
        body["tool_choice"]!["type"]!.GetValue<string>().ShouldBe("any");
        body["stop_sequences"]![0]!.GetValue<string>().ShouldBe("END");
    }

    [Fact]
    public async Task A_structured_answer_is_asked_for()
    {
        await using ModelServer server = await ModelServer.StartAsync(AnthropicReplies.Say("{}"));
        using var run = new ModelRun(ModelGrants.With(ModelGrants.Anthropic(server.Url)));
        MapValue schema = Value.MapOf(("type", Value.Of("object")), ("properties", Value.MapOf(("plan", Value.MapOf(("type", Value.Of("string")))))));

        (await run.ChatAsync("anthropic/claude-sonnet-4-5", Ask.For("hi", ("output", Value.MapOf(("name", Value.Of("plan")), ("schema", schema)))))).Value();

        JsonNode format = server.Requests[0].Body["output_config"]!["format"]!;
        format["type"]!.GetValue<string>().ShouldBe("json_schema");
        format["schema"]!["properties"]!["plan"]!["type"]!.GetValue<string>().ShouldBe("string");
    }

    [Fact]
    public async Task Nothing_of_the_environment_is_sent()
    {
        const string Variable = "ANTHROPIC_CUSTOM_HEADERS";
        string? before = Environment.GetEnvironmentVariable(Variable);
        await using ModelServer server = await ModelServer.StartAsync(AnthropicReplies.Say("a"), AnthropicReplies.Say("b"));
        ModelProvider provider = ModelGrants.Anthropic(server.Url);
        try
        {
            Environment.SetEnvironmentVariable(Variable, "X-From-Environment: yes");
            using var run = new ModelRun(ModelGrants.With(provider));
            (await run.ChatAsync("anthropic/claude-sonnet-4-5", Ask.For("hi"))).Value();

            // The control: the same header passes when trusted YAML declares it.
            using var declared = new ModelRun(ModelGrants.With(provider with { Headers = new Dictionary<string, string> { ["X-From-Environment"] = "declared" } }));
            (await declared.ChatAsync("anthropic/claude-sonnet-4-5", Ask.For("hi"))).Value();
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, before);
        }

        server.Requests.Select(request => request.Headers.GetValueOrDefault("X-From-Environment")).ShouldBe([null, "declared"]);
    }

    [Fact]
    public async Task An_answer_without_a_limit_gets_one()
    {
        await using ModelServer server = await ModelServer.StartAsync(AnthropicReplies.Say("ok"));
        using var run = new ModelRun(ModelGrants.With(ModelGrants.Anthropic(server.Url)));

        (await run.ChatAsync("anthropic/claude-sonnet-4-5", Ask.For("hi"))).Value();

        server.Requests[0].Body["max_tokens"]!.GetValue<int>().ShouldBe(4096);
    }
}
