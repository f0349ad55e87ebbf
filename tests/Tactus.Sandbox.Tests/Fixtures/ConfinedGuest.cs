using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Tactus.Policy.Grants;
using Tactus.Sandbox.Directories;
using Tactus.Sandbox.Drivers;
using Tactus.Sandbox.Seccomp;

namespace Tactus.Sandbox.Tests.Fixtures;

/// <summary>The stand-in guest, started by a driver and connected to a socket of the test's.</summary>
internal sealed class ConfinedGuest : IAsyncDisposable
{
    private readonly SocketDirectory _directory;
    private readonly Socket _listener;
    private readonly Socket _connection;
    private readonly StreamReader _reader;

    private ConfinedGuest(SocketDirectory directory, IGuestSandbox sandbox, Socket listener, Socket connection)
    {
        _directory = directory;
        Sandbox = sandbox;
        _listener = listener;
        _connection = connection;
        _reader = new StreamReader(new NetworkStream(connection), Encoding.ASCII);
    }

    public IGuestSandbox Sandbox { get; }

    /// <summary>The run's id.</summary>
    public string RunId => Path.GetFileName(_directory.Path);

    /// <summary>Process id of the guest, as the host sees it.</summary>
    public int ProcessId
    {
        get
        {
            Span<byte> credentials = stackalloc byte[12];
            _connection.GetRawSocketOption(1, 17, credentials);
            return BitConverter.ToInt32(credentials);
        }
    }

    public static async Task<ConfinedGuest> StartAsync(ISandboxDriver driver, RunLimits? limits = null, string? runId = null)
    {
        SocketDirectory directory = SocketDirectory.Create(runId ?? "t" + Guid.NewGuid().ToString("N")[..16]);
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        IGuestSandbox? sandbox = null;
        try
        {
            sandbox = await driver.PrepareAsync(
                new GuestLaunch
                {
                    RunId = Path.GetFileName(directory.Path),
                    GuestDirectory = TestPrograms.GuestDirectory,
                    SocketDirectory = directory.Path,
                    Limits = limits ?? TestLimits.Usual,
                },
                CancellationToken.None);
            listener.Bind(new UnixDomainSocketEndPoint(directory.SocketPath));
            listener.Listen();
            directory.Admit();
            byte[] token = RandomNumberGenerator.GetBytes(32);
            Task<Socket> accepting = listener.AcceptAsync();
            await sandbox.StartAsync(token, CancellationToken.None);
            Task<GuestExit> ending = sandbox.WaitAsync(CancellationToken.None).AsTask();
            if (await Task.WhenAny(accepting, ending) == ending)
            {
                throw new InvalidOperationException("The guest ended: " + await ending);
            }

            var guest = new ConfinedGuest(directory, sandbox, listener, await accepting);
            (await guest.ReadAsync()).ShouldBe(Convert.ToHexStringLower(token));
            return guest;
        }
        catch
        {
            listener.Dispose();
            if (sandbox is not null)
            {
                await sandbox.DisposeAsync();
            }

            directory.Dispose();
            throw;
        }
    }

    /// <summary>Gives an order and returns the answer.</summary>
    public async Task<string> AskAsync(string order)
    {
        await TellAsync(order);
        return await ReadAsync();
    }

    /// <summary>Gives an order that is not answered.</summary>
    public async Task TellAsync(string order) => await _connection.SendAsync(Encoding.ASCII.GetBytes(order + "\n"));

    /// <summary>Makes a system call inside and returns its error number, or 0.</summary>
    public async Task<int> CallAsync(string name, params object[] arguments)
    {
        int number = SeccompArchitecture.Current.Number(name)
            ?? throw new InvalidOperationException($"There is no call {name} here.");
        IEnumerable<object> words = arguments.Select(argument => argument is string text ? "\"" + text : argument);
        return int.Parse(await AskAsync($"sys {number} {string.Join(' ', words)}"));
    }

    /// <summary>Reads a file of the guest's <c>/proc</c> directory on the host.</summary>
    public string ReadProcess(string file) => File.ReadAllText($"/proc/{ProcessId}/{file}");

    public async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        _connection.Dispose();
        _listener.Dispose();
        await Sandbox.DisposeAsync();
        _directory.Dispose();
    }

    private async Task<string> ReadAsync() => await _reader.ReadLineAsync() ?? "(the guest has gone)";
}
