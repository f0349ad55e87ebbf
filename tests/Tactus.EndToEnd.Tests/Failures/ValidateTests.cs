using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Failures;

// Proves that the program itself tells more than thirty mistakes of one file in one go, each with its place and what would mend it, and nothing else;
// and that a file with warnings alone passes, but not under --strict.
public sealed partial class ValidateTests : IDisposable
{
    private const int Fewest = 30;

    // The one mistake that only the program finds: it knows the steps.
    private const string UndefinedStep = "And the sun is shining";

    private readonly Desk _desk = new();

    [Fact]
    public async Task Every_mistake_of_a_file_is_told_in_one_go_and_nothing_else()
    {
        string source = File.ReadAllText(Checkout.PathOf("tests/Tactus.Analysis.Tests/mistakes.tac"));
        _desk.Write("mistakes.tac", source);
        string[] expected = [.. source.Split('\n').SelectMany((line, index) => Marks(line).Select(mark => string.Create(CultureInfo.InvariantCulture, $"{index + 1}:{mark}")))];

        Ended check = await _desk.DoAsync("validate", "mistakes.tac", "--json");

        check.ShouldExit(2);
        check.Json.GetProperty("valid").GetBoolean().ShouldBeFalse();
        JsonElement[] problems = [.. check.Json.GetProperty("problems").EnumerateArray()];
        problems.Select(problem => string.Create(CultureInfo.InvariantCulture, $"{problem.GetProperty("line").GetInt32()}:{problem.GetProperty("column")} {problem.GetProperty("code").GetString()}"))
            .ShouldBe(expected, check.ToString());
        problems.ShouldAllBe(problem => problem.GetProperty("file").GetString() == "mistakes.tac" && problem.GetProperty("mend").GetString()!.Length > 0);
        problems.Select(problem => problem.GetProperty("line").GetInt32()).Distinct().Count().ShouldBeGreaterThan(Fewest);
    }

    [Fact]
    public async Task A_warning_fails_only_a_strict_check()
    {
        _desk.Write("agent.tac", "planner = Agent { system_prompt = \"Plan.\" }\nProcedure { function() return { text = planner().output } end }\n");

        (await _desk.DoAsync("validate", "agent.tac")).ShouldExit(0).Error.ShouldContain("TAC1713");
        (await _desk.DoAsync("validate", "--strict", "agent.tac")).ShouldExit(2);
    }

    [Fact]
    public async Task A_default_model_of_the_configuration_is_one()
    {
        _desk.Write("agent.tac", "planner = Agent { system_prompt = \"Plan.\" }\nProcedure { function() return { text = planner().output } end }\n");
        await _desk.TrustAsync("agent.tac.yml", "models:\n  default: mock/echo\n  allow: [\"mock/*\"]\n");

        Ended check = await _desk.DoAsync("validate", "--strict", "agent.tac");

        check.ShouldExit(0);
    }

    public void Dispose() => _desk.Dispose();

    private static IEnumerable<string> Marks(string line) =>
        line.Trim() == UndefinedStep ? [$"{line.Length - line.TrimStart().Length + 1} TAC1513"] : Mark().Matches(line).Select(mark => $"{mark.Groups["column"].Value} {mark.Groups["code"].Value}");

    [GeneratedRegex(@"-- (?<code>TAC\d{4}):(?<column>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mark();
}
