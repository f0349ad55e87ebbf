using Tactus.Protocol;
using Tactus.Sandbox.Images;
using Tactus.Sandbox.Tests.Fixtures;

namespace Tactus.Sandbox.Tests.Images;

// Proves that a guest's root holds the guest and what it links to and nothing else, is named by its content, and is made once.
public sealed class GuestRootStoreTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("tactus-store-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void The_root_holds_the_guest_the_loader_and_the_c_library()
    {
        StoredGuestRoot root = new GuestRootStore(_directory).Ensure(TestPrograms.GuestDirectory);

        string[] files = [.. Directory.EnumerateFiles(root.Directory, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];
        files.Length.ShouldBe(3);
        files[0].ShouldStartWith("ld-linux-");
        files[1..].ShouldBe(["libc.so.6", "tactus-guest"]);
        Directory.EnumerateFileSystemEntries(root.Directory + "/run/tactus").ShouldBeEmpty();
        Path.GetFileName(root.Directory).ShouldBe(root.Hash);
        Directory.EnumerateFiles(root.Directory, "*", SearchOption.AllDirectories)
            .ShouldAllBe(file => (File.GetUnixFileMode(file) & (UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite | UnixFileMode.SetUser)) == UnixFileMode.None);
    }

    [Fact]
    public void The_same_content_has_the_same_name_wherever_it_lies()
    {
        string copy = CopyGuest();
        var store = new GuestRootStore(_directory);

        store.Ensure(copy).Hash.ShouldBe(store.Ensure(TestPrograms.GuestDirectory).Hash);
        Directory.EnumerateDirectories(_directory).Count(path => Path.GetFileName(path) != "stamps" && path != copy).ShouldBe(1);
    }

    [Fact]
    public void A_changed_guest_or_library_is_noticed()
    {
        string copy = CopyGuest();
        var store = new GuestRootStore(_directory);
        string first = store.Ensure(copy).Hash;

        File.AppendAllText(Path.Combine(copy, "tactus-guest"), "changed");
        string second = store.Ensure(copy).Hash;
        File.Copy(TestPrograms.GuestDirectory + "/tactus-guest", Path.Combine(copy, "libextra.so"));
        string third = store.Ensure(copy).Hash;

        new[] { first, second, third }.Distinct().Count().ShouldBe(3);
        store.Ensure(copy).Hash.ShouldBe(third);
    }

    [Fact]
    public void A_root_that_somebody_removed_is_made_again()
    {
        var store = new GuestRootStore(_directory);
        StoredGuestRoot root = store.Ensure(TestPrograms.GuestDirectory);
        Directory.Delete(root.Directory, recursive: true);

        File.Exists(Path.Combine(store.Ensure(TestPrograms.GuestDirectory).Directory, "tactus-guest")).ShouldBeTrue();
    }

    // A sandbox that starts from the first copy must not see it go. Twenty cold starts, because a race is not lost every time.
    [Fact]
    public void Processes_that_store_one_root_at_once_never_take_it_away_from_each_other()
    {
        for (int round = 0; round < 20; round++)
        {
            string cache = Path.Combine(_directory, $"cold-{round}");
            StoredGuestRoot[] roots = new StoredGuestRoot[8];
            ulong[] inodes = new ulong[roots.Length];
            using var start = new Barrier(roots.Length);
            Thread[] threads =
            [
                .. Enumerable.Range(0, roots.Length).Select(index => new Thread(() =>
                {
                    start.SignalAndWait();
                    roots[index] = new GuestRootStore(cache).Ensure(TestPrograms.GuestDirectory);
                    inodes[index] = Inode.Of(roots[index].Directory);
                })),
            ];
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());

            inodes.Distinct().ShouldBe([Inode.Of(roots[0].Directory)]);
            Directory.EnumerateDirectories(cache).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe([roots[0].Hash, "stamps"]);
        }
    }

    [Fact]
    public void A_forced_copy_takes_the_place_of_the_first()
    {
        var store = new GuestRootStore(_directory);
        StoredGuestRoot root = store.Ensure(TestPrograms.GuestDirectory);
        ulong before = Inode.Of(root.Directory);

        store.Ensure(TestPrograms.GuestDirectory, force: true).ShouldBe(root);
        Inode.Of(root.Directory).ShouldNotBe(before);
        Directory.EnumerateDirectories(_directory).Count().ShouldBe(2);
    }

    [Fact]
    public void A_directory_without_a_guest_is_an_error()
        => Should.Throw<TactusException>(() => new GuestRootStore(_directory).Ensure("/nonexistent")).Code.ShouldBe("TAC5101");

    [Fact]
    public void A_guest_that_is_no_program_is_an_error()
    {
        string copy = CopyGuest();
        File.WriteAllText(Path.Combine(copy, "tactus-guest"), "#!/bin/sh\n");

        Should.Throw<TactusException>(() => new GuestRootStore(_directory).Ensure(copy)).Code.ShouldBe("TAC5102");
    }

    [Fact]
    public void A_library_that_this_machine_lacks_is_named()
    {
        // The name of the C library in the program's string table, changed by one letter.
        string copy = CopyGuest();
        string path = Path.Combine(copy, "tactus-guest");
        byte[] program = File.ReadAllBytes(path);
        program.AsSpan().IndexOf("libc.so.6"u8).ShouldBeGreaterThan(0);
        "libq.so.6"u8.CopyTo(program.AsSpan(program.AsSpan().IndexOf("libc.so.6"u8)));
        File.WriteAllBytes(path, program);

        TactusException error = Should.Throw<TactusException>(() => new GuestRootStore(_directory).Ensure(copy));

        error.Code.ShouldBe("TAC5103");
        error.Message.ShouldContain("libq.so.6");
    }

    [Fact]
    public void Every_cut_of_a_program_is_refused_and_none_is_a_crash()
    {
        byte[] program = File.ReadAllBytes(Path.Combine(TestPrograms.GuestDirectory, "tactus-guest"));
        ElfFile.Parse(program).Needed.ShouldBe(["libc.so.6"]);
        string path = Path.Combine(_directory, "cut");

        for (int length = 0; length < 4096; length += 13)
        {
            File.WriteAllBytes(path, program[..length]);
            Should.Throw<TactusException>(() => ElfFile.Read(path)).Code.ShouldBe("TAC5102");
        }
    }

    private string CopyGuest()
    {
        string copy = Path.Combine(_directory, "guest-copy");
        Directory.CreateDirectory(copy);
        File.Copy(Path.Combine(TestPrograms.GuestDirectory, "tactus-guest"), Path.Combine(copy, "tactus-guest"));
        return copy;
    }
}
