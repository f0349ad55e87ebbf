namespace Tactus.Lua;

/// <summary>How a slice of execution ended.</summary>
public enum LuaStatus
{
    /// <summary>The procedure asks for an effect; its kind and arguments are on the stack.</summary>
    Effect,

    /// <summary>The procedure returned; its results are on the stack.</summary>
    Completed,

    /// <summary>An error reached the top; <see cref="LuaVm.Failure"/> tells it.</summary>
    Failed,

    /// <summary>The error that reached the top was that memory ran out (TAC2101); <see cref="LuaVm.Failure"/> tells where.</summary>
    OutOfMemory,
}
