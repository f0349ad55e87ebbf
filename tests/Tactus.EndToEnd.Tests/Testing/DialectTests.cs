using System.Text.Json;
using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Testing;

// Proves that files in the spellings of the Python dialect (tests/dialect) pass their own specifications under `tactus test --mock`, as they are and after
// `tactus format`, and that a file which does not pass is told.
public sealed class DialectTests : IDisposable
{
    private readonly Desk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task Every_file_passes_and_still_does_after_it_was_formatted()
    {
        string folder = Path.Combine(Checkout.Root, "tests", "dialect");
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            _desk.Write(Path.GetRelativePath(folder, file), File.ReadAllText(file));
        }

        string[] files = [.. Directory.EnumerateFiles(_desk.Workspace, "*.tac").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];
        files.Length.ShouldBeGreaterThan(16);
        await ShouldPassAsync(files);

        foreach (string file in files)
        {
            (await _desk.DoAsync("format", file)).ShouldExit(0);
        }

        await ShouldPassAsync(files);
    }

    [Fact]
    public async Task A_file_that_does_not_pass_is_told()
    {
        _desk.Write("01.tac", "return 'a'");
        _desk.Write("01.feature", "Feature: F\n  Scenario: S\n    When the procedure runs\n    Then the output should be \"b\"\n");
        (await _desk.DoAsync("test", "01.tac", "--mock", "--json")).ShouldExit(1).Json.GetProperty("failed").GetInt32().ShouldBe(1);
    }

    private async Task ShouldPassAsync(string[] files)
    {
        Ended ended = (await _desk.DoAsync(["test", .. files, "--mock", "--json"])).ShouldExit(0);
        JsonElement[] told = [.. ended.Json.GetProperty("files").EnumerateArray()];
        told.Select(file => file.GetProperty("file").GetString()).ShouldBe(files);
        told.ShouldAllBe(file => file.GetProperty("passed").GetBoolean() && file.GetProperty("features").GetArrayLength() > 0);
    }
}
