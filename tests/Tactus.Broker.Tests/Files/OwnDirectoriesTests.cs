// Proves that a run started above Tactus's own directories (in the home directory, say) neither sees nor changes them, exec tools
// included, and that the same names are ordinary where Tactus does not live there.
using Tactus.Broker.Tests.Support;
using Tactus.Policy.Grants;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Tests.Files;

public sealed class OwnDirectoriesTests
{
    private const string Trust = ".config/tactus/trust.json";

    private static readonly (string, Value) Planted = ("content", Value.Of("planted"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_trust_store_is_out_of_reach_before_it_exists_and_after(bool exists)
    {
        using var broker = new TestBroker(own: [".config/tactus"]);
        if (exists)
        {
            broker.Workspace.Write(Trust, "mine");
        }

        (await broker.AskFileAsync("file.write", Trust, Planted)).ShouldBeError("TAC3213", "denied");
        (await broker.AskFileAsync("file.append", ".config/Tactus/trust.json", Planted)).ShouldBeError("TAC3213", "denied");
        (await broker.AskFileAsync("file.remove", Trust)).ShouldBeError("TAC3213", "denied");
        (await broker.AskFileAsync("file.read", Trust)).ShouldBeError("TAC3201", "failed");
        (await broker.AskFileAsync("file.exists", Trust)).Value().ShouldBe(Value.False);
        (await broker.AskFileAsync("file.write", ".config/other/trust.json", Planted)).Value();
        ListValue listed = (ListValue)(await broker.AskFileAsync("file.list", ".", ("recursive", Value.True))).Value();
        listed.Items.Select(item => item.Get("name").Text()).ShouldBe([".config", ".config/other", ".config/other/trust.json"]);
        File.Exists(broker.Workspace.At(Trust)).ShouldBe(exists);
    }

    [Fact]
    public async Task A_workspace_inside_one_shows_nothing()
    {
        using var broker = new TestBroker(own: ["."]);
        broker.Workspace.Write("runs.db", "journal");

        (await broker.AskFileAsync("file.read", "runs.db")).ShouldBeError("TAC3201", "failed");
        (await broker.AskFileAsync("file.write", "a", Planted)).ShouldBeError("TAC3213", "denied");
    }

    [Fact]
    public async Task A_link_to_the_home_directory_changes_nothing()
    {
        using var broker = new TestBroker(own: ["../link-to-workspace/.config/tactus"], prepare: workspace =>
            File.CreateSymbolicLink(Path.Combine(workspace, "..", "link-to-workspace"), workspace));
        try
        {
            (await broker.AskFileAsync("file.write", Trust, Planted)).ShouldBeError("TAC3213", "denied");
        }
        finally
        {
            File.Delete(Path.Combine(broker.Workspace.Path, "..", "link-to-workspace"));
        }
    }

    [Fact]
    public async Task Without_them_the_same_names_are_ordinary()
    {
        using var broker = new TestBroker();

        (await broker.AskFileAsync("file.write", Trust, Planted)).Value();

        File.ReadAllText(broker.Workspace.At(Trust)).ShouldBe("planted");
    }

    [Theory]
    [InlineData(".config/tactus", "TAC3405")]
    [InlineData("../elsewhere", null)]
    public async Task A_program_is_not_shown_a_directory_that_holds_one(string own, string? code)
    {
        var helper = new RecordingHelper();
        Grant grant = Grants.WithTools(Tools.Exec("build", "true"));
        using var broker = new TestBroker(grant, helpers: helper, own: [own]);

        var answer = await broker.CallAsync("build");

        if (code is null)
        {
            answer.Value();
        }
        else
        {
            answer.ShouldBeError(code, "denied");
        }

        helper.Commands.Count.ShouldBe(code is null ? 1 : 0);
    }
}
