using Tactus.Lua;
using Tactus.Protocol.V1;

namespace Tactus.Language.Running;

/// <summary>What the prelude asked for: the values it yielded, by the convention that runtime.lua keeps.</summary>
/// <remarks>Index 1 is the kind, 2 the sentinel for null, 3 the metatable that marks a list; the arguments of the kind follow.</remarks>
internal readonly ref struct RequestArguments(LuaStack stack)
{
    /// <summary>Where the sentinel for null is.</summary>
    public const int Null = 2;

    /// <summary>Where the metatable that marks a list is.</summary>
    public const int ListMark = 3;

    /// <summary>Where the first argument of the kind is.</summary>
    public const int First = 4;

    /// <summary>The stack itself.</summary>
    public LuaStack Stack { get; } = stack;

    /// <summary>What is asked for.</summary>
    public string Kind => Stack.ToText(1) ?? "";

    /// <summary>Identity of the sentinel for null.</summary>
    public nint NullIdentity => Stack.Identity(Null);

    /// <summary>Identity of the metatable that marks a list.</summary>
    public nint ListMarkIdentity => Stack.Identity(ListMark);

    /// <summary>An argument as text, or empty.</summary>
    /// <param name="number">Which one, from 0.</param>
    public string Text(int number) => Stack.ToText(First + number) ?? "";

    /// <summary>An argument as an integer, or 0.</summary>
    /// <param name="number">Which one, from 0.</param>
    public long Integer(int number) => Stack.ToInteger(First + number);

    /// <summary>A file and a line, which stand side by side.</summary>
    /// <param name="number">Which argument is the file, from 0.</param>
    public SourceLocation? Location(int number)
    {
        string file = Text(number);
        return file.Length == 0 ? null : new SourceLocation { File = file, Line = (uint)Math.Max(0, Integer(number + 1)) };
    }
}
