namespace Tactus.Testing.Reports;

/// <summary>What came of a scenario.</summary>
public enum ScenarioStatus
{
    /// <summary>Every step holds.</summary>
    Passed,

    /// <summary>A step does not.</summary>
    Failed,

    /// <summary>It could not be gone through to its end: the guest was lost, an amount was used up, a denial ended the run.</summary>
    Broken,
}
