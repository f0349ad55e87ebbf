using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Security.Support;

/// <summary>A run whose guest waits for the answer of an exec tool, so that it can be looked at from outside.</summary>
internal sealed class HeldRun : IAsyncDisposable
{
    /// <summary>The declaration of the tool at which the guest waits, for the <c>host_tools</c> of a sidecar.</summary>
    public const string Tool = """
          hold:
            description: Waits until the test lets it go on
            args: {}
            exec: {argv: [sh, -c, "touch held; read line < gate"], cwd: "${workspace}"}
            limits: {timeout: 90s}
        """;

    // What a procedure may do before it comes to its waiting place; a little less than what a whole program is given.
    private static readonly TimeSpan s_longestWork = TimeSpan.FromSeconds(110);

    private readonly RunningProgram _program;
    private readonly Gate _gate;

    private HeldRun(RunningProgram program, Gate gate, int guest, string? container)
    {
        _program = program;
        _gate = gate;
        Guest = guest;
        Container = container;
    }

    /// <summary>Process id of the guest, as this machine counts.</summary>
    public int Guest { get; }

    /// <summary>Process id of the program.</summary>
    public int Program => _program.Id;

    /// <summary>Its container; null without the docker driver.</summary>
    public string? Container { get; }

    /// <summary>Starts a run of a procedure that calls <c>hold</c>, and waits until it does.</summary>
    public static async Task<HeldRun> StartAsync(Desk desk, string driver, string procedure, params string[] options)
    {
        var gate = new Gate(desk.PathOf("gate"));
        RunningProgram program = desk.StartRun(driver, procedure, options);
        string held = desk.PathOf("held");
        await Until.HoldsAsync("the run to be held", () => Task.FromResult(File.Exists(held) || program.HasEnded), s_longestWork);
        if (!File.Exists(held))
        {
            gate.Dispose();
            throw new ShouldAssertException("the run was never held: " + await program.EndAsync());
        }

        string? container = driver == Machine.Docker ? (await ContainerEngine.ContainersOfAsync(await program.RunIdAsync())).ShouldHaveSingleItem() : null;
        int guest = container is null ? await program.GuestAsync() : await ContainerEngine.ProcessOfAsync(container);
        return new HeldRun(program, gate, guest, container);
    }

    /// <summary>Lets the run go on to its end.</summary>
    public async Task<Ended> ReleaseAsync()
    {
        _gate.Open();
        return await _program.EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        _gate.Dispose();
    }
}
