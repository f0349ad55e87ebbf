namespace Tactus.Syntax.Scopes;

/// <summary>A function whose body is being read.</summary>
/// <param name="Index">How many functions are around it.</param>
/// <param name="FirstLocal">How many locals the functions around it had, visible or declared.</param>
/// <param name="Line">The line it begins on; 0 for the file itself.</param>
internal sealed record FunctionScope(int Index, int FirstLocal, int Line)
{
    /// <summary>Whether it takes <c>...</c>.</summary>
    public bool IsVararg { get; set; }

    /// <summary>Locals of functions around it that it uses, by their place in the list of visible ones; -1 for the globals.</summary>
    public HashSet<int> Upvalues { get; } = [];

    /// <summary>As messages call it.</summary>
    public string Description => Line == 0 ? "main function" : $"function at line {Line}";
}
