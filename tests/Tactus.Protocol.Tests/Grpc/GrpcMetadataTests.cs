// Proves that metadata cannot smuggle headers of the protocol or line ends, and that binary values come back.
using Tactus.Protocol.Grpc;

namespace Tactus.Protocol.Tests.Grpc;

public sealed class GrpcMetadataTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Upper")]
    [InlineData("with space")]
    [InlineData(":path")]
    [InlineData("grpc-status")]
    [InlineData("te")]
    [InlineData("content-type")]
    [InlineData("line\nend")]
    public void Names_that_do_not_fit_are_refused(string name) =>
        Should.Throw<ArgumentException>(() => new GrpcMetadata { { name, "value" } });

    [Theory]
    [InlineData("line\r\nend")]
    [InlineData("nö")]
    [InlineData("\0")]
    public void Values_that_do_not_fit_are_refused(string value) =>
        Should.Throw<ArgumentException>(() => new GrpcMetadata { { "x", value } });

    [Fact]
    public void Binary_values_come_back_with_padding_or_without()
    {
        for (int length = 0; length < 10; length++)
        {
            byte[] bytes = [.. Enumerable.Range(200, length).Select(static number => (byte)number)];
            var metadata = new GrpcMetadata { { "x-bin", bytes } };
            var padded = new GrpcMetadata { { "x-bin", Convert.ToBase64String(bytes) } };

            metadata.Get("x-bin")!.ShouldNotContain('=');
            metadata.GetBinary("x-bin").ShouldBe(bytes);
            padded.GetBinary("x-bin").ShouldBe(bytes);
        }

        new GrpcMetadata { { "x-bin", "!" } }.GetBinary("x-bin").ShouldBeNull();
        Should.Throw<ArgumentException>(() => new GrpcMetadata { { "x", [1] } });
    }

    [Fact]
    public void The_shared_empty_ones_stay_empty() => Should.Throw<InvalidOperationException>(() => GrpcMetadata.Empty.Add("x", "y"));
}
