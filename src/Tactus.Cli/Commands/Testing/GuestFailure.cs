using Tactus.Journal;
using Tactus.Testing.Reports;

namespace Tactus.Cli.Commands.Testing;

/// <summary>Why a guest in test mode gave no answer.</summary>
internal static class GuestFailure
{
    /// <summary>The error that ended its run.</summary>
    public static ReportedError Of(RunRecord record) => record.Completion is { } end
        ? new ReportedError(end.ErrorCode ?? "", end.ErrorMessage ?? $"the run ended {RunStatusNames.ToText(record.Status)}", end.ErrorFile, end.ErrorLine, end.Mend)
        : new ReportedError("TAC6305", "the guest gave no answer", null, 0, null);
}
