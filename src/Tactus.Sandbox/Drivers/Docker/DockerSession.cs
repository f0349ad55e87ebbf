namespace Tactus.Sandbox.Drivers.Docker;

/// <summary>The open connections to one running container.</summary>
/// <param name="Streams">Its standard input and error.</param>
/// <param name="Exit">Ends with its exit code.</param>
/// <param name="Errors">Ends when its standard error has been read.</param>
internal sealed record DockerSession(Stream Streams, Task<int> Exit, Task Errors);
