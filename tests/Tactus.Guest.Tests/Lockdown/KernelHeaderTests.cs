using System.Globalization;
using System.Text.RegularExpressions;
using Tactus.Guest.Lockdown;
using Tactus.Guest.Native;
using Tactus.Guest.Probe;

namespace Tactus.Guest.Tests.Lockdown;

/// <summary>Proves that the numbers in seccomp.txt and in the probe are the kernel's, by its own headers.</summary>
public sealed partial class KernelHeaderTests
{
    // Every Debian machine with a C compiler has them; arm64 takes its numbers from the generic table.
    private static readonly IReadOnlyDictionary<string, int> s_x64 = Read("/usr/include/x86_64-linux-gnu/asm/unistd_64.h");
    private static readonly IReadOnlyDictionary<string, int> s_generic = Read("/usr/include/asm-generic/unistd.h");

    [Fact]
    public void The_filters_numbers_are_the_kernels()
    {
        foreach ((SeccompArchitecture architecture, IReadOnlyDictionary<string, int> kernel) in
            new[] { (SeccompArchitecture.X64, s_x64), (SeccompArchitecture.Arm64, s_generic) })
        {
            IReadOnlyList<SeccompRule> rules = SeccompList.Load(architecture, processId: 1);
            rules.Count.ShouldBeGreaterThan(90);
            foreach (SeccompRule rule in rules)
            {
                kernel.TryGetValue(rule.Name, out int number).ShouldBeTrue(rule.Name);
                rule.Number.ShouldBe(number, rule.Name);
            }
        }
    }

    [Fact]
    public void A_number_is_missing_only_where_the_kernel_has_none()
    {
        IEnumerable<string> onlyX64 = SeccompList.Load(SeccompArchitecture.X64, 1).Select(rule => rule.Name)
            .Except(SeccompList.Load(SeccompArchitecture.Arm64, 1).Select(rule => rule.Name), StringComparer.Ordinal);
        onlyX64.Where(s_generic.ContainsKey).ShouldBeEmpty();
    }

    [Fact]
    public void The_probes_numbers_are_the_kernels()
    {
        foreach (System.Reflection.PropertyInfo property in typeof(ProbeNumbers).GetProperties())
        {
            string name = WordStart().Replace(property.Name, "_").ToLowerInvariant();
            var number = (SystemCallNumber)property.GetValue(null)!;
            number.X64.ShouldBe(s_x64[name], name);
            number.Arm64.ShouldBe(s_generic[name == "newfstatat" ? "fstatat" : name], name);
        }
    }

    private static Dictionary<string, int> Read(string header)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        // The generic header gives some calls by way of a second name: __NR_mmap is __NR3264_mmap.
        foreach (Match match in Definition().Matches(File.ReadAllText(header)))
        {
            numbers.TryAdd(match.Groups["name"].Value, int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture));
        }

        return numbers;
    }

    [GeneratedRegex(@"^#define __NR(3264)?_(?<name>\w+)\s+(?<number>\d+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Definition();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WordStart();
}
