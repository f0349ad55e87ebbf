// Proves that only a whole sidecar or project configuration can be trusted, and that what is recorded is what was read.
using Tactus.Configuration.Tests.Support;
using Tactus.Configuration.Trust;
using Tactus.Policy.Grants;

namespace Tactus.Configuration.Tests.Trust;

public sealed class TrustableFileTests : IDisposable
{
    private readonly TemporaryHome home = new();

    public void Dispose() => home.Dispose();

    [Theory]
    [InlineData("hello.tac.yml", ConfigurationLayer.Sidecar)]
    [InlineData(".tactus/config.yml", ConfigurationLayer.Project)]
    public void A_trusted_file_widens_from_then_on(string name, ConfigurationLayer layer)
    {
        home.Write(Path.Combine(home.Project, name), "permissions: {mode: full}\n");
        home.Load().UntrustedWidenings.ShouldHaveSingleItem();

        var file = TrustableFile.Read(name, home.Project);
        var store = new TrustStore(home.Paths.TrustFile!, TimeProvider.System);
        store.Add(file.RealPath, file.Sha256);

        (file.Layer, file.DisplayPath).ShouldBe((layer, name));
        home.Load().Grant.Permissions.ShouldBe(PermissionMode.Full);
        store.Revoke(TrustableFile.RealPathOf(name, home.Project)).ShouldBeTrue();
        home.Load().Grant.Permissions.ShouldBe(PermissionMode.Edit);
    }

    [Fact]
    public void A_file_that_is_gone_can_still_be_revoked() =>
        TrustableFile.RealPathOf("gone.tac.yml", home.Project).ShouldBe(Path.Combine(home.Project, "gone.tac.yml"));

    [Theory]
    [InlineData("missing.tac.yml", "TAC4001")]
    [InlineData("hello.tac", "TAC4039")]
    [InlineData("config.yml", "TAC4039")]
    public void What_is_no_such_file_is_refused(string name, string code) => Problem.Of(() => TrustableFile.Read(name, home.Project)).Code.ShouldBe(code);

    [Theory]
    [InlineData("sandbx: {}\n", "TAC4012")]
    [InlineData("a: [\n", "TAC4004")]
    public void A_broken_file_cannot_be_trusted(string yaml, string code)
    {
        home.WithSidecar(yaml);

        Problem.Of(() => TrustableFile.Read("hello.tac.yml", home.Project)).Code.ShouldBe(code);
    }
}
