using Tactus.Protocol.Values;

namespace Tactus.Broker.Runs;

/// <summary>Where a child run stands.</summary>
/// <param name="Id">Its id, as it was asked for.</param>
/// <param name="IsTerminal">True when it has ended for good.</param>
/// <param name="Status">The status's name: <c>succeeded</c>.</param>
/// <param name="Output">Its output, or null.</param>
public sealed record ChildRunState(string Id, bool IsTerminal, string Status, Value? Output);
