// Proves that a file that someone else could change, that is elsewhere than it seems, or that is no file, is refused before a byte of it counts.
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Tactus.Configuration.Files;
using Tactus.Configuration.Tests.Support;
using Tactus.Policy.Grants;

namespace Tactus.Configuration.Tests.Files;

public sealed class ConfigurationFileReaderTests : IDisposable
{
    private readonly TemporaryHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void A_reading_carries_its_bytes_hash_and_real_path()
    {
        home.WithSidecar("sandbox: {}\n");

        var file = home.Load().Files.ShouldHaveSingleItem();

        file.Layer.ShouldBe(ConfigurationLayer.Sidecar);
        file.DisplayPath.ShouldBe("hello.tac.yml");
        file.RealPath.ShouldBe(home.Sidecar);
        file.Bytes.ToArray().ShouldBe("sandbox: {}\n"u8.ToArray());
        file.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData("sandbox: {}\n"u8)));
    }

    [Fact]
    public void A_file_of_a_mebibyte_is_read_and_a_larger_one_refused()
    {
        home.WithSidecar(new string('#', ConfigurationFileReader.MaxBytes));
        home.Load().Files.ShouldHaveSingleItem();

        home.WithSidecar(new string('#', ConfigurationFileReader.MaxBytes + 1));
        Problem.Of(() => home.Load()).Code.ShouldBe("TAC4010");
    }

    [Theory]
    [InlineData("hello.tac.yml")]
    [InlineData(".tactus/config.yml")]
    public void A_link_cannot_lend_one_file_the_trust_of_another(string name)
    {
        var target = Path.Combine(home.Create("elsewhere"), "trusted.yml");
        home.Write(target, "sandbox: {}\n");
        Directory.CreateDirectory(Path.Combine(home.Project, ".tactus"));
        File.CreateSymbolicLink(Path.Combine(home.Project, name), target);

        var problem = Problem.Of(() => home.Load());

        problem.Code.ShouldBe("TAC4035");
        problem.Message.ShouldContain(target);
    }

    [Theory]
    [InlineData("nobody", "nobody", "nobody")]
    [InlineData("root", "root", "root")]
    [InlineData("root", "nobody", "nobody", "TAC4034")]
    [InlineData("root", "nobody", "root", "TAC4034")]
    [InlineData("root", "root", "nobody", "TAC4034")]
    public void A_project_that_a_stranger_put_above_is_refused(string parent, string control, string file, string? code = null)
    {
        string upper = home.Create("shared");
        string config = Path.Combine(home.Create("shared/.tactus"), "config.yml");
        home.Write(config, "sandbox: {}\n");
        ChangeOwner(parent, upper);
        ChangeOwner(control, Path.GetDirectoryName(config)!);
        ChangeOwner(file, config);
        void Read() => ConfigurationFileReader.Read(ConfigurationLayer.Project, config, "config.yml");

        if (code is null)
        {
            Should.NotThrow(Read);
        }
        else
        {
            Problem.Of(Read).Code.ShouldBe(code);
        }
    }

    [Fact]
    public void A_linked_control_directory_is_refused_too()
    {
        home.Write(Path.Combine(home.Create("elsewhere/.tactus"), "config.yml"), "sandbox: {}\n");
        Directory.CreateSymbolicLink(Path.Combine(home.Project, ".tactus"), Path.Combine(home.Root, "elsewhere", ".tactus"));

        Problem.Of(() => home.Load()).Code.ShouldBe("TAC4035");
    }

    [Fact]
    public void A_link_above_the_project_is_resolved_and_harmless()
    {
        home.WithProject("sandbox: {timeout: 5s}\n").WithSidecar("sandbox: {timeout: 4s}\n");
        var link = Path.Combine(home.Root, "link");
        Directory.CreateSymbolicLink(link, home.Project);

        var files = new Configuration.Loading.ConfigurationLoader(TimeProvider.System)
            .Load(home.Request with { WorkingDirectory = link, ProcedurePath = "hello.tac" }).Files;

        files.Select(file => file.RealPath).ShouldBe([home.ProjectFile, home.Sidecar]);
    }

    [Fact]
    public void A_users_own_link_to_their_configuration_is_followed()
    {
        var target = Path.Combine(home.Create("dotfiles"), "tactus.yml");
        home.Write(target, "sandbox: {timeout: 7s}\n");
        File.CreateSymbolicLink(home.Paths.UserFile!, target);

        home.Load().Grant.Sandbox.Timeout.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void What_others_can_write_is_not_trusted_by_its_place(UnixFileMode mode)
    {
        home.WithUser("sandbox: {}\n").Load();

        File.SetUnixFileMode(home.Paths.UserFile!, UnixFileMode.UserRead | UnixFileMode.UserWrite | mode);
        var problem = Problem.Of(() => home.Load());
        problem.Code.ShouldBe("TAC4032");
        problem.Mend.ShouldNotBeNull().ShouldContain("chmod go-w");
    }

    [Fact]
    public void Nor_is_what_lies_in_a_directory_that_others_can_write()
    {
        home.WithSystem("sandbox: {}\n");
        var directory = Path.GetDirectoryName(home.Paths.SystemFile)!;
        File.SetUnixFileMode(directory, File.GetUnixFileMode(directory) | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute);

        var problem = Problem.Of(() => home.Load());

        problem.Code.ShouldBe("TAC4032");
        problem.Message.ShouldContain(directory);
    }

    [Fact]
    public void A_sidecar_that_others_can_write_still_narrows()
    {
        home.WithSidecar("sandbox: {timeout: 5s}\n");
        File.SetUnixFileMode(home.Sidecar, UnixFileMode.UserRead | UnixFileMode.OtherWrite);

        home.Load().Grant.Sandbox.Timeout.ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void A_file_of_another_user_is_weak()
    {
        new FileFacts(0x8180, NativeFiles.EffectiveUser()).FindWeakness().ShouldBeNull();
        new FileFacts(0x8180, 0).FindWeakness().ShouldBeNull();
        new FileFacts(0x8180, 4_000_000).FindWeakness().ShouldNotBeNull().ShouldContain("4000000");
    }

    [Fact]
    public void A_directory_in_the_place_of_a_file_is_refused()
    {
        Directory.CreateDirectory(home.Sidecar);

        Problem.Of(() => home.Load()).Code.ShouldBe("TAC4001");
    }

    [Fact]
    public void A_pipe_in_the_place_of_a_file_is_refused_without_waiting_for_its_writer()
    {
        using (var mkfifo = Process.Start("mkfifo", [home.Sidecar]))
        {
            mkfifo.WaitForExit();
            mkfifo.ExitCode.ShouldBe(0);
        }

        Problem.Of(() => home.Load()).Code.ShouldBe("TAC4001");
    }

    [Theory]
    [InlineData("hello.tac.yaml")]
    [InlineData(".tactus/config.yaml")]
    public void A_file_that_would_be_ignored_for_its_name_is_an_error(string name)
    {
        home.Write(Path.Combine(home.Project, name), "sandbox: {}\n");

        Problem.Of(() => home.Load()).Code.ShouldBe("TAC4036");
    }

    [Fact]
    public void A_file_that_cannot_be_reached_is_not_taken_for_absent()
    {
        // Too many links: an error that even root gets, unlike a missing permission.
        File.CreateSymbolicLink(home.Paths.UserFile!, home.Paths.UserFile!);

        Problem.Of(() => home.Load()).Code.ShouldBe("TAC4001");
    }

    [Fact]
    public void What_is_no_utf8_is_refused()
    {
        File.WriteAllBytes(home.Sidecar, [.. Encoding.UTF8.GetBytes("a: "), 0xFF]);

        Problem.Of(() => home.Load()).Code.ShouldBe("TAC4002");
    }

    private static void ChangeOwner(string user, string path)
    {
        using var chown = Process.Start("chown", [user, path]);
        chown.WaitForExit();
        chown.ExitCode.ShouldBe(0);
    }
}
