using System.CommandLine;

namespace Tactus.Cli.Commands;

/// <summary>The option <c>--driver</c>.</summary>
internal static class DriverOption
{
    private const string None = "none";
    private static readonly string[] Names = ["auto", "docker", "oci", "bubblewrap", None];

    public static Option<string?> Create()
    {
        var option = new Option<string?>("--driver") { Description = "How the guest is confined (default auto: docker, else bubblewrap)" };
        option.AcceptOnlyFromAmong(Names);
        return option;
    }

    /// <summary>True for the driver that a configuration file cannot name.</summary>
    public static bool IsNone(string? name) => name == None;
}
