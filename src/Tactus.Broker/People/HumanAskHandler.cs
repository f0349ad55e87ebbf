using Tactus.Broker.Gate;
using Tactus.Protocol.Values;

namespace Tactus.Broker.People;

/// <summary><c>human.ask</c>: puts a question to a person.</summary>
internal sealed class HumanAskHandler(RunContext run) : IEffectHandler
{
    /// <inheritdoc/>
    public string Kind => HumanAsk.EffectKind;

    /// <inheritdoc/>
    public IEffect Parse(EffectCall call)
    {
        // What a person sees and what an answer is held against is the same, here and in `runs respond`: the redacted question.
        var asked = (MapValue)run.Redactor.Redact(call.Arguments);
        try
        {
            return new HumanAsk(run, call, QuestionReader.Read(call.Name, asked), asked);
        }
        catch (QuestionFormatException problem)
        {
            throw new EffectException("TAC3701", EffectErrorKind.Invalid, problem.Message, "docs/people.md lists what each question may hold");
        }
    }
}
