namespace Tactus.Protocol.Values;

/// <summary>What the objects <c>{"$bytes": …}</c>, <c>{"$double": …}</c> and <c>{"$map": …}</c> mean in JSON that is read.</summary>
public enum JsonMarkers
{
    /// <summary>They stand for values that JSON lacks: the text is a view of a value, made by us.</summary>
    Meaningful,

    /// <summary>They are objects like any other: the text comes from outside, which knows nothing of them.</summary>
    Plain,
}
