using System.Text.Json;
using Tactus.Benchmarks.Machines;

namespace Tactus.Benchmarks.Processes;

/// <summary>Makes and runs command lines of the built program.</summary>
internal static class TactusCommand
{
    /// <summary>The drivers, the strongest first.</summary>
    public static IReadOnlyList<string> Drivers { get; } = ["docker", "bubblewrap", "none"];

    /// <summary>The drivers that can be used on this machine.</summary>
    public static IReadOnlyList<string> UsableDrivers(Surroundings surroundings) =>
        [.. Drivers.Where(driver => driver == "none" || ChildProcess.IsInstalled(driver == "docker" ? "docker" : "bwrap"))];

    /// <summary>The command line that runs a procedure.</summary>
    public static ChildCommand Run(Surroundings surroundings, string procedure, string driver, params IReadOnlyList<string> options) =>
        Of(surroundings, ["run", procedure, "--driver", driver, .. options]);

    /// <summary>A command line of the program.</summary>
    public static ChildCommand Of(Surroundings surroundings, params IReadOnlyList<string> arguments) =>
        new([surroundings.Tactus, .. arguments]) { WorkingDirectory = surroundings.Root, Environment = surroundings.Environment };

    /// <summary>Runs a procedure to its end, and reads the one JSON object that tells of it.</summary>
    /// <param name="surroundings">Where the program lies.</param>
    /// <param name="procedure">The procedure.</param>
    /// <param name="driver">The driver.</param>
    /// <param name="onStarted">Told the host's process.</param>
    /// <param name="options">Further options.</param>
    public static JsonElement RunForJson(
        Surroundings surroundings, string procedure, string driver, Action<int>? onStarted = null, params IReadOnlyList<string> options)
    {
        ChildCommand command = Run(surroundings, procedure, driver, [.. options, "--json", "--quiet"]);
        using JsonDocument answer = JsonDocument.Parse(ChildProcess.Run(command, onStarted ?? (static _ => { })).Output);
        return answer.RootElement.Clone();
    }
}
