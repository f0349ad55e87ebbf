namespace Tactus.Sandbox.Helpers;

/// <summary>A program that works for a run over a longer time, with its standard streams in the broker's hands. Thread-safe; disposing it ends the program and
/// everything that it started.</summary>
public interface IHelperProcess : IAsyncDisposable
{
    /// <summary>Ends with the exit code (or 128 plus the signal) once the program has ended and what it wrote has been taken.</summary>
    Task<int> Exited { get; }

    /// <summary>The last bytes that it wrote to its standard error.</summary>
    byte[] ErrorTail { get; }

    /// <summary>Writes to its standard input; one write after the other.</summary>
    /// <exception cref="IOException">The program has ended, or reads no more.</exception>
    Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Kills it. Harmless when it has ended.</summary>
    void Kill();
}
