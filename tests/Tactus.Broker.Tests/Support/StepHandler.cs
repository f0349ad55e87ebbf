using System.Collections.Concurrent;
using Tactus.Broker.Gate;
using Tactus.Journal;
using Tactus.Policy.Grants;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Tests.Support;

/// <summary>A kind of effect of any class that does what a test says and remembers how it was asked.</summary>
internal sealed class StepHandler(string kind, EffectClass effectClass) : IEffectHandler
{
    public string Kind => kind;

    public ConcurrentQueue<(EntryKey Key, string IdempotencyKey, Value? Note, bool IsRepeat)> Performed { get; } = [];

    public Value? Note { get; set; }

    public bool OnlyWaits { get; set; }

    public bool IsDenied { get; set; }

    public Func<EffectCall, CancellationToken, ValueTask<Value>> OnPerform { get; set; } = (_, _) => ValueTask.FromResult(Value.Of("done"));

    public static StepHandler Once() => new("step.once", EffectClass.Once);

    public static StepHandler Idempotent() => new("step.idempotent", EffectClass.Idempotent);

    public IEffect Parse(EffectCall call) => new Effect(this, call, effectClass);

    private sealed class Effect(StepHandler handler, EffectCall call, EffectClass effectClass) : IEffect
    {
        public EffectClass Class => effectClass;

        public bool OnlyWaits => handler.OnlyWaits;

        public Value DryRunAnswer => Value.Of("dry");

        public void Authorize()
        {
            if (handler.IsDenied)
            {
                throw new EffectException("TAC3101", EffectErrorKind.Denied, "not granted");
            }
        }

        public Value? DescribeIntent() => handler.Note;

        public ValueTask<Value> PerformAsync(CancellationToken cancellationToken) => RunAsync(note: null, isRepeat: false, cancellationToken);

        public ValueTask<Value> ResumeAsync(Value? note, CancellationToken cancellationToken) => RunAsync(note, isRepeat: true, cancellationToken);

        private ValueTask<Value> RunAsync(Value? note, bool isRepeat, CancellationToken cancellationToken)
        {
            handler.Performed.Enqueue((call.Key, call.IdempotencyKey, note, isRepeat));
            return handler.OnPerform(call, cancellationToken);
        }
    }
}
