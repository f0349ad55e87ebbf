namespace Tactus.Cli;

/// <summary>The exit code of an error that ended a command before a run had a status of its own.</summary>
internal static class ErrorExitCode
{
    /// <summary>4 for a refusal (an untrusted file that widens, no sandbox), else 2.</summary>
    public static int Of(string code) =>
        code.StartsWith("TAC5", StringComparison.Ordinal) || code.StartsWith("TAC42", StringComparison.Ordinal) ? ExitCode.Refused : ExitCode.Usage;
}
