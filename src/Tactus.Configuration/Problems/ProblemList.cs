using Tactus.Configuration.Yaml;
using Tactus.Protocol;

namespace Tactus.Configuration.Problems;

/// <summary>Collects what is wrong in one file, so that a person sees everything at once.</summary>
internal sealed class ProblemList
{
    private readonly List<TactusException> problems = [];
    private readonly string file;

    /// <summary>Creates an empty list.</summary>
    /// <param name="file">The file as a person knows it.</param>
    public ProblemList(string file) => this.file = file;

    /// <summary>The problems in the order found.</summary>
    public IReadOnlyList<TactusException> Problems => problems;

    /// <summary>Adds a problem.</summary>
    public void Add(string code, string message, YamlMark mark, string? mend = null) =>
        problems.Add(new TactusException(code, message, mend, file, mark.Line, mark.Column));

    /// <summary>Adds a problem that was raised as an exception.</summary>
    public void Add(TactusException problem) => problems.Add(problem);
}
