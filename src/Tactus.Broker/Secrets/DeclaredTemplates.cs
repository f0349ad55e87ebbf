using Tactus.Policy.Grants;
using Tactus.Policy.Templates;

namespace Tactus.Broker.Secrets;

/// <summary>Finds every template in a tool's declaration.</summary>
internal static class DeclaredTemplates
{
    /// <summary>The templates, in no order.</summary>
    public static IEnumerable<TemplateText> Of(HostToolDeclaration tool)
    {
        IEnumerable<string> http = tool.Http is null ? [] : [tool.Http.Url, .. tool.Http.Headers.Values, .. Leaves(tool.Http.Body)];
        IEnumerable<string> exec = tool.Exec is null
            ? []
            : [.. tool.Exec.Argv, tool.Exec.Cwd ?? "", .. tool.Exec.Environment.Values, tool.Exec.Stdin ?? ""];
        return http.Concat(exec).Select(TemplateText.Parse);
    }

    /// <summary>The templates of an MCP server, in no order.</summary>
    public static IEnumerable<TemplateText> Of(McpServerDeclaration server) =>
        server.Environment.Values.Concat(server.Headers.Values).Select(TemplateText.Parse);

    /// <summary>The templates of the providers of models, in no order.</summary>
    public static IEnumerable<TemplateText> Of(ModelGrant models) =>
        models.Providers.Values.SelectMany(provider => provider.Headers.Values.Append(provider.ApiKey ?? "")).Select(TemplateText.Parse);

    /// <summary>The texts in a JSON-shaped template.</summary>
    public static IEnumerable<string> Leaves(TemplateNode? node) => node switch
    {
        TemplateNode.Text text => [text.Template],
        TemplateNode.List list => list.Items.SelectMany(Leaves),
        TemplateNode.Map map => map.Entries.Values.SelectMany(Leaves),
        _ => [],
    };
}
