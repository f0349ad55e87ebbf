using Tactus.Mcp.Packages;
using Tactus.Mcp.Tests.Support;
using Tactus.Policy.Grants;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Mcp.Tests.Servers;

// Proves that a real server from npm works through the gate, in its helper sandbox.
[Collection(InstalledServersCollection.Name)]
public sealed class EverythingServerTests(InstalledServers installed)
{
    private static readonly McpServerDeclaration s_everything = Declarations.Server("everything", "npx", "-y", "@modelcontextprotocol/server-everything");

    [Fact]
    public void It_is_installed_in_one_exact_version_with_the_hash_that_npm_checked()
    {
        PackageRecord record = installed.Everything.Record;

        Version.TryParse(record.Version, out _).ShouldBeTrue(record.Version);
        record.Integrity.ShouldStartWith("sha512-");
        File.Exists(Path.Combine(installed.Everything.Folder, record.Program)).ShouldBeTrue();
    }

    [Fact]
    public async Task Its_tools_are_listed_with_their_schemas_and_sorted()
    {
        await using TestRun run = await StartAsync();

        Value tools = (await run.ListAsync("everything")).Value();

        tools.Names().ShouldContain("echo");
        tools.Names().ShouldBe(tools.Names().Order(StringComparer.Ordinal));
        Value echo = ((ListValue)tools).Items.First(tool => tool.Get("name").Text() == "echo");
        echo.Get("description").Text().ShouldNotBeEmpty();
        echo.Get("parameters").Get("properties").Get("message").Get("type").Text().ShouldBe("string");
    }

    [Fact]
    public async Task Only_granted_tools_are_listed()
    {
        await using TestRun run = await StartAsync(["mcp.everything.echo"]);

        (await run.ListAsync("everything")).Value().Names().ShouldBe(["echo"]);
    }

    [Fact]
    public async Task A_tool_is_called()
    {
        await using TestRun run = await StartAsync();

        Value answer = (await run.CallAsync("everything.echo", ("message", Value.Of("hello")))).Value();

        answer.Get("text").Text().ShouldContain("hello");
        answer.Get("is_error").ShouldBe(Value.False);
        ((ListValue)answer.Get("content")).Items[0].Get("type").Text().ShouldBe("text");
    }

    [Fact]
    public async Task A_structured_answer_keeps_its_structure()
    {
        await using TestRun run = await StartAsync();

        Value answer = (await run.CallAsync("everything.get-structured-content", ("location", Value.Of("New York")))).Value();

        answer.Get("structured").Get("temperature").ShouldNotBeOfType<BytesValue>();
    }

    [Fact]
    public async Task Arguments_that_do_not_fit_are_an_error_of_the_tool_and_not_of_the_run()
    {
        await using TestRun run = await StartAsync();

        Value answer = (await run.CallAsync("everything.get-sum", ("a", Value.Of("no number")), ("b", Value.Of(1)))).Value();

        answer.Get("is_error").ShouldBe(Value.True);
        answer.Get("text").Text().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task What_it_says_of_its_progress_is_shown()
    {
        var observer = new ProgressObserver();
        await using TestRun run = await TestRun.StartAsync(Declarations.Grant(["mcp.everything.*"], s_everything), installed.Store, observer: observer);

        Value answer = (await run.CallAsync("everything.trigger-long-running-operation", ("duration", Value.Of(1)), ("steps", Value.Of(2)))).Value();

        answer.Get("text").Text().ShouldContain("completed");
        observer.Seen.Select(progress => progress.Text).ShouldContain(text => text.StartsWith("1 of 2", StringComparison.Ordinal));
        observer.Seen[0].Name.ShouldBe("everything.trigger-long-running-operation");
    }

    [Fact]
    public async Task A_call_that_takes_too_long_is_late_and_the_server_lives_on()
    {
        var clock = new SteppedClock();
        await using TestRun run = await TestRun.StartAsync(Declarations.Grant(["mcp.everything.*"], s_everything), installed.Store, clock: clock);
        (await run.CallAsync("everything.echo", ("message", Value.Of("ready")))).Value();
        clock.Running.ShouldBe(0);

        Task<PerformResponse> late = run.CallAsync("everything.trigger-long-running-operation", ("duration", Value.Of(600)), ("steps", Value.Of(2)));
        await Until.HoldsAsync("the time limit of the call", () => clock.Running == 1);
        clock.Advance(s_everything.Timeout);

        (await late).ShouldBeError("TAC3908", "timeout").Retryable.ShouldBeTrue();
        (await run.CallAsync("everything.echo", ("message", Value.Of("still")))).Value().Get("text").Text().ShouldContain("still");
    }

    [Fact]
    public async Task Without_its_package_it_is_refused_and_the_command_that_installs_it_is_named()
    {
        await using TestRun run = await TestRun.StartAsync(Declarations.Grant(["mcp.everything.*"], s_everything), new PackageStore("/nonexistent"));

        (await run.ListAsync("everything")).ShouldBeError("TAC3912", "failed").Mend.ShouldStartWith("tactus mcp install everything (with --procedure FILE");
    }

    [Fact]
    public async Task Another_version_than_the_command_names_counts_as_not_installed()
    {
        McpServerDeclaration old = Declarations.Server("everything", "npx", "@modelcontextprotocol/server-everything@0.0.1");
        await using TestRun run = await TestRun.StartAsync(Declarations.Grant(["mcp.everything.*"], old), installed.Store);

        (await run.ListAsync("everything")).ShouldBeError("TAC3912", "failed").Message.ShouldContain("@0.0.1");
    }

    private Task<TestRun> StartAsync(IReadOnlyList<string>? allowed = null) =>
        TestRun.StartAsync(Declarations.Grant(allowed ?? ["mcp.everything.*"], s_everything), installed.Store);
}
