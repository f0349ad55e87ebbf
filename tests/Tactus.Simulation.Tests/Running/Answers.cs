using Tactus.Broker.People;
using Tactus.Protocol.Values;

namespace Tactus.Simulation.Tests.Running;

/// <summary>What the simulated person says: the same to the same question, whenever it is asked.</summary>
internal static class Answers
{
    /// <summary>The answer to a question.</summary>
    public static Value Of(OpenQuestion question)
    {
        HumanQuestion asked = question.Asked;
        int number = asked.Key.Branch.Length + (int)asked.Key.Position;
        return asked.Type switch
        {
            "approve" => Value.Of(number % 2 == 0),
            "select" => question.Question.Options[number % question.Question.Options.Count].Value,
            "review" => Value.MapOf(("decision", question.Question.Options[0].Value)),
            _ => Value.Of($"answer {asked.Key.Branch}:{asked.Key.Position}"),
        };
    }
}
