using System.Text;

namespace Tactus.Syntax.Tests.Fuzzing;

/// <summary>Writes random programs of every construct of the language, nearly all of them right, laid out at random.</summary>
internal sealed class ProgramGenerator(Random random)
{
    private static readonly string[] s_names = ["a", "b", "input", "planner", "x1", "_", "tool", "Host", "self"];
    private static readonly string[] s_kinds = ["Agent", "Tool", "Procedure", "Toolset", "Model", "Context", "Task", "Classify"];
    private static readonly string[] s_binary = ["+", "-", "*", "/", "//", "%", "^", "..", "==", "~=", "<", "<=", ">", ">=", "and", "or", "&", "|", "~", "<<", ">>"];
    private static readonly string[] s_literals =
        ["nil", "true", "false", "0", "1", "3.5", "0xFF", "1e9", ".5", "0x.8p3", "5.", "''", "\"a\\\"b\"", "'\\n\\z  \n x'", "[[long\ntext]]", "[==[ ]] ]==]", "\"\\u{20AC}\\x41\\065\"", "'ä€'"];

    private static readonly string[] s_gaps =
        [" ", " ", " ", " ", "\n", "\n\n", "\n\n\n", "  ", "\t", " -- remark\n", " --[[ inside ]] ", "\n--[==[ two\nlines ]==]\n", "\r\n", " ---@type x\n"];

    private readonly StringBuilder _text = new();
    private int _budget;
    private int _loops;

    /// <summary>One program.</summary>
    public string Next()
    {
        _text.Clear();
        _budget = random.Next(5, 120);
        _loops = 0;
        if (random.Next(20) == 0)
        {
            _text.Append("#!/usr/bin/env tactus\n");
        }

        Block(0);
        return _text.ToString();
    }

    private void Put(params ReadOnlySpan<string> words)
    {
        foreach (string word in words)
        {
            _text.Append(word).Append(s_gaps[random.Next(s_gaps.Length)]);
        }
    }

    private string Pick(string[] options) => options[random.Next(options.Length)];

    private void Block(int depth)
    {
        int count = random.Next(1, 5);
        for (int i = 0; i < count && _budget > 0; i++)
        {
            Statement(depth);
        }

        if (random.Next(6) == 0)
        {
            Put("return");
            if (random.Next(2) == 0)
            {
                Expressions(depth);
            }

            if (random.Next(3) == 0)
            {
                Put(";");
            }
        }
    }

    private void Statement(int depth)
    {
        _budget--;
        int kind = depth > 6 ? random.Next(5) : random.Next(17);
        switch (kind)
        {
            case 0:
                Put(Pick(s_names), "=");
                Expressions(depth);
                break;
            case 1:
                Put("local", Pick(s_names) + (random.Next(6) == 0 ? "1 <const>" : ""), "=");
                Expression(depth);
                break;
            case 2:
                Call(depth);
                break;
            case 3:
                Put(random.Next(2) == 0 ? "local" : ";", Pick(s_names), "=", Pick(s_kinds));
                Table(depth);
                break;
            case 4:
                Put(Pick(s_names), ",", Pick(s_names) + ".f", "=");
                Expressions(depth);
                break;
            case 5:
                If(depth);
                break;
            case 6:
                Loop("while", depth);
                break;
            case 7:
                Put("do");
                Block(depth + 1);
                Put("end");
                break;
            case 8:
                Put("for", Pick(s_names), "=", "1", ",", "10");
                LoopBody(depth);
                break;
            case 9:
                Put("for", Pick(s_names), ",", Pick(s_names), "in");
                Expressions(depth);
                LoopBody(depth);
                break;
            case 10:
                Put("repeat");
                _loops++;
                Block(depth + 1);
                _loops--;
                Put("until");
                Expression(depth);
                break;
            case 11:
                Put("function", Pick(s_names) + Pick(["", ".b", ":c", ".d.e"]));
                Body(depth);
                break;
            case 12:
                Put("local", "function", Pick(s_names));
                Body(depth);
                break;
            case 13:
                Put("do", "goto", "l", "::l::", "end");
                break;
            case 14:
                Put(_loops > 0 ? "break" : ";");
                break;
            case 15:
                Put("Specification", "(", "[[\nFeature: f\n  Scenario: s\n    Then the output should be 1\n]]", ")");
                break;
            default:
                Put("::" + Pick(s_names) + "::");
                break;
        }
    }

    private void If(int depth)
    {
        Put("if");
        Expression(depth);
        Put("then");
        Block(depth + 1);
        if (random.Next(3) == 0)
        {
            Put("elseif");
            Expression(depth);
            Put("then");
            Block(depth + 1);
        }

        if (random.Next(2) == 0)
        {
            Put("else");
            Block(depth + 1);
        }

        Put("end");
    }

    private void Loop(string word, int depth)
    {
        Put(word);
        Expression(depth);
        LoopBody(depth);
    }

    private void LoopBody(int depth)
    {
        Put("do");
        _loops++;
        Block(depth + 1);
        _loops--;
        Put("end");
    }

    private void Body(int depth)
    {
        int loops = _loops;
        _loops = 0;
        Put("(", Pick(["", "a", "a, b", "...", "input"]), ")");
        Block(depth + 1);
        Put("end");
        _loops = loops;
    }

    private void Expressions(int depth)
    {
        Expression(depth);
        while (random.Next(4) == 0)
        {
            Put(",");
            Expression(depth);
        }
    }

    private void Expression(int depth)
    {
        _budget--;
        switch (_budget <= 0 || depth > 8 ? random.Next(3) : random.Next(11))
        {
            case 0 or 1:
                Put(Pick(s_literals));
                break;
            case 2:
                Put(Pick(s_names));
                break;
            case 3:
                Put(Pick(["-", "not", "#", "~"]));
                Expression(depth + 1);
                break;
            case 4 or 5:
                Expression(depth + 1);
                Put(Pick(s_binary));
                Expression(depth + 1);
                break;
            case 6:
                Table(depth);
                break;
            case 7:
                Put("function");
                Body(depth);
                break;
            case 8:
                Put("(");
                Expression(depth + 1);
                Put(")");
                break;
            case 9:
                Put(Pick(s_names), Pick([".f", "[1]", "['k']", ".g.h"]));
                break;
            default:
                Call(depth);
                break;
        }
    }

    private void Call(int depth)
    {
        Put(Pick(s_names) + Pick(["", "", ".call", ":m"]));
        switch (random.Next(4))
        {
            case 0:
                Put("'text'");
                break;
            case 1:
                Table(depth);
                break;
            default:
                Put("(");
                if (random.Next(2) == 0)
                {
                    Expressions(depth + 1);
                }

                Put(")");
                break;
        }
    }

    private void Table(int depth)
    {
        Put("{");
        int count = _budget > 0 ? random.Next(4) : 0;
        for (int i = 0; i < count; i++)
        {
            switch (random.Next(3))
            {
                case 0:
                    Put(Pick(s_names), "=");
                    break;
                case 1:
                    Put("[", "'k'", "]", "=");
                    break;
                default:
                    break;
            }

            Expression(depth + 1);
            if (i < count - 1 || random.Next(2) == 0)
            {
                Put(random.Next(8) == 0 ? ";" : ",");
            }
        }

        Put("}");
    }
}
