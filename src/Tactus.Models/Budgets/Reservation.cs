namespace Tactus.Models.Budgets;

/// <summary>What a call may use up at most, set aside until it is known what it did.</summary>
/// <param name="InputTokens">Tokens of input.</param>
/// <param name="OutputTokens">Tokens of output.</param>
/// <param name="Dollars">US dollars.</param>
/// <param name="MaxTokens">Most tokens that the answer may have, or null for the provider's own limit.</param>
internal sealed record Reservation(long InputTokens, long OutputTokens, double Dollars, int? MaxTokens);
