using System.Runtime.InteropServices;

namespace Tactus.Lua.Native;

/// <summary><c>lua_Debug</c> of PUC-Lua 5.4 on a 64-bit machine.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct LuaDebug
{
    public int Event;
    public byte* Name;
    public byte* NameWhat;
    public byte* What;
    public byte* Source;
    public nuint SourceLength;
    public int CurrentLine;
    public int LineDefined;
    public int LastLineDefined;
    public byte UpvalueCount;
    public byte ParameterCount;
    public byte IsVararg;
    public byte IsTailCall;
    public ushort FirstTransfer;
    public ushort TransferCount;
    public fixed byte ShortSource[60];
    public void* CallInfo;
}
