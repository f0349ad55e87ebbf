namespace Tactus.Policy.Grants;

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
