using Tactus.Broker.Secrets;
using Tactus.Policy.Grants;
using Tactus.Policy.Models;
using Tactus.Policy.Templates;
using Tactus.Protocol;

namespace Tactus.Engine.Models;

/// <summary>Lists the providers of models of a grant.</summary>
/// <param name="secrets">Where their keys are looked for.</param>
public sealed class ModelDirectory(SecretSources secrets)
{
    /// <summary>The providers, sorted by name, the built-in mock among them.</summary>
    public IReadOnlyList<ListedProvider> List(ModelGrant models)
    {
        IEnumerable<ModelProvider> all = models.Providers.ContainsKey(ModelPolicy.MockProvider)
            ? models.Providers.Values
            : models.Providers.Values.Append(ModelPolicy.FindProvider(models, ModelPolicy.MockProvider)!);
        return [.. all.OrderBy(provider => provider.Name, StringComparer.Ordinal).Select(Describe)];
    }

    private ListedProvider Describe(ModelProvider provider)
    {
        string[] names = [.. TemplateText.Parse(provider.ApiKey ?? "").Secrets];
        return new ListedProvider(
            provider, names.Length == 0 ? ModelKeyState.None : names.All(IsThere) ? ModelKeyState.Present : ModelKeyState.Missing, string.Join(", ", names));
    }

    private bool IsThere(string name)
    {
        try
        {
            return new SecretStore(secrets).Find(name) is not null;
        }
        catch (TactusException)
        {
            // Too short, or its file is open to others: a run could not use it either.
            return false;
        }
    }
}
