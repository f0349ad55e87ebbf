// Proves that File.* works on real files beneath the granted roots as docs/files.md says: what is read, written, listed and removed.
using System.Text;
using Tactus.Broker.Tests.Support;
using Tactus.Policy.Grants;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Tests.Files;

public sealed class FileEffectsTests : IDisposable
{
    private readonly TestBroker _broker = new();

    public void Dispose() => _broker.Dispose();

    [Fact]
    public async Task Write_makes_parents_and_read_gives_the_bytes_back()
    {
        byte[] content = [0, 255, 10, 13, 128];
        (await _broker.AskFileAsync("file.write", "a/b/c.bin", ("content", Value.Of(content)))).Value().ShouldBe(Value.Null);
        (await _broker.AskFileAsync("file.read", "/workspace/a//b/./c.bin")).Value().ShouldBe(Value.Of(content));
        File.ReadAllBytes(_broker.Workspace.At("a/b/c.bin")).ShouldBe(content);
        Directory.GetFiles(_broker.Workspace.At("a/b")).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Write_replaces_and_keeps_the_mode()
    {
        string path = _broker.Workspace.Write("run.sh", "old and longer");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        (await _broker.AskFileAsync("file.write", "run.sh", ("content", Value.Of("new")))).Value();
        File.ReadAllText(path).ShouldBe("new");
        File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task A_reader_of_the_old_file_never_sees_half_of_the_new_one()
    {
        string path = _broker.Workspace.Write("a.txt", "old");
        using FileStream open = File.OpenRead(path);
        (await _broker.AskFileAsync("file.write", "a.txt", ("content", Value.Of("new")))).Value();
        new StreamReader(open).ReadToEnd().ShouldBe("old");
        File.ReadAllText(path).ShouldBe("new");
    }

    [Fact]
    public async Task Append_adds_and_its_intent_knows_the_old_length()
    {
        var store = new RecordingStore();
        using var broker = new TestBroker(store: store);
        (await broker.AskFileAsync("file.append", "d/log", ("content", Value.Of("one,")))).Value();
        (await broker.AskFileAsync("file.append", "d/log", ("content", Value.Of("two")))).Value();
        File.ReadAllText(broker.Workspace.At("d/log")).ShouldBe("one,two");
        store.Appends.Where(append => append.Write.Entry.Status == Journal.EntryStatus.Intent)
            .Select(append => Value.Decode(append.Write.Entry.Result).Get("old_length").Integer()).ShouldBe([0, 4]);
    }

    [Fact]
    public async Task Exists_and_size_tell_files_from_directories()
    {
        _broker.Workspace.Write("d/a.txt", "12345");
        (await _broker.AskFileAsync("file.exists", "d/a.txt")).Value().ShouldBe(Value.True);
        (await _broker.AskFileAsync("file.exists", "d")).Value().ShouldBe(Value.False);
        (await _broker.AskFileAsync("file.exists", "d/a.txt/b")).Value().ShouldBe(Value.False);
        (await _broker.AskFileAsync("file.exists", "nothing")).Value().ShouldBe(Value.False);
        (await _broker.AskFileAsync("file.size", "d/a.txt")).Value().Integer().ShouldBe(5);
        (await _broker.AskFileAsync("file.size", "d")).ShouldBeError("TAC3206", "failed");
        (await _broker.AskFileAsync("file.size", "nothing")).ShouldBeError("TAC3201", "failed");
    }

    [Fact]
    public async Task Read_takes_offset_and_length()
    {
        _broker.Workspace.Write("a.txt", "0123456789");
        (await ReadAsync("a.txt", 2, 3)).ShouldBe("234");
        (await ReadAsync("a.txt", 8, 100)).ShouldBe("89");
        (await ReadAsync("a.txt", 50, 1)).ShouldBe("");
        (await _broker.AskFileAsync("file.read", "a.txt", ("offset", Value.Of(-1)))).ShouldBeError("TAC3218", "invalid");
        (await _broker.AskFileAsync("file.read", "a.txt", ("speed", Value.Of(1)))).ShouldBeError("TAC3218", "invalid");
    }

    [Fact]
    public async Task A_file_above_eight_mebibytes_is_read_in_parts()
    {
        using (FileStream file = File.Create(_broker.Workspace.At("big")))
        {
            file.SetLength((8 << 20) + 1);
        }

        (await _broker.AskFileAsync("file.read", "big")).ShouldBeError("TAC3217", "failed").Mend.ShouldContain("length");
        var part = (BytesValue)(await _broker.AskFileAsync("file.read", "big", ("offset", Value.Of(1)))).Value();
        part.Content.Length.ShouldBe(8 << 20);
    }

    [Fact]
    public async Task List_is_sorted_by_bytes_and_shows_what_can_be_opened()
    {
        foreach (string name in new[] { "b", "a", "Z", "é", "\uFF21", "\U0001F600" })
        {
            _broker.Workspace.Write(name, name);
        }

        Directory.CreateDirectory(_broker.Workspace.At("dir/sub"));
        _broker.Workspace.Write("dir/sub/x", "1");
        File.CreateSymbolicLink(_broker.Workspace.At("link"), "a");
        _broker.Workspace.Write("new\nline", "x");
        _broker.Workspace.Write(".tactus-write-0", "x");

        string[] names = Names(await _broker.AskFileAsync("file.list", "."));
        names.ShouldBe(["Z", "a", "b", "dir", "é", "\uFF21", "\U0001F600"]);
        names.ShouldBe(names.OrderBy(name => Convert.ToHexString(Encoding.UTF8.GetBytes(name)), StringComparer.Ordinal));
        Names(await _broker.AskFileAsync("file.list", "dir", ("recursive", Value.True))).ShouldBe(["sub", "sub/x"]);
        Value entry = ((ListValue)(await _broker.AskFileAsync("file.list", "dir/sub")).Value()).Items[0];
        entry.ShouldBe(Value.MapOf(("name", Value.Of("x")), ("type", Value.Of("file")), ("size", Value.Of(1))));
        (await _broker.AskFileAsync("file.list", "a")).ShouldBeError("TAC3207", "failed");
        (await _broker.AskFileAsync("file.list", "none")).ShouldBeError("TAC3201", "failed");
    }

    [Fact]
    public async Task A_listing_of_a_very_deep_tree_ends()
    {
        string deep = string.Join('/', Enumerable.Repeat("d", 1500));
        _broker.Workspace.Write(deep + "/f", "x");
        Names(await _broker.AskFileAsync("file.list", ".", ("recursive", Value.True))).Length.ShouldBe(1501);
    }

    [Fact]
    public async Task Remove_says_whether_it_was_there()
    {
        _broker.Workspace.Write("d/a.txt", "1");
        (await _broker.AskFileAsync("file.remove", "d")).ShouldBeError("TAC3212", "failed");
        (await _broker.AskFileAsync("file.remove", "d/a.txt")).Value().ShouldBe(Value.True);
        (await _broker.AskFileAsync("file.remove", "d/a.txt")).Value().ShouldBe(Value.False);
        (await _broker.AskFileAsync("file.remove", "d")).Value().ShouldBe(Value.True);
        (await _broker.AskFileAsync("file.remove", "x/y/z")).Value().ShouldBe(Value.False);
        (await _broker.AskFileAsync("file.remove", ".")).ShouldBeError("TAC3206", "failed");
        Directory.Exists(_broker.Workspace.Path).ShouldBeTrue();
    }

    [Fact]
    public async Task Volumes_are_reached_by_their_target_and_keep_their_mode()
    {
        using var data = new Folder();
        data.Write("in.txt", "data");
        Grant grant = Grants.Default with
        {
            Sandbox = Grants.Sandbox with { Volumes = [new VolumeGrant(data.Path, "/data", ReadOnly: true), new VolumeGrant(data.Path, "/out", ReadOnly: false)] },
        };
        using var broker = new TestBroker(grant);
        (await broker.AskFileAsync("file.read", "/data/in.txt")).Value().Text().ShouldBe("data");
        (await broker.AskFileAsync("file.write", "/data/new", ("content", Value.Of("x")))).ShouldBeError("TAC3216", "denied").Mend.ShouldContain("/data:rw");
        (await broker.AskFileAsync("file.write", "/out/new", ("content", Value.Of("x")))).Value();
        File.Exists(data.At("new")).ShouldBeTrue();
    }

    [Fact]
    public async Task Readonly_mode_denies_every_change_and_names_the_line()
    {
        using var broker = new TestBroker(Grants.Default with { Permissions = PermissionMode.Readonly });
        broker.Workspace.Write("a", "1");
        (await broker.AskFileAsync("file.read", "a")).Value().Text().ShouldBe("1");
        (await broker.AskFileAsync("file.write", "a", ("content", Value.Of("2")))).ShouldBeError("TAC3215", "denied").Mend.ShouldContain("mode: edit");
        (await broker.AskFileAsync("file.append", "a", ("content", Value.Of("2")))).ShouldBeError("TAC3215", "denied");
        (await broker.AskFileAsync("file.remove", "a")).ShouldBeError("TAC3215", "denied");
        File.ReadAllText(broker.Workspace.At("a")).ShouldBe("1");
    }

    [Fact]
    public async Task Without_a_workspace_every_path_in_it_is_denied()
    {
        using var broker = new TestBroker(Grants.Default with { Sandbox = Grants.Sandbox with { Workspace = WorkspaceMode.None } });
        (await broker.AskFileAsync("file.read", "a")).ShouldBeError("TAC3214", "denied").Mend.ShouldContain("workspace: direct");
        (await broker.AskFileAsync("file.write", "a", ("content", Value.Of("2")))).ShouldBeError("TAC3214", "denied");
    }

    [Fact]
    public async Task The_workspace_quota_counts_what_is_written()
    {
        using var broker = new TestBroker(Grants.WithLimits(limits => limits with { Workspace = 10 }));
        (await broker.AskFileAsync("file.write", "a", ("content", Value.Of("123456")))).Value();
        (await broker.AskFileAsync("file.append", "a", ("content", Value.Of("7890")))).Value();
        (await broker.AskFileAsync("file.append", "a", ("content", Value.Of("x")))).ShouldBeError("TAC3603", "budget").Fatal.ShouldBeTrue();
        new FileInfo(broker.Workspace.At("a")).Length.ShouldBe(10);
    }

    private static string[] Names(Protocol.V1.PerformResponse response) =>
        [.. ((ListValue)response.Value()).Items.Select(item => item.Get("name").Text())];

    private async Task<string> ReadAsync(string path, long offset, long length) =>
        (await _broker.AskFileAsync("file.read", path, ("offset", Value.Of(offset)), ("length", Value.Of(length)))).Value().Text();
}
