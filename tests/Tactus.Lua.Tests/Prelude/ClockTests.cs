using System.Text;
using Tactus.Lua.Tests.Support;

namespace Tactus.Lua.Tests.Prelude;

// Proves that time comes from the journal's clock alone, in UTC, and that the environment holds only what was given.
public sealed class ClockTests
{
    private static readonly LuaVmOptions AtStart = new()
    {
        ClockNanoseconds = 1_700_000_000_250_000_000,
        Environment = new Dictionary<string, string> { ["PLACE"] = "here" },
    };

    [Fact]
    public void The_clock_shows_the_start_until_it_is_set() =>
        InProcess.Print("print(os.time(), os.clock(), os.date('!%Y-%m-%dT%H:%M:%S'))", AtStart).ShouldBe("1700000000\t0.0\t2023-11-14T22:13:20");

    [Fact]
    public void The_clock_moves_when_an_effect_was_answered_and_never_back() => InProcess.Print(
        "tick(1700000002750000000) print(os.time(), os.clock()) tick(5) print(os.time())",
        AtStart,
        vm => vm.LoadPrelude("tick", Encoding.UTF8.GetBytes("local native, G = ... G.tick = native.set_clock"))).ShouldBe("1700000002\t2.5\n1700000002");

    [Fact]
    public void Dates_are_in_UTC_with_and_without_the_mark() =>
        InProcess.Print("print(os.date('%c', 0), os.date('!%c', 0), os.date('*t', 86400).day, os.date('!*t', 0).isdst)")
            .ShouldBe("Thu Jan  1 00:00:00 1970\tThu Jan  1 00:00:00 1970\t2\tfalse");

    [Fact]
    public void A_date_table_is_normalised_as_Lua_does_it() => InProcess.Print("""
        local t = {year = 2024, month = 14, day = -3, hour = 25, min = 61, sec = 61}
        print(os.time(t), t.year, t.month, t.day, t.hour, t.min, t.sec, t.wday, t.yday, t.isdst)
        print(os.time {year = "2000", month = "1", day = "1"}, os.time {year = 1969, month = 12, day = 31, hour = 0}, os.time {year = 1600, month = 2, day = 29})
        """).ShouldBe("1738116121\t2025\t1\t29\t2\t2\t1\t4\t29\tfalse\n946728000\t-86400\t-11670955200");

    [Fact]
    public void Dates_and_times_are_inverse_over_eight_centuries() => InProcess.Print("""
        for t = -12000000000, 13000000000, 86400 * 97 + 12345 do
          local back = os.time(os.date("*t", t))
          assert(back == t, t)
        end
        print("inverse")
        """).ShouldBe("inverse");

    [Fact]
    public void The_environment_holds_only_what_was_given() =>
        InProcess.Print("print(os.getenv('PLACE'), os.getenv('PATH'), os.getenv('HOME'))", AtStart).ShouldBe("here\tnil\tnil");
}
