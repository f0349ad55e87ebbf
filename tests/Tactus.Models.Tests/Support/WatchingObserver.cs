using System.Text;
using Tactus.Broker.Observing;
using Tactus.Journal;

namespace Tactus.Models.Tests.Support;

/// <summary>Remembers what a live view would be told of models.</summary>
internal sealed class WatchingObserver : IRunObserver
{
    private readonly StringBuilder _text = new();

    public string Text => _text.ToString();

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
        Pieces++;
        _text.Append(text.Text);
    }

    public void OnModelTurn(ModelTurn turn) => Turns.Add(turn);

    public void OnDefect(Exception defect) => Defects.Add(defect);
}
