using Tactus.Policy.Grants;

namespace Tactus.Policy.Models;

/// <summary>Decides which models a run may ask. Pure and thread-safe.</summary>
public static class ModelPolicy
{
    /// <summary>The key of the allow-list.</summary>
    public const string AllowKey = "models.allow";

    /// <summary>The name of the provider that every run has.</summary>
    public const string MockProvider = "mock";

    private static readonly ModelProvider BuiltInMock = new()
    {
        Name = MockProvider, Kind = ModelProviderKind.Mock, BaseUrl = "", Provenance = Provenance.Default,
    };

    /// <summary>Decides.</summary>
    /// <param name="grant">The run's grant.</param>
    /// <param name="id">An id without problems (<see cref="ModelName.FindProblem"/>).</param>
    public static ModelDecision Decide(Grant grant, string id)
    {
        var name = ModelName.ProviderOf(id);
        if (FindProvider(grant.Models, name) is not { } provider)
        {
            return new ModelDecision.Denied($"models.providers declares no {name}{Declared(grant.Models)}", $"models:\n  providers: {{{name}: {ProviderYaml(name)}}}");
        }

        if (grant.Models.Allowed.Any(pattern => ModelPattern.Parse(pattern).Matches(id)))
        {
            return new ModelDecision.Allowed(provider);
        }

        var allowed = string.Join(", ", grant.Models.Allowed.Select(Quote));
        var wanted = string.Join(", ", grant.Models.Allowed.Append(id).Select(Quote));
        return new ModelDecision.Denied(
            $"{AllowKey} is [{allowed}] ({grant.Provenance.GetValueOrDefault(AllowKey, Provenance.Default)})", $"models:\n  allow: [{wanted}]");
    }

    /// <summary>The provider of a name, or null. The mock is always there.</summary>
    public static ModelProvider? FindProvider(ModelGrant models, string name) =>
        models.Providers.GetValueOrDefault(name) ?? (name == MockProvider ? BuiltInMock : null);

    /// <summary>What declares a provider, as flow YAML.</summary>
    private static string ProviderYaml(string name) => name switch
    {
        "openai" => "{api_key: \"${secret:OPENAI_API_KEY}\"}",
        "anthropic" => "{api_key: \"${secret:ANTHROPIC_API_KEY}\"}",
        _ => "{base_url: \"http://127.0.0.1:11434/v1\"}",
    };

    // Most who read this have mistyped the name of one that is there.
    private static string Declared(ModelGrant models) =>
        models.Providers.Count == 0 ? "" : $", only {string.Join(", ", models.Providers.Keys.Order(StringComparer.Ordinal))}";

    private static string Quote(string pattern) => $"\"{pattern}\"";
}
