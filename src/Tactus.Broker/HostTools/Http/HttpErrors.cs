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
            $"raise host_tools.{tool}.limits.timeout", retryable: true);

    public static EffectException BadHeader(string name) =>
        new("TAC3303", EffectErrorKind.Invalid, $"an argument would put a line break, a NUL or a character beyond ASCII into the header '{name}'");

    public static EffectException BadRedirect(string where, string why) =>
        new(
            "TAC3304", EffectErrorKind.Denied, $"the server redirected to {where}, {why}",
            "name the host under the tool's http.redirect_hosts in trusted YAML, or give the final URL");

    public static EffectException TooLarge(string tool, long limit) =>
        new(
            "TAC3305", EffectErrorKind.Failed, $"the answer to '{tool}' is larger than {limit} bytes",
            $"raise host_tools.{tool}.limits.response");

    public static EffectException Broken(string host) =>
        new(
            "TAC3306", EffectErrorKind.Failed, $"{host} failed too often just now; it is left alone for some seconds",
            "try again later", retryable: true);
}
