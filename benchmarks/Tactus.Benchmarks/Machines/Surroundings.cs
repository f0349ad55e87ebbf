namespace Tactus.Benchmarks.Machines;

/// <summary>Where the measured programs lie, a directory to work in, and how often to measure. Disposing it removes the directory.</summary>
internal sealed class Surroundings : IDisposable
{
    private Surroundings(string root, bool quick)
    {
        Root = root;
        Quick = quick;
        Scratch = Directory.CreateDirectory(Path.Combine(root, "artifacts", "benchmarks", Guid.CreateVersion7().ToString("N"))).FullName;
    }

    /// <summary>The repository.</summary>
    public string Root { get; }

    /// <summary>True for few repetitions.</summary>
    public bool Quick { get; }

    /// <summary>An empty directory on the repository's disk: memory file systems would flatter what is synced.</summary>
    public string Scratch { get; }

    /// <summary>The built program.</summary>
    public string Tactus => Path.Combine(Root, "artifacts", "tactus", "tactus");

    /// <summary>The guest's executable.</summary>
    public string Guest => Path.Combine(Root, "artifacts", "tactus", "guest", "tactus-guest");

    /// <summary>The procedure of the first example.</summary>
    public string Hello => Path.Combine("examples", "01-hello", "hello.tac");

    /// <summary>What the measured programs find in their environment: journals of their own.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["XDG_STATE_HOME"] = Path.Combine(Scratch, "state"),
    };

    /// <summary>Finds the repository above this program.</summary>
    /// <exception cref="InvalidOperationException">This program does not lie in the repository.</exception>
    public static Surroundings Create(bool quick)
    {
        for (string? directory = AppContext.BaseDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (File.Exists(Path.Combine(directory, "Tactus.sln")))
            {
                return new Surroundings(directory, quick);
            }
        }

        throw new InvalidOperationException("the benchmarks run from a checkout only");
    }

    /// <summary>A procedure of benchmarks/procedures.</summary>
    public string Procedure(string name) => Path.Combine(Root, "benchmarks", "procedures", name);

    /// <summary>How often to measure.</summary>
    public int Times(int full, int quick) => Quick ? quick : full;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Scratch, recursive: true);
}
