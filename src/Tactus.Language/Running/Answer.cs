using Tactus.Language.Values;
using Tactus.Lua;
using Tactus.Protocol;
using Tactus.Protocol.V1;

namespace Tactus.Language.Running;

/// <summary>
/// Pushes answers by the convention of runtime.lua: the clock or nil, then true and values, or false and an error's five fields.
/// </summary>
internal static class Answer
{
    /// <summary>True without a value.</summary>
    /// <returns>How many values were pushed.</returns>
    public static int Done(LuaStack stack)
    {
        stack.PushNil();
        stack.PushBoolean(true);
        return 2;
    }

    /// <summary>True and an integer.</summary>
    public static int Integer(LuaStack stack, long value)
    {
        Done(stack);
        stack.PushInteger(value);
        return 3;
    }

    /// <summary>True and one value.</summary>
    /// <param name="stack">Where to push.</param>
    /// <param name="clock">The run's clock in nanoseconds since 1970, or null to leave it.</param>
    /// <param name="encoded">The value, encoded.</param>
    public static int Value(LuaStack stack, long? clock, ReadOnlySpan<byte> encoded)
    {
        int top = stack.Top;
        try
        {
            PushClock(stack, clock);
            stack.PushBoolean(true);
            LuaValueReader.Push(stack, encoded, RequestArguments.Null, RequestArguments.ListMark);
            return 3;
        }
        catch (LuaVmException error)
        {
            // The answer does not fit into the procedure's memory: the procedure may catch that like any refusal.
            stack.Pop(stack.Top - top);
            var failure = new EffectError { Code = error.Code, Message = error.Message, Kind = "failed", Mend = error.Mend ?? "" };
            return Error(stack, clock, failure);
        }
    }

    /// <summary>False and the fields of an error.</summary>
    public static int Error(LuaStack stack, long? clock, EffectError error)
    {
        PushClock(stack, clock);
        stack.PushBoolean(false);
        stack.PushText(error.Code);
        stack.PushText(error.Message);
        stack.PushText(error.Kind);
        stack.PushBoolean(error.Retryable);
        if (error.Mend.Length == 0)
        {
            stack.PushNil();
        }
        else
        {
            stack.PushText(error.Mend);
        }

        return 7;
    }

    /// <summary>False and an error of the language itself.</summary>
    public static int Error(LuaStack stack, TactusException error) => Error(
        stack, null, new EffectError { Code = error.Code, Message = error.Message, Kind = "invalid", Mend = error.Mend ?? "" });

    private static void PushClock(LuaStack stack, long? clock)
    {
        if (clock is { } nanos)
        {
            stack.PushInteger(nanos);
        }
        else
        {
            stack.PushNil();
        }
    }
}
