using Tactus.Configuration.Keys;

namespace Tactus.Configuration.Explaining;

/// <summary>What a value gives away.</summary>
/// <param name="Level">How much.</param>
/// <param name="Sentence">What, in one sentence; empty for nothing.</param>
public sealed record RiskAssessment(RiskLevel Level, string Sentence)
{
    /// <summary>Nothing beyond the defaults.</summary>
    public static RiskAssessment None { get; } = new(RiskLevel.Low, "");
}
