// Proves that a staged run changes nothing in the workspace, sees its own changes, and that a person can look at them, apply them
// where nobody else changed the files, or discard them.
using Tactus.Broker.Files.Staging;
using Tactus.Broker.Tests.Support;
using Tactus.Policy.Grants;
using Tactus.Protocol;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Tests.Files.Staging;

public sealed class StagedWorkspaceTests : IDisposable
{
    private readonly TestBroker _broker = new(Grants.Default with { Sandbox = Grants.Sandbox with { Workspace = WorkspaceMode.Staged } });

    public StagedWorkspaceTests()
    {
        _broker.Workspace.Write("src/a.txt", "one\ntwo\nthree\n");
        _broker.Workspace.Write("src/b.txt", "b\n");
        _broker.Workspace.Write("docs/c.txt", "c\n");
    }

    public void Dispose() => _broker.Dispose();

    [Fact]
    public async Task Writes_are_seen_by_the_run_and_by_nobody_else()
    {
        await ChangeAsync();
        (await ReadAsync("src/a.txt")).ShouldBe("one\n2\nthree\n");
        (await ReadAsync("new/deep/d.txt")).ShouldBe("d\nmore\n");
        (await _broker.AskFileAsync("file.read", "src/b.txt")).ShouldBeError("TAC3201", "failed");
        (await _broker.AskFileAsync("file.exists", "src/b.txt")).Value().ShouldBe(Value.False);
        (await _broker.AskFileAsync("file.size", "new/deep/d.txt")).Value().Integer().ShouldBe(7);
        Names(await ListAsync(".", recursive: true)).ShouldBe(["docs", "docs/c.txt", "new", "new/deep", "new/deep/d.txt", "src", "src/a.txt"]);
        Names(await ListAsync("src", recursive: false)).ShouldBe(["a.txt"]);
        Names(await ListAsync(".", recursive: false)).ShouldBe(["docs", "new", "src"]);

        File.ReadAllText(_broker.Workspace.At("src/a.txt")).ShouldBe("one\ntwo\nthree\n");
        File.Exists(_broker.Workspace.At("src/b.txt")).ShouldBeTrue();
        Directory.Exists(_broker.Workspace.At("new")).ShouldBeFalse();
    }

    [Fact]
    public async Task The_diff_shows_each_change()
    {
        await ChangeAsync();
        using StagedWorkspace staged = Open();
        IReadOnlyList<StagedChange> changes = staged.Diff();
        changes.Select(change => (change.Path, change.Kind, change.IsConflict)).ShouldBe(
        [
            ("new/deep/d.txt", StagedChangeKind.Added, false),
            ("src/a.txt", StagedChangeKind.Modified, false),
            ("src/b.txt", StagedChangeKind.Removed, false),
        ]);
        changes[1].UnifiedDiff.ShouldBe("--- a/src/a.txt\n+++ b/src/a.txt\n@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n");
        changes[0].UnifiedDiff.ShouldBe("--- /dev/null\n+++ b/new/deep/d.txt\n@@ -0,0 +1,2 @@\n+d\n+more\n");
        changes[2].UnifiedDiff.ShouldBe("--- a/src/b.txt\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-b\n");
    }

    [Fact]
    public async Task Apply_makes_the_changes_once()
    {
        await ChangeAsync();
        using StagedWorkspace staged = Open();
        staged.Apply().ShouldBe(["new/deep/d.txt", "src/a.txt", "src/b.txt"], ignoreOrder: true);
        File.ReadAllText(_broker.Workspace.At("src/a.txt")).ShouldBe("one\n2\nthree\n");
        File.ReadAllText(_broker.Workspace.At("new/deep/d.txt")).ShouldBe("d\nmore\n");
        File.Exists(_broker.Workspace.At("src/b.txt")).ShouldBeFalse();
        staged.Diff().ShouldBeEmpty();
        Directory.GetFiles(_broker.Staging.Path, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("src/a.txt")]
    [InlineData("src/b.txt")]
    [InlineData("new/deep/d.txt")]
    public async Task Apply_refuses_all_of_it_when_one_file_changed_meanwhile(string path)
    {
        await ChangeAsync();
        _broker.Workspace.Write(path, "someone else");
        using StagedWorkspace staged = Open();
        TactusException error = Should.Throw<TactusException>(() => staged.Apply());
        error.Code.ShouldBe("TAC3221");
        error.Message.ShouldContain(path);
        staged.Diff().Where(change => change.IsConflict).Select(change => change.Path).ShouldBe([path]);
        File.ReadAllText(_broker.Workspace.At(path)).ShouldBe("someone else");
        File.Exists(_broker.Workspace.At("docs/c.txt")).ShouldBeTrue();
    }

    [Fact]
    public async Task An_apply_that_was_interrupted_goes_on()
    {
        await ChangeAsync();
        _broker.Workspace.Write("src/a.txt", "one\n2\nthree\n");
        using StagedWorkspace staged = Open();
        staged.Apply().Count.ShouldBe(3);
    }

    [Fact]
    public async Task Discard_forgets_everything()
    {
        await ChangeAsync();
        using StagedWorkspace staged = Open();
        staged.Discard().Count.ShouldBe(3);
        staged.Diff().ShouldBeEmpty();
        File.ReadAllText(_broker.Workspace.At("src/a.txt")).ShouldBe("one\ntwo\nthree\n");
    }

    [Fact]
    public async Task A_directory_can_become_a_file_and_a_file_a_directory()
    {
        (await _broker.AskFileAsync("file.remove", "docs")).ShouldBeError("TAC3212", "failed");
        (await _broker.AskFileAsync("file.remove", "docs/c.txt")).Value().ShouldBe(Value.True);
        (await _broker.AskFileAsync("file.remove", "docs")).Value().ShouldBe(Value.True);
        await WriteAsync("docs", "now a file");
        (await _broker.AskFileAsync("file.write", "src/b.txt/x", ("content", Value.Of("x")))).ShouldBeError("TAC3207", "failed");
        (await _broker.AskFileAsync("file.remove", "src/b.txt")).Value();
        await WriteAsync("src/b.txt/x", "x");
        (await _broker.AskFileAsync("file.write", "src/b.txt", ("content", Value.Of("x")))).ShouldBeError("TAC3206", "failed");
        Names(await ListAsync(".", recursive: true)).ShouldBe(["docs", "src", "src/a.txt", "src/b.txt", "src/b.txt/x"]);

        using StagedWorkspace staged = Open();
        staged.Apply();
        File.ReadAllText(_broker.Workspace.At("docs")).ShouldBe("now a file");
        File.ReadAllText(_broker.Workspace.At("src/b.txt/x")).ShouldBe("x");
    }

    [Fact]
    public async Task A_file_that_is_made_and_removed_leaves_nothing()
    {
        await WriteAsync("tmp/x", "x");
        (await _broker.AskFileAsync("file.remove", "tmp/x")).Value().ShouldBe(Value.True);
        (await _broker.AskFileAsync("file.remove", "tmp/x")).Value().ShouldBe(Value.False);
        Names(await ListAsync(".", recursive: false)).ShouldBe(["docs", "src"]);
        using StagedWorkspace staged = Open();
        staged.Diff().ShouldBeEmpty();
    }

    [Fact]
    public async Task Links_and_control_files_are_no_way_round()
    {
        Directory.CreateSymbolicLink(_broker.Workspace.At("link"), "src");
        (await _broker.AskFileAsync("file.write", "link/a.txt", ("content", Value.Of("x")))).ShouldBeError("TAC3204", "denied");
        (await _broker.AskFileAsync("file.write", ".git/config", ("content", Value.Of("x")))).ShouldBeError("TAC3213", "denied");
        using StagedWorkspace staged = Open();
        staged.Diff().ShouldBeEmpty();
    }

    private async Task ChangeAsync()
    {
        await WriteAsync("src/a.txt", "one\n2\nthree\n");
        await WriteAsync("new/deep/d.txt", "d\n");
        (await _broker.AskFileAsync("file.append", "new/deep/d.txt", ("content", Value.Of("more\n")))).Value();
        (await _broker.AskFileAsync("file.remove", "src/b.txt")).Value().ShouldBe(Value.True);
    }

    private StagedWorkspace Open() => StagedWorkspace.Open(_broker.Workspace.Path, _broker.Staging.Path);

    private async Task WriteAsync(string path, string content) =>
        (await _broker.AskFileAsync("file.write", path, ("content", Value.Of(content)))).Value().ShouldBe(Value.Null);

    private async Task<string> ReadAsync(string path) => (await _broker.AskFileAsync("file.read", path)).Value().Text();

    private async Task<Value> ListAsync(string path, bool recursive) =>
        (await _broker.AskFileAsync("file.list", path, ("recursive", Value.Of(recursive)))).Value();

    private static string[] Names(Value list) => [.. ((ListValue)list).Items.Select(item => item.Get("name").Text())];
}
