using System.Text.Json;
using Tactus.Testing.Reports;
using Tactus.Testing.Tests.Support;

namespace Tactus.Testing.Tests.Reports;

// Proves that the JSON report is one object with the keys that docs/testing.md lists.
public sealed class TestReportJsonTests
{
    [Fact]
    public void The_report_has_its_keys()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            TestReportJson.Write(writer, Samples.Report);
        }

        JsonElement root = JsonDocument.Parse(stream.ToArray()).RootElement;
        Keys(root).ShouldBe(["passed", "scenarios", "failed", "problems", "seconds", "files"]);
        root.GetProperty("passed").GetBoolean().ShouldBeFalse();
        JsonElement file = root.GetProperty("files")[0];
        Keys(file).ShouldBe(["file", "passed", "problems", "warnings", "features"]);
        JsonElement scenario = file.GetProperty("features")[0].GetProperty("scenarios")[1];
        Keys(scenario).ShouldBe(["name", "rule", "tags", "file", "line", "passed", "success_rate", "mean_seconds", "variance_seconds", "runs"]);
        JsonElement step = scenario.GetProperty("runs")[0].GetProperty("steps")[1];
        Keys(step).ShouldBe(["keyword", "text", "line", "status", "message", "expected", "actual", "error"]);
        root.GetProperty("files")[1].GetProperty("problems")[0].GetProperty("code").GetString().ShouldBe("TAC1513");
    }

    private static string[] Keys(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];
}
