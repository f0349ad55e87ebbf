namespace Tactus.Sandbox.Drivers.Docker;

/// <summary>What ends when a running container does.</summary>
/// <param name="Exit">Ends with its exit code.</param>
/// <param name="Errors">Ends when its standard error has been read.</param>
internal sealed record DockerSession(Task<int> Exit, Task Errors);
