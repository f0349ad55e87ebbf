using System.CommandLine;

namespace Tactus.Cli.Commands;

/// <summary>The option <c>--driver</c>.</summary>
internal static class DriverOption
{
    private const string Auto = "auto";
    private const string Docker = "docker";
    private const string None = "none";
    private static readonly string[] Names = [Auto, Docker, "oci", "bubblewrap", None];

    public static Option<string?> Create()
    {
        var option = new Option<string?>("--driver") { Description = "How the guest is confined (default auto: docker, else bubblewrap)" };
        option.AcceptOnlyFromAmong(Names);
        return option;
    }

    /// <summary>True where the choice may fall on a container engine.</summary>
    public static bool MayBeEngine(string? name) => name is null or Auto or Docker;

    /// <summary>True for the driver that a configuration file cannot name.</summary>
    public static bool IsNone(string? name) => name == None;
}
