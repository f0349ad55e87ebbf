using System.Globalization;
using Tactus.Broker.Gate;
using Tactus.Policy.Tools;

namespace Tactus.Broker.Plugins;

/// <summary>The errors of plugin tools.</summary>
internal static class PluginErrors
{
    /// <summary>The code of an effect whose name or arguments are none.</summary>
    public const string MalformedCode = "TAC3921";

    public static EffectException Denied(string path, ToolDecision.Denied denied) =>
        new(
            "TAC3920", EffectErrorKind.Denied, $"the plugin tool '{path}' is not granted: {denied.Rule}",
            $"in trusted YAML (the sidecar or .tactus/config.yml):\n{denied.AllowingYaml}");

    public static EffectException BadPath() =>
        new(
            MalformedCode, EffectErrorKind.Invalid, "a plugin tool needs a path beneath the procedure's directory, of letters, digits, '_', '-' and dots",
            "write for instance tools/weather.py");

    public static EffectException Missing(string path, string why) =>
        new("TAC3922", EffectErrorKind.Failed, $"the plugin tool '{path}' {why}", "put an executable file there, beside the procedure");

    public static EffectException NotExecutable(string path) =>
        new("TAC3923", EffectErrorKind.Failed, $"the plugin tool '{path}' is not executable", $"chmod +x {path}; its first line names its interpreter, as #!/usr/bin/env python3");

    public static EffectException Failed(string path, int exitCode, string said) =>
        new(
            "TAC3924", EffectErrorKind.Failed,
            string.Create(CultureInfo.InvariantCulture, $"the plugin tool '{path}' ended with exit code {exitCode}{(said.Length > 0 ? $": {said}" : "")}"));

    public static EffectException NoJson(string path, string why) =>
        new("TAC3925", EffectErrorKind.Failed, $"the plugin tool '{path}' printed something that is not one JSON value: {why}", "print the result alone on standard output, and everything for people on standard error");

    public static EffectException Late(string path, TimeSpan limit) =>
        new("TAC3926", EffectErrorKind.Timeout, $"the plugin tool '{path}' did not end within {limit.TotalSeconds:0.###} s and was killed");

    public static EffectException TooLarge(string path, long limit) =>
        new("TAC3927", EffectErrorKind.Failed, $"the plugin tool '{path}' printed more than {limit} bytes", "print less, or write a file of the workspace");

    public static EffectException Changed(string path) =>
        new("TAC3928", EffectErrorKind.Denied, $"the plugin tool '{path}' was changed since this run first used it", "start a new run");

    public static EffectException Exposed(string path, string hostPath) =>
        new(
            "TAC3929", EffectErrorKind.Denied, $"the plugin tool '{path}' would see {hostPath}, which holds Tactus's own configuration, journal or secrets",
            "keep the procedure in a directory of its own");
}
