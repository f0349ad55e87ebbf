namespace Tactus.Policy.Grants;

/// <summary>A JSON-shaped template: text with placeholders at its leaves.</summary>
public abstract record TemplateNode
{
    /// <summary>A leaf of text with placeholders.</summary>
    public sealed record Text(string Template) : TemplateNode;

    /// <summary>A leaf that is a number, a bool or null, as its JSON text.</summary>
    public sealed record Literal(string Json) : TemplateNode;

    /// <summary>A list.</summary>
    public sealed record List(IReadOnlyList<TemplateNode> Items) : TemplateNode;

    /// <summary>A map.</summary>
    public sealed record Map(IReadOnlyDictionary<string, TemplateNode> Entries) : TemplateNode;
}
