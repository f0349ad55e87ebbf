namespace Tactus.Cli;

/// <summary>The exit code of an error that ended a command before a run had a status of its own.</summary>
internal static class ErrorExitCode
{
    private const string Untrusted = "TAC4030";
    private const string SandboxPrefix = "TAC5";
    private const string DenialPrefix = "TAC31";

    // Of the servers' and plugins' errors these are refusals; the rest is what went wrong with a call.
    private static readonly string[] s_denials = ["TAC3901", "TAC3902", "TAC3914", "TAC3915"];

    /// <summary>4 for a refusal (an untrusted file that widens, no sandbox, a denied effect), else 2.</summary>
    public static int Of(string code) =>
        code == Untrusted || code.StartsWith(SandboxPrefix, StringComparison.Ordinal) || code.StartsWith(DenialPrefix, StringComparison.Ordinal)
            || s_denials.Contains(code)
            ? ExitCode.Refused
            : ExitCode.Usage;
}
