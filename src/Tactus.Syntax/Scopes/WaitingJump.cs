using Tactus.Syntax.Tokens;

namespace Tactus.Syntax.Scopes;

/// <summary>A <c>goto</c> whose label was not read yet.</summary>
/// <param name="token">The label's name in it.</param>
/// <param name="name">Number of that name.</param>
/// <param name="locals">How many locals were visible at it.</param>
/// <param name="depth">How many blocks were open at it.</param>
internal sealed class WaitingJump(Token token, int name, int locals, int depth)
{
    public Token Token { get; } = token;

    public int Name { get; } = name;

    /// <summary>Locals visible where the jump stands now: it moves out of every block that ends without its label.</summary>
    public int Locals { get; set; } = locals;

    /// <summary>Blocks open where the jump stands now.</summary>
    public int Depth { get; set; } = depth;

    /// <summary>Whether its label was found.</summary>
    public bool IsDone { get; set; }
}
