using System.Text.RegularExpressions;
using Tactus.Protocol.Values;

namespace Tactus.Testing.Steps;

/// <summary>One built-in step: a line of <c>steps.table</c>.</summary>
/// <param name="Group">What it is about: <c>setup</c>, <c>tools</c>, <c>output</c>…</param>
/// <param name="Kind">What performs it in the guest.</param>
/// <param name="Fixed">Arguments that the form itself says.</param>
/// <param name="Form">Its text, with arguments.</param>
/// <param name="Meaning">What it does, for people.</param>
public sealed record StepDefinition(string Group, string Kind, MapValue Fixed, string Form, string Meaning)
{
    private readonly StepForm _form = StepForm.Parse(Form);

    /// <summary>How far a text is from this form: from 0 (the same) to 1.</summary>
    public double DistanceTo(string text) => _form.Words.Min(words => TextDistance.Between(text, words));

    /// <summary>The arguments that a text gives; null when the text is no step of this form.</summary>
    /// <exception cref="StepArgumentException">It is, but an argument of it is no literal.</exception>
    public MapValue? Match(string text)
    {
        Match match = Find(text);
        return match.Success ? MapValue.FromUnsorted([.. Fixed.Entries, .. _form.Read(match).Entries]) : null;
    }

    private Match Find(string text)
    {
        try
        {
            return _form.Pattern.Match(text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw new StepArgumentException("it takes too long to tell what is meant");
        }
    }
}
