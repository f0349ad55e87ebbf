using System.Globalization;
using Tactus.Benchmarks.Machines;
using Tactus.Benchmarks.Measuring;
using Tactus.Benchmarks.Processes;
using Tactus.Benchmarks.Reporting;

namespace Tactus.Benchmarks.Starting;

/// <summary>Whole commands from the first example's start to its end, beside bare ones: a container, bubblewrap, a process.</summary>
internal sealed class StartBenchmark : IBenchmark
{
    // A guest without an argument says so and ends: as little as a container of this image can do.
    private const int GuestUsageExit = 2;

    /// <inheritdoc/>
    public string Name => "start";

    /// <inheritdoc/>
    public string Title => "Whole commands: `tactus run examples/01-hello/hello.tac`";

    /// <inheritdoc/>
    public Task RunAsync(Surroundings surroundings, ReportTable table)
    {
        IReadOnlyList<string> drivers = TactusCommand.UsableDrivers(surroundings);
        var timed = new Dictionary<string, Func<double>>(StringComparer.Ordinal)
        {
            ["/bin/true"] = Time(new ChildCommand(["/bin/true"])),
            ["tactus version"] = Time(TactusCommand.Of(surroundings, "version")),
            ["./tactus version"] = Time(new ChildCommand([Path.Combine(surroundings.Root, "tactus"), "version"])),
        };
        if (drivers.Contains("bubblewrap"))
        {
            timed["bwrap"] = Time(new ChildCommand(["bwrap", "--unshare-all", "--cap-drop", "ALL", "--ro-bind", "/", "/", "/bin/true"]));
        }

        if (drivers.Contains("docker"))
        {
            string image = ChildProcess.Run(TactusCommand.Of(surroundings, "sandbox", "build")).Output.Split(' ')[0];
            timed["docker run"] = Time(new ChildCommand(["docker", "run", "--rm", "--network", "none", image, "/tactus-guest"]) { ExpectedExit = GuestUsageExit });
        }

        foreach (string driver in drivers)
        {
            timed[driver] = Time(TactusCommand.Run(surroundings, surroundings.Hello, driver));
        }

        string[] names = [.. timed.Keys];
        IReadOnlyList<Sample> samples = Rounds.Run(surroundings.Times(full: 15, quick: 3), [.. timed.Values]);
        var measured = names.Zip(samples).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        Report(table, drivers, measured);
        return Task.CompletedTask;
    }

    private static void Report(ReportTable table, IReadOnlyList<string> drivers, Dictionary<string, Sample> measured)
    {
        foreach (string driver in drivers)
        {
            double? goal = driver switch { "docker" => 1.3, "bubblewrap" => 0.8, _ => null };
            foreach (string bare in new[] { "docker run", "bwrap", "/bin/true" }.Where(measured.ContainsKey))
            {
                table.AddRatio(
                    $"hello, {driver}", Milliseconds(measured[driver]), $"{bare}: {Milliseconds(measured[bare])}",
                    measured[driver].RatioTo(measured[bare]), bare == "docker run" ? goal : null);
            }
        }

        table.AddRatio(
            "`./tactus version`", Milliseconds(measured["./tactus version"]), $"the program itself: {Milliseconds(measured["tactus version"])}",
            measured["./tactus version"].RatioTo(measured["tactus version"]));
        table.AddFigure("what the script `./tactus` adds", measured["./tactus version"].Median - measured["tactus version"].Median, "ms");
    }

    private static Func<double> Time(ChildCommand command) => () => ChildProcess.Run(command).Elapsed.TotalMilliseconds;

    private static string Milliseconds(Sample sample) => string.Create(CultureInfo.InvariantCulture, $"{sample.Median:0.0} ms");
}
