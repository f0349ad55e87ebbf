namespace Tactus.Benchmarks;

/// <summary>What the command line asks for.</summary>
/// <param name="Quick">True for few repetitions: to see that everything works, not to learn a figure.</param>
/// <param name="Names">The benchmarks; empty for all.</param>
/// <param name="Problem">What is wrong with the command line, or null.</param>
internal sealed record BenchmarkRequest(bool Quick, IReadOnlyList<string> Names, string? Problem)
{
    private const string QuickOption = "--quick";

    public static BenchmarkRequest Parse(IReadOnlyList<string> arguments, IReadOnlyList<string> known)
    {
        string[] names = [.. arguments.Where(argument => argument != QuickOption)];
        string? unknown = names.FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal));
        string? problem = unknown is null ? null : $"there is no benchmark '{unknown}'; there are: {string.Join(", ", known)}";
        return new BenchmarkRequest(arguments.Contains(QuickOption, StringComparer.Ordinal), names, problem);
    }

    public bool Asks(string name) => Names.Count == 0 || Names.Contains(name, StringComparer.Ordinal);
}
