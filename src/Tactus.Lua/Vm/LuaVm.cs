using Tactus.Lua.Bootstrap;
using Tactus.Lua.Budget;
using Tactus.Lua.Memory;
using Tactus.Lua.Native;

namespace Tactus.Lua;

/// <summary>A restricted, deterministic Lua 5.4 machine that runs one procedure and hands out its effects.</summary>
/// <remarks>
/// Make it, load prelude chunks, add modules, set the main chunk, then <see cref="Start"/> and, for every <see cref="LuaStatus.Effect"/>,
/// push the answer and <see cref="Resume"/>. All on one thread with at least 1 MiB of stack (<see cref="LuaThread"/> makes one). Nothing of C# is ever
/// on the Lua stack, so a Lua error can only surface as a status.
/// </remarks>
public sealed unsafe class LuaVm : IDisposable
{
    /// <summary>What the text of an error may take beyond the cap: the error may well be that the cap was reached.</summary>
    private const long DescribeHeadroomBytes = 1024 * 1024;
    private const long SmallestLimitBytes = 4L * 1024 * 1024;
    private readonly Arena _arena;
    private readonly nint _main;
    private readonly nint _procedure;
    private readonly Watchdog? _watchdog;
    private readonly int _ownerThread = Environment.CurrentManagedThreadId;
    private bool _disposed;

    /// <summary>Makes the machine and builds the procedure's globals.</summary>
    /// <exception cref="LuaVmException">TAC2001–TAC2009: the machine cannot be made as promised.</exception>
    public LuaVm(LuaVmOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MemoryLimitBytes, SmallestLimitBytes, nameof(options));
        UseInvariantLocale();
        _arena = new Arena(options.MemoryLimitBytes);
        try
        {
            _main = StateBirth.Create(_arena.State);
            BudgetHook.Mark(_main, _arena.State);

            // Nothing that the preludes make is garbage soon; Start lets the collector run.
            _ = LuaNative.lua_gc(_main, LuaConstants.CollectorStop, 0);
            World.Build(this, _main, _arena.State, options);
            _procedure = LuaNative.lua_newthread(_main);
            StateTables.Keep(_main, StateTables.Procedure);
            _watchdog = options.CpuTimeLimit is { } limit ? Watch(limit, options) : null;
        }
        catch
        {
            _arena.Dispose();
            throw;
        }
    }

    /// <summary>Whether the heap lies where it lies in every process; false for a second VM of one process, whose order of table keys in <c>pairs</c> may differ.</summary>
    public bool IsDeterministic => _arena.IsAtFixedBase;

    /// <summary>Memory in use, in bytes of pages.</summary>
    public long MemoryUsedBytes => _arena.UsedBytes;

    /// <summary>The most memory that was ever in use, in bytes of pages.</summary>
    public long MemoryPeakBytes => _arena.PeakBytes;

    /// <summary>CPU time used since the machine was made; zero without a CPU time limit.</summary>
    public TimeSpan CpuTimeUsed => _watchdog?.Used ?? TimeSpan.Zero;

    /// <summary>The error that ended the procedure; null unless the status was <see cref="LuaStatus.Failed"/> or <see cref="LuaStatus.OutOfMemory"/>.</summary>
    public LuaFailure? Failure { get; private set; }

    /// <summary>
    /// The procedure's stack: after an effect its kind (index 1) and arguments, after the end its results. Values pushed here are the answer.
    /// </summary>
    public LuaStack Stack => new(this, _procedure);

    /// <summary>Runs a trusted chunk with two arguments: the private table <c>native</c> and the procedure's globals.</summary>
    /// <param name="name">A short name; frames of the chunk are left out of tracebacks.</param>
    /// <param name="source">Lua source, UTF-8.</param>
    /// <exception cref="LuaVmException">TAC2005: it does not compile, or raised an error.</exception>
    public void LoadPrelude(string name, ReadOnlySpan<byte> source)
    {
        CheckThread();
        World.RunPrelude(_main, name, source);
    }

    /// <summary>Keeps a trusted chunk that <c>native.load_parts()</c> compiles and runs, should anything need it; as <see cref="LoadPrelude"/> would.</summary>
    /// <param name="name">A short name; frames of the chunk are left out of tracebacks.</param>
    /// <param name="source">Lua source, UTF-8.</param>
    public void AddPreludePart(string name, ReadOnlySpan<byte> source)
    {
        CheckThread();
        StateTables.PushNative(_main, "add_part");
        LuaText.Push(_main, name);
        LuaText.Push(_main, source);
        TrustedChunk.Call(_main, "parts", arguments: 2, results: 0);
    }

    /// <summary>Adds a module for <c>require</c>.</summary>
    /// <param name="name">The name that <c>require</c> is given.</param>
    /// <param name="chunkName">File name for messages (<c>helpers/text.tac</c>).</param>
    /// <param name="source">Its source; compiled when first required.</param>
    /// <exception cref="LuaVmException">TAC2006: it does not fit into the memory of this run.</exception>
    public void AddModule(string name, string chunkName, ReadOnlySpan<byte> source)
    {
        CheckThread();
        EnsureRoom(source.Length);
        StateTables.PushNative(_main, "add_module");
        LuaText.Push(_main, name);
        LuaText.Push(_main, chunkName);
        LuaText.Push(_main, source);
        TrustedChunk.Call(_main, "modules", arguments: 3, results: 0);
    }

    /// <summary>Sets the procedure's main chunk; it is compiled by <see cref="Start"/>, so that a syntax error is a <see cref="LuaStatus.Failed"/>.</summary>
    /// <param name="chunkName">File name for messages (<c>report.tac</c>).</param>
    /// <param name="source">Its source.</param>
    /// <exception cref="LuaVmException">TAC2006: it does not fit into the memory of this run.</exception>
    public void SetMain(string chunkName, ReadOnlySpan<byte> source)
    {
        CheckThread();
        EnsureRoom(source.Length);
        StateTables.PushNative(_main, "set_main");
        LuaText.Push(_main, chunkName);
        LuaText.Push(_main, source);
        TrustedChunk.Call(_main, "entry", arguments: 2, results: 0);
    }

    /// <summary>Begins to run <c>native.main</c> (without a prelude of a layer above: the main chunk).</summary>
    /// <param name="argumentCount">How many values on <see cref="Stack"/> are its arguments.</param>
    /// <exception cref="InvalidOperationException">There are fewer values on the stack.</exception>
    public LuaStatus Start(int argumentCount = 0)
    {
        CheckThread();
        CheckCount(argumentCount);
        Stack.Reserve(1);
        StateTables.PushNative(_main, "entry");
        LuaNative.lua_xmove(_main, _procedure, 1);
        LuaNative.lua_rotate(_procedure, -argumentCount - 1, 1);
        _ = LuaNative.lua_gc(_main, LuaConstants.CollectorRestart, 0);
        return Run(argumentCount);
    }

    /// <summary>Goes on after an effect.</summary>
    /// <param name="answerCount">How many values on top of <see cref="Stack"/> are the answer; <c>native.effect</c> returns them.</param>
    /// <exception cref="InvalidOperationException">There are fewer values on the stack, or the procedure does not wait for an effect.</exception>
    public LuaStatus Resume(int answerCount)
    {
        CheckThread();
        CheckCount(answerCount);
        if (LuaNative.lua_status(_procedure) != LuaConstants.Yielded)
        {
            throw new InvalidOperationException("The procedure does not wait for an effect.");
        }

        return Run(answerCount);
    }

    /// <summary>Frees the heap. Coroutines are not closed and no procedure code runs.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (_watchdog is not null)
        {
            _watchdog.Dispose();
            BudgetHook.Unregister(_arena.State);
        }

        // lua_close would walk every object only to free what the arena frees at once.
        _arena.Dispose();
    }

    internal void EnsureRoom(long bytes)
    {
        if (!_arena.HasRoomFor(bytes))
        {
            throw LuaVmException.NoRoom(bytes);
        }
    }

    private static void UseInvariantLocale()
    {
        // The .NET runtime adopts the locale of the environment; number formats and string order must not depend on it.
        fixed (byte* name = "C\0"u8)
        {
            _ = Libc.setlocale(Libc.LocaleAll, name);
        }
    }

    private Watchdog Watch(TimeSpan limit, LuaVmOptions options)
    {
        var arena = _arena.State;
        var main = _main;
        var watchdog = new Watchdog(
            limit,
            options.BudgetGrace,
            () => BudgetHook.Arm(main, arena),
            () => BudgetHook.FindStuck(main, arena),
            options.OnOutOfBudget ?? (_ => { }));
        BudgetHook.Register(arena, watchdog);
        return watchdog;
    }

    private LuaStatus Run(int valueCount)
    {
        Failure = null;
        int resultCount;
        _arena.Enforce();
        _watchdog?.Enter();
        var status = LuaNative.lua_resume(_procedure, 0, valueCount, &resultCount);
        _watchdog?.Leave();
        _arena.Lift();
        switch (status)
        {
            case LuaConstants.Yielded:
                // The prelude lets nothing but EFFECT through; it is the first value and of no use here.
                LuaNative.lua_rotate(_procedure, 1, -1);
                LuaNative.lua_settop(_procedure, -2);
                return LuaStatus.Effect;
            case LuaConstants.Ok:
                return LuaStatus.Completed;
            default:
                return Fail(status);
        }
    }

    private LuaStatus Fail(int status)
    {
        var failure = Describe();
        var isMemory = status == LuaConstants.ErrorMemory || failure.Code == LuaFailure.OutOfMemoryCode;

        // A procedure can raise the same words itself; then nothing was refused.
        if (isMemory && _arena.Refusals > 0)
        {
            Failure = failure with { Code = LuaFailure.OutOfMemoryCode };
            return LuaStatus.OutOfMemory;
        }

        Failure = isMemory ? failure with { Code = null } : failure;
        return LuaStatus.Failed;
    }

    private LuaFailure Describe()
    {
        StateTables.PushNative(_main, "describe");
        StateTables.Push(_main, StateTables.Procedure);
        LuaNative.lua_xmove(_procedure, _main, 1);

        // The error's __tostring is the procedure's code: it may take memory and time, within limits.
        _arena.Enforce(Math.Max(0, _arena.UsedBytes - _arena.LimitBytes) + DescribeHeadroomBytes);
        _watchdog?.Enter();
        var status = LuaNative.lua_pcallk(_main, 2, 5, 0, 0, 0);
        _watchdog?.Leave();
        _arena.Lift();
        var failure = status == LuaConstants.Ok
            ? new LuaFailure(
                LuaText.Read(_main, 1),
                LuaText.Read(_main, 2) ?? "",
                LuaText.Read(_main, 3),
                (int)LuaNative.lua_tointegerx(_main, 4, null),
                LuaText.Read(_main, 5) ?? "")
            : new LuaFailure(Code: null, "an error that could not be described", File: null, Line: 0, Traceback: "");
        LuaNative.lua_settop(_main, 0);
        return failure;
    }

    private void CheckCount(int count)
    {
        if (count < 0 || count > LuaNative.lua_gettop(_procedure))
        {
            throw new InvalidOperationException($"There are {LuaNative.lua_gettop(_procedure)} values on the stack, not {count}.");
        }
    }

    private void CheckThread()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Environment.CurrentManagedThreadId != _ownerThread)
        {
            throw new InvalidOperationException("A LuaVm belongs to the thread that made it.");
        }
    }
}
