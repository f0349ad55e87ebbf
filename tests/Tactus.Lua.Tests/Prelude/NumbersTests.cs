using System.Globalization;
using Tactus.Lua.Tests.Support;

namespace Tactus.Lua.Tests.Prelude;

// Proves that the functions of 5.1's math library give the same numbers as the C library's.
public sealed class NumbersTests
{
    public static TheoryData<double> Values() => new(0.0, 1e-9, 5e-4, 0.1, 0.5, 1, 2.5, 10, 25, 300);

    [Theory]
    [MemberData(nameof(Values))]
    public void Hyperbolic_functions_agree_with_the_C_library(double x)
    {
        foreach (var signed in new[] { x, -x })
        {
            Compute($"math.sinh({Text(signed)})").ShouldBe(Math.Sinh(signed), (Math.Abs(Math.Sinh(signed)) * 1e-12) + double.Epsilon);
            Compute($"math.cosh({Text(signed)})").ShouldBe(Math.Cosh(signed), Math.Cosh(signed) * 1e-12);
            Compute($"math.tanh({Text(signed)})").ShouldBe(Math.Tanh(signed), (Math.Abs(Math.Tanh(signed)) * 1e-12) + double.Epsilon);
        }
    }

    [Fact]
    public void Every_number_is_its_mantissa_times_its_power_of_two() => InProcess.Print("""
        for _, x in ipairs {1e-300, 5e-324, 0.1, 0.5, 1, 2, 3, 1023.5, 1e300, 1.7976931348623157e308, -8, 2.0 ^ -1074, 2.0 ^ 1023, 1 - 2.0 ^ -53} do
          local m, e = math.frexp(x)
          assert(math.abs(m) >= 0.5 and math.abs(m) < 1 and math.type(e) == "integer", x)
          assert(math.ldexp(m, e) == x, x)
        end
        print(math.frexp(0), math.ldexp(1, 2000), math.ldexp(1, -2000), math.pow(2, 10), math.log10(1000), math.atan2(1, -1) == math.atan(1, -1))
        """).ShouldBe("0\tinf\t0.0\t1024.0\t3.0\ttrue");

    private static double Compute(string expression) =>
        double.Parse(InProcess.Print($"print(string.format('%.17g', {expression}))"), CultureInfo.InvariantCulture);

    private static string Text(double x) => x.ToString("R", CultureInfo.InvariantCulture);
}
