using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tactus.Cli.Output;

/// <summary>The program's three streams, and whether a person looks at them.</summary>
/// <remarks>Standard output carries what was asked for; standard error carries everything else. Thread-safe by line.</remarks>
internal sealed class CliConsole : IDisposable
{
    private static readonly JsonWriterOptions JsonOptions = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly GuardedStream _output;
    private readonly Func<string?> _readLine;

    // The thread that waits for a line: a question that is taken back leaves it to the next one.
    private Task<string?>? _reading;

    /// <summary>The console of this process.</summary>
    public CliConsole()
        : this(Console.OpenStandardOutput(), Console.OpenStandardError(), Console.ReadLine)
    {
        IsErrorTerminal = !Console.IsErrorRedirected;
        IsOutTerminal = !Console.IsOutputRedirected;
        IsInTerminal = !Console.IsInputRedirected;
        // https://no-color.org, and terminals that cannot.
        bool isDumb = string.Equals(Environment.GetEnvironmentVariable("TERM"), "dumb", StringComparison.Ordinal);
        bool wanted = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && !isDumb;
        CanRedraw = IsErrorTerminal && !isDumb;
        OutColours = wanted && IsOutTerminal;
        ErrorColours = wanted && IsErrorTerminal;
    }

    /// <summary>A console that is no terminal.</summary>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="readLine">Reads a line of standard input, or null at its end.</param>
    public CliConsole(Stream output, Stream error, Func<string?> readLine)
    {
        _readLine = readLine;
        _output = new GuardedStream(output);
        Out = Writer(_output);
        Error = Writer(new GuardedStream(error));
    }

    /// <summary>Why standard output could not be written, or null; a reader that has gone away is no failure. What was printed after it is lost.</summary>
    public Exception? OutputFailure => _output.Failure;

    /// <summary>Standard output. Synchronised.</summary>
    public TextWriter Out { get; }

    /// <summary>Standard error. Synchronised.</summary>
    public TextWriter Error { get; }

    /// <summary>True when standard output is a terminal.</summary>
    public bool IsOutTerminal { get; }

    /// <summary>True when standard error is a terminal.</summary>
    public bool IsErrorTerminal { get; }

    /// <summary>True when standard error is a terminal on which a line can be drawn again; on another one each step of a spinner would be a line.</summary>
    public bool CanRedraw { get; }

    /// <summary>True when standard input is a terminal, so that a person can be asked.</summary>
    public bool IsInTerminal { get; }

    /// <summary>True when a person can be shown a question and can answer it here.</summary>
    public bool IsDialog => IsInTerminal && IsErrorTerminal;

    /// <summary>True when standard output takes colours.</summary>
    public bool OutColours { get; }

    /// <summary>True when standard error takes colours.</summary>
    public bool ErrorColours { get; }

    /// <summary>Columns of the terminal; 80 where there is none.</summary>
    public int Width => IsErrorTerminal || IsOutTerminal ? TerminalWidth.Read() : TerminalWidth.Standard;

    /// <summary>Writes one indented JSON document and a line feed to standard output.</summary>
    public void WriteJson(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, JsonOptions))
        {
            write(writer);
        }

        // What could steer a terminal stands inside strings only, where the escape that takes its place means the same to a program.
        Out.WriteLine(SafeText.Clean(Encoding.UTF8.GetString(buffer.WrittenSpan)));
    }

    /// <summary>Writes a line to standard error, in a style where it takes colours.</summary>
    public void Note(string line, TextStyle style = TextStyle.Plain) => Error.WriteLine(style.Apply(line, ErrorColours));

    /// <summary>Puts a question on standard error and waits for a line.</summary>
    /// <returns>The line, or null at the end of the input.</returns>
    /// <exception cref="OperationCanceledException">The person gave up.</exception>
    public async Task<string?> AskAsync(string question, CancellationToken cancellationToken)
    {
        await Error.WriteAsync(question.AsMemory(), cancellationToken);

        // Reading a terminal cannot be cancelled: the thread that waits in it is left behind, for the next question or until the process ends.
        // Without this, Ctrl-C at a question did nothing until it was pressed again.
        _reading ??= Task.Run(_readLine, CancellationToken.None);
        string? line = await _reading.WaitAsync(cancellationToken);
        _reading = null;
        return line;
    }

    public void Dispose()
    {
        Out.Flush();
        Error.Flush();
    }

    private static TextWriter Writer(Stream stream) => TextWriter.Synchronized(new StreamWriter(stream, Utf8, 1024) { AutoFlush = true });
}
