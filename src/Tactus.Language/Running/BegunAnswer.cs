using Tactus.Protocol.V1;

namespace Tactus.Language.Running;

/// <summary>The answer to an effect that was begun.</summary>
/// <param name="Branch">Path of the branch that asked; it has no other effect under way.</param>
/// <param name="Response">What it is told.</param>
public readonly record struct BegunAnswer(string Branch, PerformResponse Response);
