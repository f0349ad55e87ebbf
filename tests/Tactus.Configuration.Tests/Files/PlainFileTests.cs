using System.Diagnostics;
using Tactus.Configuration.Files;

namespace Tactus.Configuration.Tests.Files;

// Proves that a plain file opens, and that a FIFO, a device, a directory and nothing at all are refused at once.
public sealed class PlainFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tactus-plain-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_plain_file_opens_through_a_link_too()
    {
        string path = Path.Combine(_folder, "file");
        File.WriteAllText(path, "content");
        File.CreateSymbolicLink(path + ".link", path);

        using var reader = new StreamReader(PlainFile.OpenRead(path + ".link"));

        reader.ReadToEnd().ShouldBe("content");
    }

    [Fact]
    public void A_FIFO_is_refused_without_waiting_for_its_writer()
    {
        string path = Path.Combine(_folder, "fifo");
        using (Process made = Process.Start("mkfifo", path))
        {
            made.WaitForExit();
        }

        Should.Throw<IOException>(() => PlainFile.OpenRead(path)).Message.ShouldContain("no plain file");
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/proc")]
    public void A_device_and_a_directory_are_refused(string path) =>
        Should.Throw<IOException>(() => PlainFile.OpenRead(path)).Message.ShouldContain("no plain file");

    [Fact]
    public void A_missing_file_is_a_missing_file() =>
        Should.Throw<FileNotFoundException>(() => PlainFile.OpenRead(Path.Combine(_folder, "none")));
}
