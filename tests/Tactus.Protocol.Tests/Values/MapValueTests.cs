// Proves that a map gives the text of a key only where there is one: whoever reads what a guest sent need not ask further.
using Tactus.Protocol.Values;

namespace Tactus.Protocol.Tests.Values;

public sealed class MapValueTests
{
    [Fact]
    public void The_text_of_a_key_is_found_and_nothing_else()
    {
        MapValue map = Value.MapOf(("text", Value.Of("naïve")), ("number", Value.Of(1)), ("bytes", Value.Of([0xff, 0xfe])), ("empty", Value.Of("")), ("null", Value.Null));

        map.FindText("text").ShouldBe("naïve");
        map.FindText("empty").ShouldBe("");
        map.FindText("number").ShouldBeNull();
        map.FindText("bytes").ShouldBeNull();
        map.FindText("null").ShouldBeNull();
        map.FindText("absent").ShouldBeNull();
    }
}
