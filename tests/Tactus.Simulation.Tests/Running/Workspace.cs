namespace Tactus.Simulation.Tests.Running;

/// <summary>The directory that a simulated run works in, on disk.</summary>
internal sealed class Workspace : IDisposable
{
    /// <summary>Makes it with these files.</summary>
    public Workspace(IReadOnlyDictionary<string, string> files)
    {
        Root = Directory.CreateTempSubdirectory("tactus-simulation-").FullName;
        foreach ((string path, string text) in files)
        {
            string whole = Path.Combine(Root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
            File.WriteAllText(whole, text);
        }
    }

    /// <summary>Its path.</summary>
    public string Root { get; }

    /// <summary>The files in it and what they hold, sorted.</summary>
    public IReadOnlyList<string> Read() =>
    [
        .. Directory.GetFiles(Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(Root, file)}: {File.ReadAllText(file)}"),
    ];

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Root, recursive: true);
}
