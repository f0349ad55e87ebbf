using Tactus.Policy.Grants;
using Tactus.Policy.Schemas;

namespace Tactus.Broker.Tests.Support;

/// <summary>Changes of the default grant that many tests want, and declarations of host tools.</summary>
internal static class Grants
{
    public static Grant Default => DefaultGrant.Grant;

    public static RunLimits Limits => DefaultGrant.Limits;

    public static SandboxGrant Sandbox => DefaultGrant.Sandbox;

    public static Grant WithLimits(Func<RunLimits, RunLimits> change) =>
        Default with { Sandbox = Sandbox with { Limits = change(Limits) } };

    public static Grant WithTools(params HostToolDeclaration[] tools) => Default with
    {
        AllowedTools = [.. Default.AllowedTools, .. tools.Select(tool => tool.Name)],
        HostTools = tools.ToDictionary(tool => tool.Name),
    };

    public static HostToolDeclaration Tool(string name, params (string Name, ArgumentSchema Schema)[] arguments) => new()
    {
        Name = name,
        Description = "",
        Arguments = arguments.ToDictionary(argument => argument.Name, argument => argument.Schema),
        Effect = EffectClass.Once,
        Limits = new HostToolLimits(1000, TimeSpan.FromSeconds(30), 1 << 20),
        Provenance = new Provenance(ConfigurationLayer.Project, ".tactus/config.yml", 9),
    };

    public static ArgumentSchema Text(bool required = true) => new() { Type = ArgumentType.String, Required = required };
}
