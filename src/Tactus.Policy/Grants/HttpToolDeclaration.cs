namespace Tactus.Policy.Grants;

/// <summary>An HTTP request with <c>${args.x}</c> and <c>${secret:NAME}</c> in its templates.</summary>
/// <param name="Method">GET, POST, PUT, PATCH or DELETE.</param>
/// <param name="Url">Absolute URL; scheme, host and port are fixed text.</param>
/// <param name="Headers">Header templates by name.</param>
/// <param name="Body">JSON body template, or null.</param>
/// <param name="AllowedRedirectHosts">Hosts that a redirect may leave to; empty for none.</param>
public sealed record HttpToolDeclaration(
    string Method,
    string Url,
    IReadOnlyDictionary<string, string> Headers,
    TemplateNode? Body,
    IReadOnlyList<string> AllowedRedirectHosts);
