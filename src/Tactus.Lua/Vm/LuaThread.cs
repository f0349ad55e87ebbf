using System.Runtime.ExceptionServices;

namespace Tactus.Lua;

/// <summary>Runs code on a thread whose stack is large enough for the deepest C recursion that Lua allows (200 levels).</summary>
public static class LuaThread
{
    /// <summary>Stack of the thread, in bytes. Addresses only; memory is used as it is touched.</summary>
    public const int StackBytes = 16 * 1024 * 1024;

    /// <summary>Runs and waits; what the code throws is thrown here.</summary>
    public static void Run(Action body)
    {
        ArgumentNullException.ThrowIfNull(body);
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() => failure = Catch(body), StackBytes) { Name = "tactus-lua" };
        thread.Start();
        thread.Join();
        failure?.Throw();
    }

    private static ExceptionDispatchInfo? Catch(Action body)
    {
        try
        {
            body();
            return null;
        }
        catch (Exception failure)
        {
            return ExceptionDispatchInfo.Capture(failure);
        }
    }
}
