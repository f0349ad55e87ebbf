namespace Tactus.Models.Requests;

/// <summary>One message of a conversation.</summary>
/// <param name="Role"><c>system</c>, <c>user</c>, <c>assistant</c> or <c>tool</c>.</param>
/// <param name="Content">Its text; empty for an assistant that only asked for tools.</param>
/// <param name="Name">Who says it, or null.</param>
/// <param name="ToolCalls">What an assistant asked for.</param>
/// <param name="ToolCallId">The call that a tool's message answers, or null.</param>
public sealed record PromptMessage(string Role, string Content, string? Name, IReadOnlyList<AskedTool> ToolCalls, string? ToolCallId);
