namespace Tactus.Configuration.Keys;

/// <summary>What a key's value looks like in YAML.</summary>
public enum ValueKind
{
    /// <summary>A map whose keys are keys of their own.</summary>
    Section,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A time: seconds, or a whole number with ms, s, m, h or d.</summary>
    Duration,

    /// <summary>A size: bytes, or a whole number with k, m, g or t (binary multiples).</summary>
    Size,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Text with placeholders.</summary>
    Template,

    /// <summary>A list of texts with placeholders.</summary>
    TemplateList,

    /// <summary>Any YAML whose texts may be placeholders.</summary>
    TemplateTree,

    /// <summary>A list of tool names and patterns.</summary>
    ToolPatterns,

    /// <summary>A list of <c>HOST:TARGET[:ro|rw]</c>.</summary>
    Volumes,

    /// <summary>A list of hosts, with or without a port.</summary>
    Hosts,

    /// <summary>Any plain YAML value.</summary>
    Value,

    /// <summary>A list of plain YAML values.</summary>
    ValueList,

    /// <summary>What an argument must be: a type's name, or a map.</summary>
    Argument,

    /// <summary>A map from names to arguments.</summary>
    Arguments,

    /// <summary>A host tool.</summary>
    HostTool,

    /// <summary>A program's name, or a list of it and its arguments.</summary>
    Command,

    /// <summary>An MCP server.</summary>
    McpServer,

    /// <summary>A model's id.</summary>
    ModelId,

    /// <summary>A list of model ids and patterns.</summary>
    ModelPatterns,

    /// <summary>A provider of models.</summary>
    ModelProvider,

    /// <summary>What a model costs.</summary>
    ModelPrice,
}
