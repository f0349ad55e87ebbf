namespace Tactus.Syntax.Scopes;

/// <summary>What stands in angle brackets after a local name.</summary>
public enum LocalAttribute : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary><c>&lt;const&gt;</c>.</summary>
    Constant,

    /// <summary><c>&lt;close&gt;</c>.</summary>
    Close,
}
