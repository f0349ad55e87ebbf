namespace Tactus.Policy.Templates;

/// <summary>One piece of a template.</summary>
public abstract record TemplatePart
{
    private TemplatePart()
    {
    }

    /// <summary>Fixed text.</summary>
    /// <param name="Value">The text, with <c>$${</c> already read as <c>${</c>.</param>
    public sealed record Literal(string Value) : TemplatePart;

    /// <summary><c>${args.NAME}</c>: an argument of the call.</summary>
    /// <param name="Name">The argument's name.</param>
    public sealed record Argument(string Name) : TemplatePart;

    /// <summary><c>${secret:NAME}</c>: a secret, put in at the last moment on the host.</summary>
    /// <param name="Name">The secret's name.</param>
    public sealed record Secret(string Name) : TemplatePart;

    /// <summary><c>${workspace}</c>: where the workspace is for the program that runs.</summary>
    public sealed record Workspace : TemplatePart;

    /// <summary><c>${run.id}</c>: the run's id.</summary>
    public sealed record RunId : TemplatePart;
}
