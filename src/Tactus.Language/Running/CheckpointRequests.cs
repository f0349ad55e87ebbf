using System.Text;
using Google.Protobuf;
using Tactus.Language.Replaying;
using Tactus.Language.Values;
using Tactus.Lua;
using Tactus.Protocol;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Language.Running;

/// <summary>Checkpoints: opens a branch before the function runs and records what came of it.</summary>
/// <remarks>
/// The recorded value is a map: <c>value</c> (absent for nil), or <c>raised</c> (what the function raised), or <c>error</c> (an error of
/// the language, by its fields); and <c>changes</c>, what the function changed in the prelude's records.
/// </remarks>
internal sealed class CheckpointRequests(BranchTable branches, LuaValueWriter writer, EffectGate gate, RecordedHistory history)
{
    private const string Kind = "checkpoint";

    // Levels at which a value stands in {value = …} and a state in {changes = {state = …}}.
    private const int ValueDepth = 2;
    private const int StateDepth = 3;
    private const int NotesDepth = 3;
    private static readonly byte[] EmptyMap = Value.EmptyMap.Encode();
    private static readonly string[] Results = ["error", "value", "raised"];

    /// <summary>
    /// Answers with a salt for the random stream and the handle of the branch that the function runs in; with the salt and null when the checkpoint
    /// is recorded; with the salt, null and true when its branch ended inside of it.
    /// </summary>
    /// <remarks>The prelude's arguments: branch, name, state, iterations, file, line.</remarks>
    /// <exception cref="TactusException">The state holds something that is no data.</exception>
    public HandledRequest Begin(RequestArguments arguments)
    {
        Branch parent = branches[(int)arguments.Integer(0)];
        var key = new EffectKey { Branch = parent.Path, Position = parent.Position + 1 };
        string path = BranchTable.CheckpointPath(parent);
        RecordedCheckpoint recorded = history.Find(key, path);
        if (recorded == RecordedCheckpoint.NotEnded)
        {
            Branch inside = branches.OpenCheckpoint(parent, Snapshot(arguments, 2));
            Answer.Integer(arguments.Stack, inside.Salt);
            arguments.Stack.PushInteger(inside.Handle);
            return 4;
        }

        Answer.Integer(arguments.Stack, Branch.SaltOf(path));
        arguments.Stack.PushNil();
        arguments.Stack.PushBoolean(recorded == RecordedCheckpoint.GivenUp);
        if (recorded == RecordedCheckpoint.GivenUp)
        {
            gate.StandAt(new PerformRequest { Key = key, Kind = Kind, Name = arguments.Text(1), Location = arguments.Location(4) });
        }

        return 5;
    }

    /// <summary>Answers with the recorded value of a checkpoint whose function is not entered.</summary>
    /// <remarks>The prelude's arguments: branch, name, file, line.</remarks>
    public HandledRequest Repeat(RequestArguments arguments, bool begins)
    {
        var request = new PerformRequest
        {
            Kind = Kind,
            Name = arguments.Text(1),
            Arguments = UnsafeByteOperations.UnsafeWrap(EmptyMap),
            Location = arguments.Location(2),
        };
        return gate.Send(arguments.Stack, branches[(int)arguments.Integer(0)], request, begins);
    }

    /// <summary>Records the function's end at the position that was kept for it, and answers with the recorded value.</summary>
    /// <remarks>
    /// The prelude's arguments: branch inside, name, record, state, iterations, what agents and tools did (a list of changes, or null), file, line.
    /// </remarks>
    public HandledRequest End(RequestArguments arguments, bool begins)
    {
        Branch inside = branches[(int)arguments.Integer(0)];
        branches.Close(inside);
        var request = new PerformRequest
        {
            Kind = Kind,
            Name = arguments.Text(1),
            Arguments = UnsafeByteOperations.UnsafeWrap(EmptyMap),
            Recorded = UnsafeByteOperations.UnsafeWrap(Record(arguments, inside.Before!)),
            Location = arguments.Location(6),
        };
        return gate.Send(arguments.Stack, inside.Parent!, request, begins);
    }

    private RecordSnapshot Snapshot(RequestArguments arguments, int number)
    {
        writer.Begin(arguments.NullIdentity, arguments.ListMarkIdentity);
        writer.Write(arguments.Stack, RequestArguments.First + number, "state", StateDepth);
        return new RecordSnapshot(writer.Written.ToArray(), arguments.Integer(number + 1));
    }

    private Value? Notes(RequestArguments arguments, int number)
    {
        int index = RequestArguments.First + number;
        if (arguments.Stack.Identity(index) == arguments.NullIdentity)
        {
            return null;
        }

        writer.Begin(arguments.NullIdentity, arguments.ListMarkIdentity);
        writer.Write(arguments.Stack, index, "what agents and tools did", NotesDepth);
        return Value.Decode(writer.Written.Span);
    }

    private ReadOnlyMemory<byte> Record(RequestArguments arguments, RecordSnapshot before)
    {
        int top = arguments.Stack.Top;
        try
        {
            MapValue? changes = Snapshot(arguments, 3).ChangesSince(before, Notes(arguments, 5));
            WriteRecord(arguments, changes);
            return writer.Written;
        }
        catch (TactusException error)
        {
            // What cannot be recorded must not happen differently on replay: the failure itself becomes the record.
            arguments.Stack.Pop(arguments.Stack.Top - top);
            return Unrecordable(error).Encode();
        }
    }

    private void WriteRecord(RequestArguments arguments, MapValue? changes)
    {
        LuaStack stack = arguments.Stack;
        int record = RequestArguments.First + 2;
        string? result = null;
        foreach (string key in Results)
        {
            result ??= Has(stack, record, key) ? key : null;
        }

        writer.Begin(arguments.NullIdentity, arguments.ListMarkIdentity);
        writer.Writer.WriteMapHead((result is null ? 0 : 1) + (changes is null ? 0 : 1));
        if (result is not null)
        {
            byte[] key = Encoding.UTF8.GetBytes(result);
            writer.Writer.WriteBytes(key);
            stack.RawGet(record, key);
            writer.Write(stack, stack.Top, result, ValueDepth);
            stack.Pop();
        }

        if (changes is not null)
        {
            writer.Writer.WriteBytes("changes"u8);
            changes.WriteTo(writer.Writer);
            CheckTogether();
        }
    }

    // Value and changes are each within the limits; the record that holds both must be, too.
    private void CheckTogether()
    {
        try
        {
            Value.Decode(writer.Written.Span, writer.Limits);
        }
        catch (ValueFormatException error)
        {
            throw new TactusException("TAC1105", $"the checkpoint's value and changes are too large together: {error.Message}");
        }
    }

    private static bool Has(LuaStack stack, int table, string key)
    {
        LuaType type = stack.RawGet(table, Encoding.UTF8.GetBytes(key));
        stack.Pop();
        return type != LuaType.Nil;
    }

    private static MapValue Unrecordable(TactusException error) => Value.MapOf(("error", Value.MapOf(
        ("code", Value.Of(error.Code)),
        ("message", Value.Of($"{error.Message}, so the checkpoint cannot be recorded")),
        ("kind", Value.Of("invalid")),
        ("retryable", Value.Of(false)),
        ("mend", Value.Of("return plain data from a checkpoint, and keep plain data in state")))));
}
