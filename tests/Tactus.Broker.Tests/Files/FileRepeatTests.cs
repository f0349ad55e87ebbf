// Proves that a change of a file whose answer was lost with its host comes out the same when it is repeated: done once, half done, or not at all.
using Tactus.Broker.Tests.Support;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Tests.Files;

public sealed class FileRepeatTests
{
    [Theory]
    [InlineData("old", "oldnew")] // not begun
    [InlineData("oldne", "oldnew")] // half done
    [InlineData("oldnew", "oldnew")] // done
    [InlineData("oldother", "oldothernew")] // not begun, and somebody else wrote
    [InlineData("oldnewother", "oldnewother")] // done, and somebody else wrote behind it
    [InlineData(null, "new")] // the file is gone
    public async Task An_append_adds_what_is_missing(string? found, string left)
    {
        using var run = new DurableRun();
        run.Broker.Workspace.Write("log.txt", "old");
        MapValue arguments = Value.MapOf(("path", Value.Of("log.txt")), ("content", Value.Of("new")));
        await run.DieInAsync("main", 1, "file.append", "log.txt", arguments);
        File.ReadAllText(run.Broker.Workspace.At("log.txt")).ShouldBe("oldnew");
        if (found is null)
        {
            File.Delete(run.Broker.Workspace.At("log.txt"));
        }
        else
        {
            run.Broker.Workspace.Write("log.txt", found);
        }

        run.Resume();
        (await run.AskAsync("main", 1, "file.append", "log.txt", arguments)).Value().ShouldBe(Value.Null);
        File.ReadAllText(run.Broker.Workspace.At("log.txt")).ShouldBe(left);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_removal_tells_what_it_found_the_first_time(bool wasThere)
    {
        using var run = new DurableRun();
        if (wasThere)
        {
            run.Broker.Workspace.Write("a.txt", "x");
        }

        MapValue arguments = Value.MapOf(("path", Value.Of("a.txt")));
        await run.DieInAsync("main", 1, "file.remove", "a.txt", arguments);
        File.Exists(run.Broker.Workspace.At("a.txt")).ShouldBeFalse();
        run.Resume();
        (await run.AskAsync("main", 1, "file.remove", "a.txt", arguments)).Value().ShouldBe(Value.Of(wasThere));
    }

    [Fact]
    public async Task A_write_is_written_again()
    {
        using var run = new DurableRun();
        MapValue arguments = Value.MapOf(("path", Value.Of("a.txt")), ("content", Value.Of("whole")));
        await run.DieInAsync("main", 1, "file.write", "a.txt", arguments);
        run.Broker.Workspace.Write("a.txt", "something else");
        run.Resume();
        (await run.AskAsync("main", 1, "file.write", "a.txt", arguments)).Value();
        File.ReadAllText(run.Broker.Workspace.At("a.txt")).ShouldBe("whole");
        Directory.GetFiles(run.Broker.Workspace.Path).ShouldHaveSingleItem();
    }
}
