using Google.Protobuf;
using Tactus.Language.Running;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Language.Tests.Support;

/// <summary>Answers effects from a script and remembers everything it was handed.</summary>
internal sealed class ScriptedChannel : IEffectChannel
{
    private readonly Dictionary<(string Kind, string Name), Queue<PerformResponse>> _answers = [];
    private readonly Queue<BegunAnswer> _begun = [];
    private ulong _deliveries;

    /// <summary>What was asked for, as <c>branch/position kind name arguments</c>.</summary>
    public List<string> Effects { get; } = [];

    /// <summary>The requests themselves.</summary>
    public List<PerformRequest> Requests { get; } = [];

    /// <summary>Lines and events in the order in which they came.</summary>
    public List<Event> Events { get; } = [];

    /// <summary>How many events came in each batch.</summary>
    public List<int> BatchSizes { get; } = [];

    /// <summary>The clock that the next answer carries.</summary>
    public long ClockUnixNanos { get; set; } = 1_700_000_000_000_000_000;

    /// <summary>Answers the next effect of this kind and name; the last answer is repeated.</summary>
    public ScriptedChannel Answer(string kind, string name, Value result) =>
        Add(kind, name, new PerformResponse { Result = ByteString.CopyFrom(result.Encode()) });

    /// <summary>Refuses the next effect of this kind and name.</summary>
    public ScriptedChannel Refuse(string kind, string name, EffectError error) => Add(kind, name, new PerformResponse { Error = error });

    /// <summary>Suspends the run at this effect.</summary>
    public ScriptedChannel Suspend(string kind, string name) =>
        Add(kind, name, new PerformResponse { Suspended = new Suspended { WaitsFor = "human" } });

    /// <inheritdoc/>
    public PerformResponse Perform(PerformRequest request)
    {
        PerformRequest kept = request.Clone();
        kept.Arguments = ByteString.CopyFrom(request.Arguments.Span);
        kept.Recorded = ByteString.CopyFrom(request.Recorded.Span);
        Requests.Add(kept);
        Value arguments = Value.Decode(kept.Arguments.Span);
        string recorded = kept.Recorded.IsEmpty ? "" : " recorded " + Value.Decode(kept.Recorded.Span);
        Effects.Add($"{kept.Key.Branch}#{kept.Key.Position} {kept.Kind} {(kept.Name.Length == 0 ? "-" : kept.Name)} {arguments}{recorded}");
        _deliveries++;
        PerformResponse response = ResponseTo(kept);
        response.Delivery = _deliveries;
        response.ClockUnixNanos = ClockUnixNanos;
        return response;
    }

    /// <inheritdoc/>
    public void Begin(PerformRequest request) => _begun.Enqueue(new BegunAnswer(request.Key.Branch, Perform(request)));

    /// <inheritdoc/>
    public BegunAnswer Await() => _begun.Dequeue();

    /// <inheritdoc/>
    public void Emit(EmitRequest request)
    {
        BatchSizes.Add(request.Events.Count);
        Events.AddRange(request.Events.Select(item => item.Clone()));
    }

    private ScriptedChannel Add(string kind, string name, PerformResponse response)
    {
        if (!_answers.TryGetValue((kind, name), out Queue<PerformResponse>? queue))
        {
            _answers[(kind, name)] = queue = new Queue<PerformResponse>();
        }

        queue.Enqueue(response);
        return this;
    }

    private PerformResponse ResponseTo(PerformRequest request)
    {
        if (request.Kind is "branch.open" or "branch.end")
        {
            return new PerformResponse { Result = ByteString.CopyFrom(Value.Null.Encode()) };
        }

        if (request.Kind == "checkpoint")
        {
            return new PerformResponse { Result = request.Recorded };
        }

        if (_answers.TryGetValue((request.Kind, request.Name), out Queue<PerformResponse>? queue))
        {
            return (queue.Count > 1 ? queue.Dequeue() : queue.Peek()).Clone();
        }

        return new PerformResponse
        {
            Error = new EffectError { Code = "TAC3001", Message = $"nothing answers {request.Kind} {request.Name}", Kind = "invalid" },
        };
    }
}
