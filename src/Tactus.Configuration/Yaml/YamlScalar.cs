namespace Tactus.Configuration.Yaml;

/// <summary>A scalar.</summary>
/// <param name="Mark">Where it begins.</param>
/// <param name="Text">Its text.</param>
/// <param name="IsPlain">True when it is written without quotes, so that it may be a number, a bool or null.</param>
internal sealed record YamlScalar(YamlMark Mark, string Text, bool IsPlain) : YamlNode(Mark)
{
    /// <summary>What the scalar means.</summary>
    public YamlScalarKind Kind => IsPlain ? PlainScalar.KindOf(Text) : YamlScalarKind.Text;

    /// <inheritdoc/>
    public override string Description => Kind switch
    {
        YamlScalarKind.Null => "nothing",
        YamlScalarKind.Boolean => $"the bool {Text}",
        YamlScalarKind.Integer or YamlScalarKind.Float => $"the number {Text}",
        _ => $"the text \"{Shorten(Text)}\"",
    };

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
