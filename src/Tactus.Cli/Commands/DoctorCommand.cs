using System.CommandLine;
using Tactus.Cli.Output;
using Tactus.Configuration.Loading;
using Tactus.Engine.Hosting;
using Tactus.Protocol;
using Tactus.Sandbox.Drivers;

namespace Tactus.Cli.Commands;

/// <summary><c>tactus doctor</c>: what is missing on this machine, and how to mend it.</summary>
internal static class DoctorCommand
{
    public static Command Create(CliContext context)
    {
        Option<bool> fix = CommonOptions.Flag("--fix", "Mend what can be mended: make directories, build the image");
        Option<bool> json = CommonOptions.Json();
        var command = new Command("doctor", "What is missing on this machine, and how to mend it") { fix, json };
        context.SetAction(command, json, async (parsed, cancellationToken) =>
        {
            List<Finding> findings = await ExamineAsync(context, parsed.GetValue(fix), cancellationToken);
            if (parsed.GetValue(json))
            {
                WriteJson(context.Console, findings);
            }
            else
            {
                Print(context.Console, findings);
            }

            return findings.TrueForAll(finding => finding.Good || !finding.Needed) ? ExitCode.Success : ExitCode.Failed;
        });
        return command;
    }

    private static async Task<List<Finding>> ExamineAsync(CliContext context, bool fix, CancellationToken cancellationToken)
    {
        TactusEngine engine = context.Engine;
        List<Finding> findings =
        [
            Check("guest", needed: true, "build it: scripts/build.sh", () =>
                File.Exists(Path.Combine(engine.Paths.Guest, "tactus-guest")) ? engine.Paths.Guest : throw new FileNotFoundException("there is no tactus-guest")),
            Check("configuration", needed: true, "tactus config validate", () =>
            {
                IReadOnlyList<TactusException> problems = new ConfigurationLoader(context.Time).Validate(engine.Planner.Describe(context.WorkingDirectory, null));
                return problems.Count == 0 ? "valid" : throw problems[0];
            }),
            Check("journal", needed: true, "make the directory writable, or set XDG_STATE_HOME", () =>
            {
                _ = engine.Store;
                return engine.Paths.Journal;
            }),
        ];
        string? sandbox = null;
        foreach (ISandboxDriver driver in engine.Drivers.All)
        {
            DriverStatus status = await driver.DetectAsync(cancellationToken);
            bool confines = driver != engine.Drivers.None;
            if (status.Available && confines)
            {
                sandbox ??= driver.Name;
            }

            findings.Add(new Finding($"driver {driver.Name}", status.Available, Needed: false, FoundOf(driver, status, confines), status.Mend));

            // What no sandbox lacks is everything; nobody can mend that.
            foreach (ControlStatus control in status.Controls.Where(control => status.Available && confines && !control.Present))
            {
                findings.Add(new Finding($"driver {driver.Name}: {control.Name}", Good: false, control.Required, control.How, ""));
            }
        }

        findings.Add(new Finding(
            "a sandbox", sandbox is not null, Needed: true, sandbox is null ? "neither docker nor bubblewrap can be used" : $"runs take {sandbox}", "apt-get install bubblewrap"));
        if (fix && (await engine.Drivers.Docker.DetectAsync(cancellationToken)).Available)
        {
            bool made = await engine.Drivers.Docker.ImageOf(engine.Paths.Guest).BuildAsync(force: false, cancellationToken);
            findings.Add(new Finding("image", Good: true, Needed: false, made ? "made" : "was there", ""));
        }

        return findings;
    }

    private static string FoundOf(ISandboxDriver driver, DriverStatus status, bool confines) =>
        !status.Available ? status.Reason
        : confines ? status.Version
        : $"only with --no-sandbox (tactus sandbox probe --driver {driver.Name} says what that leaves open)";

    private static Finding Check(string what, bool needed, string mend, Func<string> examine)
    {
        try
        {
            return new Finding(what, Good: true, needed, examine(), "");
        }
        catch (TactusException error)
        {
            return new Finding(what, Good: false, needed, $"{error.Code}: {error.Message}", error.Mend ?? mend);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Finding(what, Good: false, needed, error.Message, mend);
        }
    }

    private static void Print(CliConsole console, List<Finding> findings)
    {
        var table = new TextTable("", "WHAT", "FOUND", "MEND");
        foreach (Finding finding in findings)
        {
            TextStyle style = finding.Good ? TextStyle.Good : finding.Needed ? TextStyle.Bad : TextStyle.Warning;
            table.Add(style, finding.Good ? "ok" : finding.Needed ? "MISSING" : "lacks", finding.What, finding.Found, finding.Good ? "" : finding.Mend);
        }

        table.Print(console);
    }

    private static void WriteJson(CliConsole console, List<Finding> findings) => console.WriteJson(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("findings");
        foreach (Finding finding in findings)
        {
            writer.WriteStartObject();
            writer.WriteString("what", finding.What);
            writer.WriteBoolean("good", finding.Good);
            writer.WriteBoolean("needed", finding.Needed);
            writer.WriteString("found", finding.Found);
            writer.WriteString("mend", finding.Mend);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>One thing that was looked at.</summary>
    private sealed record Finding(string What, bool Good, bool Needed, string Found, string Mend);
}
