using Google.Protobuf;
using Tactus.Language.Values;
using Tactus.Lua;
using Tactus.Protocol;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Language.Running;

/// <summary>Turns the prelude's buffer of lines into keyed events.</summary>
/// <remarks>
/// A line's key is the branch, the branch's last position and an ordinal. The prelude hands its buffer over before every effect, so no
/// position moves while lines wait.
/// </remarks>
internal sealed class EventBatch(BranchTable branches, LuaValueWriter writer, EventOutbox outbox)
{
    // Longest text and longest data of one line: far below the 16 MiB that a message may have.
    private const int MessageBytes = 4 * 1024 * 1024;
    private static readonly byte[] Cut = "… (cut)"u8.ToArray();
    private static readonly ByteString TooLarge = ByteString.CopyFrom(Value.Of("(too large)").Encode());

    /// <summary>Emits what the prelude's request holds: one list of lines.</summary>
    public void Emit(RequestArguments arguments)
    {
        LuaStack stack = arguments.Stack;
        long count = stack.RawLength(RequestArguments.First);
        for (long item = 1; item <= count; item++)
        {
            stack.RawGet(RequestArguments.First, item);
            Event line = ReadLine(arguments, stack.Top);
            stack.Pop();
            outbox.Add(line);
        }

        outbox.EndBatch();
    }

    private Event ReadLine(RequestArguments arguments, int index)
    {
        LuaStack stack = arguments.Stack;
        Branch branch = branches[(int)ReadInteger(stack, index, 5)];
        branch.Events++;
        return new Event
        {
            Key = new EffectKey { Branch = branch.Path, Position = branch.Position },
            Ordinal = branch.Events,
            Kind = ReadText(stack, index, 1) switch
            {
                "print" => Event.Types.Kind.Print,
                "event" => Event.Types.Kind.Event,
                _ => Event.Types.Kind.Log,
            },
            Name = ReadText(stack, index, 2),
            Text = ReadBytes(stack, index),
            Data = ReadData(arguments, index),
            Location = new SourceLocation { File = ReadText(stack, index, 6), Line = (uint)Math.Max(0, ReadInteger(stack, index, 7)) },
        };
    }

    private static string ReadText(LuaStack stack, int index, int field)
    {
        stack.RawGet(index, field);
        string text = stack.ToText(stack.Top) ?? "";
        stack.Pop();
        return text;
    }

    private static long ReadInteger(LuaStack stack, int index, int field)
    {
        stack.RawGet(index, field);
        long value = stack.ToInteger(stack.Top);
        stack.Pop();
        return value;
    }

    private static ByteString ReadBytes(LuaStack stack, int index)
    {
        stack.RawGet(index, 3);
        stack.TryGetBytes(stack.Top, out ReadOnlySpan<byte> bytes);
        ByteString text = bytes.Length <= MessageBytes
            ? ByteString.CopyFrom(bytes)
            : ByteString.CopyFrom([.. bytes[..MessageBytes], .. Cut]);
        stack.Pop();
        return text;
    }

    private ByteString ReadData(RequestArguments arguments, int index)
    {
        LuaStack stack = arguments.Stack;
        stack.RawGet(index, 4);
        int top = stack.Top;
        ByteString data = ByteString.Empty;
        if (stack.Identity(top) != arguments.NullIdentity)
        {
            data = Encode(arguments, top);
        }

        stack.Pop(stack.Top - top + 1);
        return data;
    }

    private ByteString Encode(RequestArguments arguments, int index)
    {
        writer.Begin(arguments.NullIdentity, arguments.ListMarkIdentity);
        try
        {
            writer.Write(arguments.Stack, index, "context");
            return writer.Written.Length <= MessageBytes ? ByteString.CopyFrom(writer.Written.Span) : TooLarge;
        }
        catch (TactusException error) when (error.Code == "TAC1105")
        {
            // A log line never fails for its context: too much of it is dropped, and the text stays.
            return TooLarge;
        }
    }
}
