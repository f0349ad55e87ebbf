using Tactus.Journal;

namespace Tactus.Cli;

/// <summary>Exit codes of the program; docs/cli.md lists them.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int Suspended = 3;
    public const int Refused = 4;
    public const int InDoubt = 5;
    public const int Interrupted = 6;
    public const int Defect = 70;
    public const int TimedOut = 124;
    public const int OutOfBudget = 125;
    public const int Cancelled = 130;
    public const int OutOfMemory = 137;

    /// <summary>The exit code of a run's status.</summary>
    public static int Of(RunStatus status) => status switch
    {
        RunStatus.Succeeded => Success,
        RunStatus.Suspended => Suspended,
        RunStatus.Refused => Refused,
        RunStatus.InDoubt => InDoubt,
        RunStatus.Interrupted => Interrupted,
        RunStatus.TimedOut => TimedOut,
        RunStatus.OutOfBudget => OutOfBudget,
        RunStatus.OutOfMemory => OutOfMemory,
        RunStatus.Cancelled => Cancelled,
        _ => Failed,
    };
}
