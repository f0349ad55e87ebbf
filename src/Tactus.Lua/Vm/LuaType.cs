namespace Tactus.Lua;

/// <summary>Type of a Lua value, with the numbers of <c>lua.h</c>.</summary>
public enum LuaType
{
    /// <summary>No value at that index.</summary>
    None = -1,

    /// <summary><c>nil</c>.</summary>
    Nil = 0,

    /// <summary><c>boolean</c>.</summary>
    Boolean = 1,

    /// <summary>A pointer of the host; the VM never makes one.</summary>
    LightUserData = 2,

    /// <summary><c>number</c>, integer or float.</summary>
    Number = 3,

    /// <summary><c>string</c>.</summary>
    String = 4,

    /// <summary><c>table</c>.</summary>
    Table = 5,

    /// <summary><c>function</c>.</summary>
    Function = 6,

    /// <summary><c>userdata</c>; the VM never shows one to a procedure.</summary>
    UserData = 7,

    /// <summary><c>thread</c>: a coroutine.</summary>
    Thread = 8,
}
