using System.Buffers.Binary;
using System.Text.Json;
using Tactus.Sandbox.Seccomp;

namespace Tactus.Sandbox.Tests.Seccomp;

// Proves, by interpreting the assembled program, that it decides every system call as the data file says.
public sealed class SeccompProgramTests
{
    private const uint Allow = 0x7FFF0000;
    private const uint NotPermitted = 0x50001;
    private const uint NotImplemented = 0x50026;
    private const uint Kill = 0x80000000;

    public static TheoryData<bool, bool> Programs => new() { { true, true }, { true, false }, { false, true }, { false, false } };

    [Theory]
    [MemberData(nameof(Programs))]
    public void Every_call_is_decided_as_the_policy_says(bool guest, bool x64)
    {
        SeccompPolicy policy = guest ? SeccompPolicy.Guest : SeccompPolicy.Helper;
        SeccompArchitecture architecture = x64 ? SeccompArchitecture.X64 : SeccompArchitecture.Arm64;
        byte[] program = SeccompProgram.Assemble(policy, architecture);
        ILookup<int?, SeccompRule> rules = policy.Rules.SelectMany(rule => rule.Names.Select(name => (architecture.Number(name), rule))).ToLookup(pair => pair.Item1, pair => pair.rule);

        for (int call = 0; call < 600; call++)
        {
            foreach (ulong[] arguments in Arguments(rules[call]))
            {
                SeccompAction expected = rules[call].Where(rule => rule.Conditions.Count > 0)
                    .Concat(rules[call].Where(rule => rule.Conditions.Count == 0))
                    .FirstOrDefault(rule => rule.Conditions.All(condition => (arguments[condition.Argument] & condition.Mask) == condition.Value))?.Action ?? policy.Default;

                Run(program, (uint)call, architecture.AuditNumber, arguments).ShouldBe(Code(expected), $"call {call} with {string.Join(' ', arguments)}");
            }
        }
    }

    [Fact]
    public void Foreign_calls_kill()
    {
        byte[] program = SeccompProgram.Assemble(SeccompPolicy.Guest, SeccompArchitecture.X64);
        ulong[] arguments = new ulong[6];

        Run(program, 39, SeccompArchitecture.X64.AuditNumber, arguments).ShouldBe(Allow);
        Run(program, 39, 0x40000003, arguments).ShouldBe(Kill, "32-bit");
        Run(program, 39, SeccompArchitecture.Arm64.AuditNumber, arguments).ShouldBe(Kill);
        Run(program, 0x40000000 + 39, SeccompArchitecture.X64.AuditNumber, arguments).ShouldBe(Kill, "x32");
        Run(program, uint.MaxValue, SeccompArchitecture.X64.AuditNumber, arguments).ShouldBe(Kill);
    }

    [Fact]
    public void High_halves_of_arguments_do_not_slip_past_a_condition()
    {
        byte[] program = SeccompProgram.Assemble(SeccompPolicy.Guest, SeccompArchitecture.X64);
        uint socket = (uint)SeccompArchitecture.X64.Number("socket")!.Value;

        Run(program, socket, SeccompArchitecture.X64.AuditNumber, [1, 0, 0, 0, 0, 0]).ShouldBe(Allow);
        Run(program, socket, SeccompArchitecture.X64.AuditNumber, [0x1_0000_0001, 0, 0, 0, 0, 0]).ShouldBe(NotPermitted);
    }

    [Fact]
    public void The_guest_may_make_few_calls_and_each_rule_has_its_reason()
    {
        SeccompPolicy.Guest.Rules.Where(rule => rule.Action == SeccompAction.Allow).SelectMany(rule => rule.Names).Distinct().Count().ShouldBeLessThan(140);
        SeccompPolicy.Guest.Rules.Concat(SeccompPolicy.Helper.Rules).ShouldAllBe(rule => rule.Reason.Length > 0);
        Should.Throw<FormatException>(() => SeccompPolicy.Parse(
            JsonDocument.Parse("""{"default":"EPERM","rules":[{"names":["read"],"action":"allow","reason":" "}]}""").RootElement));
    }

    [Fact]
    public void The_engines_profile_holds_the_same_rules()
    {
        using JsonDocument profile = JsonDocument.Parse(EngineProfile.Write(SeccompPolicy.Guest, SeccompArchitecture.X64));

        profile.RootElement.GetProperty("defaultAction").GetString().ShouldBe("SCMP_ACT_ERRNO");
        profile.RootElement.GetProperty("architectures").EnumerateArray().Select(name => name.GetString()).ShouldBe(["SCMP_ARCH_X86_64"]);
        JsonElement[] calls = [.. profile.RootElement.GetProperty("syscalls").EnumerateArray()];
        calls.Length.ShouldBe(SeccompPolicy.Guest.Rules.Count);
        JsonElement clone3 = calls.Single(call => call.GetProperty("names")[0].GetString() == "clone3");
        clone3.GetProperty("errnoRet").GetInt32().ShouldBe(38);
        JsonElement clone = calls.Single(call => call.GetProperty("names")[0].GetString() == "clone").GetProperty("args")[0];
        clone.GetProperty("op").GetString().ShouldBe("SCMP_CMP_MASKED_EQ");
        clone.GetProperty("valueTwo").GetUInt64().ShouldBe(0x10000ul);
    }

    private static IEnumerable<ulong[]> Arguments(IEnumerable<SeccompRule> rules)
    {
        yield return new ulong[6];
        yield return [.. Enumerable.Repeat(ulong.MaxValue, 6)];
        foreach (SeccompCondition condition in rules.SelectMany(rule => rule.Conditions))
        {
            foreach (ulong value in (ulong[])[condition.Value, condition.Value ^ 1, condition.Value | 1ul << 40, condition.Value | ~condition.Mask])
            {
                ulong[] arguments = new ulong[6];
                arguments[condition.Argument] = value;
                yield return arguments;
            }
        }
    }

    private static uint Code(SeccompAction action) => action switch
    {
        SeccompAction.Allow => Allow,
        SeccompAction.NotImplemented => NotImplemented,
        _ => NotPermitted,
    };

    private static uint Run(byte[] program, uint call, uint architecture, ulong[] arguments)
    {
        byte[] data = new byte[64];
        BinaryPrimitives.WriteUInt32LittleEndian(data, call);
        BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(4), architecture);
        for (int i = 0; i < 6; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(16 + (8 * i)), arguments[i]);
        }

        uint register = 0;
        for (int at = 0; ; at++)
        {
            ReadOnlySpan<byte> instruction = program.AsSpan(at * 8, 8);
            uint operand = BinaryPrimitives.ReadUInt32LittleEndian(instruction[4..]);
            switch (BinaryPrimitives.ReadUInt16LittleEndian(instruction))
            {
                case 0x20:
                    register = BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan((int)operand));
                    break;
                case 0x54:
                    register &= operand;
                    break;
                case 0x15:
                    at += register == operand ? instruction[2] : instruction[3];
                    break;
                case 0x35:
                    at += register >= operand ? instruction[2] : instruction[3];
                    break;
                case 0x06:
                    return operand;
                default:
                    throw new InvalidOperationException("Unknown instruction.");
            }
        }
    }
}
