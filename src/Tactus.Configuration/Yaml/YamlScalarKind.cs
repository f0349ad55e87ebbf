namespace Tactus.Configuration.Yaml;

/// <summary>What a scalar means by YAML's core schema.</summary>
internal enum YamlScalarKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>Nothing: empty, <c>~</c> or <c>null</c>.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A decimal integer.</summary>
    Integer,

    /// <summary>A decimal number with a point or an exponent.</summary>
    Float,
}
