using System.CommandLine;

namespace Tactus.Cli.Commands.Sandboxes;

/// <summary><c>tactus sandbox</c>: the drivers on this machine, the image, and a live proof of every control.</summary>
internal static class SandboxCommand
{
    public static Command Create(CliContext context) => new("sandbox", "Drivers on this machine, the guest's image, and a live proof of every control")
    {
        SandboxStatusCommand.Create(context),
        SandboxBuildCommand.Create(context),
        SandboxProbeCommand.Create(context),
    };
}
