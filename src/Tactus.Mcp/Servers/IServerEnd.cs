namespace Tactus.Mcp.Servers;

/// <summary>The end of a server: whether it has come, and what is said of it. Disposing it brings it about.</summary>
internal interface IServerEnd : IAsyncDisposable
{
    /// <summary>True once it is known to have come.</summary>
    bool HasCome { get; }

    /// <summary>Why it came, as the end of a sentence. Waits for it, and brings it about when it does not come by itself.</summary>
    /// <param name="cause">What ended the conversation, or null.</param>
    ValueTask<string> DescribeAsync(Exception? cause);
}
