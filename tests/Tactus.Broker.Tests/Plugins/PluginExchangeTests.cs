using Tactus.Broker.Tests.Support;
using Tactus.Journal;
using Tactus.Journal.Memory;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;
using Tactus.Sandbox.Helpers;

namespace Tactus.Broker.Tests.Plugins;

// Proves that what runs is what was hashed, whoever changes the file at whatever moment, and that a run which goes on runs no other program than it began with.
public sealed class PluginExchangeTests : IDisposable
{
    private const string First = "#!/bin/sh\necho 1\n";
    private const string Second = "#!/bin/sh\necho 2\n";

    private readonly PluginFolder _procedure = new();
    private readonly MemoryRunStore _store = new();

    [Fact]
    public async Task A_file_that_is_changed_between_its_hash_and_its_start_runs_as_it_was_hashed()
    {
        _procedure.Write("tool.sh", First);
        using TestBroker broker = Broker(new ChangingHelper(command =>
        {
            _procedure.Write("tool.sh", Second);
            return command;
        }));

        (await broker.AskAsync("plugin.call", "tool.sh", Value.EmptyMap)).Value().Integer().ShouldBe(1);
    }

    [Fact]
    public async Task Control_without_a_copy_of_its_own_the_other_program_would_run()
    {
        _procedure.Write("tool.sh", First);
        using TestBroker broker = Broker(new ChangingHelper(command =>
        {
            _procedure.Write("tool.sh", Second);
            return command with { Files = [] };
        }));

        (await broker.AskAsync("plugin.call", "tool.sh", Value.EmptyMap)).Value().Integer().ShouldBe(2);
    }

    [Theory]
    [InlineData("plugin.call")]
    [InlineData("plugin.describe")]
    public async Task One_that_was_changed_before_the_run_goes_on_is_not_run(string firstUse)
    {
        await BeginAsync(firstUse);
        _procedure.Write("tool.sh", Second);

        using TestBroker again = Broker(resumed: true);

        (await again.AskAtAsync("main", 2, "plugin.call", "tool.sh")).ShouldBeError("TAC3928", "denied");
        (await again.AskAtAsync("main", 3, "plugin.describe", "tool.sh")).ShouldBeError("TAC3928", "denied");
    }

    [Fact]
    public async Task One_that_is_as_it_was_runs_when_the_run_goes_on()
    {
        await BeginAsync("plugin.call");

        using TestBroker again = Broker(resumed: true);

        (await again.AskAtAsync("main", 2, "plugin.call", "tool.sh")).Value().Integer().ShouldBe(1);
    }

    [Fact]
    public async Task A_run_that_goes_on_is_told_which_ones_were_changed_or_are_gone()
    {
        _procedure.Write("same.sh", First);
        _procedure.Write("gone.sh", First);
        using (TestBroker broker = Broker())
        {
            foreach (string path in (string[])["same.sh", "gone.sh", "tool.sh"])
            {
                _procedure.Write(path, First);
                (await broker.AskAsync("plugin.call", path, Value.EmptyMap)).Value();
            }
        }

        RunRecord record = (await _store.FindAsync("run1", CancellationToken.None))! with { ProcedurePath = _procedure.At("p.tac") };
        Tactus.Broker.Plugins.RecordedPlugins.FindChanged(record).ShouldBeEmpty();

        File.Delete(_procedure.At("gone.sh"));
        _procedure.Write("tool.sh", Second);

        Tactus.Broker.Plugins.RecordedPlugins.FindChanged(record).ShouldBe(["gone.sh", "tool.sh"]);
    }

    public void Dispose() => _procedure.Dispose();

    private async Task BeginAsync(string firstUse)
    {
        _procedure.Write("tool.sh", First);
        using TestBroker broker = Broker();
        PerformResponse answer = await broker.AskAsync(firstUse, "tool.sh", Value.EmptyMap);
        answer.Value();
    }

    private TestBroker Broker(IHelperSandbox? helpers = null, bool resumed = false) => new(
        Grants.Default with { AllowedTools = ["plugin.*"] }, _store, helpers ?? new BubblewrapHelperSandbox(), resumed: resumed,
        procedureDirectory: _procedure.Path);
}
