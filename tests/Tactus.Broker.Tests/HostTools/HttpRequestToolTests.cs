using Microsoft.AspNetCore.Http;
using Tactus.Broker.Tests.Support;
using Tactus.Journal;
using Tactus.Policy.Grants;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Tests.HostTools;

// Proves on a real server that http.request goes where sandbox.network lets it and nowhere else, whatever the procedure writes into the URL.
public sealed class HttpRequestToolTests
{
    [Fact]
    public async Task A_named_address_is_reached_and_its_answer_handed_over()
    {
        await using LocalServer server = await LocalServer.StartAsync((context, _) => Json(context, """{"ok": true}"""));
        using TestBroker broker = Broker(NetworkMode.Allowlist, server.Uri.Authority);

        Value answer = (await broker.CallAsync("http.request", ("url", Value.Of(server.Uri + "a?b=c")))).Value();

        answer.Get("status").Integer().ShouldBe(200);
        answer.Get("body").Get("ok").ShouldBe(Value.True);
        server.Requests.ShouldHaveSingleItem().Target.ShouldBe("/a?b=c");
        server.Requests[0].Headers.ShouldNotContainKey("Idempotency-Key");
    }

    [Fact]
    public async Task A_body_that_is_a_value_is_sent_as_JSON_and_text_as_text()
    {
        await using LocalServer server = await LocalServer.StartAsync((context, _) => Json(context, "1"));
        using TestBroker broker = Broker(NetworkMode.Allowlist, server.Uri.Authority);

        await CallAsync(broker, server, ("method", Value.Of("POST")), ("body", Value.MapOf(("a", Value.Of(1)))), ("headers", Value.MapOf(("X-A", Value.Of("b")))));
        await CallAsync(broker, server, ("method", Value.Of("PUT")), ("body", Value.Of("plain")));

        server.Requests[0].Body.ShouldBe("""{"a":1}""");
        server.Requests[0].Headers.ContentType.ToString().ShouldBe("application/json");
        server.Requests[0].Headers["X-A"].ToString().ShouldBe("b");
        server.Requests[0].Headers["Idempotency-Key"].ToString().Length.ShouldBe(32);
        server.Requests[1].Body.ShouldBe("plain");
        server.Requests[1].Headers.ContentType.ToString().ShouldStartWith("text/plain");
    }

    [Theory]
    [InlineData(null, "read")]
    [InlineData("HEAD", "read")]
    [InlineData("PUT", "idempotent")]
    [InlineData("DELETE", "idempotent")]
    [InlineData("POST", "once")]
    [InlineData("PATCH", "once")]
    public async Task The_method_says_what_a_crash_means(string? method, string effect)
    {
        await using LocalServer server = await LocalServer.StartAsync((context, _) => Json(context, "1"));
        using TestBroker broker = Broker(NetworkMode.Allowlist, server.Uri.Authority);

        (string, Value)[] arguments = method is null ? [] : [("method", Value.Of(method))];
        await CallAsync(broker, server, arguments);

        (await broker.EntriesAsync()).ShouldHaveSingleItem().Class.ShouldBe(effect);
    }

    [Fact]
    public async Task A_readonly_run_asks_and_changes_nothing()
    {
        await using LocalServer server = await LocalServer.StartAsync((context, _) => Json(context, "1"));
        using TestBroker broker = Broker(NetworkMode.Allowlist, PermissionMode.Readonly, server.Uri.Authority);

        await CallAsync(broker, server);
        (await broker.CallAsync("http.request", ("url", Value.Of(server.Uri.ToString())), ("method", Value.Of("POST")))).ShouldBeError("TAC3101", "denied");
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_network_it_is_denied_with_the_lines_that_would_allow_it()
    {
        using TestBroker broker = Broker(NetworkMode.None);

        EffectError error = (await broker.CallAsync("http.request", ("url", Value.Of("https://api.example.com/x")))).ShouldBeError("TAC3309", "denied");

        error.Message.ShouldContain("sandbox.network is none");
        error.Mend.ShouldContain("network: allowlist");
        error.Mend.ShouldContain("\"api.example.com:443\"");
    }

    [Theory]
    [InlineData("https://other.example.com/")]
    [InlineData("https://api.example.com:444/")]
    [InlineData("https://api.example.com@other.example.com/")]
    [InlineData("https://other.example.com\\@api.example.com/")]
    [InlineData("https://API.example.com.other.com/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("ftp://api.example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//api.example.com/")]
    public async Task A_url_that_leads_elsewhere_is_denied(string url)
    {
        using TestBroker broker = Broker(NetworkMode.Allowlist, "api.example.com");

        (await broker.CallAsync("http.request", ("url", Value.Of(url)))).ShouldBeError("TAC3309", "denied");
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("localhost")]
    [InlineData("169.254.169.254")]
    public async Task An_open_network_is_the_public_one_alone(string host)
    {
        await using LocalServer server = await LocalServer.StartAsync((context, _) => Json(context, "1"));
        using TestBroker broker = Broker(NetworkMode.Open);

        (await broker.CallAsync("http.request", ("url", Value.Of($"http://{host}:{server.Uri.Port}/")))).ShouldBeError("TAC3308", "denied");
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_that_leads_to_a_private_address_is_denied_although_the_name_is_listed()
    {
        await using LocalServer server = await LocalServer.StartAsync((context, _) => Json(context, "1"));
        using TestBroker broker = Broker(NetworkMode.Allowlist, $"localhost:{server.Uri.Port}");

        (await broker.CallAsync("http.request", ("url", Value.Of($"http://localhost:{server.Uri.Port}/")))).ShouldBeError("TAC3308", "denied");
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_redirect_that_leaves_the_list_is_not_followed()
    {
        await using LocalServer server = await LocalServer.StartAsync((context, _) =>
        {
            context.Response.Redirect("http://127.0.0.1:1/elsewhere");
            return Task.CompletedTask;
        });
        using TestBroker broker = Broker(NetworkMode.Allowlist, server.Uri.Authority);

        (await broker.CallAsync("http.request", ("url", Value.Of(server.Uri.ToString())))).ShouldBeError("TAC3304", "denied");
    }

    [Theory]
    [InlineData("Host", "other")]
    [InlineData("Content-Length", "1")]
    [InlineData("Transfer-Encoding", "chunked")]
    [InlineData("X-A", "a\r\nX-B: b")]
    [InlineData("X A", "b")]
    [InlineData("", "b")]
    public async Task A_header_that_would_change_the_request_is_invalid(string name, string value)
    {
        await using LocalServer server = await LocalServer.StartAsync((context, _) => Json(context, "1"));
        using TestBroker broker = Broker(NetworkMode.Allowlist, server.Uri.Authority);

        (await broker.CallAsync(
            "http.request", ("url", Value.Of(server.Uri.ToString())), ("headers", Value.MapOf((name, Value.Of(value)))))).ShouldBeError("TAC3310", "invalid");
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_waits_no_longer_than_it_is_told()
    {
        await using LocalServer server = await LocalServer.StartAsync((context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using TestBroker broker = Broker(NetworkMode.Allowlist, server.Uri.Authority);

        (await broker.CallAsync("http.request", ("url", Value.Of(server.Uri.ToString())), ("timeout", Value.Of(0.2)))).ShouldBeError("TAC3302", "timeout");
    }

    [Fact]
    public async Task It_is_a_host_tool_that_must_be_granted()
    {
        using var broker = new TestBroker();

        (await broker.CallAsync("http.request", ("url", Value.Of("https://api.example.com/")))).ShouldBeError("TAC3101", "denied");
    }

    private static async Task CallAsync(TestBroker broker, LocalServer server, params (string Key, Value Value)[] arguments) =>
        (await broker.CallAsync("http.request", [("url", Value.Of(server.Uri.ToString())), .. arguments])).Value().Get("status").Integer().ShouldBe(200);

    private static TestBroker Broker(NetworkMode mode, params string[] hosts) => Broker(mode, PermissionMode.Edit, hosts);

    private static TestBroker Broker(NetworkMode mode, PermissionMode permissions, params string[] hosts) => new(Grants.Default with
    {
        AllowedTools = ["http.request"],
        Permissions = permissions,
        Sandbox = Grants.Sandbox with { Network = mode, NetworkAllow = hosts },
    });

    private static Task Json(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }
}
