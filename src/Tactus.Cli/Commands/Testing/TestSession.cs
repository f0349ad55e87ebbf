using Tactus.Cli.Output;
using Tactus.Protocol;
using Tactus.Testing.Reports;
using Tactus.Testing.Specifications;

namespace Tactus.Cli.Commands.Testing;

/// <summary>One call of <c>tactus test</c>: reads the files, runs their scenarios side by side, and tells of them in their order.</summary>
/// <param name="console">For notes.</param>
/// <param name="tester">Reads a file and runs a scenario.</param>
/// <param name="printer">Tells a person.</param>
internal sealed class TestSession(CliConsole console, FileTester tester, TestPrinter printer)
{
    /// <summary>How often each scenario is run.</summary>
    public required int Runs { get; init; }

    /// <summary>How many guests at once.</summary>
    public required int AtOnce { get; init; }

    /// <summary>The name of the only scenarios to run, or null for all.</summary>
    public required string? Scenario { get; init; }

    /// <summary>Runs everything.</summary>
    /// <exception cref="TactusException">TAC7702: no scenario has the wanted name. TAC7704: there is nothing to test. TAC5xxx: there is no sandbox.</exception>
    public async Task<IReadOnlyList<FileReport>> RunAsync(IReadOnlyList<(string Path, bool IsNamed)> files, CancellationToken cancellationToken)
    {
        IReadOnlyList<TestedFile> read = await ReadAsync(files, cancellationToken);
        List<ScenarioJob> jobs = JobsOf(read);
        bool hasProblems = read.Any(file => file.Specification.Problems.Count > 0);
        if (jobs.Count == 0 && !hasProblems)
        {
            throw Scenario is { } wanted
                ? new TactusException("TAC7702", $"there is no scenario '{wanted}'", "tactus test without --scenario shows their names")
                : new TactusException("TAC7704", "there is nothing to test: no procedure that was named has a specification", "add a Specification; docs/testing.md shows one");
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task running = Task.Run(() => RunJobsAsync(jobs, stop.Token), CancellationToken.None);
        try
        {
            return await ReportAsync(read, jobs);
        }
        finally
        {
            // Whatever ended the report, no guest outlives this.
            await stop.CancelAsync();
            await running;
        }
    }

    private List<ScenarioJob> JobsOf(IReadOnlyList<TestedFile> files) =>
    [
        .. from file in files
           where file.Plan is not null && file.Specification.Problems.Count == 0
           from feature in file.Specification.Features
           from scenario in feature.Scenarios
           where Scenario is null || scenario.Name == Scenario || scenario.OutlineName == Scenario
           select new ScenarioJob(file.Plan!, scenario, Runs),
    ];

    private async Task<IReadOnlyList<TestedFile>> ReadAsync(IReadOnlyList<(string Path, bool IsNamed)> files, CancellationToken cancellationToken)
    {
        var read = new TestedFile[files.Count];
        await Parallel.ForAsync(0, files.Count, Degree(cancellationToken), async (i, token) => read[i] = await tester.ReadAsync(files[i].Path, files[i].IsNamed, token));
        for (int i = 0; i < files.Count; i++)
        {
            if (files[i].IsNamed && !read[i].HasSpecification)
            {
                console.Note($"{SafeText.Clean(files[i].Path)} has no specification: there is nothing to test in it", TextStyle.Warning);
            }
        }

        return [.. read.Where(file => file.HasSpecification)];
    }

    private async Task RunJobsAsync(List<ScenarioJob> jobs, CancellationToken cancellationToken)
    {
        try
        {
            await Parallel.ForEachAsync(
                jobs.SelectMany(job => Enumerable.Range(0, Runs).Select(run => (job, run))), Degree(cancellationToken),
                async (one, token) => one.job.Set(one.run, await tester.RunAsync(one.job.Plan, one.job.Scenario, token)));
        }
        catch (Exception error)
        {
            // Whoever waits for a scenario that will never be run must learn why, and tells it.
            jobs.ForEach(job => job.Fail(error));
        }
    }

    private ParallelOptions Degree(CancellationToken cancellationToken) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };

    private async Task<IReadOnlyList<FileReport>> ReportAsync(IReadOnlyList<TestedFile> files, List<ScenarioJob> jobs)
    {
        var byScenario = new Dictionary<ScenarioPlan, ScenarioJob>(ReferenceEqualityComparer.Instance);
        jobs.ForEach(job => byScenario.Add(job.Scenario, job));
        var reports = new List<FileReport>();
        foreach (TestedFile file in files)
        {
            printer.Problems(file.Specification);
            var features = new List<FeatureReport>();
            foreach (FeaturePlan feature in file.Specification.Features)
            {
                List<ScenarioJob> mine = [.. feature.Scenarios.Where(byScenario.ContainsKey).Select(scenario => byScenario[scenario])];
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
        printer.Feature(file.Name, feature);
        var scenarios = new List<ScenarioRuns>();
        foreach (ScenarioJob job in jobs)
        {
            printer.Waiting(job.Scenario);
            var runs = new ScenarioRuns(job.Scenario, await job.Results);
            printer.Scenario(runs);
            scenarios.Add(runs);
        }

        return new FeatureReport(feature, scenarios);
    }
}
