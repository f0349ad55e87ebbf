namespace Tactus.Mcp.Serving;

/// <summary>A procedure that MCP clients may call.</summary>
public interface IServedProcedure
{
    /// <summary>What clients are told of it.</summary>
    ServedTool Tool { get; }

    /// <summary>Runs it to its end, or until it waits. Calls may overlap.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">The client gave up, or is gone: the run is cancelled.</param>
    Task<ServedAnswer> CallAsync(ServedCall call, CancellationToken cancellationToken);
}
