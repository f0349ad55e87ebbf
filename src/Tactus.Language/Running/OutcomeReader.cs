using Google.Protobuf;
using Tactus.Language.Values;
using Tactus.Lua;
using Tactus.Protocol;
using Tactus.Protocol.V1;
using Status = Tactus.Protocol.V1.FinishRequest.Types.Status;

namespace Tactus.Language.Running;

/// <summary>Reads how a procedure ended from what the prelude's driver returned.</summary>
internal sealed class OutcomeReader(LuaVm vm, LuaValueWriter writer, EffectGate gate)
{
    // A procedure may raise a text of any length; the last message to the broker must still fit.
    private const int LongestText = 64 * 1024;

    /// <summary>The outcome after the last resume.</summary>
    public ProcedureOutcome Read(LuaStatus status) =>
        status == LuaStatus.Completed ? ReadReturned(vm.Stack) : ReadFailure(status);

    /// <summary>The description that a file's declarations give.</summary>
    /// <remarks>The prelude's argument: the description.</remarks>
    public ProcedureOutcome Described(RequestArguments arguments)
    {
        try
        {
            return Succeeded(
                arguments.Stack, RequestArguments.First, arguments.NullIdentity, arguments.ListMarkIdentity, "description");
        }
        catch (TactusException error)
        {
            return Failed(Status.Invalid, new ProcedureError { Code = error.Code, Message = error.Message, Mend = error.Mend ?? "" });
        }
    }

    /// <summary>The outcome of a run whose sources or input do not fit into its memory.</summary>
    public static ProcedureOutcome NoRoom(LuaVmException error) =>
        Failed(Status.OutOfMemory, new ProcedureError { Code = error.Code, Message = error.Message, Mend = error.Mend ?? "" });

    /// <summary>The outcome of a run that printed too much.</summary>
    /// <remarks>The prelude's arguments: the limit, file, line.</remarks>
    public static ProcedureOutcome OutOfOutput(RequestArguments arguments) => new()
    {
        Status = Status.OutOfBudget,
        Error = new ProcedureError
        {
            Code = "TAC1204",
            Message = $"the procedure emitted more than the {arguments.Integer(0)} bytes of text that it may",
            Mend = "print less, or raise sandbox.limits.output",
            Kind = "budget",
            Location = arguments.Location(1),
        },
    };

    /// <summary>An outcome with the figures of the run.</summary>
    public ProcedureOutcome Complete(ProcedureOutcome outcome) => outcome with
    {
        Effects = gate.Count,
        LuaPeakBytes = (ulong)vm.MemoryPeakBytes,
        CpuTime = vm.CpuTimeUsed,
    };

    // The driver returns: status, output or failure, the sentinel for null, the mark of a list, file and line for errors of the output.
    private ProcedureOutcome ReadReturned(LuaStack stack)
    {
        string status = stack.ToText(1) ?? "";
        if (status is not ("succeeded" or "described" or "continued"))
        {
            return Failed(StatusOf(status), ReadError(stack, 2));
        }

        try
        {
            ProcedureOutcome ended = Succeeded(stack, 2, stack.Identity(3), stack.Identity(4), "output");
            return status == "continued" ? ended with { Status = Status.Continued } : ended;
        }
        catch (TactusException error)
        {
            return Failed(Status.Failed, new ProcedureError
            {
                Code = error.Code,
                Message = error.Message,
                Mend = error.Mend ?? "",
                Location = new SourceLocation { File = stack.ToText(5) ?? "", Line = (uint)stack.ToInteger(6) },
            });
        }
    }

    private ProcedureOutcome Succeeded(LuaStack stack, int index, nint nullIdentity, nint listMark, string root)
    {
        writer.Begin(nullIdentity, listMark);
        writer.Write(stack, index, root);
        return new ProcedureOutcome { Status = Status.Succeeded, Output = ByteString.CopyFrom(writer.Written.Span) };
    }

    // The driver catches everything that user code raises; what arrives here ended the driver itself, usually for want of memory.
    private ProcedureOutcome ReadFailure(LuaStatus status)
    {
        LuaFailure failure = vm.Failure ?? new LuaFailure(Code: null, "the procedure ended without a word", File: null, Line: 0, Traceback: "");
        return Failed(status == LuaStatus.OutOfMemory ? Status.OutOfMemory : Status.Failed, new ProcedureError
        {
            Code = failure.Code ?? "TAC1301",
            Message = Cut(failure.Message),
            Traceback = Cut(failure.Traceback),
            Location = failure.File is null ? null : new SourceLocation { File = failure.File, Line = (uint)failure.Line },
        });
    }

    private static ProcedureError ReadError(LuaStack stack, int table)
    {
        var error = new ProcedureError
        {
            Code = ReadText(stack, table, "code"u8),
            Message = ReadText(stack, table, "message"u8),
            Traceback = ReadText(stack, table, "traceback"u8),
            Mend = ReadText(stack, table, "mend"u8),
            Kind = ReadText(stack, table, "kind"u8),
        };
        string file = ReadText(stack, table, "file"u8);
        if (file.Length > 0)
        {
            error.Location = new SourceLocation { File = file, Line = ReadCount(stack, table, "line"u8) };
            error.Column = ReadCount(stack, table, "column"u8);
        }

        return error;
    }

    private static uint ReadCount(LuaStack stack, int table, ReadOnlySpan<byte> key)
    {
        stack.RawGet(table, key);
        uint count = (uint)Math.Clamp(stack.ToInteger(stack.Top), 0, int.MaxValue);
        stack.Pop();
        return count;
    }

    private static string ReadText(LuaStack stack, int table, ReadOnlySpan<byte> key)
    {
        stack.RawGet(table, key);
        string text = Cut(stack.ToText(stack.Top) ?? "");
        stack.Pop();
        return text;
    }

    private static string Cut(string text) => text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText), "… (cut)");

    private static ProcedureOutcome Failed(Status status, ProcedureError error) => new() { Status = status, Error = error };

    private static Status StatusOf(string status) => status switch
    {
        "invalid" => Status.Invalid,
        "out_of_memory" => Status.OutOfMemory,
        _ => Status.Failed,
    };
}
