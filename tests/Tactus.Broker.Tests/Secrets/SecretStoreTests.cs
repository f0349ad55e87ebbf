// Proves that a secret is found by name where docs/secrets.md says, and that one which others could read, or which could not be
// redacted, is refused.
using Tactus.Broker.Secrets;
using Tactus.Broker.Tests.Support;
using Tactus.Protocol;

namespace Tactus.Broker.Tests.Secrets;

public sealed class SecretStoreTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_environment_comes_before_the_file()
    {
        WriteSecret("TOKEN", "from-the-file\n", UnixFileMode.UserRead);
        new Redactor([Store(("TOKEN", "from-the-environment")).Get("TOKEN")]).Matches("from-the-environment").ShouldBeTrue();
        new Redactor([Store().Get("TOKEN")]).Redact("x from-the-file\n").ShouldBe("x [secret TOKEN]\n");
    }

    [Fact]
    public void A_missing_secret_says_where_it_was_looked_for()
    {
        TactusException error = Should.Throw<TactusException>(() => Store().Check(["TOKEN"]));
        error.Code.ShouldBe("TAC3501");
        error.Message.ShouldContain("environment variable TOKEN");
        error.Message.ShouldContain(_folder.At("TOKEN"));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_file_that_is_open_to_others_is_refused(UnixFileMode extra)
    {
        WriteSecret("TOKEN", "long enough", UnixFileMode.UserRead | UnixFileMode.UserWrite | extra);
        Should.Throw<TactusException>(() => Store().Get("TOKEN")).Code.ShouldBe("TAC3502");
        File.SetUnixFileMode(_folder.At("TOKEN"), UnixFileMode.UserRead);
        Store().Get("TOKEN").Name.ShouldBe("TOKEN");
    }

    [Fact]
    public void A_short_secret_is_refused() =>
        Should.Throw<TactusException>(() => Store(("TOKEN", "1234567")).Get("TOKEN")).Code.ShouldBe("TAC3503");

    [Fact]
    public void A_secret_that_is_no_text_is_refused()
    {
        File.WriteAllBytes(_folder.At("TOKEN"), [255, 254, 253, 252, 251, 250, 249, 248]);
        File.SetUnixFileMode(_folder.At("TOKEN"), UnixFileMode.UserRead);
        Should.Throw<TactusException>(() => Store().Get("TOKEN")).Code.ShouldBe("TAC3505");
    }

    [Fact]
    public void Printing_a_secret_shows_its_name_alone() =>
        Secret.Create("TOKEN", "long enough").ToString().ShouldBe("[secret TOKEN]");

    [Fact]
    public void A_run_whose_granted_tool_lacks_its_secret_does_not_start()
    {
        Should.Throw<TactusException>(() => new TestBroker(Grants.WithTools(Tools.WithSecret("build", "TOKEN")))).Code.ShouldBe("TAC3501");
        var ungranted = Grants.WithTools(Tools.WithSecret("build", "TOKEN")) with { AllowedTools = ["host.ping"] };
        using var broker = new TestBroker(ungranted);
        broker.Host.Tools.ShouldContain(tool => tool.Name == "build");
    }

    [Fact]
    public void A_secret_in_the_procedures_environment_is_refused()
    {
        var grant = Grants.WithTools(Tools.WithSecret("build", "TOKEN"));
        grant = grant with { Sandbox = grant.Sandbox with { Environment = new Dictionary<string, string> { ["LEAK"] = "x long enough" } } };
        Should.Throw<TactusException>(() => new TestBroker(grant, secrets: ("TOKEN", "long enough"))).Code.ShouldBe("TAC3504");
        using var broker = new TestBroker(grant, secrets: ("TOKEN", "another value"));
    }

    private SecretStore Store(params (string Name, string Value)[] environment) => new(new SecretSources
    {
        Environment = environment.ToDictionary(entry => entry.Name, entry => entry.Value).GetValueOrDefault,
        Directory = _folder.Path,
    });

    private void WriteSecret(string name, string content, UnixFileMode mode)
    {
        File.WriteAllText(_folder.At(name), content);
        File.SetUnixFileMode(_folder.At(name), mode);
    }
}
