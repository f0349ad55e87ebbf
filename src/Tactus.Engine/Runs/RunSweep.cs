using Tactus.Protocol;
using Tactus.Sandbox.Directories;
using Tactus.Sandbox.Drivers;

namespace Tactus.Engine.Runs;

/// <summary>Removes what killed runs left behind: containers, cgroups, socket directories.</summary>
internal static class RunSweep
{
    // How long a run that has ended waits for its sweep. An engine answers within milliseconds; one that hangs must not hold the run.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    /// <summary>Sweeps beside something else, so that nobody waits for it; given a little time when that is over.</summary>
    public static async Task<T> BesideAsync<T>(ISandboxDriver driver, Action<string> notice, TimeProvider time, Func<Task<T>> work)
    {
        using var background = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        Task sweeping = Task.Run(() => RunAsync(driver, notice, background.Token), CancellationToken.None);
        try
        {
            return await work();
        }
        finally
        {
            background.CancelAfter(s_patience);
            await sweeping;
        }
    }

    /// <summary>Sweeps what one driver left, and the socket directories.</summary>
    public static async Task RunAsync(ISandboxDriver driver, Action<string> notice, CancellationToken cancellationToken)
    {
        static bool IsAlive(string runId) => SocketDirectory.IsHeld(runId);
        try
        {
            IReadOnlyList<string> removed = await driver.SweepAsync(IsAlive, cancellationToken);
            foreach (string line in removed.Concat(SocketDirectory.Sweep(IsAlive)))
            {
                notice($"removed what a killed run left behind: {line}");
            }
        }
        catch (Exception error) when (error is TactusException or IOException or UnauthorizedAccessException)
        {
            notice($"what killed runs left behind could not be removed: {error.Message}");
        }
        catch (OperationCanceledException)
        {
            // The engine takes too long: the next start sweeps again.
        }
    }
}
