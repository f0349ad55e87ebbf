namespace Tactus.Analysis.Names;

/// <summary>What a call that declares something takes, such as <c>Step("text", fn)</c>: a line of <c>calls.txt</c>.</summary>
/// <param name="Name">The global that is called.</param>
/// <param name="Arguments">The kinds of each argument, and whether it may be left out.</param>
internal sealed record CallForm(string Name, IReadOnlyList<(IReadOnlyList<ValueKind> Kinds, bool IsOptional)> Arguments)
{
    private static readonly Dictionary<string, CallForm> s_all =
        DataFile.Lines("calls.txt").Select(Read).ToDictionary(form => form.Name, StringComparer.Ordinal);

    /// <summary>All forms.</summary>
    public static IReadOnlyCollection<CallForm> All => s_all.Values;

    /// <summary>The form of a global's call, or null.</summary>
    public static CallForm? Of(string name) => s_all.GetValueOrDefault(name);

    private static CallForm Read(string line)
    {
        string[] parts = line.Split(": ");
        return new CallForm(parts[0], [.. parts[1].Split(", ").Select(argument => (ValueKind.ParseAll(argument.TrimEnd('?')), argument.EndsWith('?')))]);
    }
}
