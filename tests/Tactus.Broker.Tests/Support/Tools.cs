using Tactus.Policy.Grants;

namespace Tactus.Broker.Tests.Support;

/// <summary>Declared tools.</summary>
internal static class Tools
{
    public static HostToolDeclaration Exec(string name, params string[] argv) => Grants.Tool(name) with
    {
        Exec = new ExecToolDeclaration(argv, null, new Dictionary<string, string>(), null, Network: false, Unsandboxed: false),
    };

    public static HostToolDeclaration WithSecret(string name, string secret) => Grants.Tool(name) with
    {
        Exec = new ExecToolDeclaration(
            ["true"], null, new Dictionary<string, string> { ["T"] = $"${{secret:{secret}}}" }, null, Network: false, Unsandboxed: false),
    };

    public static HostToolDeclaration Http(string name, string method, string url, EffectClass effect = EffectClass.Once) => Grants.Tool(name) with
    {
        Effect = effect,
        Http = new HttpToolDeclaration(method, url, new Dictionary<string, string>(), null, []),
    };
}
