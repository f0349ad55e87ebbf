namespace Tactus.EndToEnd.Tests.Fixtures;

/// <summary>What a run has left on the machine. After its end there must be nothing.</summary>
internal static class Residue
{
    private static readonly TimeSpan s_moment = TimeSpan.FromSeconds(10);
    private static readonly EnumerationOptions s_everywhere = new() { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 6 };

    /// <summary>Containers, socket directories, processes and cgroups of a run.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(string runId) =>
        [.. await KeptAsync(runId), .. ProcessTable.WithArgument(runId).Select(process => "process " + process)];

    /// <summary>Fails when a run has left anything.</summary>
    public static async Task ShouldBeNoneAsync(string runId)
    {
        // First what another test's program would sweep, and at once.
        (await KeptAsync(runId)).ShouldBeEmpty($"run {runId} left something behind");
        await ShouldBeNoProcessAsync(runId);
    }

    /// <summary>Fails when a process with such an argument is left. One that was killed is given the moment that the kernel needs to take it away.</summary>
    public static async Task ShouldBeNoProcessAsync(string argument)
    {
        IReadOnlyList<string> found = [];
        try
        {
            await Until.HoldsAsync("the end of killed processes", () => Task.FromResult((found = ProcessTable.WithArgument(argument)).Count == 0), s_moment);
        }
        catch (TimeoutException)
        {
            found.ShouldBeEmpty($"a process with {argument} is still there");
        }
    }

    /// <summary>Starts another run, and fails when it does not remove what this one has left.</summary>
    public static async Task ShouldBeClearedByTheNextStartAsync(string run, string driver)
    {
        using var next = new Desk();
        next.Procedure(Waiting.BetweenEffects);
        await using RunningProgram program = next.StartRun(driver, "p.tac");
        await Until.HoldsAsync($"the removal of what run {run} left", async () => (await OfAsync(run)).Count == 0);
        next.Write(Waiting.Go, "");
        await next.CheckAsync(await program.EndAsync(), 0, "succeeded", null);
    }

    private static async Task<IReadOnlyList<string>> KeptAsync(string runId)
    {
        List<string> found = [];
        if (Machine.HasDocker)
        {
            found.AddRange((await ContainerEngine.ContainersOfAsync(runId)).Select(id => "container " + id));
        }

        if (Directory.Exists($"/run/tactus/{runId}"))
        {
            found.Add($"directory /run/tactus/{runId}");
        }

        found.AddRange(Directory.EnumerateDirectories("/sys/fs/cgroup", $"*{runId}*", s_everywhere).Select(path => "cgroup " + path));
        return found;
    }
}
