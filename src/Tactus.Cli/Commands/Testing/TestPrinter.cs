using Tactus.Cli.Output;
using Tactus.Protocol;
using Tactus.Testing.Reports;
using Tactus.Testing.Specifications;

namespace Tactus.Cli.Commands.Testing;

/// <summary>Tells a person how a test goes on: problems at once, scenarios in the order of their text, and on a terminal which one is waited for.</summary>
/// <param name="console">Where to.</param>
/// <param name="isQuiet">True to print nothing on standard output.</param>
/// <param name="isVerbose">True to show what each run came to.</param>
internal sealed class TestPrinter(CliConsole console, bool isQuiet, bool isVerbose)
{
    private const string ToLineStart = "\r\u001b[K";

    private readonly GherkinView _view = new(console);
    private bool _isWaiting;

    /// <summary>What keeps a procedure from being tested, and what a person should know.</summary>
    public void Problems(SpecificationPlan specification)
    {
        foreach (TactusException problem in isQuiet ? [] : specification.Problems)
        {
            ErrorReport.Of(problem).Print(console);
        }

        foreach (TactusException warning in specification.Warnings)
        {
            console.Note($"warning {warning.Code}: {SafeText.Clean(warning.Message)} ({SafeText.Clean(warning.File ?? "")}:{warning.Line})", TextStyle.Warning);
        }
    }

    /// <summary>The heading of a feature.</summary>
    public void Feature(string file, FeaturePlan feature)
    {
        if (!isQuiet)
        {
            _view.Feature(file, feature);
        }
    }

    /// <summary>Which scenario is waited for.</summary>
    public void Waiting(ScenarioPlan scenario)
    {
        if (console.CanRedraw)
        {
            console.Error.Write($"{ToLineStart}  … {SafeText.OneLine(scenario.Name, Math.Max(10, console.Width - 8))}");
            _isWaiting = true;
        }
    }

    /// <summary>A scenario that was run.</summary>
    public void Scenario(ScenarioRuns runs)
    {
        if (_isWaiting)
        {
            console.Error.Write(ToLineStart);
            _isWaiting = false;
        }

        if (!isQuiet)
        {
            _view.Scenario(runs, isVerbose);
        }
    }

    /// <summary>What came of everything.</summary>
    public void Summary(TestReport report)
    {
        if (!isQuiet)
        {
            _view.Summary(report);
        }
    }
}
