using Tactus.Lua;
using Tactus.Protocol.V1;

namespace Tactus.Language.Running;

/// <summary>The one way out of the guest: sends a request, counts it, and turns the answer into Lua values or the end of the run.</summary>
internal sealed class EffectGate(IEffectChannel channel)
{
    /// <summary>Requests sent so far.</summary>
    public ulong Count { get; private set; }

    /// <summary>Sends a request at the next position of a branch and pushes its answer.</summary>
    public HandledRequest Send(LuaStack stack, Branch branch, PerformRequest request)
    {
        request.Key = new EffectKey { Branch = branch.Path, Position = branch.Position + 1 };
        PerformResponse response = channel.Perform(request);
        Count++;
        branch.Position++;
        branch.Events = 0;
        switch (response.OutcomeCase)
        {
            case PerformResponse.OutcomeOneofCase.Result:
                return Answer.Value(stack, response.ClockUnixNanos, response.Result.Span);
            case PerformResponse.OutcomeOneofCase.Error when response.Error.Fatal:
                return Fatal(response.Error, request.Location);
            case PerformResponse.OutcomeOneofCase.Error:
                return Answer.Error(stack, response.ClockUnixNanos, response.Error);
            case PerformResponse.OutcomeOneofCase.Suspended:
                return new ProcedureOutcome { Status = FinishRequest.Types.Status.Suspended };
            default:
                throw new InvalidOperationException("the broker answered an effect with neither a result nor an error");
        }
    }

    private static ProcedureOutcome Fatal(EffectError error, SourceLocation? location) => new()
    {
        Status = error.Kind == "budget" ? FinishRequest.Types.Status.OutOfBudget : FinishRequest.Types.Status.Failed,
        Error = new ProcedureError { Code = error.Code, Message = error.Message, Kind = error.Kind, Mend = error.Mend, Location = location },
    };
}
