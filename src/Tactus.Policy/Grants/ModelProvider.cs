namespace Tactus.Policy.Grants;

/// <summary>Where models of one name are asked, as trusted YAML declares it.</summary>
public sealed record ModelProvider
{
    /// <summary>The name: what stands before the first slash of a model's id.</summary>
    public required string Name { get; init; }

    /// <summary>The protocol.</summary>
    public required ModelProviderKind Kind { get; init; }

    /// <summary>Absolute http or https URL without a trailing slash; empty for a mock.</summary>
    public required string BaseUrl { get; init; }

    /// <summary>Template of the key, for instance <c>${secret:OPENAI_API_KEY}</c>; null for none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>OpenAI's organization, or null.</summary>
    public string? Organization { get; init; }

    /// <summary>Templates of headers that are sent with every request, by name.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Time of one attempt. Default: 5 min.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest time without a byte of the answer. Default: 60 s.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Attempts after the first. Default: 2.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>The answers of a mock as the JSON text of a list; null for none.</summary>
    public string? AnswersJson { get; init; }

    /// <summary>Where it is declared.</summary>
    public required Provenance Provenance { get; init; }
}
