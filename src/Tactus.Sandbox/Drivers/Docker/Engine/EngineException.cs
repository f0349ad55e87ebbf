using System.Net;

namespace Tactus.Sandbox.Drivers.Docker.Engine;

/// <summary>The engine answered with an error.</summary>
internal sealed class EngineException(HttpStatusCode status, string message) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status { get; } = status;
}
