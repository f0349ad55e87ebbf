namespace Tactus.Policy.Data;

/// <summary>One entry of a policy list and why it is there.</summary>
/// <param name="Entry">What is listed.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record ReasonedEntry(string Entry, string Reason);
