using System.CommandLine;
using Tactus.Protocol;
using Tactus.Testing.Reports;

namespace Tactus.Cli.Commands.Testing;

/// <summary><c>tactus test</c>: goes through the scenarios of procedures, each in a guest of its own.</summary>
internal static class TestCommand
{
    public static Command Create(CliContext context)
    {
        var options = new TestOptions();
        Argument<string[]> paths = CommonOptions.Paths("PATH", "Procedures, or directories with procedures beneath them");
        var scenario = new Option<string?>("--scenario") { Description = "Only the scenarios of this name", HelpName = "NAME" };
        Option<bool> json = CommonOptions.Json();
        var junit = new Option<string?>("--junit") { Description = "Write the results as JUnit XML, too", HelpName = "FILE" };
        Option<bool> verbose = CommonOptions.Flag("--verbose", "Show what each run came to", "-v");
        var command = new Command("test", "Run the specifications of procedures; nothing of the workspace is changed") { paths, scenario, json, junit, verbose };
        options.AddTo(command);
        context.SetAction(command, json, async (parsed, cancellationToken) =>
        {
            DateTimeOffset startedAt = context.Time.GetUtcNow();
            long start = context.Time.GetTimestamp();
            var printer = new TestPrinter(context.Console, parsed.GetValue(json), parsed.GetValue(verbose));
            var session = new TestSession(context.Console, new FileTester(context, options, parsed), printer)
            {
                Runs = options.ReadRuns(parsed, declared: 1),
                AtOnce = options.ReadParallel(parsed),
                Scenario = parsed.GetValue(scenario),
            };
            IReadOnlyList<FileReport> files = await session.RunAsync(TestFiles.Find(parsed.GetValue(paths)!, context.WorkingDirectory), cancellationToken);
            var report = new TestReport(files, startedAt, context.Time.GetElapsedTime(start));
            if (parsed.GetValue(junit) is { } path)
            {
                WriteJUnit(Path.GetFullPath(path, context.WorkingDirectory), report);
            }

            if (parsed.GetValue(json))
            {
                context.Console.WriteJson(writer => TestReportJson.Write(writer, report));
            }

            printer.Summary(report);
            return report.Passed ? ExitCode.Success : ExitCode.Failed;
        });
        return command;
    }

    private static void WriteJUnit(string path, TestReport report)
    {
        try
        {
            using FileStream file = File.Create(path);
            JUnitReport.Write(file, report);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TactusException("TAC7703", $"the JUnit report cannot be written: {error.Message}", "name a file that can be written", path, inner: error);
        }
    }
}
