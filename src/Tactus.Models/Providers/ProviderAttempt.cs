using Tactus.Models.Requests;

namespace Tactus.Models.Providers;

/// <summary>One attempt to ask a provider.</summary>
/// <param name="Request">What is asked.</param>
/// <param name="IdempotencyKey">The effect's key: the same for every attempt, also after a crash.</param>
internal sealed record ProviderAttempt(ChatRequest Request, string IdempotencyKey);
