namespace Tactus.Protocol.Values;

/// <summary>The seven kinds of value that cross the wire, stand in the journal and reach Lua.</summary>
public enum ValueKind
{
    /// <summary>Lua's nil; <c>Json.null</c> inside tables.</summary>
    Null,

    /// <summary>True or false.</summary>
    Bool,

    /// <summary>A 64-bit signed integer.</summary>
    Integer,

    /// <summary>A 64-bit IEEE 754 float.</summary>
    Double,

    /// <summary>A string of bytes; Lua strings are bytes.</summary>
    Bytes,

    /// <summary>A list of values.</summary>
    List,

    /// <summary>A map from byte strings to values.</summary>
    Map,
}
