using Tactus.Policy.Grants;
using Tactus.Policy.Templates;
using Tactus.Policy.Tools;
using Tactus.Protocol;

namespace Tactus.Broker.Secrets;

/// <summary>The secrets that a run's grant names, read once at its start. Immutable and thread-safe.</summary>
internal sealed class RunSecrets : ISecretValues
{
    private readonly Dictionary<string, Secret> _secrets;

    private RunSecrets(Dictionary<string, Secret> secrets) => _secrets = secrets;

    /// <summary>All that were found: what the redactor must know, whether or not the run may use it.</summary>
    public IReadOnlyCollection<Secret> All => _secrets.Values;

    /// <summary>Reads every secret that a declared tool or server names. Those of granted ones must be there.</summary>
    /// <exception cref="TactusException">One is missing or unusable (TAC3501 to TAC3503, TAC3505), or stands in <c>sandbox.env</c> (TAC3504).</exception>
    public static RunSecrets Read(Grant grant, SecretStore store)
    {
        var found = new Dictionary<string, Secret>(StringComparer.Ordinal);
        foreach (HostToolDeclaration tool in grant.HostTools.Values)
        {
            bool isGranted = ToolPolicy.Decide(grant, tool.Name, tool.Effect) is ToolDecision.Allowed;
            Add(found, store, DeclaredTemplates.Of(tool), isGranted);
        }

        foreach (McpServerDeclaration server in grant.McpServers.Values)
        {
            Add(found, store, DeclaredTemplates.Of(server), McpToolPolicy.IsReachable(grant, server.Name));
        }

        // A provider's key may be missing until a model is asked: most runs of a project ask none.
        foreach (string name in DeclaredTemplates.Of(grant.Models).SelectMany(template => template.Secrets).Where(name => !found.ContainsKey(name)))
        {
            if (store.Find(name) is { } secret)
            {
                found.Add(name, secret);
            }
        }

        RequireCleanEnvironment(grant, found.Values);
        return new RunSecrets(found);
    }

    /// <summary>The value of a secret, for the one moment in which it is put into a request.</summary>
    /// <exception cref="KeyNotFoundException">No granted tool names it.</exception>
    public string ValueOf(string name) => _secrets[name].Value;

    private static void Add(Dictionary<string, Secret> found, SecretStore store, IEnumerable<TemplateText> templates, bool isGranted)
    {
        foreach (string name in templates.SelectMany(template => template.Secrets).Where(name => !found.ContainsKey(name)))
        {
            Secret? secret = isGranted ? store.Get(name) : store.Find(name);
            if (secret is not null)
            {
                found.Add(name, secret);
            }
        }
    }

    /// <inheritdoc/>
    public string? Find(string name) => _secrets.GetValueOrDefault(name)?.Value;

    private static void RequireCleanEnvironment(Grant grant, IReadOnlyCollection<Secret> secrets)
    {
        var redactor = new Redactor(secrets);
        foreach ((string name, string value) in grant.Sandbox.Environment)
        {
            if (redactor.Matches(value))
            {
                Provenance place = grant.Provenance.GetValueOrDefault("sandbox.env", Provenance.Default);
                throw new TactusException(
                    "TAC3504", $"sandbox.env.{name} holds a secret, and the procedure can read it",
                    "remove it there; host tools name it as ${secret:NAME}", place.File, place.Line);
            }
        }
    }
}
