using Tactus.Policy.Grants;
using Tactus.Policy.Orders;
using Tactus.Policy.Schemas;

namespace Tactus.Configuration.Keys;

/// <summary>Rows of <c>host_tools</c>.</summary>
internal static class HostToolKeys
{
    private const string Tool = "host_tools.*";

    public static IReadOnlyList<ConfigurationKey> All { get; } =
    [
        new()
        {
            Path = Tool,
            Kind = ValueKind.HostTool,
            Summary = "A tool that the broker performs: http or exec, exactly one of them. A stronger layer replaces it whole.",
            Order = new DeclarationOrder(),
            Widens = "always",
            Risk = "The broker does this for the procedure, with the broker's secrets.",
            RiskWhenWidened = RiskLevel.Medium,
        },
        Part("description", ValueKind.Text, "What it does, in one sentence.", "\"\""),
        Part("effect", ValueKind.Choice, "What a crash in the middle of a call means: repeat it freely, repeat it under its key, or ask a person.", "once") with
        {
            Choices = [new("read", EffectClass.Read), new("idempotent", EffectClass.Idempotent), new("once", EffectClass.Once)],
        },
        Part("args", ValueKind.Arguments, "The arguments by name; a call with others is refused.", "{}"),
        Part("args.*", ValueKind.Argument, "What one argument must be: a type's name, or a map."),
        Part("args.*.type", ValueKind.Choice, "The type.") with
        {
            Choices =
            [
                new("string", ArgumentType.String),
                new("integer", ArgumentType.Integer),
                new("number", ArgumentType.Number),
                new("boolean", ArgumentType.Boolean),
                new("array", ArgumentType.Array),
                new("object", ArgumentType.Object),
                new("any", ArgumentType.Any),
            ],
        },
        Part("args.*.description", ValueKind.Text, "What it is for.", "\"\""),
        Part("args.*.required", ValueKind.Boolean, "Whether a call must give it.", "false"),
        Part("args.*.default", ValueKind.Value, "The value when a call gives none."),
        Part("args.*.enum", ValueKind.ValueList, "The only values allowed."),
        Part("args.*.min", ValueKind.Number, "The least number."),
        Part("args.*.max", ValueKind.Number, "The greatest number."),
        Part("args.*.min_length", ValueKind.Integer, "The least length in characters or items.") with { Least = "0", Greatest = "2147483647" },
        Part("args.*.max_length", ValueKind.Integer, "The greatest length in characters or items.") with { Least = "0", Greatest = "2147483647" },
        Part("args.*.pattern", ValueKind.Text, "A regular expression that the whole string must match; matched in linear time, so without look-around and back-references."),
        Part("args.*.items", ValueKind.Argument, "What each item of an array must be."),
        Part("args.*.properties", ValueKind.Arguments, "What the properties of an object must be."),
        Part("args.*.allow_leading_dash", ValueKind.Boolean, "Whether a string that becomes a program's argument may start with a dash.", "false"),
        Part("http", ValueKind.Section, "How it is performed over HTTP."),
        Part("http.method", ValueKind.Choice, "The method.", "GET") with
        {
            Choices = [new("GET", "GET"), new("POST", "POST"), new("PUT", "PUT"), new("PATCH", "PATCH"), new("DELETE", "DELETE")],
        },
        Part("http.url", ValueKind.Template, "Absolute http or https URL; scheme, host and port are fixed text, ${args.x} fills a part of the path or query, percent-encoded."),
        Part("http.headers.*", ValueKind.Template, "A header."),
        Part("http.body", ValueKind.TemplateTree, "The JSON body; a text that is ${args.x} and nothing else becomes that argument's value."),
        Part("http.redirect_hosts", ValueKind.Hosts, "Hosts beside its own that a redirect may lead to, as host or host:port.", "[]"),
        Part("exec", ValueKind.Section, "How it is performed by a program. There is no shell."),
        Part("exec.argv", ValueKind.TemplateList, "The program and its arguments; each item becomes exactly one argument."),
        Part("exec.cwd", ValueKind.Template, "The working directory: ${workspace}, or an absolute path.", "\"${workspace}\""),
        Part("exec.env.*", ValueKind.Template, "A variable of the program's environment, which holds nothing else."),
        Part("exec.stdin", ValueKind.Template, "The standard input."),
        Part("exec.network", ValueKind.Boolean, "Whether it may use the host's network.", "false"),
        Part("exec.unsandboxed", ValueKind.Boolean, "Whether it runs on the bare host instead of a helper sandbox.", "false"),
        Part("limits.calls", ValueKind.Integer, "Calls in one run.", "1000") with { Least = "0", Greatest = "1000000000" },
        Part("limits.timeout", ValueKind.Duration, "Time of one call.", "30s") with { Least = "1ms", Greatest = "1d" },
        Part("limits.response", ValueKind.Size, "Bytes of one answer.", "1m") with { Least = "1", Greatest = "1g" },
    ];

    private static ConfigurationKey Part(string name, ValueKind kind, string summary, string? value = null) =>
        new() { Path = $"{Tool}.{name}", Kind = kind, Summary = summary, Default = value };
}
