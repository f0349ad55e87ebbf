namespace Tactus.Benchmarks.Processes;

/// <summary>A command to run to its end.</summary>
/// <param name="Argv">Program and arguments.</param>
internal sealed record ChildCommand(IReadOnlyList<string> Argv)
{
    /// <summary>Where it runs. Default: here.</summary>
    public string WorkingDirectory { get; init; } = "";

    /// <summary>What is added to this process's environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The exit code that is no failure.</summary>
    /// <value>Default: 0.</value>
    public int ExpectedExit { get; init; }
}
