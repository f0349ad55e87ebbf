using System.CommandLine;
using Tactus.Cli.Output;
using Tactus.Sandbox.Drivers;

namespace Tactus.Cli.Commands.Sandboxes;

/// <summary><c>tactus sandbox status</c>.</summary>
internal static class SandboxStatusCommand
{
    public static Command Create(CliContext context)
    {
        Option<bool> controls = CommonOptions.Flag("--controls", "Each control of each driver too");
        Option<bool> json = CommonOptions.Json();
        var command = new Command("status", "Which drivers this machine can run") { controls, json };
        context.SetAction(command, json, async (parsed, cancellationToken) =>
        {
            List<(ISandboxDriver Driver, DriverStatus Status)> found = [];
            foreach (ISandboxDriver driver in context.Engine.Drivers.All)
            {
                found.Add((driver, await driver.DetectAsync(cancellationToken)));
            }

            if (parsed.GetValue(json))
            {
                WriteJson(context.Console, found);
            }
            else
            {
                Print(context.Console, found, parsed.GetValue(controls));
            }

            // The driver none always can; a sandbox is one of the others.
            return found.Exists(pair => pair.Status.Available && pair.Driver != context.Engine.Drivers.None) ? ExitCode.Success : ExitCode.Refused;
        });
        return command;
    }

    private static void Print(CliConsole console, List<(ISandboxDriver Driver, DriverStatus Status)> found, bool withControls)
    {
        var table = new TextTable("DRIVER", "USABLE", "VERSION", "REASON", "MEND");
        foreach ((ISandboxDriver driver, DriverStatus status) in found)
        {
            table.Add(status.Available ? TextStyle.Good : TextStyle.Bad, driver.Name, status.Available ? "yes" : "no", status.Version, status.Reason, status.Mend);
        }

        table.Print(console);
        if (!withControls)
        {
            return;
        }

        console.Out.WriteLine();
        var details = new TextTable("DRIVER", "CONTROL", "REQUIRED", "PRESENT", "HOW");
        foreach ((ISandboxDriver driver, DriverStatus status) in found)
        {
            foreach (ControlStatus control in status.Controls)
            {
                details.Add(
                    control.Present ? TextStyle.Plain : TextStyle.Warning,
                    driver.Name, control.Name, control.Required ? "yes" : "best effort", control.Present ? "yes" : "no", control.How);
            }
        }

        details.Print(console);
    }

    private static void WriteJson(CliConsole console, List<(ISandboxDriver Driver, DriverStatus Status)> found) => console.WriteJson(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("drivers");
        foreach ((ISandboxDriver driver, DriverStatus status) in found)
        {
            writer.WriteStartObject();
            writer.WriteString("driver", driver.Name);
            writer.WriteBoolean("usable", status.Available);
            writer.WriteString("version", status.Version);
            writer.WriteString("reason", status.Reason);
            writer.WriteString("mend", status.Mend);
            writer.WriteStartArray("controls");
            foreach (ControlStatus control in status.Controls)
            {
                writer.WriteStartObject();
                writer.WriteString("control", control.Name);
                writer.WriteBoolean("required", control.Required);
                writer.WriteBoolean("present", control.Present);
                writer.WriteString("how", control.How);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
