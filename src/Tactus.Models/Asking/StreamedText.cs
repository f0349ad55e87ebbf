using Tactus.Broker.Secrets;

namespace Tactus.Models.Asking;

/// <summary>Redacts a text that comes in pieces: what could be the beginning of a secret is held back until it is known.</summary>
internal sealed class StreamedText(Redactor redactor, Action<string> show)
{
    private string _held = "";

    /// <summary>Takes a piece and shows what of the text is certain.</summary>
    public void Add(string piece)
    {
        if (redactor.IsEmpty)
        {
            Show(piece);
            return;
        }

        // A form of a secret has at least as many bytes as characters, so one that is not whole yet lies in the part that is held.
        string text = redactor.Redact(_held + piece);
        int certain = Math.Max(0, text.Length - redactor.LongestForm);
        if (certain > 0 && char.IsHighSurrogate(text[certain - 1]))
        {
            certain--;
        }

        _held = text[certain..];
        Show(text[..certain]);
    }

    /// <summary>Shows what was held.</summary>
    public void End()
    {
        Show(redactor.Redact(_held));
        _held = "";
    }

    private void Show(string text)
    {
        if (text.Length > 0)
        {
            show(text);
        }
    }
}
