namespace Tactus.Sandbox.Drivers.Docker.Engine;

/// <summary>Body of <c>POST /containers/create</c>: what this room sets, and nothing that could be left out.</summary>
internal sealed record ContainerRequest
{
    public required string Image { get; init; }

    public required IReadOnlyList<string> Entrypoint { get; init; }

    public required IReadOnlyList<string> Cmd { get; init; }

    public required string User { get; init; }

    public required IReadOnlyList<string> Env { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required ContainerHostOptions HostConfig { get; init; }

    public string WorkingDir { get; init; } = "/";

    public bool NetworkDisabled { get; init; } = true;

    public bool AttachStdin { get; init; } = true;

    public bool AttachStdout { get; init; }

    public bool AttachStderr { get; init; } = true;

    public bool OpenStdin { get; init; } = true;

    public bool StdinOnce { get; init; } = true;

    public bool Tty { get; init; }
}
