using Tactus.Sandbox.Cgroups;

namespace Tactus.Sandbox.Helpers;

/// <summary>What this machine offers to helper sandboxes.</summary>
/// <param name="Bubblewrap">Absolute path of <c>bwrap</c>.</param>
/// <param name="Prlimit">Absolute path of <c>prlimit</c>.</param>
/// <param name="Cgroups">Where cgroups can be made.</param>
/// <param name="RootLinks">Names in the host's root that are links into <c>/usr</c>, with their targets.</param>
/// <param name="RootDirectories">Of those names, the ones that are directories instead.</param>
internal sealed record HelperFacts(
    string Bubblewrap,
    string Prlimit,
    CgroupHost Cgroups,
    IReadOnlyDictionary<string, string> RootLinks,
    IReadOnlyList<string> RootDirectories)
{
    private static readonly string[] s_systemNames = ["bin", "sbin", "lib", "lib32", "lib64", "libx32"];

    /// <summary>Finds out; null without bubblewrap or prlimit.</summary>
    internal static HelperFacts? Find(SandboxOptions options)
    {
        if (options.FindProgram("bwrap") is not { } bubblewrap || options.FindProgram("prlimit") is not { } prlimit)
        {
            return null;
        }

        DirectoryInfo[] entries = [.. s_systemNames.Select(name => new DirectoryInfo("/" + name)).Where(entry => entry.Exists)];
        return new HelperFacts(
            bubblewrap,
            prlimit,
            CgroupHost.Find(options.CgroupRoot, File.ReadAllText("/proc/self/cgroup")),
            entries.Where(entry => entry.LinkTarget is not null).ToDictionary(entry => entry.FullName, entry => entry.LinkTarget!, StringComparer.Ordinal),
            [.. entries.Where(entry => entry.LinkTarget is null).Select(entry => entry.FullName)]);
    }
}
