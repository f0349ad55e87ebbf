using Tactus.Protocol.Values;

namespace Tactus.Broker.HostTools;

/// <summary>One call of a host tool.</summary>
/// <param name="Arguments">The arguments, checked, with defaults.</param>
/// <param name="IdempotencyKey">The effect's key: 32 hexadecimal digits.</param>
internal sealed record HostToolCall(MapValue Arguments, string IdempotencyKey);
