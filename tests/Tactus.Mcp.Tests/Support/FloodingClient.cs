using System.Text;

namespace Tactus.Mcp.Tests.Support;

/// <summary>A client's side of the streams: it says hello, then sends as many messages as the server is willing to read, and takes answers only once it is told to.</summary>
internal sealed class FloodingClient
{
    private const string Hello = """
        {"jsonrpc":"2.0","id":"i","method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"x","version":"1"}}}
        {"jsonrpc":"2.0","method":"notifications/initialized"}

        """;

    private readonly TaskCompletionSource _reads = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _sentAll = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answeredAll = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _count;
    private readonly Func<int, string> _message;
    private int _sent;
    private int _answers;

    /// <param name="count">Messages after the hello; all of them get an answer.</param>
    /// <param name="message">The message of a number, without its end.</param>
    public FloodingClient(int count, Func<int, string> message)
    {
        (_count, _message) = (count, message);
        Input = new Sending(this);
        Output = new Taking(this);
    }

    /// <summary>What an answer must hold to be counted. Default: an id, which is what messages have that answer one.</summary>
    public string Counted { get; init; } = "\"id\":";

    /// <summary>What the server reads.</summary>
    public Stream Input { get; }

    /// <summary>Where it writes.</summary>
    public Stream Output { get; }

    /// <summary>How many messages the server has read.</summary>
    public int Sent => Volatile.Read(ref _sent);

    /// <summary>Ends when the server has read all messages.</summary>
    public Task SentAll => _sentAll.Task;

    /// <summary>Ends when it has answered them all.</summary>
    public Task AnsweredAll => _answeredAll.Task;

    /// <summary>How many of the answers are refusals.</summary>
    public int Refusals { get; private set; }

    /// <summary>From now on the answers are taken.</summary>
    public void Read() => _reads.TrySetResult();

    private async ValueTask<byte[]> NextAsync(CancellationToken cancellationToken)
    {
        int number = Interlocked.Increment(ref _sent) - 1;
        if (number == 0)
        {
            return Encoding.UTF8.GetBytes(Hello);
        }

        if (number <= _count)
        {
            return Encoding.UTF8.GetBytes(_message(number) + "\n");
        }

        _sentAll.TrySetResult();
        await AnsweredAll.WaitAsync(cancellationToken);
        return [];
    }

    private async ValueTask TakeAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await _reads.Task.WaitAsync(cancellationToken);
        string text = Encoding.UTF8.GetString(message.Span);
        Refusals += text.Contains("\"error\":", StringComparison.Ordinal) ? 1 : 0;
        if (!text.Contains("\"id\":\"i\"", StringComparison.Ordinal) && text.Contains(Counted, StringComparison.Ordinal) && Interlocked.Increment(ref _answers) == _count)
        {
            _answeredAll.TrySetResult();
        }
    }

    private abstract class Side : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush()
        {
            // Nothing is kept back.
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    private sealed class Sending(FloodingClient client) : Side
    {
        private ReadOnlyMemory<byte> _rest;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_rest.IsEmpty)
            {
                _rest = await client.NextAsync(cancellationToken);
            }

            int count = Math.Min(buffer.Length, _rest.Length);
            _rest[..count].CopyTo(buffer);
            _rest = _rest[count..];
            return count;
        }
    }

    private sealed class Taking(FloodingClient client) : Side
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => client.TakeAsync(buffer, cancellationToken);
    }
}
