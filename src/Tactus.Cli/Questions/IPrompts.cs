namespace Tactus.Cli.Questions;

/// <summary>The few ways in which a person is asked. Texts that are handed in are safe and short; the question itself is shown before.</summary>
internal interface IPrompts
{
    /// <summary>What leaves a question open.</summary>
    const string Later = "answer later";

    /// <summary>Lets a person choose one.</summary>
    /// <returns>Its index, or null for later.</returns>
    Task<int?> ChooseAsync(string prompt, IReadOnlyList<string> choices, CancellationToken cancellationToken);

    /// <summary>Lets a person choose several.</summary>
    /// <returns>Their indices in order, or null for later.</returns>
    Task<IReadOnlyList<int>?> ChooseSeveralAsync(string prompt, IReadOnlyList<string> choices, CancellationToken cancellationToken);

    /// <summary>Lets a person write a line.</summary>
    /// <param name="prompt">What is wanted.</param>
    /// <param name="whenEmpty">What an empty line means, in a word or two.</param>
    /// <param name="cancellationToken">The question is taken back.</param>
    /// <returns>The line, or null when it is empty.</returns>
    Task<string?> ReadTextAsync(string prompt, string whenEmpty, CancellationToken cancellationToken);
}
