using System.Diagnostics;
using System.Globalization;
using System.Text;
using Tactus.Analysis.Findings;
using Tactus.Analysis.Sources;

namespace Tactus.Analysis.Tests;

// Proves that neither a deep nor a huge source kills or hangs the process that checks it.
public sealed class HostileSizeTests
{
    private const int Million = 1_000_000;
    private const int SmallStack = 256 * 1024;
    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(60);

    public static TheoryData<string, string, int> Shapes() => new()
    {
        { "x=", "(", Million },
        { "x=", "{", Million },
        { "", "do ", Million },
        { "x=", "f{", Million },
        { "x=a", ".b", Million },
        { "x=a", "+checkpoint(function() y=1 end)", Million / 10 },
        { "", "Agent{model=1}", Million / 5 },
        { "", "nothing()", Million },
        { "", "::a::goto a ", Million / 10 },
        { "x={", "a=1,", Million },
        { "x=", "\"", Million },
        { "", "local function f() ", Million },
        { "x=", "field.string{enum={1}}..", Million / 20 },
        { "", "f#() ", Million / 2 },
        { "", "a#=Tool{} ", Million / 4 },
        { "", "Agent 'x#' {} ", Million / 4 },
        { "", "Agent 'x' {} ", Million / 4 },
        { "x={", "Agent{tools={'t#'}},", Million / 10 },
        { "x=Agent{tools={", "'t#',", Million / 4 },
        { "", "Mocks{a#={returns=1}} ", Million / 10 },
        { "x=a", "(Agent{})", Million / 10 },
        { "", "Step('s#') ", Million / 10 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void It_ends_soon(string before, string repeated, int count)
    {
        byte[] source = Encoding.ASCII.GetBytes(before + string.Concat(Enumerable.Range(0, count)
            .Select(number => repeated.Replace("#", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))));
        long began = Stopwatch.GetTimestamp();

        IReadOnlyList<Finding> findings = [];
        OnSmallStack(() => findings = SourceAnalyzer.Analyze([new SourceText("x.tac", source)], new AnalysisSettings()));

        findings.Count.ShouldBeLessThanOrEqualTo(1101);
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(s_most);
    }

    // A quarter of what the smallest of the usual threads has: what recurses with the source would end the process here.
    private static void OnSmallStack(Action action)
    {
        var thread = new Thread(() => action(), SmallStack);
        thread.Start();
        thread.Join();
    }
}
