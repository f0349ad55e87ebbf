using System.Text;
using Tactus.Mcp.Transport;

namespace Tactus.Mcp.Tests.Transport;

// Proves that what a server over HTTP sends at once is bounded, however it is cut into lines, and that a stream of events may last.
public sealed class BoundedBodyTests
{
    private const int Most = 1000;

    [Theory]
    [InlineData("data: x\n", 500, true)]
    [InlineData("data: x\r\n", 500, true)]
    [InlineData("x", 5000, true)]
    [InlineData("x\n\n", 5000, false)]
    public async Task One_that_is_too_long_breaks_off(string piece, int times, bool isEvents) =>
        await Should.ThrowAsync<IOException>(() => ReadAsync(piece, times, isEvents));

    [Theory]
    [InlineData("data: x\ndata: y\n\n", 5000, true)]
    [InlineData("data: x\r\n\r\n", 5000, true)]
    [InlineData("x\n", 400, false)]
    public async Task One_that_is_not_is_read_to_its_end(string piece, int times, bool isEvents) =>
        (await ReadAsync(piece, times, isEvents)).ShouldBe(string.Concat(Enumerable.Repeat(piece, times)));

    private static async Task<string> ReadAsync(string piece, int times, bool isEvents)
    {
        var whole = new MemoryStream(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(piece, times))));
        await using var body = new BoundedBody(whole, Most, isEvents);
        var read = new MemoryStream();

        // Small and odd, so that lines are cut at every place.
        await body.CopyToAsync(read, 7);
        return Encoding.ASCII.GetString(read.ToArray());
    }
}
