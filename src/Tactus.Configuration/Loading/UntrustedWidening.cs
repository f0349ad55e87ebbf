using Tactus.Configuration.Problems;
using Tactus.Protocol;

namespace Tactus.Configuration.Loading;

/// <summary>Something that an untrusted file wants and does not get.</summary>
/// <param name="File">The reading that wants it.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Key">The key.</param>
/// <param name="What">What it wants and what holds instead, in one sentence.</param>
/// <param name="Hint">Why the file is not trusted although something like it is, or null.</param>
public sealed record UntrustedWidening(Files.ConfigurationFile File, int Line, string Key, string What, string? Hint)
{
    /// <summary>The refusal where nobody can be asked; the command line makes exit 4 of it.</summary>
    public TactusException ToException() =>
        new(
            ProblemCodes.Untrusted,
            Hint is null ? $"{What}, and {File.DisplayPath} is not trusted." : $"{What}, and {File.DisplayPath} is not trusted: {Hint}.",
            $"Read the file, then trust it: tactus trust {File.DisplayPath}",
            File.DisplayPath,
            Line);
}
