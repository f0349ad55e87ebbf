using Tactus.Broker.Gate;

namespace Tactus.Broker.HostTools.Exec;

/// <summary>The errors of exec tools.</summary>
internal static class ExecErrors
{
    public static EffectException Late(string tool, TimeSpan limit) =>
        new(
            "TAC3401", EffectErrorKind.Timeout, $"'{tool}' did not end within {limit.TotalSeconds:0.###} s and was killed",
            $"raise host_tools.{tool}.limits.timeout");

    public static EffectException BadArgument(string tool, string why) =>
        new(
            "TAC3402", EffectErrorKind.Invalid, $"an element of the argv of '{tool}' {why}",
            "declare allow_leading_dash for the argument if an option is meant");

    public static EffectException Unprotected(string tool) =>
        new(
            "TAC3403", EffectErrorKind.Denied, $"'{tool}' is unsandboxed and could write the workspace, which is readonly or staged",
            "sandbox:\n  workspace: direct");

    public static EffectException Exposed(string tool, string hostPath) =>
        new(
            "TAC3405", EffectErrorKind.Denied, $"'{tool}' would see {hostPath}, which holds Tactus's own configuration, journal or secrets",
            "run from a directory inside of it, a project's for instance");

    public static EffectException NoSandbox(string tool) =>
        new("TAC3404", EffectErrorKind.Failed, $"'{tool}' cannot run: this broker has no helper sandbox", "install bubblewrap");
}
