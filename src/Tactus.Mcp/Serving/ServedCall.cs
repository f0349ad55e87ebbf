using Tactus.Broker.People;
using Tactus.Protocol.Values;

namespace Tactus.Mcp.Serving;

/// <summary>One call of a procedure.</summary>
/// <param name="Input">Its input.</param>
/// <param name="OnProgress">Takes a line about what the run does now. Thread-safe and quick.</param>
/// <param name="People">Asks the person behind the client; null when the client has no way to.</param>
public sealed record ServedCall(MapValue Input, Action<string> OnProgress, IHumanChannel? People);
