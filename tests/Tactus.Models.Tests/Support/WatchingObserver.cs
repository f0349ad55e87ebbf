using System.Text;
using Tactus.Broker.Observing;
using Tactus.Journal;

namespace Tactus.Models.Tests.Support;

/// <summary>Remembers what a live view would be told of models.</summary>
internal sealed class WatchingObserver : IRunObserver
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private readonly List<(string Text, TaskCompletionSource Shown)> _awaited = [];

    public string Text
    {
        get
        {
            lock (_lock)
            {
                return _text.ToString();
            }
        }
    }

    public int Pieces { get; private set; }

    public List<ModelTurn> Turns { get; } = [];

    public List<Exception> Defects { get; } = [];

    public void OnEffectStarted(EffectStarted effect)
    {
    }

    public void OnEffectEnded(EffectEnded effect)
    {
    }

    public void OnEvent(RunEvent runEvent)
    {
    }

    public void OnModelText(ModelText text)
    {
        lock (_lock)
        {
            Pieces++;
            _text.Append(text.Text);
            _awaited.FindAll(awaited => awaited.Text == _text.ToString()).ForEach(awaited => awaited.Shown.TrySetResult());
        }
    }

    /// <summary>Completes once this and nothing more was shown.</summary>
    public Task WaitForTextAsync(string text)
    {
        lock (_lock)
        {
            var shown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((text, shown));
            if (_text.ToString() == text)
            {
                shown.SetResult();
            }

            return shown.Task;
        }
    }

    public void OnModelTurn(ModelTurn turn) => Turns.Add(turn);

    public void OnDefect(Exception defect) => Defects.Add(defect);
}
