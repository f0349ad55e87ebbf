namespace Tactus.Policy.Grants;

/// <summary>The protocols by which models are asked.</summary>
public enum ModelProviderKind
{
    /// <summary>OpenAI's chat completions, which many servers speak.</summary>
    OpenAI,

    /// <summary>Anthropic's messages.</summary>
    Anthropic,

    /// <summary>Answers that trusted YAML writes down; nothing leaves the host.</summary>
    Mock,
}
