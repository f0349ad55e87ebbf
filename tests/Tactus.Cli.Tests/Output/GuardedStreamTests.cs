using Tactus.Cli.Output;
using Tactus.Cli.Tests.Support;

namespace Tactus.Cli.Tests.Output;

// Proves that a standard stream that fails ends nothing, is asked no second time, and says why.
public sealed class GuardedStreamTests
{
    [Fact]
    public void What_is_written_arrives()
    {
        using var inner = new MemoryStream();
        using var guarded = new GuardedStream(inner);

        guarded.Write([1, 2, 3], 1, 2);
        guarded.Flush();

        inner.ToArray().ShouldBe([2, 3]);
        guarded.Failure.ShouldBeNull();
    }

    [Fact]
    public void The_first_failure_is_kept_and_the_rest_dropped()
    {
        using var inner = new FullDisk();
        using var guarded = new GuardedStream(inner);

        guarded.Write([1]);
        guarded.Write([2]);
        guarded.Flush();

        guarded.Failure.ShouldBeOfType<IOException>().Message.ShouldBe("No space left on device");
        inner.Attempts.ShouldBe(1);
    }
}
