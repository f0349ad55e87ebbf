using Tactus.Configuration.Keys;
using Tactus.Configuration.Problems;
using Tactus.Configuration.Yaml;

namespace Tactus.Configuration.Reading;

/// <summary>Says which key a person probably meant.</summary>
internal static class UnknownKeyProblem
{
    /// <summary>Reports that a section has no such key.</summary>
    /// <param name="context">Where the problem goes.</param>
    /// <param name="section">The section.</param>
    /// <param name="path">The section's dotted path; empty for the root.</param>
    /// <param name="entry">The entry with the unknown key.</param>
    public static void Report(ReadContext context, KeyNode section, string path, YamlEntry entry)
    {
        var known = section.Children.Keys.ToList();
        if (section == KeyNode.Root)
        {
            known.Add(SettingsReader.CeilingKey);
        }

        var key = path.Length == 0 ? entry.Key : $"{path}.{entry.Key}";
        context.Problems.Add(ProblemCodes.UnknownKey, $"{key} is not a key.", entry.Mark, path.Length == 0 && PythonKeys.All.TryGetValue(entry.Key, out var here) ? $"It is one of the Python Tactus; here, {here}." : Mend(entry.Key, known));
    }

    private static string Mend(string wrong, List<string> known)
    {
        if (NearestKey.Find(wrong, known) is { } nearest)
        {
            return $"Did you mean {nearest}?";
        }

        // A key in the wrong section is the other common slip.
        var elsewhere = ConfigurationKeys.All.FirstOrDefault(row => row.Path.EndsWith("." + wrong, StringComparison.Ordinal));
        return elsewhere is null ? $"Known here: {string.Join(", ", known)}." : $"Did you mean {elsewhere.Path}?";
    }
}
