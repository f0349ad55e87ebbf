using System.Text.Json;
using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Testing;

// Proves that whatever the repository ships keeps its own specification under every driver: the standard modules, the procedures that are ready to use,
// the examples, and the files of tests/dialect, which are written as procedures for the Python Tactus are.
public sealed class RepositoryProceduresTests : IDisposable
{
    private static readonly string[] Folders = ["procedures", "examples", "tests/dialect"];

    private readonly Desk _desk = new();

    public static TheoryData<string> Drivers => Machine.Drivers;

    public void Dispose() => _desk.Dispose();

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task Every_scenario_passes(string driver)
    {
        Ended ended = await _desk.DoAsync(["test", .. Folders.Select(Checkout.PathOf), "--mock", "--driver", driver, "--json"]);

        Failures(ended.Json).ShouldBeEmpty();
        ended.ShouldExit(0);
        ended.Json.GetProperty("files").GetArrayLength().ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task A_scenario_that_does_not_pass_would_be_found()
    {
        _desk.Write("p.tac", "Procedure { function() return 1 end }\nSpecification([[\nFeature: F\n  Scenario: S\n    Then the output should be 2\n]])\n");

        Ended ended = await _desk.DoAsync("test", "p.tac", "--mock", "--no-sandbox", "--json");

        Failures(ended.Json).ShouldBe(["p.tac: S: failed"]);
    }

    [Theory]
    [InlineData("procedures")]
    [InlineData("examples")]
    public async Task Every_file_is_laid_out_as_the_formatter_lays_it_out(string folder)
    {
        string[] files = Directory.GetFiles(Checkout.PathOf(folder), "*.tac", SearchOption.AllDirectories);

        (await _desk.DoAsync(["format", .. files, "--check"])).ShouldExit(0);
    }

    private static IReadOnlyList<string> Failures(JsonElement report) =>
    [
        .. from file in report.GetProperty("files").EnumerateArray()
           from feature in file.GetProperty("features").EnumerateArray()
           from scenario in feature.GetProperty("scenarios").EnumerateArray()
           from run in scenario.GetProperty("runs").EnumerateArray()
           let status = run.GetProperty("status").GetString()
           where status != "passed"
           select $"{file.GetProperty("file").GetString()}: {scenario.GetProperty("name").GetString()}: {status}",
    ];
}
