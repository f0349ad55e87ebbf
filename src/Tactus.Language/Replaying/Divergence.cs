using Tactus.Language.Running;
using Tactus.Protocol.V1;

namespace Tactus.Language.Replaying;

/// <summary>The ends of a run whose procedure no longer asks what its journal answers.</summary>
internal static class Divergence
{
    private const string Mend = "resume the run with the files it was recorded with, or fork it before this entry";

    /// <summary>TAC1401: the next entry answers nothing that is asked.</summary>
    /// <param name="recorded">The entry.</param>
    /// <param name="asked">What is asked in its place; null when nothing is.</param>
    public static ProcedureOutcome Of(ReplayEntry recorded, PerformRequest? asked)
    {
        string now = asked is null ? "nothing" : Show(asked.Kind, asked.Name, asked.Key, asked.Location);
        string differs = asked is not null && Same(recorded, asked) ? ", with other arguments" : "";
        return Failed(
            "TAC1401",
            $"the procedure does not ask what its journal answers: recorded is {Show(recorded.Kind, recorded.Name, recorded.Key, recorded.Location)}; "
                + $"now it asks {now}{differs}",
            asked?.Location);
    }

    /// <summary>TAC1402: the procedure ended before its journal did.</summary>
    /// <param name="recorded">The first entry left over.</param>
    /// <param name="outcome">How the procedure ended.</param>
    public static ProcedureOutcome LeftOver(ReplayEntry recorded, ProcedureOutcome outcome)
    {
        string end = outcome.Error is { } error ? $"ended with {error.Code} ({error.Message})" : "ended";
        return Failed(
            "TAC1402",
            $"the procedure {end} before its journal did: the next entry is {Show(recorded.Kind, recorded.Name, recorded.Key, recorded.Location)}",
            outcome.Error?.Location);
    }

    private static bool Same(ReplayEntry recorded, PerformRequest asked) =>
        recorded.Key.Equals(asked.Key) && recorded.Kind == asked.Kind && recorded.Name == asked.Name;

    private static string Show(string kind, string name, EffectKey key, SourceLocation? location)
    {
        string what = name.Length == 0 ? kind : $"{kind} '{name}'";
        string where = location is null ? "" : $" ({location.File}:{location.Line})";
        return $"{what} at {key.Branch}:{key.Position}{where}";
    }

    private static ProcedureOutcome Failed(string code, string message, SourceLocation? location) => new()
    {
        Status = FinishRequest.Types.Status.Failed,
        Error = new ProcedureError { Code = code, Message = message, Kind = "invalid", Mend = Mend, Location = location },
    };
}
