namespace Tactus.Broker.Rooms;

/// <summary>Kinds of effect that live in a project of their own: models, MCP servers. One object serves many runs; it is opened once for each.</summary>
public interface IEffectRoom
{
    /// <summary>Makes the room's handlers for one run. Must be cheap: most runs use none of them.</summary>
    EffectRoomParts Open(EffectRoomServices services);
}
