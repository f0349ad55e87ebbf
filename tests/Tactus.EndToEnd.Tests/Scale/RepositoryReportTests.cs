using System.Globalization;
using Tactus.EndToEnd.Tests.Fixtures;
using Tactus.EndToEnd.Tests.Security.Support;
using Xunit.Abstractions;

namespace Tactus.EndToEnd.Tests.Scale;

// Proves that examples/02-repository-report reads this repository, and a tree of 20,000 files, under every driver with the same report byte for byte,
// and that the guest never holds more than 96 MiB.
public sealed class RepositoryReportTests(ITestOutputHelper output) : IDisposable
{
    private const int Directories = 200;
    private const int FilesEach = 100;
    private const long MostResidentKibibytes = 96 * 1024;

    private readonly Desk _desk = new();

    [Fact]
    public async Task This_repository_gives_the_same_report_under_every_driver()
    {
        await CopyTrackedFilesAsync();
        await ReportAsync(files => files > 500);
    }

    [Fact]
    public async Task Twenty_thousand_files_give_the_same_report_under_every_driver()
    {
        for (int directory = 0; directory < Directories; directory++)
        {
            string path = Directory.CreateDirectory(_desk.PathOf(string.Create(CultureInfo.InvariantCulture, $"d{directory:000}"))).FullName;
            for (int file = 0; file < FilesEach; file++)
            {
                // One in fifty is a copy of another one, one in seventy holds a mark.
                int kind = file % 50 == 0 ? 0 : (directory * FilesEach) + file;
                string text = string.Create(CultureInfo.InvariantCulture, $"int f{kind}(void)\n{{\n    return {kind};{(kind % 70 == 1 ? " // TODO: more" : "")}\n}}\n");
                await File.WriteAllTextAsync(Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"f{file:00}.c")), text);
            }
        }

        // The procedure's own files are three more.
        await ReportAsync(files => files >= Directories * FilesEach);
    }

    public void Dispose() => _desk.Dispose();

    private async Task ReportAsync(Func<int, bool> isWhole)
    {
        await LayOutExampleAsync();
        var reports = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (string driver in Machine.Names)
        {
            await using HeldRun run = await HeldRun.StartAsync(_desk, driver, "report.tac");
            long peak = ProcessFacts.Kibibytes(run.Guest, "VmHWM");
            Ended ended = (await run.ReleaseAsync()).ShouldExit(0);
            output.WriteLine($"{driver}: {ended.Json.GetProperty("output")} in {ended.Took.TotalSeconds:0.0} s, the guest's peak {peak} KiB");
            peak.ShouldBeLessThan(MostResidentKibibytes);
            isWhole(ended.Json.GetProperty("output").GetProperty("files").GetInt32()).ShouldBeTrue(ended.ToString());
            reports[driver] = await File.ReadAllBytesAsync(_desk.PathOf("report.md"));
            foreach (string name in new[] { "report.md", "report.json", "held", "gate" })
            {
                File.Delete(_desk.PathOf(name));
            }
        }

        foreach (byte[] report in reports.Values)
        {
            report.ShouldBe(reports[Machine.Names[0]]);
        }
    }

    // The example as it is, but that it waits before its last line, so that its whole life can be measured.
    private async Task LayOutExampleAsync()
    {
        string example = Path.Combine(Checkout.Root, "examples", "02-repository-report");
        foreach (string name in new[] { "languages.tac", "walk.tac" })
        {
            File.Copy(Path.Combine(example, name), _desk.PathOf(name), overwrite: true);
        }

        const string last = "    print(string.format(\"%d files";
        string procedure = await File.ReadAllTextAsync(Path.Combine(example, "report.tac"));
        procedure.ShouldContain(last);
        _desk.Write("report.tac", procedure.Replace(last, "    Host.call(\"hold\", {})\n" + last, StringComparison.Ordinal));
        string sidecar = await File.ReadAllTextAsync(Path.Combine(example, "report.tac.yml"));
        await _desk.TrustAsync("report.tac.yml", sidecar.Replace("[repository.log]", "[repository.log, hold]", StringComparison.Ordinal).TrimEnd() + "\n" + HeldRun.Tool + "\n");
    }

    private async Task CopyTrackedFilesAsync()
    {
        Dictionary<string, string> environment = new(_desk.Environment, StringComparer.Ordinal)
        {
            ["GIT_CONFIG_COUNT"] = "1",
            ["GIT_CONFIG_KEY_0"] = "safe.directory",
            ["GIT_CONFIG_VALUE_0"] = "*",
        };
        string[] copy = ["/usr/bin/git", "clone", "--quiet", "--no-hardlinks", "--depth=20", "file://" + Checkout.Root, "."];
        await using RunningProgram git = RunningProgram.Start(copy, _desk.Workspace, environment);
        (await git.EndAsync()).ShouldExit(0);
    }
}
