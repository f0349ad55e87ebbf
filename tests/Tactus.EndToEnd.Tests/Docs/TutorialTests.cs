using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Docs;

// Proves that whoever follows the tutorial gets what it says: its files are laid out and its commands run, in order, in one directory.
public sealed class TutorialTests : IDisposable
{
    private readonly Desk _desk = new();

    [Fact]
    public async Task Every_file_and_every_command_does_what_the_page_says()
    {
        string programs = Directory.CreateDirectory(_desk.PathOf("../bin")).FullName;
        File.CreateSymbolicLink(Path.Combine(programs, "tactus"), Installation.Program);
        _desk.Environment["PATH"] = programs + ":" + _desk.Environment["PATH"];
        TutorialBlock[] blocks = [.. TutorialBlock.Of(await File.ReadAllTextAsync(Checkout.PathOf("docs/tutorial.md")))];

        foreach (TutorialBlock block in blocks)
        {
            if (block.File is { } file)
            {
                _desk.Write(file, block.Body);
            }
            else if (block.Language == "sh")
            {
                await RunAsync(block);
            }
        }

        blocks.Count(block => block.File is not null).ShouldBeGreaterThanOrEqualTo(6);
        blocks.Sum(block => block.Commands.Count()).ShouldBeGreaterThan(20);
        (await File.ReadAllTextAsync(_desk.PathOf("plan.txt"))).ShouldBe("Walk in the park, then lunch outside.\n");
    }

    [Fact]
    public async Task A_block_that_promises_too_much_is_found_out() =>
        await Assert.ThrowsAsync<ShouldAssertException>(() => RunAsync(new TutorialBlock("sh", null, 0, "echo one\n#> two\n")));

    public void Dispose() => _desk.Dispose();

    private async Task RunAsync(TutorialBlock block)
    {
        string printed = "";
        int exit = 0;
        foreach (string command in block.Commands)
        {
            await using RunningProgram program = RunningProgram.Start(["/bin/sh", "-c", command], _desk.Workspace, _desk.Environment);
            Ended ended = await program.EndAsync();
            printed += ended.Out + ended.Error;
            exit = ended.ExitCode;
        }

        exit.ShouldBe(block.Exit, printed);
        foreach (string expected in block.Expected)
        {
            printed.ShouldContain(expected, Case.Sensitive, block.Body);
        }
    }
}
