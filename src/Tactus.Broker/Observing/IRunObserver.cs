using Tactus.Journal;

namespace Tactus.Broker.Observing;

/// <summary>Watches a run as it goes, for a live view. Called on the broker's threads; must be quick, and must not throw.</summary>
/// <remarks>Everything it is shown is redacted, except where a member says otherwise.</remarks>
public interface IRunObserver
{
    /// <summary>An effect was asked for and begins to be judged.</summary>
    void OnEffectStarted(EffectStarted effect);

    /// <summary>An effect was answered.</summary>
    void OnEffectEnded(EffectEnded effect);

    /// <summary>A print, a log line or an event arrived.</summary>
    void OnEvent(RunEvent runEvent);

    /// <summary>An effect under way said how far it has come. Default: nothing.</summary>
    void OnEffectProgress(EffectProgress progress)
    {
    }

    /// <summary>A piece of a model's answer arrived. It is in no journal; the whole answer follows as a turn. Default: nothing.</summary>
    void OnModelText(ModelText text)
    {
    }

    /// <summary>A model has answered. Not told again when the answer is replayed. Default: nothing.</summary>
    void OnModelTurn(ModelTurn turn)
    {
    }

    /// <summary>The broker itself failed. The guest is told no more than the type; this is not redacted, and for the host's own log. Default: nothing.</summary>
    void OnDefect(Exception defect)
    {
    }
}
