using System.CommandLine;
using System.Text;
using Tactus.Cli.Output;
using Tactus.Configuration.Loading;
using Tactus.Policy.Grants;
using Tactus.Protocol;
using Tactus.Protocol.Values;
using Tactus.Sandbox.Drivers;

namespace Tactus.Cli.Commands.Sandboxes;

/// <summary><c>tactus sandbox probe</c>: a guest in each driver tries every forbidden thing; a table of control × driver says what came of it.</summary>
internal static class SandboxProbeCommand
{
    public static Command Create(CliContext context)
    {
        Option<string?> only = DriverOption.Create();
        Option<bool> attempts = CommonOptions.Flag("--attempts", "Each attempt, not only each control");
        Option<bool> json = CommonOptions.Json();
        var command = new Command("probe", "Try every forbidden thing from inside a guest, in each driver of this machine") { only, attempts, json };
        context.SetAction(command, json, async (parsed, cancellationToken) =>
        {
            Grant grant = new ConfigurationLoader(context.Time)
                .Load(context.Engine.Planner.Describe(context.WorkingDirectory, procedurePath: null)).Grant;
            var reports = new List<ProbeReport>();
            foreach (ISandboxDriver driver in context.Engine.Drivers.All)
            {
                if (parsed.GetValue(only) is { } name && name != driver.Name && name != "auto")
                {
                    continue;
                }

                reports.Add(await ProbeAsync(context, grant, driver, cancellationToken));
            }

            if (parsed.GetValue(json))
            {
                WriteJson(context.Console, reports);
            }
            else
            {
                Print(context.Console, reports, parsed.GetValue(attempts));
            }

            bool holds = reports.TrueForAll(report => report.Unavailable is not null || report.Open.All(row => row.IsGuestsOwnLimit));
            return holds ? ExitCode.Success : ExitCode.Failed;
        });
        return command;
    }

    private static async Task<ProbeReport> ProbeAsync(CliContext context, Grant grant, ISandboxDriver driver, CancellationToken cancellationToken)
    {
        DriverStatus status = await driver.DetectAsync(cancellationToken);
        if (!status.Available)
        {
            return new ProbeReport(driver.Name, [], status.Reason);
        }

        try
        {
            ListValue rows = await context.Engine.Inspector.ProbeAsync(grant, driver, cancellationToken);
            return new ProbeReport(driver.Name, [.. rows.Items.OfType<MapValue>().Select(row => ProbeRow.Of(row, driver.Name))], Unavailable: null);
        }
        catch (TactusException error)
        {
            return new ProbeReport(driver.Name, [], $"{error.Code}: {error.Message}");
        }
    }

    private static void Print(CliConsole console, List<ProbeReport> reports, bool withAttempts)
    {
        string[] names = [.. reports.SelectMany(report => report.Rows).Select(row => withAttempts ? row.Attempt : row.Control).Distinct(StringComparer.Ordinal)];
        var table = new TextTable([withAttempts ? "ATTEMPT" : "CONTROL", .. reports.Select(report => report.Driver.ToUpperInvariant())]);
        foreach (string name in names)
        {
            string[] cells = [.. reports.Select(report => report.Cell(name, withAttempts))];
            table.Add(cells.Contains("OPEN", StringComparer.Ordinal) ? TextStyle.Bad : TextStyle.Plain, [name, .. cells]);
        }

        table.Print(console);
        console.Out.WriteLine();
        console.Out.WriteLine("driver: the sandbox stops it. guest: the guest's own lock-down alone stops it. OPEN: nothing does.");
        foreach (ProbeReport report in reports)
        {
            Explain(console, report);
        }
    }

    private static void Explain(CliConsole console, ProbeReport report)
    {
        if (report.Unavailable is { } reason)
        {
            console.Note($"{report.Driver}: not probed. {reason}", TextStyle.Warning);
        }

        foreach (ProbeRow row in report.Open)
        {
            console.Note($"{report.Driver}: OPEN {row.Attempt}: {row.Detail}", TextStyle.Bad);
        }

        if (report.Driver == "none" && report.Unavailable is null)
        {
            string alone = string.Join(", ", report.Rows.Where(row => row.StoppedBy == "guest").Select(row => row.Control).Distinct(StringComparer.Ordinal));
            var line = new StringBuilder("none: no second layer stands behind the guest's own lock-down");
            console.Note(line.Append(alone.Length > 0 ? $" for: {alone}." : ".").ToString(), TextStyle.Warning);
            console.Note("none: the guest shares the host's process table, mounts and network stack; limits on memory and processes are rlimits.", TextStyle.Warning);
        }
    }

    private static void WriteJson(CliConsole console, List<ProbeReport> reports) => console.WriteJson(writer =>
    {
        writer.WriteStartObject();
        foreach (ProbeReport report in reports)
        {
            writer.WriteStartObject(report.Driver);
            writer.WriteString("unavailable", report.Unavailable);
            writer.WriteStartArray("attempts");
            foreach (ProbeRow row in report.Rows)
            {
                writer.WriteStartObject();
                writer.WriteString("control", row.Control);
                writer.WriteString("attempt", row.Attempt);
                writer.WriteString("stopped_by", row.StoppedBy);
                writer.WriteString("detail", row.Detail);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    });
}
