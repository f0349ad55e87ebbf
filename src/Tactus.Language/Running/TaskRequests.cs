using Google.Protobuf;
using Tactus.Language.Values;
using Tactus.Protocol;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Language.Running;

/// <summary>Branches of tasks: opens one after its entry was recorded, and records how it ended.</summary>
internal sealed class TaskRequests(BranchTable branches, LuaValueWriter writer, EffectGate gate)
{
    private const int Record = 1;
    private static readonly byte[] EmptyMap = Value.EmptyMap.Encode();
    private static readonly byte[] NotShown = Value.MapOf(("not_shown", Value.True)).Encode();

    /// <summary>Answers with a salt for the random stream and the handle of the branch of a new task.</summary>
    /// <remarks>The prelude's arguments: the branch that recorded <c>branch.open</c>, label.</remarks>
    public HandledRequest Open(RequestArguments arguments)
    {
        Branch branch = branches.OpenTask(branches[(int)arguments.Integer(0)], arguments.Text(1));
        Answer.Integer(arguments.Stack, branch.Salt);
        arguments.Stack.PushInteger(branch.Handle);
        return 4;
    }

    /// <summary>Records the end of a branch as its last entry.</summary>
    /// <remarks>The prelude's arguments: branch, how it ended, file, line.</remarks>
    public HandledRequest End(RequestArguments arguments, bool begins)
    {
        int handle = (int)arguments.Integer(0);
        if (!branches.IsOpen(handle))
        {
            // The checkpoint around it has ended, and with that everything inside, also for the broker.
            return Answer.Done(arguments.Stack);
        }

        Branch branch = branches[handle];
        branches.Close(branch);
        var request = new PerformRequest
        {
            Kind = "branch.end",
            Arguments = UnsafeByteOperations.UnsafeWrap(EmptyMap),
            Recorded = UnsafeByteOperations.UnsafeWrap(WriteRecord(arguments)),
            Location = arguments.Location(2),
        };
        return gate.Send(arguments.Stack, branch, request, begins);
    }

    private ReadOnlyMemory<byte> WriteRecord(RequestArguments arguments)
    {
        int top = arguments.Stack.Top;
        try
        {
            writer.Begin(arguments.NullIdentity, arguments.ListMarkIdentity);
            writer.Write(arguments.Stack, RequestArguments.First + Record, "result");
            return writer.Written;
        }
        catch (TactusException)
        {
            // The record is for people alone: tasks share one heap, and hand each other functions if they like.
            arguments.Stack.Pop(arguments.Stack.Top - top);
            return NotShown;
        }
    }
}
