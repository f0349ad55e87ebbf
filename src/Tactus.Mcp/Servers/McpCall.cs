using Tactus.Protocol.Values;

namespace Tactus.Mcp.Servers;

/// <summary>One call of a tool.</summary>
/// <param name="Tool">The name that the server knows it by.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="IdempotencyKey">The effect's key: 32 hexadecimal digits.</param>
/// <param name="OnProgress">Takes what the server says of its progress.</param>
internal sealed record McpCall(string Tool, MapValue Arguments, string IdempotencyKey, Action<string> OnProgress);
