using Tactus.Sandbox.Processes;

namespace Tactus.Sandbox.Helpers;

/// <summary>Waits for a helper, and ends it when its time is up or nobody wants it any more.</summary>
internal static class HelperWait
{
    /// <summary>Returns once the process has ended.</summary>
    /// <returns>False when its time was up.</returns>
    /// <exception cref="OperationCanceledException">It was ended because of the token.</exception>
    internal static async Task<bool> EndAsync(RunningProcess process, Action kill, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            await process.Exited.WaitAsync(timeout, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            kill();
            await process.Exited;
            return false;
        }
        catch (OperationCanceledException)
        {
            kill();
            await process.Exited;
            throw;
        }
    }
}
