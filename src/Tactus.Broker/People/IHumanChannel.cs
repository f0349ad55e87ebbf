namespace Tactus.Broker.People;

/// <summary>A way to ask a person who is there now.</summary>
public interface IHumanChannel
{
    /// <summary>Asks and waits for the answer.</summary>
    /// <param name="question">The question.</param>
    /// <param name="cancellationToken">Somebody else answered, the time is up, or the run ends: the question is taken back.</param>
    /// <returns>The answer, or null when nobody here can or wants to answer: the run waits then without a process.</returns>
    ValueTask<HumanAnswer?> AskAsync(HumanQuestion question, CancellationToken cancellationToken);
}
