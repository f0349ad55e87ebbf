using Tactus.Broker.Gate;
using Tactus.Broker.Rooms;

namespace Tactus.Broker.Tests.Support;

/// <summary>A room of ready handlers.</summary>
internal sealed class HandlerRoom(IReadOnlyList<IEffectHandler> handlers) : IEffectRoom
{
    public EffectRoomParts Open(EffectRoomServices services) => new(handlers);
}
