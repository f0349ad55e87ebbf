// Proves that no known form of a secret passes the redactor, wherever it stands, and that what is no secret passes unchanged.
using System.Text;
using Tactus.Broker.Secrets;
using Tactus.Broker.Tests.Support;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Tests.Secrets;

public sealed class RedactorTests
{
    private const string Value1 = "s3cr/t+\"\\ü&? value";
    [Theory]
    [InlineData("nothing of it", 0)]
    [InlineData("it begins: correct-hor", 11)]
    [InlineData("Zoë says c", 1)]
    [InlineData("correct-horse-battery!", 0)]
    public void What_could_be_the_beginning_of_a_secret_is_told(string text, int held) =>
        new Redactor([Secret.Create("K", "correct-horse-battery")]).BeginningAtEnd(text).ShouldBe(held);

    private static readonly Redactor Redactor = new([Secret.Create("TOKEN", Value1)]);

    public static TheoryData<string> Forms()
    {
        byte[] raw = Encoding.UTF8.GetBytes(Value1);
        return
        [
            Value1,
            Convert.ToHexString(raw),
            Convert.ToHexStringLower(raw),
            Convert.ToBase64String(raw),
            Convert.ToBase64String(raw).TrimEnd('='),
            Convert.ToBase64String(raw).Replace('+', '-').Replace('/', '_'),
            Uri.EscapeDataString(Value1),
            Uri.EscapeDataString(Value1).ToLowerInvariant(),
            System.Net.WebUtility.UrlEncode(Value1),
            System.Text.Json.JsonSerializer.Serialize(Value1).Trim('"'),
            ValueJson.ToJson(Value.Of(Value1)).Trim('"'),
            System.Net.WebUtility.HtmlEncode(Value1),
        ];
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_form_is_replaced_wherever_it_stands(string form)
    {
        string redacted = Redactor.Redact($"before {form} after");
        redacted.ShouldStartWith("before [secret TOKEN]");
        redacted.ShouldNotContain(form);
        Redactor.Matches(form).ShouldBeTrue();
    }

    [Fact]
    public void A_reversed_value_is_replaced()
    {
        byte[] reversed = [.. Enumerable.Reverse(Encoding.UTF8.GetBytes(Value1))];
        Encoding.UTF8.GetString(Redactor.Redact(reversed).Span).ShouldBe("[secret TOKEN]");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Base64_of_a_text_that_holds_it_is_replaced_at_every_alignment(int shift)
    {
        string encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('x', shift) + Value1 + "yy"));
        Redactor.Redact(encoded).ShouldContain("[secret TOKEN]");
    }

    [Fact]
    public void Nested_values_keys_and_numbers_are_redacted_and_the_rest_stays()
    {
        var redactor = new Redactor([Secret.Create("PIN", "1234567890"), Secret.Create("TOKEN", Value1)]);
        Value dirty = Value.MapOf(
            ("list", Value.ListOf(Value.Of("a" + Value1), Value.Of(1234567890), Value.Of(7))),
            (Value1, Value.True),
            ("clean", Value.Of("clean")));
        Value clean = Value.Decode(redactor.RedactAndEncode(dirty));

        clean.ShouldBe(Value.MapOf(
            ("list", Value.ListOf(Value.Of("a[secret TOKEN]"), Value.Of("[secret PIN]"), Value.Of(7))),
            ("[secret TOKEN]", Value.True),
            ("clean", Value.Of("clean"))));
    }

    [Fact]
    public void Overlapping_secrets_leave_nothing_of_either()
    {
        var redactor = new Redactor([Secret.Create("A", "abcdefgh12345678"), Secret.Create("B", "12345678zyxwvuts")]);
        redactor.Redact("<abcdefgh12345678zyxwvuts>").ShouldBe("<[secret A]>");
    }

    [Fact]
    public void Bytes_without_a_secret_are_the_same_memory()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("nothing secret in here");
        Redactor.Redact(bytes).ShouldBe(bytes.AsMemory());
        Value tree = Value.ListOf(Value.Of("a"), Value.Of(2));
        Redactor.Redact(tree).ShouldBeSameAs(tree);
        Redactor.None.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void A_mask_keeps_the_length()
    {
        byte[] bytes = Encoding.UTF8.GetBytes($"[{Value1}]");
        int length = bytes.Length;
        Redactor.Mask(bytes);
        Encoding.UTF8.GetString(bytes).ShouldBe("[" + new string('*', length - 2) + "]");
    }

    [Fact]
    public async Task A_secret_in_a_file_cannot_be_read_in_slices()
    {
        const string Secret = "0123456789abcdef";
        using var broker = new TestBroker(Grants.WithTools(Tools.WithSecret("build", "TOKEN")), secrets: ("TOKEN", Secret));
        broker.Workspace.Write("leak.txt", $"<<{Secret}>>");
        var read = new StringBuilder();
        for (int offset = 0; offset < Secret.Length + 4; offset += 3)
        {
            read.Append((await broker.AskFileAsync("file.read", "leak.txt", ("offset", Value.Of(offset)), ("length", Value.Of(3)))).Value().Text());
        }

        read.ToString().ShouldBe("<<" + new string('*', Secret.Length) + ">>");
        (await broker.AskFileAsync("file.read", "leak.txt")).Value().Text().ShouldBe(read.ToString());
    }

    [Fact]
    public void Every_position_in_a_long_text_is_searched()
    {
        var random = new Random(20261120);
        for (int round = 0; round < 200; round++)
        {
            byte[] text = new byte[random.Next(64, 2000)];
            random.NextBytes(text);
            byte[] secret = Encoding.UTF8.GetBytes(Value1);
            secret.CopyTo(text, random.Next(0, text.Length - secret.Length + 1));
            Redactor.Matches(text).ShouldBeTrue($"seed 20261120, round {round}");
        }
    }
}
