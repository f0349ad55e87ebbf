namespace Tactus.Policy.Grants;

/// <summary>What a model costs.</summary>
/// <param name="Input">US dollars for a million tokens of input.</param>
/// <param name="Output">US dollars for a million tokens of output.</param>
/// <param name="CachedInput">US dollars for a million tokens of input that the provider had cached.</param>
public sealed record ModelPrice(double Input, double Output, double CachedInput)
{
    private const double Million = 1_000_000;

    /// <summary>What so many tokens cost, in US dollars.</summary>
    /// <param name="inputTokens">Tokens of input, the cached ones among them.</param>
    /// <param name="cachedTokens">Tokens of input that the provider had cached.</param>
    /// <param name="outputTokens">Tokens of output.</param>
    public double Of(long inputTokens, long cachedTokens, long outputTokens)
    {
        var cached = Math.Min(cachedTokens, inputTokens);
        return (((inputTokens - cached) * Input) + (cached * CachedInput) + (outputTokens * Output)) / Million;
    }
}
