namespace Tactus.Testing.Reports;

/// <summary>What came of a step.</summary>
public enum StepStatus
{
    /// <summary>It holds.</summary>
    Passed,

    /// <summary>It does not.</summary>
    Failed,

    /// <summary>One before it did not, or the run ended before it.</summary>
    Skipped,
}
