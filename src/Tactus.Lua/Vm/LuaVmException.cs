namespace Tactus.Lua;

/// <summary>The VM could not start, or was asked for something that it cannot do: a stable code, one sentence, and what mends it.</summary>
public sealed class LuaVmException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="code">Stable code, see docs/errors/lua.md.</param>
    /// <param name="message">One sentence without the code.</param>
    /// <param name="mend">What would mend it, or null.</param>
    /// <param name="inner">What caused it, or null.</param>
    public LuaVmException(string code, string message, string? mend = null, Exception? inner = null)
        : base(message, inner)
    {
        Code = code;
        Mend = mend;
    }

    /// <summary>Stable code, <c>TAC2</c> and three digits.</summary>
    public string Code { get; }

    /// <summary>What would mend it, or null.</summary>
    public string? Mend { get; }

    internal static LuaVmException NoLibrary(Exception inner) => new(
        "TAC2001", "the Lua library (liblua54.so) cannot be loaded", "reinstall or rebuild Tactus", inner);

    internal static LuaVmException WrongVersion(double found) => new(
        "TAC2001", $"the Lua library is version {found / 100:0.0#}, not 5.4", "reinstall or rebuild Tactus");

    internal static LuaVmException SeedNotFixed() => new(
        "TAC2002", "the string hash of this Lua library cannot be fixed, so runs would not be deterministic", "use the library that Tactus was built with");

    internal static LuaVmException NoArena(long bytes) => new(
        "TAC2003",
        $"cannot reserve {bytes / (1024 * 1024)} MiB of addresses for the Lua heap",
        "lower limits.memory, or raise the limit on virtual memory (ulimit -v, vm.overcommit_memory)");

    internal static LuaVmException NamesNotFound() => new(
        "TAC2004", "the metamethod names of this Lua library are not where version 5.4.9 has them", "use the library that Tactus was built with");

    internal static LuaVmException PreludeFailed(string chunk, string message) => new(
        "TAC2005", $"the prelude file {chunk} failed: {message}", "this is a defect of Tactus; please report it");

    internal static LuaVmException NoRoom(long bytes) => new(
        "TAC2006", $"a value of {bytes} bytes does not fit into the memory of this run", "raise limits.memory, or ask for less at once");

    internal static LuaVmException NoRandomness() => new(
        "TAC2009", "the kernel gives no random bytes, so the prelude's own tables could not be protected", "run on Linux with getrandom allowed");

    internal static LuaVmException NoCpuClock() => new(
        "TAC2008", "the CPU clock of the Lua thread cannot be read, so its time could not be limited", "run on Linux with clock_gettime allowed");

    internal static LuaVmException TooDeep() => new(
        "TAC2007", "a value is nested too deeply for the Lua stack", "flatten the value");
}
