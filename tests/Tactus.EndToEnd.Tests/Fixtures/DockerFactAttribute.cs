namespace Tactus.EndToEnd.Tests.Fixtures;

/// <summary>A test that needs a container engine. Where none answers it counts as skipped, with the reason, and not as passed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DockerFactAttribute : FactAttribute
{
    public DockerFactAttribute()
    {
        if (!Machine.HasDocker)
        {
            Skip = "no container engine answers at " + ContainerEngine.SocketPath;
        }
    }
}
