using Tactus.Lua.Native;

namespace Tactus.Lua.Budget;

/// <summary>CPU time of one thread, readable from any thread of the process.</summary>
internal readonly unsafe struct CpuClock
{
    private readonly int _clock;

    private CpuClock(int clock) => _clock = clock;

    /// <summary>The clock of the calling thread.</summary>
    internal static CpuClock OfThisThread()
    {
        int clock;
        if (Libc.pthread_getcpuclockid(Libc.pthread_self(), &clock) != 0)
        {
            throw LuaVmException.NoCpuClock();
        }

        return new CpuClock(clock);
    }

    /// <summary>CPU time that the thread has used since it started; null once the thread is gone.</summary>
    internal TimeSpan? Read()
    {
        TimeSpec time;
        return Libc.clock_gettime(_clock, &time) == 0
            ? new TimeSpan((time.Seconds * TimeSpan.TicksPerSecond) + (time.Nanoseconds / 100))
            : null;
    }
}
