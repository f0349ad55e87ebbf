using Tactus.Broker.Budgets;
using Tactus.Broker.Gate;
using Tactus.Policy.Grants;
using Tactus.Policy.Paths;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Files.Effects;

/// <summary><c>file.append</c>: adds to the end of a file.</summary>
internal sealed class FileAppendHandler(GrantedFiles files) : IEffectHandler
{
    private const string OldLength = "old_length";

    /// <inheritdoc/>
    public string Kind => "file.append";

    /// <inheritdoc/>
    public IEffect Parse(EffectCall call) =>
        new Effect(files, files.Parse(FileArguments.Path(call, "content")), FileArguments.Content(call), call.IdempotencyKey);

    private sealed class Effect(GrantedFiles files, ProcedurePath path, ReadOnlyMemory<byte> content, string tag) : IEffect
    {
        public EffectClass Class => EffectClass.Idempotent;

        public void Authorize() => files.RequireWritable(path);

        public void Charge(RunBudget budget) => budget.ChargeWorkspace(files.CostOf(path, content));

        // An append is repeatable only from the length that the file had.
        public Value? DescribeIntent() => Value.MapOf((OldLength, Value.Of(Length)));

        public ValueTask<Value> PerformAsync(CancellationToken cancellationToken)
        {
            Append(content.Span);
            return ValueTask.FromResult(Value.Null);
        }

        public ValueTask<Value> ResumeAsync(Value? note, CancellationToken cancellationToken)
        {
            int there = note is MapValue map && map.TryGet(OldLength, out Value? value) && value is IntegerValue old ? CountWritten(old.Content) : 0;
            if (there < content.Length)
            {
                Append(content.Span[there..]);
            }

            return ValueTask.FromResult(Value.Null);
        }

        private long Length => files.TreeOf(path).Find(path.Relative)?.Size ?? 0;

        private void Append(ReadOnlySpan<byte> bytes) => files.TreeOf(path).Append(path.Relative, bytes, tag);

        // What the interrupted attempt wrote begins where the file ended then. Other bytes there are somebody else's, and stay.
        private int CountWritten(long from)
        {
            if (Length <= from)
            {
                return 0;
            }

            byte[] there = files.TreeOf(path).Read(path.Relative, from, content.Length);
            return content.Span.StartsWith(there) ? there.Length : 0;
        }
    }
}
