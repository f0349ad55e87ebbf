namespace Tactus.Journal.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("tactus-journal-").FullName;

    /// <summary>Where a test keeps its journal: beneath a folder that is not there yet.</summary>
    public string Database => System.IO.Path.Combine(Path, "state", "tactus", "runs.db");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
