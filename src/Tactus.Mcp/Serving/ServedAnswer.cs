using Tactus.Protocol.Values;

namespace Tactus.Mcp.Serving;

/// <summary>How a call ended.</summary>
/// <param name="Text">For a reader.</param>
/// <param name="Structured">The output when it is a map, else null.</param>
/// <param name="IsError">True unless the run succeeded.</param>
public sealed record ServedAnswer(string Text, MapValue? Structured, bool IsError);
