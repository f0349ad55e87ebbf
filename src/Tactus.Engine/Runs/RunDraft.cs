using System.Security.Cryptography;
using System.Text;
using Tactus.Configuration.Files;
using Tactus.Journal;
using Tactus.Protocol;

namespace Tactus.Engine.Runs;

/// <summary>Writes the record of a run that is about to begin.</summary>
internal static class RunDraft
{
    /// <summary>The record of a plan's run.</summary>
    public static RunRecord Create(RunPlan plan, string id, string guestHash, DateTimeOffset now)
    {
        string grant = GrantJson.Write(plan.Configuration, plan.Request.WorkingDirectory, plan.Request.DryRun);
        return new RunRecord
        {
            Id = id,
            Status = RunStatus.Running,
            ProcedurePath = plan.Bundle.FullPath,
            Hashes = HashesOf(plan, grant, guestHash),
            Input = RunInputs.Merge(plan.Request).Encode(),
            GrantJson = grant,
            Seed = StartMessages.NewSeed(),
            LanguageVersion = ContractVersions.Language,
            Driver = plan.Driver.ToString().ToLowerInvariant(),
            Executor = ExecutorIdentity.Current().ToString(),
            CreatedAt = now,
            HeartbeatAt = now,
            WorkingDirectory = plan.Request.WorkingDirectory,
            CoercesInput = plan.Request.Parameters.Count > 0,
            Files = RecordedFiles.Of(plan.Bundle, plan.Configuration),
        };
    }

    /// <summary>A new record that takes over what a run is made of, and none of its past.</summary>
    public static RunRecord Inherit(RunRecord origin, string id, DateTimeOffset now) => origin with
    {
        Id = id,
        Status = RunStatus.Running,
        Epoch = 1,
        Executor = ExecutorIdentity.Current().ToString(),
        CreatedAt = now,
        HeartbeatAt = now,
        EndedAt = null,
        Completion = null,
        Controls = [],
        ParentId = null,
        ForkedFrom = null,
        ForkedAt = 0,
        ContinuedFrom = null,
        CancelRequestedAt = null,
    };

    private static Dictionary<string, string> HashesOf(RunPlan plan, string grant, string guestHash)
    {
        Dictionary<string, string> hashes = plan.Bundle.Hashes();
        hashes["grant"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(grant)));
        hashes["guest"] = guestHash;
        foreach (ConfigurationFile file in plan.Configuration.Files)
        {
            hashes[file.Layer.ToString().ToLowerInvariant()] = file.Sha256;
        }

        return hashes;
    }
}
