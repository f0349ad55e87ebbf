using Tactus.Protocol;

namespace Tactus.Testing.Specifications;

/// <summary>The text that backgrounds and examples make of a specification, in bounds: a few kilobytes of them could become more than a machine holds.</summary>
/// <param name="specification">What is expanded, for the error.</param>
internal sealed class ExpandedText(SpecificationText specification)
{
    /// <summary>Characters of all steps of all scenarios.</summary>
    internal const int Most = 32 * 1024 * 1024;

    // What a step costs beside its text.
    private const int CostOfStep = 64;

    private long _left = Most;

    /// <summary>A text with the values of an example put in; the text itself where there is none.</summary>
    /// <exception cref="TactusException">TAC1510: that is more than a specification may have.</exception>
    public string Put(ExampleRow? row, string text)
    {
        string? put = row is null ? text : row.PutInto(text, _left);
        _left -= (put?.Length ?? 0) + CostOfStep;
        return put is not null && _left >= 0
            ? put
            : throw new TactusException(
                "TAC1510", $"with its backgrounds and examples the specification has more than {Most} characters", "split it, or write fewer examples",
                specification.File, specification.FirstLine);
    }
}
