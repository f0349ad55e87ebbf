using System.Globalization;
using System.Text.Json;
using Tactus.Benchmarks.Machines;
using Tactus.Benchmarks.Measuring;
using Tactus.Benchmarks.Processes;
using Tactus.Benchmarks.Reporting;

namespace Tactus.Benchmarks.LuaSpeed;

/// <summary>The CPU time of five programs in a real guest, beside the same files in <c>lua5.4</c>.</summary>
/// <remarks>
/// The guest's whole process is counted, its runtime's threads included, and from both sides is taken what a program costs that does nothing.
/// That is sounder than the machine inside this process: it is the native code that ships, under its own lock-down and allocator.
/// </remarks>
internal sealed class LuaBenchmark : IBenchmark
{
    private const string Nothing = "nothing";
    private static readonly string[] s_programs = ["fib", "loops", "tables", "strings", "sort"];

    /// <inheritdoc/>
    public string Name => "lua";

    /// <inheritdoc/>
    public string Title => "CPU time of Lua programs in the guest";

    /// <inheritdoc/>
    public Task RunAsync(Surroundings surroundings, ReportTable table)
    {
        if (!ChildProcess.IsInstalled("lua5.4"))
        {
            table.AddAbsence("all", "lua5.4 is not installed");
            return Task.CompletedTask;
        }

        foreach (string program in s_programs)
        {
            string file = surroundings.Procedure($"lua/{program}.tac");
            RequireSameResult(surroundings, file);
            string nothing = surroundings.Procedure($"lua/{Nothing}.tac");
            IReadOnlyList<Sample> samples = Rounds.Run(
                surroundings.Times(full: 5, quick: 1),
                () => InGuest(surroundings, file) - InGuest(surroundings, nothing),
                () => InReference(file) - InReference(nothing));
            table.AddRatio(program, Milliseconds(samples[0]), $"lua5.4: {Milliseconds(samples[1])}", samples[0].RatioTo(samples[1]), goal: 1.3);
        }

        return Task.CompletedTask;
    }

    private static double InGuest(Surroundings surroundings, string file) =>
        TactusCommand.RunForJson(surroundings, file, "none").GetProperty("usage").GetProperty("cpu_ms").GetDouble();

    private static double InReference(string file) =>
        1000 * double.Parse(Reference("dofile(arg[0])", "os.clock()", file), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Reference(string first, string then, string file) =>
        ChildProcess.Run(new ChildCommand(["lua5.4", "-e", $"arg = {{[0] = [[{file}]]}} local result = {first} print({then})"])).Output.Trim();

    // Two programs that do different work must not be compared.
    private static void RequireSameResult(Surroundings surroundings, string file)
    {
        JsonElement output = TactusCommand.RunForJson(surroundings, file, "none").GetProperty("output");
        string reference = Reference("dofile(arg[0])", "result", file);
        if (output.ToString() != reference)
        {
            throw new InvalidOperationException($"{file} gives {output} in the guest and {reference} in lua5.4");
        }
    }

    private static string Milliseconds(Sample sample) => string.Create(CultureInfo.InvariantCulture, $"{sample.Median:0} ms");
}
