using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Security.Support;

/// <summary>The facts of one waiting guest per driver, taken once for all tests of a class.</summary>
public sealed class HeldGuests : IAsyncLifetime
{
    /// <summary>A variable of the program's environment that no guest may see.</summary>
    public const string Marker = "host-variable-4f1c";

    private readonly Dictionary<string, ProcessFacts> _guests = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ProcessFacts> _programs = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        foreach (string driver in Machine.Names.Append("none"))
        {
            using var desk = new Desk();
            desk.Environment["TACTUS_TEST_MARKER"] = Marker;
            desk.Procedure("Host.call('hold', {})\nreturn {}");
            await desk.TrustAsync("p.tac.yml", "tools: {allow: [hold]}\nhost_tools:\n" + HeldRun.Tool);
            await using HeldRun run = await HeldRun.StartAsync(desk, driver, "p.tac");
            _guests[driver] = ProcessFacts.Of(run.Guest);
            _programs[driver] = ProcessFacts.Of(run.Program);
            (await run.ReleaseAsync()).ShouldExit(0);
        }
    }

    /// <summary>The guest under a driver.</summary>
    internal ProcessFacts Guest(string driver) => _guests[driver];

    /// <summary>The program on the host that started it: the control of every check.</summary>
    internal ProcessFacts Program(string driver) => _programs[driver];

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;
}
