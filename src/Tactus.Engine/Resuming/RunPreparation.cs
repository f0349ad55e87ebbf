using Tactus.Broker.Plugins;
using Tactus.Configuration.Files;
using Tactus.Configuration.Loading;
using Tactus.Engine.Divergences;
using Tactus.Engine.Procedures;
using Tactus.Engine.Runs;
using Tactus.Journal;
using Tactus.Policy.Grants;
using Tactus.Protocol;

namespace Tactus.Engine.Resuming;

/// <summary>Reads what a recorded run needs in order to go on: its files, and its grant under today's trust.</summary>
/// <param name="store">The journal.</param>
/// <param name="planner">Reads files and resolves configuration.</param>
/// <param name="guestHash">The hash of the guest executable.</param>
internal sealed class RunPreparation(IRunStore store, RunPlanner planner, Lazy<string> guestHash)
{
    /// <summary>Prepares a run.</summary>
    /// <param name="run">Its record.</param>
    /// <param name="options">How it is to go on.</param>
    /// <param name="with">A file to run in the place of the recorded procedure, or null.</param>
    /// <param name="notice">Told what differs from when it was recorded.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TactusException">A file is missing (TAC6201, TAC6313), the procedure is refused (TAC6208) or today's configuration is wrong (TAC40xx).</exception>
    public async Task<PreparedRun> PrepareAsync(
        RunRecord run, ResumeOptions options, string? with, Action<string> notice, CancellationToken cancellationToken)
    {
        ResolvedConfiguration configuration = planner.Resolve(planner.Describe(run.WorkingDirectory, with ?? run.ProcedurePath) with
        {
            Flags = [.. GrantJson.ReadFlags(run.GrantJson).Where(then => options.Flags.All(now => now.Key != then.Key)), .. options.Flags],
            TrustedForThisRun = options.TrustedForThisRun,
            Recorded = new RecordedSettings(GrantJson.ReadValues(run.GrantJson), RestoresEnvironment: !options.WithCurrentFiles, FreeSections(run)),
        });
        bool isCurrent = options.WithCurrentFiles || with is not null;
        ProcedureBundle? recorded = await RecordedOrNullAsync(run, isCurrent, cancellationToken);
        ProcedureBundle bundle = isCurrent ? planner.ReadProcedure(configuration, with ?? run.ProcedurePath) : recorded!;
        ReplayRule.Require(configuration.Grant, bundle);
        IReadOnlyList<string> changes = isCurrent && recorded is not null ? FileChanges.Between(recorded, bundle) : [];
        if (!isCurrent)
        {
            TellOfEdits(bundle, configuration, run.Id, notice);
        }

        Tell(run, configuration, changes, notice);
        return new PreparedRun(run, bundle, changes, configuration, options.NoSandbox ? DriverChoice.None : configuration.Grant.Sandbox.Driver);
    }

    // A run that used up an amount can only go on with more of it, and only a trusted file or the command line can give more.
    private static string[] FreeSections(RunRecord run) =>
        run.Status is RunStatus.OutOfBudget or RunStatus.OutOfMemory or RunStatus.TimedOut ? ["sandbox.limits", "sandbox.timeout", "models.budget"] : [];

    private async Task<ProcedureBundle?> RecordedOrNullAsync(RunRecord run, bool isCurrent, CancellationToken cancellationToken)
    {
        try
        {
            return await RecordedFiles.ReadAsync(store, run, cancellationToken);
        }
        catch (TactusException) when (isCurrent)
        {
            // It is only needed to tell what changed.
            return null;
        }
    }

    private void TellOfEdits(ProcedureBundle recorded, ResolvedConfiguration configuration, string runId, Action<string> notice)
    {
        try
        {
            foreach (string change in FileChanges.Between(recorded, planner.ReadProcedure(configuration, recorded.FullPath)))
            {
                notice($"{change}: changed since the run was recorded; the recorded file runs (tactus runs fork {runId} --with FILE runs another)");
            }
        }
        catch (TactusException gone)
        {
            notice($"{gone.Message}; the recorded file runs");
        }
    }

    private void Tell(RunRecord run, ResolvedConfiguration configuration, IReadOnlyList<string> changes, Action<string> notice)
    {
        foreach (string change in changes)
        {
            notice($"changed since the run was recorded: {change}");
        }

        if (run.Hashes.TryGetValue("guest", out string? guest) && guest != guestHash.Value)
        {
            notice("the guest is another build than the one that recorded this run");
        }

        foreach (string plugin in RecordedPlugins.FindChanged(run))
        {
            notice($"{plugin}: changed or gone since the run first used this plugin tool; it is not run again");
        }

        foreach (RunFile file in RecordedFiles.ConfigurationOf(run))
        {
            ConfigurationFile? now = configuration.Files.FirstOrDefault(candidate => candidate.Layer.ToString().Equals(file.Name, StringComparison.OrdinalIgnoreCase));
            if (now is null || !Convert.FromHexString(now.Sha256).AsSpan().SequenceEqual(file.Hash))
            {
                notice($"{file.DisplayPath} {(now is null ? "is gone" : "was changed")} since the run was recorded; what it no longer grants is gone");
            }
        }

        foreach (UntrustedWidening widening in configuration.UntrustedWidenings)
        {
            notice($"{widening.File.DisplayPath} is not trusted now, so this is gone: {widening.What}");
        }
    }
}
