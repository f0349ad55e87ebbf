using Tactus.Engine.Procedures;
using Tactus.Protocol;

namespace Tactus.Engine.Tests.Procedures;

// Proves what a bundle holds, and that a module name reaches no file outside its root.
public sealed class ProcedureReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tactus-reader-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Reads_the_procedure_and_what_it_requires_in_turn()
    {
        Write("main.tac", "require('a.b')");
        Write("a/b.tac", "require('c')");
        Write("c/init.tac", "return {}");

        ProcedureBundle bundle = new ProcedureReader([]).Read(InFolder("main.tac"));

        bundle.Main.DisplayPath.ShouldBe("main.tac");
        bundle.Modules.Select(module => $"{module.Module}={module.DisplayPath}").ShouldBe(["a.b=a/b.tac", "c=c/init.tac"]);
        bundle.Hashes().Keys.ShouldBe(["procedure", "module:a.b", "module:c"], ignoreOrder: true);
    }

    [Theory]
    [InlineData(10_000, null)]
    [InlineData(10_001, "TAC6203")]
    public void Names_without_end_are_refused_before_the_disk_is_asked_for_each(int names, string? code)
    {
        Write("main.tac", string.Join('\n', Enumerable.Range(0, names).Select(number => $"require'm{number}'")));
        ProcedureBundle Read() => new ProcedureReader([]).Read(InFolder("main.tac"));

        if (code is null)
        {
            Read().Modules.ShouldBeEmpty();
        }
        else
        {
            Should.Throw<TactusException>(Read).Code.ShouldBe(code);
        }
    }

    [Fact]
    public async Task A_pipe_in_place_of_a_module_stalls_nobody()
    {
        Write("main.tac", "require('m')");
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", [InFolder("m.tac")]))
        {
            await mkfifo.WaitForExitAsync();
        }

        Task<ProcedureBundle> reading = Task.Run(() => new ProcedureReader([]).Read(InFolder("main.tac")));

        (await Should.ThrowAsync<TactusException>(() => reading.WaitAsync(TimeSpan.FromSeconds(60)))).Code.ShouldBe("TAC6202");
    }

    [Fact]
    public void A_module_beside_the_procedure_wins_over_the_standard_one()
    {
        Write("project/main.tac", "require('m')");
        Write("project/m.tac", "mine");
        Write("standard/m.tac", "theirs");

        ProcedureBundle bundle = new ProcedureReader([InFolder("standard")]).Read(InFolder("project/main.tac"));

        bundle.Modules.ShouldHaveSingleItem().Content.ShouldBe("mine"u8.ToArray());
    }

    [Theory]
    [InlineData("link.tac")]
    [InlineData("linked")]
    public void A_module_that_is_a_link_is_refused(string name)
    {
        Write("main.tac", name == "linked" ? "require('linked.secret')" : "require('link')");
        Write("elsewhere/secret.tac", "return 1");
        File.CreateSymbolicLink(InFolder(name), name == "linked" ? InFolder("elsewhere") : InFolder("elsewhere/secret.tac"));

        Code(() => new ProcedureReader([]).Read(InFolder("main.tac"))).ShouldBe("TAC6204");
    }

    [Fact]
    public void The_same_module_as_a_file_is_read()
    {
        Write("main.tac", "require('link')");
        Write("link.tac", "return 1");

        new ProcedureReader([]).Read(InFolder("main.tac")).Modules.Count.ShouldBe(1);
    }

    [Fact]
    public void A_missing_procedure_a_directory_and_a_huge_one_have_their_own_errors()
    {
        using (FileStream huge = File.Create(InFolder("huge.tac")))
        {
            huge.SetLength(200L * 1024 * 1024);
        }

        Code(() => new ProcedureReader([]).Read(InFolder("missing.tac"))).ShouldBe("TAC6201");
        Code(() => new ProcedureReader([]).Read(_folder)).ShouldBe("TAC6202");
        Code(() => new ProcedureReader([]).Read(InFolder("huge.tac"))).ShouldBe("TAC6203");
    }

    [Fact]
    public void An_empty_procedure_is_refused_and_an_empty_module_is_not()
    {
        Write("empty.tac", "");
        Write("main.tac", "require('empty')");

        Code(() => new ProcedureReader([]).Read(InFolder("empty.tac"))).ShouldBe("TAC6207");
        new ProcedureReader([]).Read(InFolder("main.tac")).Modules.ShouldHaveSingleItem().Content.ShouldBeEmpty();
    }

    [Fact]
    public void Modules_count_towards_the_size()
    {
        Write("main.tac", "require('big')");
        using (FileStream big = File.Create(InFolder("big.tac")))
        {
            big.SetLength(ProcedureReader.MaxBundleBytes);
        }

        Code(() => new ProcedureReader([]).Read(InFolder("main.tac"))).ShouldBe("TAC6203");
    }

    private static string Code(Action action) => Should.Throw<TactusException>(action).Code;

    private string InFolder(string name) => Path.Combine(_folder, name);

    private void Write(string name, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(InFolder(name))!);
        File.WriteAllText(InFolder(name), content);
    }
}
