using System.Xml.Linq;
using Tactus.Protocol.Values;
using Tactus.Testing.Reports;
using Tactus.Testing.Tests.Support;

namespace Tactus.Testing.Tests.Reports;

// Proves that the JUnit report has the structure that its readers know: the elements, the attributes, the counts that add up.
public sealed class JUnitReportTests
{
    private static readonly Dictionary<string, (string[] Attributes, string[] Children)> s_schema = new(StringComparer.Ordinal)
    {
        ["testsuites"] = (["name", "tests", "failures", "errors", "time"], ["testsuite"]),
        ["testsuite"] = (["name", "tests", "failures", "errors", "time", "timestamp"], ["testcase"]),
        ["testcase"] = (["name", "classname", "time"], ["error", "failure", "system-out"]),
        ["error"] = (["message", "type"], []),
        ["failure"] = (["message", "type"], []),
        ["system-out"] = ([], []),
    };

    private readonly XElement _root = Write(Samples.Report);

    [Fact]
    public void Every_element_has_the_attributes_and_children_of_the_schema()
    {
        _root.Name.LocalName.ShouldBe("testsuites");
        foreach (XElement element in _root.DescendantsAndSelf())
        {
            (string[] attributes, string[] children) = s_schema[element.Name.LocalName];
            element.Attributes().Select(attribute => attribute.Name.LocalName).ShouldBe(attributes);
            element.Elements().Select(child => child.Name.LocalName).Except(children, StringComparer.Ordinal).ShouldBeEmpty();
        }
    }

    [Fact]
    public void The_counts_are_those_of_the_cases()
    {
        foreach (XElement suite in _root.Elements("testsuite").Append(_root))
        {
            Number(suite, "tests").ShouldBe(suite.Descendants("testcase").Count());
            Number(suite, "failures").ShouldBe(suite.Descendants("failure").Count());
            Number(suite, "errors").ShouldBe(suite.Descendants("error").Count());
        }

        Number(_root, "tests").ShouldBe(4);
        Number(_root, "failures").ShouldBe(1);
        Number(_root, "errors").ShouldBe(2);
    }

    [Fact]
    public void A_failure_tells_expected_actual_and_place()
    {
        XElement failure = _root.Descendants("failure").ShouldHaveSingleItem();

        failure.Value.ShouldContain("expected: 3");
        failure.Value.ShouldContain("actual: 4");
        failure.Value.ShouldContain("a.tac:15");
        failure.Attribute("message")!.Value.ShouldBe("no\uFFFD (50 % of 2 runs passed)");
    }

    [Fact]
    public void A_failure_that_expected_nothing_in_particular_says_nothing_of_it()
    {
        ScenarioResult failed = ScenarioResult.Of(
            Samples.Feature.Scenarios[1], (MapValue)ValueJson.Parse("""{"steps":[{"status":"passed"},{"status":"failed","message":"it has 2"}]}"""), TimeSpan.FromSeconds(1));
        var report = new TestReport([new FileReport("a.tac", [new FeatureReport(Samples.Feature, [new ScenarioRuns(Samples.Feature.Scenarios[1], [failed])])], [], [])], DateTimeOffset.UnixEpoch, TimeSpan.Zero);

        string text = Write(report).Descendants("failure").ShouldHaveSingleItem().Value;

        text.ShouldNotContain("expected:");
        text.ShouldNotContain("actual:");
        text.ShouldContain("a.tac:15");
    }

    [Theory]
    [InlineData("\u001b[2J", "\uFFFD[2J")]
    [InlineData("\u009b2J\u0085\u007f", "\uFFFD2J\uFFFD\uFFFD")]
    [InlineData("not \u202edessap", "not \uFFFDdessap")]
    [InlineData("x\uffff\0", "x\uFFFD\uFFFD")]
    [InlineData("]]></failure><testcase name=\"&x;\"/>", "]]></failure><testcase name=\"&x;\"/>")]
    [InlineData("שלום, 日本語, \ud83d\ude00, tab\tand", "שלום, 日本語, \ud83d\ude00, tab\tand")]
    public void What_a_guest_said_changes_neither_the_elements_nor_what_is_read(string said, string shown)
    {
        var steps = Value.MapOf(("steps", Value.ListOf(
            Value.MapOf(("status", Value.Of("passed"))), Value.MapOf(("status", Value.Of("failed")), ("message", Value.Of(said)), ("expected", Value.Of(said))))));
        ScenarioResult failed = ScenarioResult.Of(Samples.Feature.Scenarios[1], steps, TimeSpan.FromSeconds(1));
        string name = "\u202e" + said;
        var feature = new FeatureReport(Samples.Feature with { Name = name }, [new ScenarioRuns(failed.Plan with { Name = name }, [failed])]);

        XElement root = Write(new TestReport([new FileReport("a.tac", [feature], [], [])], DateTimeOffset.UnixEpoch, TimeSpan.Zero));

        root.Descendants("testcase").ShouldHaveSingleItem().Attribute("name")!.Value.ShouldBe("\uFFFD" + shown);
        XElement failure = root.Descendants("failure").ShouldHaveSingleItem();
        failure.Attribute("message")!.Value.ShouldBe(shown);
        failure.Value.ShouldContain($"expected: {shown}");
    }

    private static int Number(XElement element, string attribute) => (int)element.Attribute(attribute)!;

    private static XElement Write(TestReport report)
    {
        using var stream = new MemoryStream();
        JUnitReport.Write(stream, report);
        stream.Position = 0;
        return XElement.Load(stream);
    }
}
