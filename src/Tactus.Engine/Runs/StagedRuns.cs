using Tactus.Broker.Files.Staging;
using Tactus.Engine.Hosting;
using Tactus.Journal;
using Tactus.Protocol;

namespace Tactus.Engine.Runs;

/// <summary>Finds what a run with a staged workspace wrote aside.</summary>
public static class StagedRuns
{
    /// <summary>Where a run's staged writes lie.</summary>
    public static string PathOf(TactusPaths paths, string runId) => Path.Combine(paths.RunFolder(runId), "staged");

    /// <summary>Opens the staged writes of a run that is over.</summary>
    /// <exception cref="TactusException">TAC6205: there are none. TAC6206: the run goes on.</exception>
    public static StagedWorkspace Open(TactusPaths paths, RunRecord run, DateTimeOffset now)
    {
        if (run.EffectiveStatus(now) == RunStatus.Running)
        {
            throw new TactusException("TAC6206", $"run {run.Id} still goes on", "wait until it has ended, or end it with Ctrl-C");
        }

        string staged = PathOf(paths, run.Id);
        return Directory.Exists(staged) && GrantJson.ReadWorkspace(run.GrantJson) is { } workspace
            ? StagedWorkspace.Open(workspace, staged)
            : throw new TactusException("TAC6205", $"run {run.Id} staged nothing", "only runs with sandbox.workspace: staged keep their writes aside");
    }
}
