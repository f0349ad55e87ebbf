using Tactus.Broker.Gate;

namespace Tactus.Broker.Rooms;

/// <summary>What a room adds to one run.</summary>
/// <param name="Handlers">Its kinds of effect.</param>
/// <param name="Lifetime">What ends with the run: servers, connections. Default: nothing.</param>
public sealed record EffectRoomParts(IReadOnlyList<IEffectHandler> Handlers, IAsyncDisposable? Lifetime = null);
