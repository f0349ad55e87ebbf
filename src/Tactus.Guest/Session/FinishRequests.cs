using Google.Protobuf;
using Tactus.Language.Running;
using Tactus.Lua;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Guest.Session;

/// <summary>Tells the broker how it ended.</summary>
internal static class FinishRequests
{
    // A procedure chooses the length of its own error text. The message that carries it must stay far below the wire's limit, or
    // the run would look as if its guest had died.
    private const int MostCharacters = 64 * 1024;

    /// <summary>The end of a procedure, or of its description.</summary>
    public static FinishRequest Of(ProcedureOutcome outcome)
    {
        var finish = new FinishRequest
        {
            Status = outcome.Status,
            Output = outcome.Output,
            Usage = Usage(),
        };
        finish.Usage.Effects = outcome.Effects;
        finish.Usage.LuaPeakBytes = outcome.LuaPeakBytes;
        if (outcome.Error is { } error)
        {
            error.Message = Cut(error.Message);
            error.Traceback = Cut(error.Traceback);
            finish.Error = error;
        }

        return finish;
    }

    /// <summary>The end of a procedure whose CPU time is used up.</summary>
    public static FinishRequest Of(OutOfBudgetReport report)
    {
        var error = new ProcedureError
        {
            Code = OutOfBudgetReport.Code,
            Message = report.Message,
            Mend = "Raise sandbox.limits.cpu_time, or find out why the procedure takes so long there.",
            Kind = "budget",
        };
        if (report.File is not null)
        {
            error.Location = new SourceLocation { File = report.File, Line = (uint)report.Line };
        }

        return new FinishRequest { Status = FinishRequest.Types.Status.OutOfBudget, Error = error, Usage = Usage() };
    }

    /// <summary>The end of a probe.</summary>
    public static FinishRequest Of(Value report) => new()
    {
        Status = FinishRequest.Types.Status.Succeeded,
        Output = ByteString.CopyFrom(report.Encode()),
        Usage = Usage(),
    };

    private static GuestUsage Usage() => new() { CpuTimeUs = (ulong)Environment.CpuUsage.TotalTime.TotalMicroseconds };

    private static string Cut(string text) =>
        text.Length <= MostCharacters ? text : string.Concat(text.AsSpan(0, MostCharacters), "… (cut)");
}
