using System.Text.Json.Nodes;
using Tactus.Models.Tests.Support;
using Tactus.Policy.Grants;
using Tactus.Protocol.Values;
using Tactus.Tests.ModelServers;

namespace Tactus.Models.Tests.Providers;

// Proves that a model which speaks OpenAI's protocol is asked and understood over real HTTP: streamed and whole, with tools, and when it misbehaves.
public sealed class OpenAIProviderTests
{
    private static readonly (string, string, string)[] s_twoCalls =
        [("call_a", "weather", """{"city": "Wien", "days": 2}"""), ("call_b", "news", """{"city": "Graz"}""")];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Text_usage_and_cost_arrive(bool stream)
    {
        await using ModelServer server = await ModelServer.StartAsync(
            OpenAIReplies.Say(new ModelSaid("Hello, wide world") { InputTokens = 1000, OutputTokens = 200, CachedTokens = 400, Model = "gpt-4o-mini-2024-07-18" }));
        using var run = new ModelRun(ModelGrants.With(ModelGrants.OpenAI(server.Url)));

        Value answer = (await run.ChatAsync("openai/gpt-4o-mini", Ask.For("hi", ("stream", Value.Of(stream))))).Value();

        answer.Text("content").ShouldBe("Hello, wide world");
        answer.Text("finish_reason").ShouldBe("stop");
        answer.Text("model").ShouldBe("gpt-4o-mini-2024-07-18");
        answer.Text("turn").ShouldBe("main:1");
        answer.Get("usage").Integer("input_tokens").ShouldBe(1000);
        answer.Get("usage").Integer("output_tokens").ShouldBe(200);
        answer.Get("usage").Integer("total_tokens").ShouldBe(1200);
        answer.Get("usage").Integer("cached_tokens").ShouldBe(400);
        answer.Get("usage").Get("estimated").ShouldBe(Value.False);
        ((DoubleValue)answer.Get("cost_usd")).Content.ShouldBe(((600 * 0.15) + (400 * 0.075) + (200 * 0.60)) / 1e6, 1e-12);
        run.Observer.Text.ShouldBe("Hello, wide world");
        server.Requests[0].Streams.ShouldBe(stream);
    }

    [Fact]
    public async Task The_text_is_shown_as_it_comes()
    {
        await using ModelServer server = await ModelServer.StartAsync(OpenAIReplies.Say("Hello, wide world"));
        using var run = new ModelRun(ModelGrants.With(ModelGrants.OpenAI(server.Url)));

        // The whole text has left, and the request stays open until it is shown: a text that came with the answer's end would never be.
        server.BeforeEnd = _ => run.Observer.WaitForTextAsync("Hello, wide world");

        (await run.ChatAsync("openai/gpt-4o-mini", Ask.For("hi")).WaitAsync(TimeSpan.FromSeconds(60))).Value().Text("content").ShouldBe("Hello, wide world");

        run.Observer.Pieces.ShouldBe(4);
        run.Observer.Turns.ShouldHaveSingleItem().Usage.TotalTokens.ShouldBe(18);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Parallel_tool_calls_are_put_together_from_mixed_fragments(bool stream)
    {
        await using ModelServer server = await ModelServer.StartAsync(OpenAIReplies.Say("Let me look.", s_twoCalls));
        using var run = new ModelRun(ModelGrants.With(ModelGrants.OpenAI(server.Url)));

        Value answer = (await run.ChatAsync(
            "openai/gpt-4o", Ask.For("weather?", ("stream", Value.Of(stream)), Ask.Tools(Ask.Tool("weather"), Ask.Tool("news"))))).Value();

        answer.Text("finish_reason").ShouldBe("tool_calls");
        answer.Text("content").ShouldBe("Let me look.");
        answer.Items("tool_calls").Select(call => call.ToString()).ShouldBe(
        [
            """{"id":"call_a","name":"weather","arguments":{"city":"Wien","days":2}}""",
            """{"id":"call_b","name":"news","arguments":{"city":"Graz"}}""",
        ]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Arguments_that_are_no_JSON_are_told_beside_good_ones(bool stream)
    {
        await using ModelServer server = await ModelServer.StartAsync(
            OpenAIReplies.Say("", ("a", "weather", "{\"city\": "), ("b", "weather", "[1]"), ("c", "weather", ""), ("d", "weather", "{\"city\": \"Linz\"}")));
        using var run = new ModelRun(ModelGrants.With(ModelGrants.OpenAI(server.Url)));

        IReadOnlyList<Value> calls = (await run.ChatAsync("openai/gpt-4o", Ask.For("x", ("stream", Value.Of(stream)), Ask.Tools(Ask.Tool("weather"))))).Value().Items("tool_calls");

        calls[0].Text("raw").ShouldBe("{\"city\": ");
        calls[0].Text("arguments_error").ShouldStartWith("the arguments are no JSON");
        calls[1].Text("arguments_error").ShouldBe("the arguments are no JSON object");
        calls[2].Get("arguments").ShouldBe(Value.EmptyMap);
        calls[3].Get("arguments").Text("city").ShouldBe("Linz");
    }

    [Fact]
    public async Task The_request_says_everything_that_was_asked()
    {
        await using ModelServer server = await ModelServer.StartAsync(OpenAIReplies.Say("{}"));
        using var run = new ModelRun(ModelGrants.With(ModelGrants.OpenAI(server.Url) with
        {
            Organization = "org-1", Headers = new Dictionary<string, string> { ["X-Team"] = "blue ${secret:OPENAI_API_KEY}" },
        }));
        MapValue call = Value.MapOf(("id", Value.Of("call_1")), ("name", Value.Of("weather")), ("arguments", Value.MapOf(("city", Value.Of("Wien")))));
        Value[] messages =
        [
            Value.MapOf(("role", Value.Of("system")), ("content", Value.Of("Be brief."))),
            Ask.User("weather?"),
            Value.MapOf(("role", Value.Of("assistant")), ("content", Value.Of("")), ("tool_calls", Value.ListOf(call))),
            Value.MapOf(("role", Value.Of("tool")), ("content", Value.Of("sunny")), ("tool_call_id", Value.Of("call_1"))),
        ];

        (await run.ChatAsync("openai/gpt-4o", Value.MapOf(
            ("messages", Value.ListOf(messages)),
            Ask.Tools(Ask.Tool("weather")),
            ("tool_choice", Value.Of("weather")),
            ("temperature", Value.Of(0.5)), ("max_tokens", Value.Of(99)), ("top_p", Value.Of(0.9)), ("seed", Value.Of(7)),
            ("stop", Value.ListOf(Value.Of("END"))),
            ("output", Value.MapOf(("name", Value.Of("plan")), ("schema", Value.MapOf(("type", Value.Of("object")), ("properties", Value.EmptyList))))),
            ("options", Value.MapOf(("parallel_tool_calls", Value.False), ("reasoning_effort", Value.Of("low")), ("frequency_penalty", Value.Of(0.25)), ("presence_penalty", Value.Of(-0.5)), ("top_k", Value.Of(40))))))).Value();

        ModelRequest request = server.Requests.ShouldHaveSingleItem();
        request.Path.ShouldBe("/v1/chat/completions");
        request.Headers["Authorization"].ShouldBe($"Bearer {ModelRun.Key}");
        request.Headers["OpenAI-Organization"].ShouldBe("org-1");
        request.Headers["X-Team"].ShouldBe($"blue {ModelRun.Key}");
        request.Key.Length.ShouldBe(32);
        JsonObject body = request.Body;
        body["model"]!.GetValue<string>().ShouldBe("gpt-4o");
        body["messages"]!.AsArray().Select(message => message!["role"]!.GetValue<string>()).ShouldBe(["system", "user", "assistant", "tool"]);
        body["messages"]![2]!["tool_calls"]![0]!["function"]!["arguments"]!.GetValue<string>().ShouldBe("""{"city":"Wien"}""");
        body["messages"]![3]!["tool_call_id"]!.GetValue<string>().ShouldBe("call_1");
        body["tools"]![0]!["function"]!["parameters"]!["properties"]!["city"]!["type"]!.GetValue<string>().ShouldBe("string");
        body["tool_choice"]!["function"]!["name"]!.GetValue<string>().ShouldBe("weather");
        body["max_completion_tokens"]!.GetValue<int>().ShouldBe(99);
        body["max_tokens"]!.GetValue<int>().ShouldBe(99);
        body["temperature"]!.GetValue<double>().ShouldBe(0.5);
        body["seed"]!.GetValue<int>().ShouldBe(7);
        body["stop"]![0]!.GetValue<string>().ShouldBe("END");
        body["parallel_tool_calls"]!.GetValue<bool>().ShouldBeFalse();
        body["reasoning_effort"]!.GetValue<string>().ShouldBe("low");
        body["frequency_penalty"]!.GetValue<double>().ShouldBe(0.25);
        body["presence_penalty"]!.GetValue<double>().ShouldBe(-0.5);
        body["top_k"]!.GetValue<int>().ShouldBe(40);
        body["response_format"]!["json_schema"]!["name"]!.GetValue<string>().ShouldBe("plan");
        body["response_format"]!["json_schema"]!["schema"]!["properties"]!.AsObject().Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_server_without_a_key_gets_none_that_is_ours()
    {
        await using ModelServer server = await ModelServer.StartAsync(OpenAIReplies.Say(new ModelSaid("local") { Counts = false }));
        using var run = new ModelRun(ModelGrants.With(ModelGrants.OpenAI(server.Url, "ollama") with { ApiKey = null }));

        Value answer = (await run.ChatAsync("ollama/llama3.2:1b", Ask.For("hi"))).Value();

        answer.Text("content").ShouldBe("local");
        answer.Get("usage").Get("estimated").ShouldBe(Value.True);
        answer.Get("usage").Integer("total_tokens").ShouldBeGreaterThan(0);
        answer.Get("cost_usd").ShouldBe(Value.Null);
        server.Requests[0].Headers["Authorization"].ShouldNotContain("sk-");
        server.Requests[0].Body["model"]!.GetValue<string>().ShouldBe("llama3.2:1b");
    }
}
