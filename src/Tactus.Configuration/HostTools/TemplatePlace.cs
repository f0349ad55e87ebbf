namespace Tactus.Configuration.HostTools;

/// <summary>A place where a template stands, and which placeholders may stand there.</summary>
/// <param name="Name">The place as a person would call it.</param>
/// <param name="AllowsArguments">Whether <c>${args.x}</c> may.</param>
/// <param name="WholeArguments">Whether <c>${args.x}</c> must be the whole text, because text around it would be spliced.</param>
/// <param name="AllowsAnyType">Whether an argument may be a list or a map, and may be missing.</param>
/// <param name="AllowsSecrets">Whether <c>${secret:NAME}</c> may.</param>
/// <param name="AllowsWorkspace">Whether <c>${workspace}</c> may.</param>
internal sealed record TemplatePlace(
    string Name, bool AllowsArguments, bool WholeArguments, bool AllowsAnyType, bool AllowsSecrets, bool AllowsWorkspace)
{
    /// <summary>A URL. No secrets: URLs are logged by every server and proxy on the way.</summary>
    public static TemplatePlace Url { get; } = new("a URL", true, false, false, false, false);

    /// <summary>A header's value.</summary>
    public static TemplatePlace Header { get; } = new("a header", true, false, false, true, false);

    /// <summary>A key or a header of what no procedure fills in.</summary>
    public static TemplatePlace Key { get; } = new("a key", false, false, false, true, false);

    /// <summary>A leaf of a JSON body.</summary>
    public static TemplatePlace Body { get; } = new("a body", true, true, true, true, false);

    /// <summary>The program. What runs is decided here, not by the procedure.</summary>
    public static TemplatePlace Program { get; } = new("the program", false, false, false, false, true);

    /// <summary>A program's argument. No secrets: every user of the machine can read arguments.</summary>
    public static TemplatePlace Argument { get; } = new("an argument", true, false, false, false, true);

    /// <summary>A working directory.</summary>
    public static TemplatePlace Directory { get; } = new("a working directory", false, false, false, false, true);

    /// <summary>An environment variable's value.</summary>
    public static TemplatePlace Variable { get; } = new("an environment variable", true, true, false, true, true);

    /// <summary>The program of an MCP server. What runs is fixed text.</summary>
    public static TemplatePlace ServerProgram { get; } = new("the program", false, false, false, false, false);

    /// <summary>An argument of an MCP server. No secrets: every user of the machine can read arguments.</summary>
    public static TemplatePlace ServerArgument { get; } = new("an argument", false, false, false, false, true);

    /// <summary>A variable of an MCP server.</summary>
    public static TemplatePlace ServerVariable { get; } = new("an environment variable", false, false, false, true, true);

    /// <summary>A header of an MCP server.</summary>
    public static TemplatePlace ServerHeader { get; } = new("a header", false, false, false, true, false);

    /// <summary>The standard input.</summary>
    public static TemplatePlace Input { get; } = new("the standard input", true, true, false, true, true);
}
