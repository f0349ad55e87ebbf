using System.Text;
using Tactus.Broker.Secrets;
using Tactus.Models.Asking;

namespace Tactus.Models.Tests.Asking;

// Proves that a text which comes in pieces is shown as soon as it is certain, and that no secret is shown however it is cut.
public sealed class StreamedTextTests
{
    private const string Value = "correct-horse-battery";

    [Fact]
    public void Every_cut_of_a_text_shows_the_same()
    {
        string text = $"Zoë's key is {Value}, and again {Convert.ToBase64String(Encoding.UTF8.GetBytes(Value))} — correct-horse is none.";
        var redactor = new Redactor([Secret.Create("K", Value)]);
        for (int size = 1; size <= text.Length; size++)
        {
            var shown = new StringBuilder();
            var streamed = new StreamedText(redactor, piece => shown.Append(piece));
            foreach (char[] piece in text.Chunk(size))
            {
                streamed.Add(new string(piece));
            }

            streamed.End();
            shown.ToString().ShouldBe(redactor.Redact(text), $"in pieces of {size}");
        }
    }

    [Fact]
    public void What_cannot_be_a_secret_is_not_held_back()
    {
        var shown = new List<string>();
        var streamed = new StreamedText(new Redactor([Secret.Create("K", Value)]), shown.Add);

        streamed.Add("Hello, w");
        streamed.Add("orld. cor");
        streamed.Add("al");

        shown.ShouldBe(["Hello, w", "orld. ", "coral"]);
    }
}
