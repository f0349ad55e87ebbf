using Tactus.Language.Replaying;
using Tactus.Language.Values;
using Tactus.Lua;
using Tactus.Protocol;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Language.Running;

/// <summary>Resumes the procedure with the answer to each request that it yields, until it ends.</summary>
internal sealed class RequestLoop
{
    // A message of 16 MiB must hold the value and what stands around it.
    private static readonly ValueLimits SendLimits = ValueLimits.Default with { MaxBytes = ValueLimits.Default.MaxBytes - (64 * 1024) };

    private readonly LuaVm _vm;
    private readonly ProcedureSetup _setup;
    private readonly LuaValueWriter _writer = new(SendLimits);
    private readonly EventBatch _events;
    private readonly EffectRequests _effects;
    private readonly CheckpointRequests _checkpoints;
    private readonly TaskRequests _tasks;
    private readonly BranchTable _branches = new();
    private readonly EffectGate _gate;
    private readonly EventOutbox _outbox;
    private readonly OutcomeReader _outcomes;

    /// <summary>Connects a machine, whose prelude is loaded, with a channel.</summary>
    public RequestLoop(LuaVm vm, ProcedureSetup setup, IEffectChannel channel)
    {
        _vm = vm;
        _setup = setup;
        var history = new RecordedHistory(setup.HasHistory ? channel.ReadRecorded : null);
        _outbox = new EventOutbox(channel, history);
        _gate = new EffectGate(channel, history, _outbox);
        _events = new EventBatch(_branches, _writer, _outbox);
        _effects = new EffectRequests(_branches, _writer, _gate);
        _checkpoints = new CheckpointRequests(_branches, _writer, _gate, history);
        _tasks = new TaskRequests(_branches, _writer, _gate);
        _outcomes = new OutcomeReader(vm, _writer, _gate);
    }

    /// <summary>Runs to the end.</summary>
    public ProcedureOutcome Run()
    {
        ProcedureOutcome outcome = _gate.End(RunToEnd());
        _outbox.Flush();
        return _outcomes.Complete(outcome);
    }

    private ProcedureOutcome RunToEnd()
    {
        LuaStatus status = _vm.Start();
        while (status == LuaStatus.Effect)
        {
            var arguments = new RequestArguments(_vm.Stack);
            int top = arguments.Stack.Top;
            HandledRequest handled;
            try
            {
                handled = Handle(arguments);
            }
            catch (TactusException error)
            {
                // Reading the arguments failed half-way and left values on the stack.
                arguments.Stack.Pop(arguments.Stack.Top - top);
                handled = Answer.Error(arguments.Stack, error);
            }
            catch (LuaVmException error)
            {
                handled = OutcomeReader.NoRoom(error);
            }

            if (handled.End is not null)
            {
                return handled.End;
            }

            status = _vm.Resume(handled.Answers);
        }

        return _outcomes.Read(status);
    }

    private HandledRequest Handle(RequestArguments arguments)
    {
        bool begins = _gate.TakeBegins();
        switch (arguments.Kind)
        {
            case "tactus.start":
                return Start(arguments.Stack);
            case "tactus.emit":
                if (!_setup.IsDescription)
                {
                    _events.Emit(arguments);
                }

                return Answer.Done(arguments.Stack);
            case "tactus.described":
                return _outcomes.Described(arguments);
            case string kind when _setup.IsDescription:
                throw new InvalidOperationException($"a description asked for '{kind}'");
            case "tactus.output_limit":
                return OutcomeReader.OutOfOutput(arguments);
            case "tactus.begin":
                _gate.BeginNext();
                return 0;
            case "tactus.next":
                return _gate.Next(arguments.Stack);
            case "tactus.abandon":
                _gate.Abandon(_branches[(int)arguments.Integer(0)]);
                return 0;
            case "tactus.suspend":
                return new ProcedureOutcome { Status = FinishRequest.Types.Status.Suspended };
            case "tactus.branch":
                return _tasks.Open(arguments);
            case "branch.end":
                return _tasks.End(arguments, begins);
            case "checkpoint":
                return _checkpoints.Begin(arguments);
            case "checkpoint.repeat":
                return _checkpoints.Repeat(arguments, begins);
            case "checkpoint.end":
                return _checkpoints.End(arguments, begins);
            default:
                return _effects.Perform(arguments, begins);
        }
    }

    private int Start(LuaStack stack)
    {
        stack.PushNil();
        stack.PushBoolean(true);
        _setup.Push(stack);
        return 3;
    }
}
