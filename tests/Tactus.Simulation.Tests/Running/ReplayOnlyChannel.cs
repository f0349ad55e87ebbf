using Tactus.Language.Running;
using Tactus.Protocol.V1;

namespace Tactus.Simulation.Tests.Running;

/// <summary>A guest's channel with a past and no present: whatever is asked beyond the recorded entries throws.</summary>
internal sealed class ReplayOnlyChannel(IReadOnlyList<ReplayEntry> entries) : IEffectChannel
{
    private readonly Queue<ReplayEntry> _entries = new(entries);

    /// <inheritdoc/>
    public PerformResponse Perform(PerformRequest request) => throw Beyond(request);

    /// <inheritdoc/>
    public void Begin(PerformRequest request) => throw Beyond(request);

    /// <inheritdoc/>
    public BegunAnswer Await() => throw new InvalidOperationException("the replay waits for an answer that was not recorded");

    /// <inheritdoc/>
    public ReplayEntry? ReadRecorded() => _entries.TryDequeue(out ReplayEntry? entry) ? entry.Clone() : null;

    /// <inheritdoc/>
    public void Emit(EmitRequest request)
    {
    }

    private static InvalidOperationException Beyond(PerformRequest request) =>
        new($"the replay asks for {request.Kind} '{request.Name}' at {request.Key.Branch}:{request.Key.Position}, which was not recorded");
}
