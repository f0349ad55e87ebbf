using Spectre.Console;
using Spectre.Console.Rendering;

namespace Tactus.Cli.Views;

/// <summary>Lines that are printed while a live line stands beneath them.</summary>
/// <remarks>They begin where the live line stood. Whatever of it is longer than they are would stay, so it is erased first.</remarks>
/// <param name="text">The lines.</param>
/// <param name="style">Their style.</param>
internal sealed class LinesAboveLive(string text, Style style) : Renderable
{
    private const string EraseToEnd = "\u001b[0J";

    /// <inheritdoc/>
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        IEnumerable<Segment> lines = ((IRenderable)new Text(text, style)).Render(options, maxWidth);
        return options.Ansi ? lines.Prepend(Segment.Control(EraseToEnd)) : lines;
    }
}
