using System.Globalization;
using System.Text;

namespace Tactus.Broker.Files.Staging;

/// <summary>Unified diffs of texts, line by line, by Myers' greedy algorithm.</summary>
public static class LineDiff
{
    private const int Context = 3;

    // Work and memory grow with the square of the number of differing lines; beyond this the whole middle counts as changed.
    private const int MaxEdits = 1000;

    /// <summary>The diff, or an empty string when the texts are equal.</summary>
    public static string Unified(string beforeName, string afterName, string before, string after)
    {
        string[] left = Split(before);
        string[] right = Split(after);
        List<LineEdit> edits = Compare(left, right);
        if (edits.TrueForAll(edit => edit.Sign == ' '))
        {
            return "";
        }

        var text = new StringBuilder();
        text.Append("--- ").Append(beforeName).Append('\n').Append("+++ ").Append(afterName).Append('\n');
        int start = 0;
        while (FindHunk(edits, start, out int first, out int last))
        {
            AppendHunk(text, edits, first, last);
            start = last + 1;
        }

        return text.ToString();
    }

    /// <summary>The diff's lines as their signs alone: <c>' '</c> for one that both texts have, <c>'-'</c> and <c>'+'</c> for one of either side.</summary>
    public static IEnumerable<char> Signs(string before, string after) => Compare(Split(before), Split(after)).Select(edit => edit.Sign);

    private static string[] Split(string text)
    {
        string[] lines = text.Split('\n');
        return lines[^1].Length == 0 ? lines[..^1] : [.. lines[..^1], lines[^1] + "\n\\ No newline at end of file"];
    }

    private static List<LineEdit> Compare(string[] left, string[] right)
    {
        int head = left.AsSpan().CommonPrefixLength(right);
        int most = Math.Min(left.Length, right.Length) - head;
        int tail = 0;
        while (tail < most && left[^(tail + 1)] == right[^(tail + 1)])
        {
            tail++;
        }

        var edits = new List<LineEdit>(left.Length + right.Length);
        edits.AddRange(left[..head].Select(line => new LineEdit(' ', line)));
        edits.AddRange(CompareMiddle(left[head..^tail], right[head..^tail]));
        edits.AddRange(left[^tail..].Select(line => new LineEdit(' ', line)));
        return edits;
    }

    private static IEnumerable<LineEdit> CompareMiddle(string[] left, string[] right)
    {
        int limit = Math.Min(MaxEdits, left.Length + right.Length);
        var furthest = new int[(2 * limit) + 3];
        var trace = new List<int[]>();
        for (int distance = 0; distance <= limit; distance++)
        {
            trace.Add([.. furthest]);
            for (int diagonal = -distance; diagonal <= distance; diagonal += 2)
            {
                int at = diagonal + limit + 1;
                bool goesDown = diagonal == -distance || (diagonal != distance && furthest[at - 1] < furthest[at + 1]);
                int x = goesDown ? furthest[at + 1] : furthest[at - 1] + 1;
                int y = x - diagonal;
                while (x < left.Length && y < right.Length && left[x] == right[y])
                {
                    x++;
                    y++;
                }

                furthest[at] = x;
                if (x >= left.Length && y >= right.Length)
                {
                    return Backtrack(left, right, trace, limit);
                }
            }
        }

        return left.Select(line => new LineEdit('-', line)).Concat(right.Select(line => new LineEdit('+', line)));
    }

    private static List<LineEdit> Backtrack(string[] left, string[] right, List<int[]> trace, int limit)
    {
        var edits = new List<LineEdit>();
        int x = left.Length;
        int y = right.Length;
        for (int distance = trace.Count - 1; distance >= 0; distance--)
        {
            int[] furthest = trace[distance];
            int diagonal = x - y;
            int at = diagonal + limit + 1;
            bool goesDown = diagonal == -distance || (diagonal != distance && furthest[at - 1] < furthest[at + 1]);
            int previous = goesDown ? diagonal + 1 : diagonal - 1;
            int previousX = distance == 0 ? 0 : furthest[previous + limit + 1];
            int previousY = distance == 0 ? 0 : previousX - previous;
            while (x > previousX && y > previousY)
            {
                edits.Add(new LineEdit(' ', left[--x]));
                y--;
            }

            if (distance > 0)
            {
                edits.Add(goesDown ? new LineEdit('+', right[--y]) : new LineEdit('-', left[--x]));
            }
        }

        edits.Reverse();
        return edits;
    }

    private static bool FindHunk(List<LineEdit> edits, int start, out int first, out int last)
    {
        first = edits.FindIndex(start, edit => edit.Sign != ' ');
        last = first;
        if (first < 0)
        {
            return false;
        }

        for (int i = first; i < edits.Count && i - last <= 2 * Context; i++)
        {
            last = edits[i].Sign != ' ' ? i : last;
        }

        first = Math.Max(start, first - Context);
        last = Math.Min(edits.Count - 1, last + Context);
        return true;
    }

    private static void AppendHunk(StringBuilder text, List<LineEdit> edits, int first, int last)
    {
        int leftStart = edits.Take(first).Count(edit => edit.Sign != '+');
        int rightStart = edits.Take(first).Count(edit => edit.Sign != '-');
        List<LineEdit> hunk = edits.GetRange(first, last - first + 1);
        text.Append("@@ -").Append(Range(leftStart, hunk.Count(edit => edit.Sign != '+')))
            .Append(" +").Append(Range(rightStart, hunk.Count(edit => edit.Sign != '-'))).Append(" @@\n");
        foreach (LineEdit edit in hunk)
        {
            text.Append(edit.Sign).Append(edit.Line).Append('\n');
        }
    }

    // The number of an empty side is that of the line before it.
    private static string Range(int before, int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{(count == 0 ? before : before + 1)},{count}");
}
