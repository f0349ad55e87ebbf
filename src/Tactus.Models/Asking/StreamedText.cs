using Tactus.Broker.Secrets;

namespace Tactus.Models.Asking;

/// <summary>Redacts a text that comes in pieces: what could be the beginning of a secret is held back until it is known.</summary>
internal sealed class StreamedText(Redactor redactor, Action<string> show)
{
    private string _held = "";

    /// <summary>Takes a piece and shows what of the text is certain.</summary>
    public void Add(string piece)
    {
        string text = redactor.Redact(_held + piece);
        int certain = text.Length - redactor.BeginningAtEnd(text);
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
