using System.CommandLine;
using Tactus.Cli.Output;
using Tactus.Cli.Views;
using Tactus.Engine.Runs;
using Tactus.Policy.Grants;
using Tactus.Protocol;
using Tactus.Sandbox.Drivers;
using Tactus.Testing.Reports;
using Tactus.Testing.Specifications;

namespace Tactus.Cli.Commands.Testing;

/// <summary><c>tactus test</c>: goes through the scenarios of procedures, each in a guest of its own.</summary>
internal static class TestCommand
{
    public static Command Create(CliContext context)
    {
        var options = new TestOptions();
        var paths = new Argument<string[]>("PATH") { Description = "Procedures, or directories with procedures beneath them", Arity = ArgumentArity.OneOrMore };
        var scenario = new Option<string?>("--scenario") { Description = "Only the scenarios of this name", HelpName = "NAME" };
        Option<bool> json = CommonOptions.Json();
        var junit = new Option<string?>("--junit") { Description = "Write the results as JUnit XML, too", HelpName = "FILE" };
        Option<bool> verbose = CommonOptions.Flag("--verbose", "Show what each run came to", "-v");
        var command = new Command("test", "Run the specifications of procedures; nothing of the workspace is changed") { paths, scenario, json, junit, verbose };
        options.AddTo(command);
        context.SetAction(command, json, async (parsed, cancellationToken) =>
        {
            long start = context.Time.GetTimestamp();
            var session = new TestSession(context, options, parsed)
            {
                Runs = options.ReadRuns(parsed, declared: 1),
                AtOnce = options.ReadParallel(parsed),
                Scenario = parsed.GetValue(scenario),
                IsVerbose = parsed.GetValue(verbose),
                IsQuiet = parsed.GetValue(json),
            };
            IReadOnlyList<FileReport> reports = await session.RunAsync(TestFiles.Find(parsed.GetValue(paths)!, context.WorkingDirectory), cancellationToken);
            TimeSpan duration = context.Time.GetElapsedTime(start);
            if (!parsed.GetValue(json))
            {
                new GherkinView(context.Console).Summary(reports, duration);
            }

            return reports.All(report => report.Passed) ? ExitCode.Success : ExitCode.Failed;
        });
        return command;
    }
}
