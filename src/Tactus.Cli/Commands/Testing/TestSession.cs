using System.CommandLine;
using Tactus.Cli.Output;
using Tactus.Engine.Runs;
using Tactus.Policy.Grants;
using Tactus.Protocol;
using Tactus.Sandbox.Drivers;
using Tactus.Testing.Reports;
using Tactus.Testing.Specifications;

namespace Tactus.Cli.Commands.Testing;

/// <summary>One call of <c>tactus test</c>: reads the files, runs their scenarios side by side, and prints them in their order.</summary>
internal sealed class TestSession(CliContext context, TestOptions options, ParseResult parsed)
{
    private readonly FileTester _tester = new(context, options, parsed);
    private readonly GherkinView _view = new(context.Console);

    /// <summary>How often each scenario is run.</summary>
    public required int Runs { get; init; }

    /// <summary>How many guests at once.</summary>
    public required int AtOnce { get; init; }

    /// <summary>The name of the only scenarios to run, or null for all.</summary>
    public required string? Scenario { get; init; }

    /// <summary>True to show what each run came to.</summary>
    public required bool IsVerbose { get; init; }

    /// <summary>True to print nothing on standard output.</summary>
    public required bool IsQuiet { get; init; }

    /// <summary>Runs everything.</summary>
    public async Task<IReadOnlyList<FileReport>> RunAsync(IReadOnlyList<(string Path, bool IsNamed)> files, CancellationToken cancellationToken)
    {
        IReadOnlyList<TestedFile> read = await ReadAsync(files, cancellationToken);
        var jobs = new List<ScenarioJob>();
        foreach (TestedFile file in read.Where(file => file.Plan is not null && file.Specification.Problems.Count == 0))
        {
            jobs.AddRange(file.Specification.Features.SelectMany(feature => feature.Scenarios)
                .Where(IsWanted)
                .Select(scenario => new ScenarioJob(file.Plan!, scenario, Runs)));
        }

        if (Scenario is { } wanted && jobs.Count == 0)
        {
            throw new TactusException("TAC7702", $"there is no scenario '{wanted}'", "tactus test without --scenario shows their names");
        }

        ISandboxDriver? driver = jobs.Count == 0 ? null : await ChooseDriverAsync(jobs[0].Plan, cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task running = driver is null ? Task.CompletedTask : Task.Run(() => RunJobsAsync(jobs, driver, stop.Token), CancellationToken.None);
        try
        {
            return await ReportAsync(read, jobs);
        }
        finally
        {
            await stop.CancelAsync();
            await running.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private bool IsWanted(ScenarioPlan scenario) =>
        Scenario is null || string.Equals(scenario.Name, Scenario, StringComparison.Ordinal) || string.Equals(scenario.OutlineName, Scenario, StringComparison.Ordinal);

    private async Task<IReadOnlyList<TestedFile>> ReadAsync(IReadOnlyList<(string Path, bool IsNamed)> files, CancellationToken cancellationToken)
    {
        var read = new TestedFile[files.Count];
        await Parallel.ForAsync(0, files.Count, Degree(cancellationToken), async (i, token) => read[i] = await _tester.ReadAsync(files[i].Path, token));
        for (int i = 0; i < files.Count; i++)
        {
            if (files[i].IsNamed && !read[i].HasSpecification)
            {
                context.Console.Note($"{SafeText.Clean(files[i].Path)} has no specification: there is nothing to test", TextStyle.Warning);
            }
        }

        return [.. read.Where(file => file.HasSpecification)];
    }

    private async Task<ISandboxDriver> ChooseDriverAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        DriverSelection selection = await context.Engine.Drivers.ChooseAsync(plan.Driver, cancellationToken);
        if (selection.Notice is { } notice)
        {
            context.Console.Note(notice);
        }

        return selection.Driver;
    }

    private async Task RunJobsAsync(List<ScenarioJob> jobs, ISandboxDriver driver, CancellationToken cancellationToken)
    {
        try
        {
            await Parallel.ForEachAsync(
                jobs.SelectMany(job => Enumerable.Range(0, Runs).Select(run => (job, run))), Degree(cancellationToken),
                async (one, token) => one.job.Set(one.run, await _tester.RunAsync(one.job.Plan, one.job.Scenario, driver, token)));
        }
        catch (Exception error)
        {
            // Whoever waits for a scenario that will never be run must learn why.
            jobs.ForEach(job => job.Fail(error));
            throw;
        }
    }

    private ParallelOptions Degree(CancellationToken cancellationToken) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };

    private async Task<IReadOnlyList<FileReport>> ReportAsync(IReadOnlyList<TestedFile> files, List<ScenarioJob> jobs)
    {
        var byPlan = jobs.ToDictionary(job => job.Scenario);
        var reports = new List<FileReport>();
        foreach (TestedFile file in files)
        {
            foreach (TactusException problem in file.Specification.Problems)
            {
                if (!IsQuiet)
                {
                    ErrorReport.Of(problem).Print(context.Console);
                }
            }

            foreach (TactusException warning in file.Specification.Warnings)
            {
                context.Console.Note($"warning {warning.Code}: {SafeText.Clean(warning.Message)} ({SafeText.Clean(warning.File ?? "")}:{warning.Line})", TextStyle.Warning);
            }

            var features = new List<FeatureReport>();
            foreach (FeaturePlan feature in file.Specification.Features)
            {
                List<ScenarioJob> mine = [.. feature.Scenarios.Where(byPlan.ContainsKey).Select(scenario => byPlan[scenario])];
                if (mine.Count > 0)
                {
                    features.Add(await ReportAsync(file, feature, mine));
                }
            }

            reports.Add(new FileReport(file.Name, features, file.Specification.Problems, file.Specification.Warnings));
        }

        return reports;
    }

    private async Task<FeatureReport> ReportAsync(TestedFile file, FeaturePlan feature, List<ScenarioJob> jobs)
    {
        var scenarios = new List<ScenarioRuns>();
        if (!IsQuiet)
        {
            _view.Feature(file.Name, feature);
        }

        foreach (ScenarioJob job in jobs)
        {
            var runs = new ScenarioRuns(job.Scenario, await job.Results);
            scenarios.Add(runs);
            if (!IsQuiet)
            {
                _view.Scenario(runs, IsVerbose);
            }
        }

        return new FeatureReport(feature, scenarios);
    }
}
