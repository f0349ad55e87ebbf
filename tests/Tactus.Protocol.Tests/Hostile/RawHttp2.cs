using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Tactus.Protocol.Tests.Support;

namespace Tactus.Protocol.Tests.Hostile;

/// <summary>A client that speaks HTTP/2 frame by frame, so that a test can say what no well-behaved client would.</summary>
internal sealed class RawHttp2 : IDisposable
{
    public const string Perform = "/tactus.broker.v1.Broker/Perform";
    public const string Emit = "/tactus.broker.v1.Broker/Emit";

    private static readonly byte[] Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray();

    private readonly NetworkStream _stream;
    private readonly CancellationTokenSource _patience = new(BrokerPair.Patience);

    private RawHttp2(Socket socket) => _stream = new NetworkStream(socket, ownsSocket: true);

    /// <summary>True once a write of ours found the connection closed.</summary>
    public bool HungUp { get; private set; }

    /// <summary>Headers of a call that is right in everything.</summary>
    public static (string Name, string Value)[] GoodHeaders(string path = Perform) =>
    [
        (":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "localhost"), ("content-type", "application/grpc"),
        ("te", "trailers"), ("authorization", "Bearer " + Convert.ToHexStringLower(ScriptedBroker.Token)),
    ];

    /// <summary>The same headers with one changed, or left out when the value is null.</summary>
    public static (string Name, string Value)[] HeadersWith(string name, string? value) =>
        [.. GoodHeaders().Where(header => header.Name != name), .. value is null ? Array.Empty<(string, string)>() : [(name, value)]];

    /// <summary>A message with its prefix.</summary>
    public static byte[] Framed(byte[] message, byte flag = 0, uint? length = null)
    {
        byte[] framed = new byte[5 + message.Length];
        framed[0] = flag;
        BinaryPrimitives.WriteUInt32BigEndian(framed.AsSpan(1), length ?? (uint)message.Length);
        message.CopyTo(framed, 5);
        return framed;
    }

    /// <summary>Connects without a word.</summary>
    public static RawHttp2 Connect(string socketPath)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(socketPath));
        return new RawHttp2(socket);
    }

    /// <summary>Connects and greets. The server's header table is switched off, so that its header blocks can be searched as text.</summary>
    public static async Task<RawHttp2> OpenAsync(string socketPath)
    {
        RawHttp2 raw = Connect(socketPath);
        await raw.WriteAsync(Preface);
        await raw.SendAsync(RawFrame.Settings, 0, 0, [0, 1, 0, 0, 0, 0]);
        return raw;
    }

    /// <summary>Sends bytes, or drops them once the server has hung up: <see cref="EndOfAsync"/> tells how it came to that.</summary>
    public async Task WriteAsync(byte[] bytes)
    {
        try
        {
            await _stream.WriteAsync(bytes, _patience.Token);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            HungUp = true;
        }
    }

    public Task SendAsync(byte type, byte flags, int stream, byte[] payload) => WriteAsync(Frame(type, flags, stream, payload));

    public static byte[] Frame(byte type, byte flags, int stream, byte[] payload)
    {
        byte[] frame = new byte[9 + payload.Length];
        BinaryPrimitives.WriteUInt32BigEndian(frame, (uint)payload.Length << 8);
        frame[3] = type;
        frame[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, 9);
        return frame;
    }

    /// <summary>Opens a stream.</summary>
    public Task HeadersAsync(int stream, (string Name, string Value)[] headers, bool end = false) =>
        SendAsync(RawFrame.Headers, (byte)(RawFrame.EndHeaders | (end ? RawFrame.EndStream : 0)), stream, HeaderBlock(headers));

    /// <summary>Sends a body in frames of at most 16 KiB. Keep it within the server's window: this client does not wait for more.</summary>
    public async Task DataAsync(int stream, byte[] body, bool end)
    {
        const int Largest = 16 * 1024;
        for (int start = 0; start == 0 || start < body.Length; start += Largest)
        {
            byte[] part = body[start..Math.Min(start + Largest, body.Length)];
            await SendAsync(RawFrame.Data, end && start + Largest >= body.Length ? RawFrame.EndStream : (byte)0, stream, part);
        }
    }

    /// <summary>The next frame; null when the server has closed the connection.</summary>
    public async Task<RawFrame?> ReadAsync()
    {
        try
        {
            byte[] head = new byte[9];
            await _stream.ReadExactlyAsync(head, _patience.Token);
            byte[] payload = new byte[BinaryPrimitives.ReadUInt32BigEndian(head) >> 8];
            await _stream.ReadExactlyAsync(payload, _patience.Token);
            return new RawFrame(head[3], head[4], BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5)), payload);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>
    /// How a stream ends: <c>grpc-status 13</c>, <c>status 415</c>, <c>reset 7</c>, or how the connection does: <c>goaway 1</c>, <c>closed</c>.
    /// </summary>
    public async Task<string> EndOfAsync(int stream) => (await EndsOfAsync([stream]))[0];

    /// <summary>How several streams end, in the order of their ends. The connection's end stands for all that are left.</summary>
    public Task<List<string>> EndsOfAsync(HashSet<int> streams) => EndsOfAsync(streams, streams.Count);

    /// <summary>How the first of several streams ends.</summary>
    public async Task<string> FirstEndAsync(HashSet<int> streams) => (await EndsOfAsync(streams, 1))[0];

    private async Task<List<string>> EndsOfAsync(HashSet<int> streams, int wanted)
    {
        var ends = new List<string>();
        while (ends.Count < wanted)
        {
            RawFrame? read = await ReadAsync();
            if (read is not { } frame)
            {
                return [.. ends, "closed"];
            }

            switch (frame.Type)
            {
                case RawFrame.Settings when (frame.Flags & RawFrame.Ack) == 0:
                    await SendAsync(RawFrame.Settings, RawFrame.Ack, 0, []);
                    break;
                case RawFrame.GoAway:
                    return [.. ends, $"goaway {BinaryPrimitives.ReadUInt32BigEndian(frame.Payload.AsSpan(4))}"];
                case RawFrame.Reset when streams.Remove(frame.Stream):
                    ends.Add($"reset {BinaryPrimitives.ReadUInt32BigEndian(frame.Payload)}");
                    break;
                case RawFrame.Headers when EndOf(frame.Payload) is { } end && streams.Remove(frame.Stream):
                    ends.Add(end);
                    break;
            }
        }

        return ends;
    }

    /// <summary>Closes the connection under writes that may still run.</summary>
    public void HangUp() => _stream.Dispose();

    public void Dispose()
    {
        _stream.Dispose();
        _patience.Dispose();
    }

    public static byte[] HeaderBlock((string Name, string Value)[] headers)
    {
        var block = new List<byte>();
        foreach ((string name, string value) in headers)
        {
            block.Add(0x10);
            AddText(block, name);
            AddText(block, value);
        }

        return [.. block];
    }

    private static string? EndOf(byte[] block)
    {
        string text = Encoding.Latin1.GetString(block);
        int status = text.IndexOf("grpc-status", StringComparison.Ordinal);
        if (status >= 0)
        {
            int length = block[status + "grpc-status".Length];
            return $"grpc-status {text.AsSpan(status + "grpc-status".Length + 1, length)}";
        }

        // ":status" is entry 8 of HPACK's static table: 200 is sent as an index of its own, others as a literal with that name.
        int http = text.IndexOf("\u0008\u0003", StringComparison.Ordinal);
        return http >= 0 && int.TryParse(text.AsSpan(http + 2, 3), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? $"status {number}"
            : null;
    }

    private static void AddText(List<byte> block, string text)
    {
        // HPACK's integer with a prefix of seven bits.
        int length = text.Length;
        if (length < 127)
        {
            block.Add((byte)length);
        }
        else
        {
            block.Add(127);
            for (length -= 127; length >= 128; length /= 128)
            {
                block.Add((byte)((length % 128) | 128));
            }

            block.Add((byte)length);
        }

        block.AddRange(Encoding.ASCII.GetBytes(text));
    }
}
