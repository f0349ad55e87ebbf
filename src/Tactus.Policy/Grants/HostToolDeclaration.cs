using Tactus.Policy.Schemas;

namespace Tactus.Policy.Grants;

/// <summary>A host tool as trusted YAML declares it: its arguments, how it is performed, and its limits.</summary>
public sealed record HostToolDeclaration
{
    /// <summary>Name as procedures call it, for instance <c>tracker.create_issue</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, in one sentence, or empty.</summary>
    public required string Description { get; init; }

    /// <summary>The arguments by name.</summary>
    public required IReadOnlyDictionary<string, ArgumentSchema> Arguments { get; init; }

    /// <summary>How it is performed over HTTP; null for an exec tool.</summary>
    public HttpToolDeclaration? Http { get; init; }

    /// <summary>How it is performed by a program; null for an http tool.</summary>
    public ExecToolDeclaration? Exec { get; init; }

    /// <summary>What happens when it is in doubt after a crash. Default: <see cref="EffectClass.Once"/>.</summary>
    public required EffectClass Effect { get; init; }

    /// <summary>Calls, time and answer size.</summary>
    public required HostToolLimits Limits { get; init; }

    /// <summary>Where it is declared.</summary>
    public required Provenance Provenance { get; init; }
}

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

/// <summary>A program with <c>${args.x}</c>, <c>${workspace}</c> and <c>${secret:NAME}</c> in its templates. Never a shell.</summary>
/// <param name="Argv">Templates; each becomes exactly one argument.</param>
/// <param name="Cwd">Template of the working directory, or null for the workspace.</param>
/// <param name="Environment">Templates by name.</param>
/// <param name="Stdin">Template of the standard input, or null for none.</param>
/// <param name="Network">True when it may use the host's network.</param>
/// <param name="Unsandboxed">True when it runs on the bare host.</param>
public sealed record ExecToolDeclaration(
    IReadOnlyList<string> Argv,
    string? Cwd,
    IReadOnlyDictionary<string, string> Environment,
    string? Stdin,
    bool Network,
    bool Unsandboxed);

/// <summary>A JSON-shaped template: text with placeholders at its leaves.</summary>
public abstract record TemplateNode
{
    /// <summary>A leaf of text with placeholders.</summary>
    public sealed record Text(string Template) : TemplateNode;

    /// <summary>A leaf that is a number, a bool or null, as its JSON text.</summary>
    public sealed record Literal(string Json) : TemplateNode;

    /// <summary>A list.</summary>
    public sealed record List(IReadOnlyList<TemplateNode> Items) : TemplateNode;

    /// <summary>A map.</summary>
    public sealed record Map(IReadOnlyDictionary<string, TemplateNode> Entries) : TemplateNode;
}

/// <summary>Limits of one host tool.</summary>
/// <param name="Calls">Calls in one run. Default: 1,000.</param>
/// <param name="Timeout">Time of one call. Default: 30 s.</param>
/// <param name="Response">Bytes of one answer. Default: 1 MiB.</param>
public sealed record HostToolLimits(int Calls, TimeSpan Timeout, long Response);

/// <summary>What a crash in the middle of an effect means.</summary>
public enum EffectClass
{
    /// <summary>It changes nothing: performed again.</summary>
    Read,

    /// <summary>It may be repeated under the same idempotency key.</summary>
    Idempotent,

    /// <summary>It may not be repeated: in doubt.</summary>
    Once,
}
