using Tactus.EndToEnd.Tests.Fixtures;
using Tactus.EndToEnd.Tests.Security.Support;

namespace Tactus.EndToEnd.Tests.Failures;

// Proves that a named pipe in a procedure's place, from which nothing ever comes, is refused at once by the commands that only read sources.
public sealed class PipeSourceTests : IDisposable
{
    private readonly Desk _desk = new();

    [Theory]
    [InlineData("format", "--check")]
    [InlineData("validate", "--quick")]
    public async Task It_is_refused_and_a_file_in_its_place_is_read(string command, string option)
    {
        using var pipe = new Gate(_desk.PathOf("pipe.tac"));
        _desk.Write("file.tac", "return 1\n");

        Ended refused = await _desk.DoAsync(command, option, "pipe.tac").WaitAsync(TimeSpan.FromSeconds(30));

        refused.ExitCode.ShouldNotBe(0, refused.ToString());
        refused.Error.ShouldContain("pipe.tac");
        (await _desk.DoAsync(command, option, "file.tac")).ShouldExit(0);
    }

    public void Dispose() => _desk.Dispose();
}
