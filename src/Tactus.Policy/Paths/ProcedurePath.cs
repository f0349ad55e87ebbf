using System.Text;

namespace Tactus.Policy.Paths;

/// <summary>A file path as a procedure writes it, made plain: the granted root it lies in and the way from there.</summary>
/// <param name="Root"><c>/workspace</c> or the target of a volume.</param>
/// <param name="Relative">Components beneath the root separated by <c>/</c>, without <c>.</c> and <c>..</c>; empty for the root itself.</param>
public sealed record ProcedurePath(string Root, string Relative)
{
    /// <summary>Where the workspace appears.</summary>
    public const string Workspace = "/workspace";

    /// <summary>Longest path, in bytes of UTF-8.</summary>
    public const int MaxPathBytes = 4096;

    /// <summary>Longest component, in bytes of UTF-8.</summary>
    public const int MaxComponentBytes = 255;

    /// <summary>Deepest path accepted, in components. One write makes every directory on its way.</summary>
    public const int MaxComponents = 256;

    /// <summary>The whole path as the procedure sees it.</summary>
    public override string ToString() => Relative.Length == 0 ? Root : $"{Root}/{Relative}";

    /// <summary>Normalises a path; never touches a file.</summary>
    /// <param name="text">What the procedure wrote; relative means beneath <c>/workspace</c>.</param>
    /// <param name="volumeTargets">Targets of the granted volumes, absolute and without a trailing slash.</param>
    /// <param name="path">The normal form.</param>
    /// <param name="problem">Why it is refused, as the end of a sentence that begins with the path.</param>
    /// <remarks><c>a/../b</c> is <c>b</c>; a <c>..</c> that would leave the granted root is refused, even when a later component comes back.</remarks>
    public static bool TryNormalize(
        string text,
        IReadOnlyCollection<string> volumeTargets,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ProcedurePath? path,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? problem)
    {
        path = null;
        problem = FindTextProblem(text);
        if (problem is not null)
        {
            return false;
        }

        var root = Workspace;
        var rest = text;
        if (text[0] == '/')
        {
            root = FindRoot(text, volumeTargets);
            if (root is null)
            {
                problem = "lies outside /workspace and the granted volumes";
                return false;
            }

            rest = text[root.Length..];
        }

        var components = new List<string>();
        foreach (var component in rest.Split('/'))
        {
            if (component is "" or ".")
            {
                continue;
            }

            if (component == "..")
            {
                if (components.Count == 0)
                {
                    problem = $"leaves {root} through \"..\"";
                    return false;
                }

                components.RemoveAt(components.Count - 1);
                continue;
            }

            if (Encoding.UTF8.GetByteCount(component) > MaxComponentBytes)
            {
                problem = $"has a component longer than {MaxComponentBytes} bytes";
                return false;
            }

            components.Add(component);
        }

        if (components.Count > MaxComponents)
        {
            problem = $"has more than {MaxComponents} components";
            return false;
        }

        path = new ProcedurePath(root, string.Join('/', components));
        return true;
    }

    private static string? FindTextProblem(string text)
    {
        if (text.Length == 0)
        {
            return "is empty";
        }

        if (text.Any(char.IsControl))
        {
            return "contains a control character";
        }

        if (text.Contains('\uFFFD', StringComparison.Ordinal))
        {
            return "is not valid UTF-8";
        }

        return Encoding.UTF8.GetByteCount(text) > MaxPathBytes ? $"is longer than {MaxPathBytes} bytes" : null;
    }

    private static string? FindRoot(string text, IReadOnlyCollection<string> volumeTargets)
    {
        string? best = null;
        foreach (var candidate in volumeTargets.Append(Workspace))
        {
            var beneath = text.StartsWith(candidate, StringComparison.Ordinal)
                && (text.Length == candidate.Length || text[candidate.Length] == '/');
            if (beneath && (best is null || candidate.Length > best.Length))
            {
                best = candidate;
            }
        }

        return best;
    }
}
