using Tactus.Protocol;

namespace Tactus.Sandbox.Drivers.Docker.Engine;

/// <summary>Where the container engine listens.</summary>
/// <param name="SocketPath">Absolute path of its Unix socket.</param>
internal sealed record EngineEndpoint(string SocketPath)
{
    private const string Scheme = "unix://";

    /// <summary>The endpoint that <c>DOCKER_HOST</c> names, or the usual one.</summary>
    /// <param name="dockerHost">Value of <c>DOCKER_HOST</c>, or null.</param>
    /// <exception cref="TactusException">It is not a Unix socket (TAC5110).</exception>
    internal static EngineEndpoint From(string? dockerHost)
    {
        if (string.IsNullOrEmpty(dockerHost))
        {
            return new EngineEndpoint("/var/run/docker.sock");
        }

        return dockerHost.StartsWith(Scheme + "/", StringComparison.Ordinal)
            ? new EngineEndpoint(dockerHost[Scheme.Length..])
            : throw new TactusException(
                "TAC5110",
                $"DOCKER_HOST is '{dockerHost}', but a guest's broker socket can only be mounted by an engine on this machine.",
                "Set DOCKER_HOST to unix:///path/to/docker.sock, or unset it.");
    }
}
