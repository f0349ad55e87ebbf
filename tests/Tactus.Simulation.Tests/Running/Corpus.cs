using Tactus.Tests;

namespace Tactus.Simulation.Tests.Running;

/// <summary>The procedures that are killed everywhere: the examples that can run here, and those under Corpus.</summary>
internal static class Corpus
{
    /// <summary>Procedures whose outcome hangs on who is first.</summary>
    private static readonly string[] s_racy = ["cancelled-checkpoints", "cancelled-waits", "racy"];

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names =>
        Directory.GetFiles(Folder, "*.tac").Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Order(StringComparer.Ordinal).Except(s_racy).Concat(Examples.Keys);

    private static string Folder => Checkout.PathOf("tests/Tactus.Simulation.Tests/Corpus");

    private static Dictionary<string, string> Examples { get; } = new()
    {
        ["01-hello"] = "hello.tac",
        ["02-repository-report"] = "report.tac",
        ["03-secret-keeper"] = "keeper.tac",
        ["04-hostile"] = "hostile.tac",
    };

    /// <summary>One of them.</summary>
    public static Program Find(string name)
    {
        if (Examples.TryGetValue(name, out string? example))
        {
            return Program.Read(Checkout.PathOf($"examples/{name}/{example}")) with
            {
                Files = new Dictionary<string, string> { ["a.c"] = "int a;\n", ["b/c.lua"] = "-- TODO\nreturn 1\n", ["b/d.lua"] = "-- TODO\nreturn 1\n" },
            };
        }

        return new Program(name + ".tac", File.ReadAllText(Path.Combine(Folder, name + ".tac"))) { IsRacy = s_racy.Contains(name) };
    }
}
