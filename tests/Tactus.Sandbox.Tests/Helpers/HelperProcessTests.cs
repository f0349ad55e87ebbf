using System.Text;
using Tactus.Sandbox.Directories;
using Tactus.Sandbox.Helpers;

namespace Tactus.Sandbox.Tests.Helpers;

// Proves that a helper which goes on can be spoken with, is ended for what it may not do, and leaves nothing behind.
public sealed class HelperProcessTests : IDisposable
{
    private readonly BubblewrapHelperSandbox _sandbox = new();
    private readonly SocketDirectory _run = SocketDirectory.Create("helper" + Guid.NewGuid().ToString("N")[..8]);

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_written_is_read_and_answered(bool unsandboxed)
    {
        var output = new Lines();
        await using IHelperProcess process = await StartAsync(output, unsandboxed, "/bin/cat");

        await process.WriteAsync("one\n"u8.ToArray(), CancellationToken.None);
        (await output.NextAsync()).ShouldBe("one");
        await process.WriteAsync("two\n"u8.ToArray(), CancellationToken.None);
        (await output.NextAsync()).ShouldBe("two");

        process.Exited.IsCompleted.ShouldBeFalse();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Its_end_is_told_with_its_exit_code_and_its_last_words(bool unsandboxed)
    {
        await using IHelperProcess process = await StartAsync(new Lines(), unsandboxed, "/bin/sh", "-c", "echo last words >&2; exit 7");

        (await process.Exited.WaitAsync(TimeSpan.FromSeconds(60))).ShouldBe(7);
        Encoding.UTF8.GetString(process.ErrorTail).ShouldBe("last words\n");
        await Should.ThrowAsync<IOException>(() => process.WriteAsync("x"u8.ToArray(), CancellationToken.None));
    }

    [Fact]
    public async Task Of_endless_words_the_end_is_kept()
    {
        await using IHelperProcess process = await StartAsync(new Lines(), unsandboxed: false, "/bin/sh", "-c", "yes | head -c 1000000 >&2; echo the end >&2");

        await process.Exited.WaitAsync(TimeSpan.FromSeconds(60));

        process.ErrorTail.Length.ShouldBe(HelperProcess.ErrorTailSize);
        Encoding.UTF8.GetString(process.ErrorTail).ShouldEndWith("the end\n");
    }

    [Fact]
    public async Task One_whose_output_is_refused_is_ended()
    {
        await using IHelperProcess process = await StartAsync(new Refusing(), unsandboxed: false, "/bin/cat", "/dev/zero");

        (await process.Exited.WaitAsync(TimeSpan.FromSeconds(60))).ShouldNotBe(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_reads_nothing_does_not_hold_its_end_up(bool unsandboxed)
    {
        IHelperProcess process = await StartAsync(new Lines(), unsandboxed, "/bin/sleep", "1000");
        Task writing = process.WriteAsync(new byte[1_000_000], CancellationToken.None);

        await process.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

        process.Exited.IsCompleted.ShouldBeTrue();
        await Should.ThrowAsync<IOException>(() => writing);
    }

    [Fact]
    public async Task A_program_that_is_not_there_ends_at_once()
    {
        await using IHelperProcess process = await StartAsync(new Lines(), unsandboxed: false, "/usr/bin/no-such-program");

        (await process.Exited.WaitAsync(TimeSpan.FromSeconds(60))).ShouldNotBe(0);
        Encoding.UTF8.GetString(process.ErrorTail).ShouldContain("no-such-program");
    }

    private Task<IHelperProcess> StartAsync(IHelperOutput output, bool unsandboxed, params string[] argv) => _sandbox.StartAsync(
        new HelperCommand
        {
            RunId = Path.GetFileName(_run.Path),
            Argv = argv,
            WorkingDirectory = "/tmp",
            Environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" },
            Mounts = [],
            Network = false,
            Unsandboxed = unsandboxed,
            Timeout = Timeout.InfiniteTimeSpan,
            OutputLimit = long.MaxValue,
            MemoryLimit = 256L << 20,
        },
        output,
        CancellationToken.None);

    private sealed class Lines : IHelperOutput
    {
        private readonly System.Threading.Channels.Channel<string> _lines = System.Threading.Channels.Channel.CreateUnbounded<string>();
        private readonly StringBuilder _begun = new();

        public bool Take(ReadOnlySpan<byte> bytes)
        {
            foreach (char c in Encoding.UTF8.GetString(bytes))
            {
                if (c == '\n')
                {
                    _lines.Writer.TryWrite(_begun.ToString());
                    _begun.Clear();
                }
                else
                {
                    _begun.Append(c);
                }
            }

            return true;
        }

        public async Task<string> NextAsync() => await _lines.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));
    }

    private sealed class Refusing : IHelperOutput
    {
        public bool Take(ReadOnlySpan<byte> bytes) => false;
    }
}
