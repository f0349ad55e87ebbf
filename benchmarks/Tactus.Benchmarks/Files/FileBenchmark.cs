using System.Globalization;
using System.Text.Json;
using Tactus.Benchmarks.Machines;
using Tactus.Benchmarks.Measuring;
using Tactus.Benchmarks.Processes;
using Tactus.Benchmarks.Reporting;

namespace Tactus.Benchmarks.Files;

/// <summary>Reads of many small files through <c>File.read</c>, beside <c>cat</c> in a shell loop.</summary>
internal sealed class FileBenchmark : IBenchmark
{
    private const double Goal = 3;
    private const int Files = 5000;
    private const string Folder = "small";

    /// <inheritdoc/>
    public string Name => "files";

    /// <inheritdoc/>
    public string Title => $"`File.read` of {Files:N0} small files";

    /// <inheritdoc/>
    public Task RunAsync(Surroundings surroundings, ReportTable table)
    {
        long bytes = WriteFiles(Path.Combine(surroundings.Scratch, Folder));
        string[] drivers = [.. TactusCommand.UsableDrivers(surroundings)];
        IReadOnlyList<Sample> samples = Rounds.Run(
            surroundings.Times(full: 3, quick: 1),
            [() => Cat(surroundings), .. drivers.Select(driver => (Func<double>)(() => Read(surroundings, driver, bytes)))]);
        foreach ((string driver, Sample sample) in drivers.Zip(samples.Skip(1)))
        {
            table.AddRatio(driver, Milliseconds(sample), $"cat in a loop: {Milliseconds(samples[0])}", sample.RatioTo(samples[0]), Goal);
        }

        return Task.CompletedTask;
    }

    private static long WriteFiles(string folder)
    {
        long bytes = 0;
        Directory.CreateDirectory(folder);
        for (int i = 0; i < Files; i++)
        {
            byte[] content = new byte[200 + (i * 37 % 4000)];
            Array.Fill(content, (byte)'x');
            File.WriteAllBytes(Path.Combine(folder, $"{i:00000}.txt"), content);
            bytes += content.Length;
        }

        return bytes;
    }

    private static double Cat(Surroundings surroundings) =>
        ChildProcess.Run(new ChildCommand(["/bin/sh", "-c", $"for file in {Folder}/*; do cat \"$file\"; done >/dev/null"])
        {
            WorkingDirectory = surroundings.Scratch,
        }).Elapsed.TotalMilliseconds;

    private static double Read(Surroundings surroundings, string driver, long bytes)
    {
        ChildCommand command = TactusCommand.Run(
            surroundings, surroundings.Procedure("read-files.tac"), driver, "--param", $"directory={Folder}", "--json", "--quiet");
        using JsonDocument answer = JsonDocument.Parse(ChildProcess.Run(command with { WorkingDirectory = surroundings.Scratch }).Output);
        JsonElement output = answer.RootElement.GetProperty("output");
        return output.GetProperty("bytes").GetInt64() == bytes
            ? output.GetProperty("nanos").GetDouble() / 1_000_000
            : throw new InvalidOperationException($"read {output.GetProperty("bytes")} bytes of {bytes}");
    }

    private static string Milliseconds(Sample sample) => string.Create(CultureInfo.InvariantCulture, $"{sample.Median:0} ms");
}
