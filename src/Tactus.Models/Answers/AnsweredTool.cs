using Tactus.Protocol.Values;

namespace Tactus.Models.Answers;

/// <summary>A tool call that a model asks for.</summary>
/// <param name="Id">Its id; unique within the answer.</param>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">The arguments, or null when they are no JSON object.</param>
/// <param name="Problem">What is wrong with them, or null.</param>
/// <param name="Raw">What the model wrote in their place, or null.</param>
internal sealed record AnsweredTool(string Id, string Name, MapValue? Arguments, string? Problem, string? Raw);
