using Tactus.Cli.Output;

namespace Tactus.Cli.Tests.Output;

// Proves that writing goes through while it can, and that the first failure is kept and disturbs nobody.
public sealed class SteadyStreamTests
{
    [Fact]
    public void What_can_be_written_is_written()
    {
        using var target = new MemoryStream();
        using var stream = new SteadyStream(target);

        stream.Write("one"u8);
        stream.Write([.. "two"u8], 0, 3);

        target.ToArray().ShouldBe([.. "onetwo"u8]);
        stream.Failure.ShouldBeNull();
    }

    [Fact]
    public void The_first_failure_is_kept_and_the_rest_dropped()
    {
        using FileStream target = new("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        using var stream = new SteadyStream(target);

        stream.Write("one"u8);
        Exception? first = stream.Failure;
        stream.Write("two"u8);

        first.ShouldBeAssignableTo<IOException>();
        stream.Failure.ShouldBeSameAs(first);
    }
}
