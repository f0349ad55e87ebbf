using Tactus.Broker.Gate;
using Tactus.Policy.Templates;

namespace Tactus.Mcp.Servers;

/// <summary>Puts secrets, and the workspace as a program sees it, into a template of trusted YAML. What is put in is never parsed again.</summary>
internal static class FixedTemplate
{
    /// <summary>Renders a template. The result leaves the broker in one request only.</summary>
    /// <param name="server">The server, for errors.</param>
    /// <param name="template">The template; holds no argument.</param>
    /// <param name="services">Knows the secrets.</param>
    /// <param name="workspace">What <c>${workspace}</c> becomes; null when the server sees none.</param>
    /// <exception cref="EffectException">It names a secret that is not there, or a workspace that the server does not see (TAC3904).</exception>
    public static string Render(string server, string template, EffectServices services, string? workspace)
    {
        string text = string.Concat(TemplateText.Parse(template).Parts.Select(part => part switch
        {
            TemplatePart.Literal literal => literal.Value,
            TemplatePart.Secret secret => services.Secrets.Find(secret.Name)
                ?? throw McpErrors.Unusable(server, $"the secret {secret.Name} is not there", $"export {secret.Name}=…"),
            TemplatePart.Workspace => workspace
                ?? throw McpErrors.Unusable(server, "it names ${workspace}, which it does not see", $"mcp_servers:\n  {server}:\n    workspace: readonly"),
            _ => services.Run.RunId,
        }));
        return text.Contains('\0', StringComparison.Ordinal)
            ? throw McpErrors.Unusable(server, "its command, environment or headers hold a NUL", "mend mcp_servers or the secret")
            : text;
    }
}
