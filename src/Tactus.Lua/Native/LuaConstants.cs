namespace Tactus.Lua.Native;

/// <summary>Numbers of <c>lua.h</c> 5.4.</summary>
internal static class LuaConstants
{
    internal const int Ok = 0;
    internal const int Yielded = 1;
    internal const int ErrorMemory = 4;
    internal const int RegistryIndex = -1_000_000 - 1000;
    internal const int RegistryGlobals = 2;
    internal const int ThreadTag = 8;
    internal const int HookMaskCount = 1 << 3;
    internal const int ExtraSpace = 8;
    internal const int CollectorStop = 0;
    internal const int CollectorRestart = 1;
}
