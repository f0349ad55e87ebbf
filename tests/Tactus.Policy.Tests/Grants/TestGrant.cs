using Tactus.Policy.Grants;

namespace Tactus.Policy.Tests.Grants;

/// <summary>Grants for tests.</summary>
internal static class TestGrant
{
    public static Grant With(string[] allow, PermissionMode mode = PermissionMode.Edit) => new()
    {
        Sandbox = null!,
        Permissions = mode,
        AllowedTools = allow,
        HostTools = new Dictionary<string, HostToolDeclaration>(),
        Provenance = new Dictionary<string, Provenance> { ["tools.allow"] = new(ConfigurationLayer.Sidecar, "x.tac.yml", 3) },
    };
}
