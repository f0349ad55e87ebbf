namespace Tactus.Sandbox.Helpers;

/// <summary>Runs programs that work for a run, each in a sandbox of its own.</summary>
public interface IHelperSandbox
{
    /// <summary>Runs a program to its end and returns its bounded output.</summary>
    /// <exception cref="Protocol.TactusException">No helper sandbox to be had (TAC5301), or the program cannot be started (TAC5302).</exception>
    Task<HelperResult> RunAsync(HelperCommand command, CancellationToken cancellationToken);

    /// <summary>Starts a program that goes on until it is disposed.</summary>
    /// <param name="command">The program; its standard input, time and output limit do not count.</param>
    /// <param name="output">Takes its standard output.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="Protocol.TactusException">No helper sandbox to be had (TAC5301), or the program cannot be started (TAC5302).</exception>
    Task<IHelperProcess> StartAsync(HelperCommand command, IHelperOutput output, CancellationToken cancellationToken);
}
