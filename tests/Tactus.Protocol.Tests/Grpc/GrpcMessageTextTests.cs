// Proves that any text of a failure crosses the wire as printable ASCII and comes back, cut only when it is very long.
using Tactus.Protocol.Grpc;

namespace Tactus.Protocol.Tests.Grpc;

public sealed class GrpcMessageTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain text", "plain text")]
    [InlineData("100%", "100%25")]
    [InlineData("nö\r\n", "n%C3%B6%0D%0A")]
    [InlineData("👩", "%F0%9F%91%A9")]
    [InlineData("\u007f", "%7F")]
    public void Texts_are_encoded_and_come_back(string text, string encoded)
    {
        GrpcMessageText.Encode(text).ShouldBe(encoded);
        GrpcMessageText.Decode(encoded).ShouldBe(text);
    }

    [Theory]
    [InlineData("%", "%")]
    [InlineData("%4", "%4")]
    [InlineData("%zz", "%zz")]
    [InlineData("%41%", "A%")]
    [InlineData("%c3%b6", "ö")]
    public void What_is_no_escape_stays(string encoded, string text) => GrpcMessageText.Decode(encoded).ShouldBe(text);

    [Theory]
    [InlineData('a')]
    [InlineData('ö')]
    [InlineData('%')]
    [InlineData('\ud800')]
    public void A_long_text_is_cut_at_a_whole_character(char one)
    {
        string encoded = GrpcMessageText.Encode(new string(one, 100_000));

        encoded.Length.ShouldBeInRange(GrpcMessageText.MaxLength - 10, GrpcMessageText.MaxLength);
        encoded.ShouldEndWith("...");
        encoded.ShouldAllBe(static character => character >= ' ' && character <= '~');
        GrpcMessageText.Decode(encoded)[..^3].Distinct().Count().ShouldBe(1);
    }
}
