using Tactus.Sandbox.Controls;
using Tactus.Sandbox.Drivers.Docker.Engine;

namespace Tactus.Sandbox.Drivers.Docker;

/// <summary>What an engine says about itself, and which controls follow from it.</summary>
/// <param name="Version">Answer of <c>/version</c>.</param>
/// <param name="Information">Answer of <c>/info</c>.</param>
internal sealed record DockerFacts(EngineVersion Version, EngineInformation Information)
{
    private static readonly Version s_safeRunc = new(1, 2, 8);

    /// <summary>True when the engine runs as an ordinary user, whose uid is 0 inside.</summary>
    internal bool Rootless => HasOption("rootless");

    /// <summary>True when the engine maps container users to other ids on the host.</summary>
    internal bool RemapsUsers => HasOption("userns");

    /// <summary>The controls that this engine gives. Those that the created container shows are checked there again.</summary>
    internal IReadOnlyDictionary<string, ControlFact> Controls()
    {
        const string requested = "asked for, and read back from every container";
        return new Dictionary<string, ControlFact>(StringComparer.Ordinal)
        {
            ["engine"] = new(SpeaksApi(), $"API {Version.ApiVersion}"),
            ["linux"] = new(Information.OSType == "linux", Information.OSType),
            ["network"] = new(Information.Plugins.Network?.Contains("null", StringComparer.Ordinal) ?? true, "network none"),
            ["read-only-root"] = new(true, requested),
            ["capabilities"] = new(true, requested),
            ["no-new-privileges"] = new(true, requested),
            ["seccomp"] = new(HasOption("seccomp"), HasOption("seccomp") ? "own profile" : ""),
            ["unprivileged-user"] = new(true, Rootless ? "uid 0 of a rootless engine is the invoker" : requested),
            ["memory"] = Limit(Information.MemoryLimit),
            ["pids"] = Limit(Information.PidsLimit),
            ["swap"] = Limit(Information.SwapLimit),
            ["cpu"] = Limit(Information.CpuCfsQuota),
            ["cgroup-namespace"] = new(true, "private"),
            ["runtime"] = Runtime(),
            ["user-namespace"] = new(Rootless, Rootless ? "rootless engine" : "none"),
        };
    }

    private static ControlFact Limit(bool present) => new(present, present ? "cgroup" : "");

    private ControlFact Runtime()
    {
        string runc = Version.Components.FirstOrDefault(component => component.Name == "runc")?.Version ?? "";
        string number = new([.. runc.TakeWhile(character => char.IsAsciiDigit(character) || character == '.')]);
        bool safe = !System.Version.TryParse(number, out Version? version) || version >= s_safeRunc;
        return new ControlFact(safe, safe ? runc : $"runc {number} has published escapes");
    }

    private bool SpeaksApi()
        => System.Version.TryParse(Version.ApiVersion, out Version? api) && api >= EngineClient.PreferredApi;

    private bool HasOption(string name)
        => Information.SecurityOptions.Any(option => option.Split(',')[0] == "name=" + name);
}
