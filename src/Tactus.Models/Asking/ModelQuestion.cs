using Tactus.Models.Requests;
using Tactus.Policy.Grants;

namespace Tactus.Models.Asking;

/// <summary>One question to one model.</summary>
/// <param name="Provider">Whom to ask.</param>
/// <param name="Model">The model's name as the provider knows it.</param>
/// <param name="Request">What to ask.</param>
/// <param name="MaxTokens">Most tokens of the answer, or null.</param>
/// <param name="IdempotencyKey">The effect's key.</param>
/// <param name="Show">Is shown each piece of the text as it comes.</param>
internal sealed record ModelQuestion(ModelProvider Provider, string Model, ChatRequest Request, int? MaxTokens, string IdempotencyKey, Action<string> Show);
