using System.CommandLine;
using Tactus.Protocol;
using Tactus.Sandbox.Drivers;
using Tactus.Sandbox.Drivers.Docker;

namespace Tactus.Cli.Commands.Sandboxes;

/// <summary><c>tactus sandbox build</c>: makes the guest's image in the engine, from nothing.</summary>
internal static class SandboxBuildCommand
{
    public static Command Create(CliContext context)
    {
        Option<bool> force = CommonOptions.Flag("--force", "Make it again although it is there");
        Option<bool> json = CommonOptions.Json();
        var command = new Command("build", "Make the guest's container image (a run makes it by itself when it is missing)") { force, json };
        context.SetAction(command, json, async (parsed, cancellationToken) =>
        {
            DockerDriver docker = context.Engine.Drivers.Docker;
            DriverStatus status = await docker.DetectAsync(cancellationToken);
            if (!status.Available)
            {
                throw new TactusException("TAC5003", $"The driver docker cannot be used here. {status.Reason}", status.Mend);
            }

            GuestImage image = docker.ImageOf(context.Engine.Paths.Guest);
            bool made = await image.BuildAsync(parsed.GetValue(force), cancellationToken);
            if (parsed.GetValue(json))
            {
                context.Console.WriteJson(writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("image", image.Reference);
                    writer.WriteBoolean("made", made);
                    writer.WriteEndObject();
                });
            }
            else
            {
                context.Console.Out.WriteLine($"{image.Reference} {(made ? "made" : "was there")}");
            }

            return ExitCode.Success;
        });
        return command;
    }
}
