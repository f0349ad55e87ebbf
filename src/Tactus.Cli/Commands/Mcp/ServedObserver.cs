using Tactus.Broker.Observing;
using Tactus.Cli.Output;
using Tactus.Cli.Views;
using Tactus.Journal;

namespace Tactus.Cli.Commands.Mcp;

/// <summary>Tells a client what a run does: its effects, and what it prints.</summary>
internal sealed class ServedObserver(Action<string> onProgress) : IRunObserver
{
    private const int LongestLine = 500;

    /// <inheritdoc/>
    public void OnEffectStarted(EffectStarted effect) => onProgress(SafeText.OneLine($"{effect.Kind} {effect.Name}".TrimEnd(), LongestLine));

    /// <inheritdoc/>
    public void OnEffectEnded(EffectEnded effect)
    {
    }

    /// <inheritdoc/>
    public void OnEffectProgress(EffectProgress progress) => onProgress(SafeText.OneLine($"{progress.Name}: {progress.Text}", LongestLine));

    /// <inheritdoc/>
    public void OnEvent(RunEvent runEvent) =>
        onProgress(SafeText.OneLine(runEvent.Kind == "print" ? SafeText.FromUtf8(runEvent.Text) : EventText.Of(runEvent), LongestLine));
}
