using System.Globalization;
using System.Text;
using Tactus.Benchmarks.Processes;

namespace Tactus.Benchmarks.Machines;

/// <summary>Says where the figures come from.</summary>
internal static class MachineDescription
{
    public static string Read()
    {
        var text = new StringBuilder();
        Add("date", DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture));
        Add("processor", $"{Environment.ProcessorCount} × {Field("/proc/cpuinfo", "model name")}");
        Add("memory", Field("/proc/meminfo", "MemTotal"));
        Add("load", File.ReadAllText("/proc/loadavg").Trim());
        Add("kernel", File.ReadAllText("/proc/sys/kernel/osrelease").Trim());
        Add(".NET", Environment.Version.ToString());
        Add("docker", Version("docker", "version", "--format", "{{.Server.Version}}"));
        Add("bubblewrap", Version("bwrap", "--version"));
        Add("lua5.4", Version("lua5.4", "-v"));
        return text.ToString();

        void Add(string name, string value) => text.AppendLine(CultureInfo.InvariantCulture, $"* {name}: {value}");
    }

    private static string Field(string path, string name) =>
        File.ReadLines(path).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':')[^1].Trim() ?? "unknown";

    private static string Version(params string[] argv) =>
        ChildProcess.IsInstalled(argv[0]) && ChildProcess.Run(new ChildCommand(argv)) is { ExitCode: 0 } result ? result.Output.Trim() : "none";
}
