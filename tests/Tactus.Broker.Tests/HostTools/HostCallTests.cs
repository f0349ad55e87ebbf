// Proves that a host tool is called only when the grant names it exactly, and that a denial says which line would allow it.
using Tactus.Broker.Tests.Support;
using Tactus.Policy.Grants;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Tests.HostTools;

public sealed class HostCallTests
{
    [Theory]
    [InlineData("tracker.create_issue")]
    [InlineData("Host.Ping")]
    [InlineData("host.ping ")]
    [InlineData("host.*")]
    [InlineData("*")]
    [InlineData("")]
    [InlineData("host.ping\0")]
    public async Task A_tool_that_is_not_granted_is_denied(string name)
    {
        using var broker = new TestBroker();
        EffectError error = (await broker.CallAsync(name)).ShouldBeError("TAC3101", "denied");
        error.Message.ShouldContain("tools.allow");
        error.Message.ShouldContain(".tactus/config.yml:4");
        error.Mend.ShouldContain("tools:\n  allow: [host.ping, host.echo, host.time, ");
    }

    [Fact]
    public async Task A_granted_tool_that_nobody_declared_is_told_apart()
    {
        using var broker = new TestBroker(Grants.Default with { AllowedTools = ["github.*"] });
        (await broker.CallAsync("github.issue")).ShouldBeError("TAC3102", "denied").Mend.ShouldContain("host_tools");
        (await broker.CallAsync("host.ping")).ShouldBeError("TAC3101", "denied");
    }

    [Fact]
    public async Task A_declared_tool_that_is_not_granted_tells_nothing_of_its_arguments()
    {
        HostToolDeclaration tool = Tools.Exec("build", "make") with { Arguments = new Dictionary<string, Policy.Schemas.ArgumentSchema> { ["x"] = Grants.Text() } };
        using var broker = new TestBroker(Grants.WithTools(tool) with { AllowedTools = ["host.ping"] });
        (await broker.CallAsync("build", ("y", Value.True))).ShouldBeError("TAC3101", "denied").Message.ShouldNotContain("'x'");
    }

    [Fact]
    public async Task The_built_in_tools_answer()
    {
        using var broker = new TestBroker(clock: new FixedClock());
        (await broker.CallAsync("host.ping", ("a", Value.Of(1)))).Value().Get("echo").ShouldBe(Value.MapOf(("a", Value.Of(1))));
        (await broker.CallAsync("host.echo", ("a", Value.Of(1)))).Value().ShouldBe(Value.MapOf(("echo", Value.MapOf(("a", Value.Of(1))))));
        (await broker.CallAsync("host.time")).Value().ShouldBe(Value.MapOf(
            ("unix_nanos", Value.Of(1_750_000_000_123_000_000)), ("iso", Value.Of("2025-06-15T15:06:40.1230000Z"))));
    }

    [Fact]
    public void Tools_are_listed_by_name()
    {
        using var broker = new TestBroker(Grants.WithTools(Tools.Exec("build", "make")));

        broker.Host.Tools.Select(tool => (tool.Name, tool.Kind)).ShouldBe(
            [("build", "exec"), ("host.echo", "built in"), ("host.ping", "built in"), ("host.time", "built in"), ("http.request", "built in")]);
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(1_750_000_000_123);
    }
}
