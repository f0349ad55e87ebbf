namespace Tactus.Policy.Schemas;

/// <summary>Types of an argument.</summary>
public enum ArgumentType
{
    /// <summary>Text.</summary>
    String,

    /// <summary>An integer.</summary>
    Integer,

    /// <summary>An integer or a float.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A list.</summary>
    Array,

    /// <summary>A map.</summary>
    Object,

    /// <summary>Any value.</summary>
    Any,
}
