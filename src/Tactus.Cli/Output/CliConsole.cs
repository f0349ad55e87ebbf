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

    private readonly SteadyStream _out = new(Console.OpenStandardOutput());

    public CliConsole()
    {
        Out = Writer(_out);
        Error = Writer(new SteadyStream(Console.OpenStandardError()));
        IsErrorTerminal = !Console.IsErrorRedirected;
        IsOutTerminal = !Console.IsOutputRedirected;
        IsInTerminal = !Console.IsInputRedirected;
        // https://no-color.org, and terminals that cannot.
        bool wanted = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && !string.Equals(Environment.GetEnvironmentVariable("TERM"), "dumb", StringComparison.Ordinal);
        OutColours = wanted && IsOutTerminal;
        ErrorColours = wanted && IsErrorTerminal;
    }

    /// <summary>Standard output. Synchronised.</summary>
    public TextWriter Out { get; }

    /// <summary>Why standard output took no more, or null. A reader that has gone away is no failure.</summary>
    public Exception? OutFailure => _out.Failure;

    /// <summary>Standard error. Synchronised.</summary>
    public TextWriter Error { get; }

    /// <summary>True when standard output is a terminal.</summary>
    public bool IsOutTerminal { get; }

    /// <summary>True when standard error is a terminal.</summary>
    public bool IsErrorTerminal { get; }

    /// <summary>True when standard input is a terminal, so that a person can be asked.</summary>
    public bool IsInTerminal { get; }

    /// <summary>True when standard output takes colours.</summary>
    public bool OutColours { get; }

    /// <summary>True when standard error takes colours.</summary>
    public bool ErrorColours { get; }

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

    public void Dispose()
    {
        Out.Flush();
        Error.Flush();
    }

    private static TextWriter Writer(Stream stream) => TextWriter.Synchronized(new StreamWriter(stream, Utf8, 1024) { AutoFlush = true });
}
