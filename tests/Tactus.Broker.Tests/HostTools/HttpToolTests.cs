// Proves on a real server that an http tool sends exactly what its YAML says, whatever its arguments hold, follows no redirect that is
// not allowed, repeats only what may be repeated, and hands no secret back.
using Microsoft.AspNetCore.Http;
using Tactus.Broker.Tests.Support;
using Tactus.Policy.Grants;
using Tactus.Policy.Schemas;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Tests.HostTools;

public sealed class HttpToolTests
{
    private const string Secret = "tok/en+with value";

    [Fact]
    public async Task A_request_is_rendered_from_its_templates()
    {
        await using LocalServer server = await LocalServer.StartAsync((context, _) => Json(context, """{"id": 7, "tags": ["a"], "big": 9007199254740993}"""));
        HostToolDeclaration tool = Tool(server, "POST", "/api/${args.project}/issues?q=${args.q}") with
        {
            Arguments = new Dictionary<string, ArgumentSchema>
            {
                ["project"] = Grants.Text(),
                ["q"] = Grants.Text(),
                ["labels"] = new() { Type = ArgumentType.Array },
                ["note"] = Grants.Text(required: false),
            },
        };
        tool = tool with
        {
            Http = tool.Http! with
            {
                Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer ${secret:TOKEN}", ["X-Run"] = "${run.id}" },
                Body = new TemplateNode.Map(new Dictionary<string, TemplateNode>
                {
                    ["title"] = new TemplateNode.Text("About ${args.project}: \"x\""),
                    ["labels"] = new TemplateNode.Text("${args.labels}"),
                    ["note"] = new TemplateNode.Text("${args.note}"),
                    ["fixed"] = new TemplateNode.Literal("1"),
                }),
            },
        };
        using var broker = new TestBroker(Grants.WithTools(tool), secrets: ("TOKEN", Secret));
        Value answer = (await broker.CallAsync(
            "api", ("project", Value.Of("a/b?c#d&e")), ("q", Value.Of("x=1&y=2 ü")), ("labels", Value.ListOf(Value.Of("l\"1"), Value.Of(2))))).Value();

        answer.Get("status").Integer().ShouldBe(200);
        answer.Get("body").ShouldBe(Value.MapOf(("id", Value.Of(7)), ("tags", Value.ListOf(Value.Of("a"))), ("big", Value.Of(9007199254740993))));
        answer.Get("headers").Get("content-type").Text().ShouldStartWith("application/json");
        var request = server.Requests.ShouldHaveSingleItem();
        request.Method.ShouldBe("POST");
        request.Target.ShouldBe("/api/a%2Fb%3Fc%23d%26e/issues?q=x%3D1%26y%3D2%20%C3%BC");
        request.Body.ShouldBe("""{"title":"About a/b?c#d&e: \"x\"","labels":["l\"1",2],"fixed":1}""");
        request.Headers.Authorization.ToString().ShouldBe("Bearer " + Secret);
        request.Headers["X-Run"].ToString().ShouldBe("run1");
        request.Headers["Idempotency-Key"].ToString().Length.ShouldBe(32);
        request.Headers.UserAgent.ToString().ShouldBe("tactus");
        request.Headers.ShouldNotContainKey("traceparent");
        request.Headers.ShouldNotContainKey("Cookie");
    }

    [Fact]
    public async Task A_secret_that_comes_back_is_redacted_for_guest_and_journal()
    {
        await using LocalServer server = await LocalServer.StartAsync((context, _) =>
        {
            string sent = context.Request.Headers.Authorization.ToString();
            context.Response.Headers.ETag = sent;
            return Json(context, $$"""{"plain": "{{sent}}", "coded": "{{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(sent))}}"}""");
        });
        using var broker = new TestBroker(Grants.WithTools(WithToken(Tool(server, "GET", "/"))), secrets: ("TOKEN", Secret));
        Value answer = (await broker.CallAsync("api")).Value();

        answer.Get("body").Get("plain").Text().ShouldBe("Bearer [secret TOKEN]");
        answer.Get("body").Get("coded").Text().ShouldContain("[secret TOKEN]");
        answer.Get("headers").Get("etag").Text().ShouldBe("Bearer [secret TOKEN]");
        server.Requests[0].Headers.Authorization.ToString().ShouldContain(Secret);
        var entry = (await broker.EntriesAsync()).ShouldHaveSingleItem();
        System.Text.Encoding.Latin1.GetString(entry.Result!).ShouldNotContain(Secret);
        entry.Class.ShouldBe("once");
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("a/../../b")]
    [InlineData("..\\b")]
    [InlineData("")]
    public async Task An_argument_cannot_change_the_path(string hostile)
    {
        await using LocalServer server = await LocalServer.StartAsync((context, _) => Json(context, "{}"));
        HostToolDeclaration tool = Tool(server, "GET", "/safe/${args.x}/end") with { Arguments = new Dictionary<string, ArgumentSchema> { ["x"] = Grants.Text() } };
        using var broker = new TestBroker(Grants.WithTools(tool));
        (await broker.CallAsync("api", ("x", Value.Of(hostile)))).ShouldBeError("TAC3307", "invalid");
        server.Requests.ShouldBeEmpty();
        (await broker.CallAsync("api", ("x", Value.Of("a..b")))).Value();
        server.Requests.ShouldHaveSingleItem().Target.ShouldBe("/safe/a..b/end");
    }

    [Fact]
    public async Task Two_arguments_cannot_make_a_dot_segment_together()
    {
        await using LocalServer server = await LocalServer.StartAsync((context, _) => Json(context, "{}"));
        HostToolDeclaration tool = Tool(server, "GET", "/a/.${args.x}/end") with { Arguments = new Dictionary<string, ArgumentSchema> { ["x"] = Grants.Text() } };
        using var broker = new TestBroker(Grants.WithTools(tool));
        (await broker.CallAsync("api", ("x", Value.Of(".")))).ShouldBeError("TAC3307", "invalid");
        server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a\r\nX-Evil: 1")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("ü")]
    public async Task An_argument_cannot_inject_a_header(string hostile)
    {
        await using LocalServer server = await LocalServer.StartAsync((context, _) => Json(context, "{}"));
        HostToolDeclaration tool = Tool(server, "GET", "/") with { Arguments = new Dictionary<string, ArgumentSchema> { ["x"] = Grants.Text() } };
        tool = tool with { Http = tool.Http! with { Headers = new Dictionary<string, string> { ["X-Arg"] = "v ${args.x}" } } };
        using var broker = new TestBroker(Grants.WithTools(tool));
        (await broker.CallAsync("api", ("x", Value.Of(hostile)))).ShouldBeError("TAC3303", "invalid");
        server.Requests.ShouldBeEmpty();
        (await broker.CallAsync("api", ("x", Value.Of("fine")))).Value();
        server.Requests[0].Headers["X-Arg"].ToString().ShouldBe("v fine");
    }

    [Theory]
    [InlineData("${args.x}://h/")]
    [InlineData("http://${args.x}/")]
    [InlineData("http://h${args.x}/")]
    [InlineData("http://user@h/")]
    [InlineData("ftp://h/")]
    [InlineData("http://h/a/../b")]
    [InlineData("http://h/%2e%2E/b")]
    [InlineData("http://h/#f")]
    public void A_url_whose_host_is_not_fixed_is_refused_when_the_run_starts(string url) =>
        Should.Throw<Protocol.TactusException>(() => new TestBroker(Grants.WithTools(Tools.Http("api", "GET", url)))).Code.ShouldBe("TAC3105");

    [Fact]
    public async Task A_redirect_stays_at_home_or_goes_where_it_is_allowed_without_secrets()
    {
        await using LocalServer away = await LocalServer.StartAsync((context, _) => Json(context, """{"here": true}"""));
        await using LocalServer home = await LocalServer.StartAsync((context, number) =>
        {
            context.Response.Redirect(number == 1 ? "/moved" : away.Url + "/there", permanent: false);
            return Task.CompletedTask;
        });
        HostToolDeclaration tool = WithToken(Tool(home, "GET", "/start"));
        using (var broker = new TestBroker(Grants.WithTools(tool), secrets: ("TOKEN", Secret)))
        {
            (await broker.CallAsync("api")).ShouldBeError("TAC3304", "denied");
        }

        away.Requests.ShouldBeEmpty();
        home.Requests.Select(request => request.Target).ShouldBe(["/start", "/moved"]);
        home.Requests[1].Headers.Authorization.ToString().ShouldContain(Secret);
        home.Requests.Clear();
        tool = tool with { Http = tool.Http! with { AllowedRedirectHosts = [new Uri(away.Url).Authority] } };
        using (var broker = new TestBroker(Grants.WithTools(tool), secrets: ("TOKEN", Secret)))
        {
            (await broker.CallAsync("api")).Value().Get("body").Get("here").ShouldBe(Value.True);
        }

        away.Requests.ShouldHaveSingleItem().Headers.ShouldNotContainKey("Authorization");
    }

    [Theory]
    [InlineData("Authorization", false)]
    [InlineData("Cookie", false)]
    [InlineData("X-Plain", true)]
    public async Task A_credential_in_plain_text_does_not_follow_a_redirect_either(string header, bool follows)
    {
        await using LocalServer away = await LocalServer.StartAsync((context, _) => Json(context, "{}"));
        await using LocalServer home = await LocalServer.StartAsync((context, _) =>
        {
            context.Response.Redirect(away.Url + "/there", permanent: false);
            return Task.CompletedTask;
        });
        HostToolDeclaration tool = Tool(home, "GET", "/start");
        tool = tool with
        {
            Http = tool.Http! with
            {
                Headers = new Dictionary<string, string> { [header] = "plain" },
                AllowedRedirectHosts = [new Uri(away.Url).Authority],
            },
        };
        using var broker = new TestBroker(Grants.WithTools(tool));

        (await broker.CallAsync("api")).Value();

        home.Requests.ShouldHaveSingleItem().Headers.ShouldContainKey(header);
        away.Requests.ShouldHaveSingleItem().Headers.ContainsKey(header).ShouldBe(follows);
    }

    [Fact]
    public async Task A_redirect_to_an_allowed_name_that_leads_home_is_refused()
    {
        await using LocalServer neighbour = await LocalServer.StartAsync((context, _) => Json(context, "{}"));
        string rebound = $"localhost:{new Uri(neighbour.Url).Port}";
        await using LocalServer home = await LocalServer.StartAsync((context, _) =>
        {
            context.Response.Redirect($"http://{rebound}/");
            return Task.CompletedTask;
        });
        HostToolDeclaration tool = Tool(home, "GET", "/");
        tool = tool with { Http = tool.Http! with { AllowedRedirectHosts = [rebound] } };
        using var broker = new TestBroker(Grants.WithTools(tool));
        (await broker.CallAsync("api")).ShouldBeError("TAC3304", "denied").Message.ShouldContain("private address");
        neighbour.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_endless_redirect_ends()
    {
        await using LocalServer server = await LocalServer.StartAsync((context, _) =>
        {
            context.Response.Redirect("/again");
            return Task.CompletedTask;
        });
        using var broker = new TestBroker(Grants.WithTools(Tool(server, "GET", "/")));
        (await broker.CallAsync("api")).ShouldBeError("TAC3304", "denied");
        server.Requests.Count.ShouldBe(6);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_that_is_too_large_is_not_read_to_its_end(bool announced)
    {
        await using LocalServer server = await LocalServer.StartAsync(async (context, _) =>
        {
            context.Response.ContentLength = announced ? 100_000 : null;
            await context.Response.Body.WriteAsync(new byte[100_000]);
        });
        HostToolDeclaration tool = Tool(server, "GET", "/") with { Limits = new HostToolLimits(10, TimeSpan.FromSeconds(30), 99_999) };
        using var broker = new TestBroker(Grants.WithTools(tool));
        (await broker.CallAsync("api")).ShouldBeError("TAC3305", "failed").Mend.ShouldContain("limits.response");
    }

    [Fact]
    public async Task A_call_of_class_once_is_never_repeated_and_its_failure_is_an_answer()
    {
        await using LocalServer server = await LocalServer.StartAsync((context, _) => Status(context, 503));
        using var broker = new TestBroker(Grants.WithTools(Tool(server, "POST", "/")));
        (await broker.CallAsync("api")).Value().Get("status").Integer().ShouldBe(503);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_call_that_may_be_repeated_is_under_the_same_key_until_it_succeeds()
    {
        await using LocalServer server = await LocalServer.StartAsync((context, number) =>
        {
            context.Response.Headers.RetryAfter = "0";
            return number < 3 ? Status(context, 503) : Json(context, "[1]");
        });
        using var broker = new TestBroker(Grants.WithTools(Tool(server, "PUT", "/", EffectClass.Idempotent)));
        (await broker.CallAsync("api")).Value().Get("body").ShouldBe(Value.ListOf(Value.Of(1)));
        server.Requests.Count.ShouldBe(3);
        server.Requests.Select(request => request.Headers["Idempotency-Key"].ToString()).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_retry_after_beyond_the_timeout_is_not_waited_for()
    {
        await using LocalServer server = await LocalServer.StartAsync((context, _) =>
        {
            context.Response.Headers.RetryAfter = "3600";
            return Status(context, 429);
        });
        using var broker = new TestBroker(Grants.WithTools(Tool(server, "GET", "/", EffectClass.Read)));
        Value answer = (await broker.CallAsync("api")).Value();
        answer.Get("status").Integer().ShouldBe(429);
        answer.Get("headers").Get("retry-after").Text().ShouldBe("3600");
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_keeps_failing_is_left_alone()
    {
        await using LocalServer server = await LocalServer.StartAsync((context, _) => Status(context, 500));
        using var broker = new TestBroker(Grants.WithTools(Tool(server, "POST", "/")));
        for (int i = 0; i < 5; i++)
        {
            (await broker.CallAsync("api")).Value().Get("status").Integer().ShouldBe(500);
        }

        (await broker.CallAsync("api")).ShouldBeError("TAC3306", "failed").Retryable.ShouldBeTrue();
        server.Requests.Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_a_timeout()
    {
        await using LocalServer server = await LocalServer.StartAsync((context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted));
        HostToolDeclaration tool = Tool(server, "GET", "/") with { Limits = new HostToolLimits(10, TimeSpan.FromMilliseconds(150), 1000) };
        using var broker = new TestBroker(Grants.WithTools(tool));
        (await broker.CallAsync("api")).ShouldBeError("TAC3302", "timeout").Mend.ShouldContain("limits.timeout");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_clear_error()
    {
        using var broker = new TestBroker(Grants.WithTools(Tools.Http("api", "GET", "http://127.0.0.1:1/")));
        (await broker.CallAsync("api")).ShouldBeError("TAC3301", "failed").Message.ShouldContain("127.0.0.1:1");
    }

    [Fact]
    public async Task A_tool_can_be_called_as_often_as_its_limit_says()
    {
        await using LocalServer server = await LocalServer.StartAsync((context, _) => Json(context, "{}"));
        HostToolDeclaration tool = Tool(server, "GET", "/") with { Limits = new HostToolLimits(1, TimeSpan.FromSeconds(9), 1000) };
        using var broker = new TestBroker(Grants.WithTools(tool));
        (await broker.CallAsync("api")).Value();
        (await broker.CallAsync("api")).ShouldBeError("TAC3602", "budget").Fatal.ShouldBeTrue();
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_body_that_is_no_json_comes_as_bytes()
    {
        await using LocalServer server = await LocalServer.StartAsync((context, _) => Json(context, "{broken"));
        using var broker = new TestBroker(Grants.WithTools(Tool(server, "GET", "/")));
        (await broker.CallAsync("api")).Value().Get("body").Text().ShouldBe("{broken");
    }

    private static HostToolDeclaration Tool(LocalServer server, string method, string path, EffectClass effect = EffectClass.Once) =>
        Tools.Http("api", method, server.Url + path, effect);

    private static HostToolDeclaration WithToken(HostToolDeclaration tool) => tool with
    {
        Http = tool.Http! with { Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer ${secret:TOKEN}" } },
    };

    private static Task Json(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(json);
    }

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
