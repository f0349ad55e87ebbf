namespace Tactus.Cli;

/// <summary>The exit code of an error that ended a command before a run had a status of its own.</summary>
internal static class ErrorExitCode
{
    private const string Untrusted = "TAC4030";
    private const string SandboxPrefix = "TAC5";
    private const string DenialPrefix = "TAC31";

    /// <summary>4 for a refusal (an untrusted file that widens, no sandbox, a denied effect), else 2.</summary>
    public static int Of(string code) =>
        code == Untrusted || code.StartsWith(SandboxPrefix, StringComparison.Ordinal) || code.StartsWith(DenialPrefix, StringComparison.Ordinal)
            ? ExitCode.Refused
            : ExitCode.Usage;
}
