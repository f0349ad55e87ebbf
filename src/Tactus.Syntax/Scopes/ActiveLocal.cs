using Tactus.Syntax.Tokens;

namespace Tactus.Syntax.Scopes;

/// <summary>A local variable that is visible now.</summary>
/// <param name="Token">Its name in the declaration.</param>
/// <param name="Name">Number of the name; -1 for one that only Lua sees, such as the state of a loop.</param>
/// <param name="Id">Its number among all locals of the source.</param>
/// <param name="Function">Number of the function that declares it.</param>
/// <param name="Attribute">Its attribute.</param>
internal readonly record struct ActiveLocal(Token Token, int Name, int Id, int Function, LocalAttribute Attribute)
{
    /// <summary>Whether it may be assigned to after its declaration.</summary>
    public bool IsReadOnly => Attribute != LocalAttribute.None;
}
