using Tactus.Engine.Resuming;
using Tactus.Engine.Runs;
using Tactus.Journal;
using Tactus.Protocol;
using Tactus.Protocol.Values;

namespace Tactus.Engine.Forking;

/// <summary>Writes the record of a fork.</summary>
internal static class ForkDraft
{
    public static RunRecord Create(
        PreparedRun prepared, ForkOptions options, long through, string id, string driver, string guestHash, DateTimeOffset now)
    {
        RunRecord origin = prepared.Record;
        var request = new RunRequest
        {
            ProcedurePath = prepared.Bundle.FullPath,
            WorkingDirectory = origin.WorkingDirectory,
            Input = (MapValue)Value.Decode(origin.Input),
            Parameters = options.Parameters,
            DryRun = GrantJson.ReadDryRun(origin.GrantJson),
        };
        RunRecord drafted = RunDraft.Create(new RunPlan(request, prepared.Bundle, prepared.Configuration), id, guestHash, now);

        // The seed stays: the shared entries were asked for by random numbers that must come again.
        return drafted with
        {
            Seed = origin.Seed,
            Driver = driver,
            LanguageVersion = ContractVersions.Language,
            CoercesInput = origin.CoercesInput || options.Parameters.Count > 0,
            Files = RecordedFiles.Of(prepared.Bundle, prepared.Configuration, RecordedFiles.ProcedureName(origin)),
            ForkedFrom = origin.Id,
            ForkedAt = through,
        };
    }
}
