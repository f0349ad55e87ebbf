using System.Globalization;
using Tactus.Protocol.Values;

namespace Tactus.Broker.HostTools.BuiltIn;

/// <summary>The host tools that every broker has.</summary>
internal static class BuiltInTools
{
    private const long NanosecondsPerTick = 100;

    /// <summary>host.ping, host.echo and host.time.</summary>
    public static IEnumerable<IHostTool> Create(TimeProvider clock) =>
    [
        new BuiltInTool(
            "host.ping", "Answers at once, with what it was given.",
            arguments => Value.MapOf(("ok", Value.True), ("echo", arguments))),
        new BuiltInTool(
            "host.echo", "Answers with what it was given.",
            arguments => Value.MapOf(("echo", arguments))),
        new BuiltInTool(
            "host.time", "Tells the time of the host.",
            _ => Describe(clock.GetUtcNow())),
    ];

    private static MapValue Describe(DateTimeOffset now) => Value.MapOf(
        ("unix_nanos", Value.Of((now - DateTimeOffset.UnixEpoch).Ticks * NanosecondsPerTick)),
        ("iso", Value.Of(now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture))));
}
