using System.Globalization;
using Tactus.Benchmarks.Machines;
using Tactus.Benchmarks.Measuring;
using Tactus.Benchmarks.Processes;
using Tactus.Benchmarks.Reporting;

namespace Tactus.Benchmarks.Guests;

/// <summary>How long a guest takes to its first Lua line, and how much memory it takes.</summary>
internal sealed class GuestBenchmark : IBenchmark
{
    private const double GoalMilliseconds = 12;
    private const double GoalMegabytesOnHello = 16;
    private const double GoalMegabytesAfterCalls = 32;

    /// <inheritdoc/>
    public string Name => "guest";

    /// <inheritdoc/>
    public string Title => "The guest by itself";

    /// <inheritdoc/>
    public async Task RunAsync(Surroundings surroundings, ReportTable table)
    {
        var firstLine = new Sample();
        var bare = new Sample();
        var hello = new Sample();
        for (int round = surroundings.Times(full: 40, quick: 5); round >= 0; round--)
        {
            GuestLife life = await GuestStarter.RunAsync(surroundings, surroundings.Procedure("first-line.tac"));
            GuestLife greeting = await GuestStarter.RunAsync(surroundings, Path.Combine(surroundings.Root, surroundings.Hello));
            double process = ChildProcess.Run(new ChildCommand(["/bin/true"])).Elapsed.TotalMilliseconds;
            firstLine.Add(life.FirstLine);
            hello.Add(greeting.PeakMemory);
            bare.Add(process);
        }

        table.AddFigure(
            "start to first Lua line", firstLine.Median, "ms", GoalMilliseconds,
            string.Create(CultureInfo.InvariantCulture, $"/bin/true: {bare.Median:0.0} ms"), firstLine.RatioTo(bare));
        table.AddFigure("most memory, hello", hello.Median, "MiB", GoalMegabytesOnHello);

        var afterCalls = new Sample();
        for (int round = surroundings.Times(full: 5, quick: 1); round > 0; round--)
        {
            afterCalls.Add((await GuestStarter.RunAsync(surroundings, surroundings.Procedure("many-calls.tac"))).PeakMemory);
        }

        table.AddFigure("most memory, 20,000 calls", afterCalls.Median, "MiB", GoalMegabytesAfterCalls);
    }
}
