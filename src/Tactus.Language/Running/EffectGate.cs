using Google.Protobuf;
using Tactus.Language.Replaying;
using Tactus.Lua;
using Tactus.Protocol.V1;

namespace Tactus.Language.Running;

/// <summary>
/// The one way out of the guest: answers a request from the journal while there is one, sends it after that, and turns the answer into Lua values
/// or the end of the run.
/// </summary>
/// <remarks>
/// While one task alone can run, a request is sent and its answer awaited in one step. With several it is begun: in a replay it is held until the
/// journal's next entry is its answer; live it goes to the broker at once.
/// </remarks>
internal sealed class EffectGate(IEffectChannel channel, RecordedHistory history, EventOutbox outbox)
{
    private static readonly byte[] Parked = "parked"u8.ToArray();

    private readonly Dictionary<string, AskedEffect> _asked = [];
    private readonly List<AskedEffect> _inOrder = [];
    private bool _begins;
    private bool _live;
    private PerformRequest? _standing;

    /// <summary>Effects that were answered so far.</summary>
    public ulong Count { get; private set; }

    /// <summary>Lets the next request be begun without waiting for its answer.</summary>
    public void BeginNext() => _begins = true;

    /// <summary>Ends the effect of <see cref="BeginNext"/>: requests that never leave the guest are answered at once.</summary>
    /// <returns>Whether the request that is handled now is to be begun only.</returns>
    public bool TakeBegins()
    {
        bool begins = _begins;
        _begins = false;
        return begins;
    }

    /// <summary>Asks at the next position of a branch and pushes the answer, or the branch's handle when it was only begun.</summary>
    public HandledRequest Send(LuaStack stack, Branch branch, PerformRequest request, bool begins)
    {
        request.Key = new EffectKey { Branch = branch.Path, Position = branch.Position + 1 };
        if (begins)
        {
            Begin(branch, request);
            stack.PushInteger(branch.Handle);
            return 1;
        }

        if (history.IsOver)
        {
            outbox.Flush();
            return Answered(stack, branch, request, channel.Perform(request));
        }

        ReplayEntry entry = history.Peek();
        if (!AskedEffect.IsAnsweredBy(request, entry))
        {
            return Divergence.Of(entry, request);
        }

        history.Take();
        return Answered(stack, branch, request, entry.Response);
    }

    /// <summary>
    /// Waits for the next answer to what was begun and pushes the branch's handle and the answer, or the handle and the word for an effect
    /// without an answer in this life of the guest. Pushes nothing when nothing is under way.
    /// </summary>
    public HandledRequest Next(LuaStack stack)
    {
        if (!history.IsOver)
        {
            return NextRecorded(stack);
        }

        GoLive();
        if (_asked.Count == 0)
        {
            return 0;
        }

        BegunAnswer answer = channel.Await();
        _asked.Remove(answer.Branch, out AskedEffect? asked);
        if (asked is null)
        {
            throw new InvalidOperationException($"an answer came for branch {answer.Branch}, which asked nothing");
        }

        stack.PushInteger(asked.Branch.Handle);
        if (answer.Response.OutcomeCase == PerformResponse.OutcomeOneofCase.Suspended)
        {
            stack.PushBytes(Parked);
            return 2;
        }

        return AnsweredBegun(stack, asked, answer.Response);
    }

    /// <summary>Says that nobody waits for a branch's effect any more.</summary>
    public void Abandon(Branch branch)
    {
        if (_asked.TryGetValue(branch.Path, out AskedEffect? asked))
        {
            asked.IsAbandoned = true;
        }
    }

    /// <summary>Remembers the checkpoint at which a task stands still, for the message if it is never cancelled.</summary>
    public void StandAt(PerformRequest request) => _standing = request;

    /// <summary>The end of the run: the outcome, or a divergence when the journal has entries that nothing asked for.</summary>
    public ProcedureOutcome End(ProcedureOutcome outcome)
    {
        bool comparable = outcome.Error?.Code is not ("TAC1401" or "TAC1402")
            && outcome.Status is not (FinishRequest.Types.Status.OutOfBudget or FinishRequest.Types.Status.OutOfMemory);
        while (comparable && !history.IsOver)
        {
            // A wait that was abandoned may have been answered all the same before the run ended.
            ReplayEntry entry = history.Peek();
            if (!_asked.TryGetValue(entry.Key.Branch, out AskedEffect? asked) || !asked.IsAnsweredBy(entry))
            {
                return Divergence.LeftOver(entry, outcome);
            }

            _asked.Remove(entry.Key.Branch);
            history.Take();
        }

        return outcome;
    }

    private HandledRequest NextRecorded(LuaStack stack)
    {
        ReplayEntry entry = history.Peek();
        if (!_asked.TryGetValue(entry.Key.Branch, out AskedEffect? asked) || !asked.IsAnsweredBy(entry))
        {
            // Nothing that anybody waits for is asked: in the recorded run, too, tasks waited for each other, and were told so.
            if (_standing is null && _asked.Values.All(one => one.IsAbandoned))
            {
                return 0;
            }

            return Divergence.Of(entry, asked?.Request ?? _standing ?? _inOrder.Find(one => _asked.ContainsValue(one))?.Request);
        }

        history.Take();
        _asked.Remove(entry.Key.Branch);
        stack.PushInteger(asked.Branch.Handle);
        return AnsweredBegun(stack, asked, entry.Response);
    }

    private void Begin(Branch branch, PerformRequest request)
    {
        // The bytes lie in a buffer that the next request overwrites.
        request.Arguments = ByteString.CopyFrom(request.Arguments.Span);
        request.Recorded = ByteString.CopyFrom(request.Recorded.Span);
        var asked = new AskedEffect(branch, request);
        _asked.Add(branch.Path, asked);
        if (history.IsOver)
        {
            GoLive();
            outbox.Flush();
            channel.Begin(request);
        }
        else
        {
            _inOrder.Add(asked);
        }
    }

    private void GoLive()
    {
        if (_live)
        {
            return;
        }

        _live = true;
        outbox.Flush();
        foreach (AskedEffect asked in _inOrder)
        {
            if (!_asked.TryGetValue(asked.Branch.Path, out AskedEffect? waiting) || !ReferenceEquals(waiting, asked))
            {
                continue;
            }

            if (asked.IsAbandoned)
            {
                _asked.Remove(asked.Branch.Path);
            }
            else
            {
                channel.Begin(asked.Request);
            }
        }

        _inOrder.Clear();
    }

    private HandledRequest AnsweredBegun(LuaStack stack, AskedEffect asked, PerformResponse response)
    {
        HandledRequest handled = Answered(stack, asked.Branch, asked.Request, response);
        return handled.End is null ? handled.Answers + 1 : handled;
    }

    private HandledRequest Answered(LuaStack stack, Branch branch, PerformRequest request, PerformResponse response)
    {
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
