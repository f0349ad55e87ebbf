namespace Tactus.Broker.Gate;

/// <summary>The guest broke the conversation: what it sent is no effect at all, so there is no answer and no journal entry.</summary>
/// <param name="isMalformed">True for bytes that say nothing; false for a call out of its order.</param>
/// <param name="message">One sentence; holds nothing that the guest sent.</param>
public sealed class ConversationException(bool isMalformed, string message) : Exception(message)
{
    /// <summary>True for INVALID_ARGUMENT, false for FAILED_PRECONDITION.</summary>
    public bool IsMalformed { get; } = isMalformed;

    internal static ConversationException Malformed(string message) => new(isMalformed: true, message);

    internal static ConversationException OutOfOrder(string message) => new(isMalformed: false, message);
}
