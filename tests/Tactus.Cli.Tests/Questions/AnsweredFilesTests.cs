using Tactus.Cli.Questions;
using Tactus.Protocol;
using Tactus.Protocol.Values;

namespace Tactus.Cli.Tests.Questions;

// Proves that the file of an upload is one of the workspace, described as the procedure will find it.
public sealed class AnsweredFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tactus-cli-");

    [Fact]
    public void A_file_is_described_by_its_place_in_the_workspace()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "in"));
        File.WriteAllText(Path.Combine(_folder.FullName, "in", "a.PNG"), "12345");
        const string Expected = """{"name":"a.PNG","path":"in/a.PNG","size":5,"mime_type":"image/png"}""";
        Files.Describe("in/a.PNG").ToString().ShouldBe(Expected);
        Files.Describe(Path.Combine(_folder.FullName, "in", "a.PNG")).ToString().ShouldBe(Expected);
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../x")]
    [InlineData("absent.txt")]
    [InlineData(".")]
    public void Anything_else_is_refused(string path) =>
        Should.Throw<TactusException>(() => Files.Describe(path)).Code.ShouldBe("TAC7208");

    public void Dispose() => _folder.Delete(recursive: true);

    private AnsweredFiles Files => new(_folder.FullName);
}
