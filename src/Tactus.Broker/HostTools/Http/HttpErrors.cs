using Tactus.Broker.Gate;

namespace Tactus.Broker.HostTools.Http;

/// <summary>The errors of http tools.</summary>
internal static class HttpErrors
{
    public static EffectException Unreachable(string host, Exception cause) =>
        new(
            "TAC3301", EffectErrorKind.Failed, $"the request to {host} failed: {cause.GetBaseException().Message}",
            "look whether the server runs and this machine reaches it", retryable: true, inner: cause);

    public static EffectException Late(string tool, TimeSpan limit) =>
        new(
            "TAC3302", EffectErrorKind.Timeout,
            $"'{tool}' had no answer within {limit.TotalSeconds:0.###} s; the server may have acted on the request all the same",
            tool == HttpRequestTool.Name ? "give a longer timeout" : $"raise host_tools.{tool}.limits.timeout", retryable: true);

    public static EffectException BadHeader(string name) =>
        new("TAC3303", EffectErrorKind.Invalid, $"an argument would put a line break, a NUL or a character beyond ASCII into the header '{name}'");

    public static EffectException BadRedirect(string where, string why) =>
        new(
            "TAC3304", EffectErrorKind.Denied, $"the server redirected to {where}, {why}",
            "name the host under the tool's http.redirect_hosts in trusted YAML, or give the final URL");

    public static EffectException TooLarge(string tool, long limit) =>
        new(
            "TAC3305", EffectErrorKind.Failed, $"the answer to '{tool}' is larger than {limit} bytes",
            tool == HttpRequestTool.Name ? "ask for less at a time, or declare an http tool with a higher limit" : $"raise host_tools.{tool}.limits.response");

    public static EffectException Private(string host, string why) =>
        new(
            "TAC3308", EffectErrorKind.Denied, $"{host} is a host {why}",
            "an address that is not public is reached only when sandbox.network_allow names the address itself, with its port");

    public static EffectException NotAllowed(string why, string where, string yaml) =>
        new("TAC3309", EffectErrorKind.Denied, $"http.request may not go there: the URL {why} ({where})", $"in trusted YAML (the sidecar or .tactus/config.yml):\n{yaml}");

    public static EffectException BadRequest(string why) => new("TAC3310", EffectErrorKind.Invalid, $"the arguments of http.request do not fit: {why}");

    public static EffectException Broken(string host) =>
        new(
            "TAC3306", EffectErrorKind.Failed, $"{host} failed too often just now; it is left alone for some seconds",
            "try again later", retryable: true);
}
