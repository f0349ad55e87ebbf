namespace Tactus.Syntax.Tokens;

/// <summary>What a token is.</summary>
public enum TokenKind : byte
{
    /// <summary>The source is over.</summary>
    EndOfFile,

    /// <summary>An identifier.</summary>
    Name,

    /// <summary>A number, in any of Lua's spellings.</summary>
    Number,

    /// <summary>A string, in quotes or long brackets.</summary>
    String,

    /// <summary>A byte that begins no token of Lua.</summary>
    Unknown,

    /// <summary><c>and</c>.</summary>
    And,

    /// <summary><c>break</c>.</summary>
    Break,

    /// <summary><c>do</c>.</summary>
    Do,

    /// <summary><c>else</c>.</summary>
    Else,

    /// <summary><c>elseif</c>.</summary>
    Elseif,

    /// <summary><c>end</c>.</summary>
    End,

    /// <summary><c>false</c>.</summary>
    False,

    /// <summary><c>for</c>.</summary>
    For,

    /// <summary><c>function</c>.</summary>
    Function,

    /// <summary><c>goto</c>.</summary>
    Goto,

    /// <summary><c>if</c>.</summary>
    If,

    /// <summary><c>in</c>.</summary>
    In,

    /// <summary><c>local</c>.</summary>
    Local,

    /// <summary><c>nil</c>.</summary>
    Nil,

    /// <summary><c>not</c>.</summary>
    Not,

    /// <summary><c>or</c>.</summary>
    Or,

    /// <summary><c>repeat</c>.</summary>
    Repeat,

    /// <summary><c>return</c>.</summary>
    Return,

    /// <summary><c>then</c>.</summary>
    Then,

    /// <summary><c>true</c>.</summary>
    True,

    /// <summary><c>until</c>.</summary>
    Until,

    /// <summary><c>while</c>.</summary>
    While,

    /// <summary><c>+</c>.</summary>
    Plus,

    /// <summary><c>-</c>, binary or unary.</summary>
    Minus,

    /// <summary><c>*</c>.</summary>
    Star,

    /// <summary><c>/</c>.</summary>
    Slash,

    /// <summary><c>//</c>.</summary>
    DoubleSlash,

    /// <summary><c>%</c>.</summary>
    Percent,

    /// <summary><c>^</c>.</summary>
    Caret,

    /// <summary><c>#</c>.</summary>
    Hash,

    /// <summary><c>&amp;</c>.</summary>
    Ampersand,

    /// <summary><c>~</c>, binary or unary.</summary>
    Tilde,

    /// <summary><c>|</c>.</summary>
    Pipe,

    /// <summary><c>&lt;&lt;</c>.</summary>
    ShiftLeft,

    /// <summary><c>&gt;&gt;</c>.</summary>
    ShiftRight,

    /// <summary><c>==</c>.</summary>
    Equal,

    /// <summary><c>~=</c>.</summary>
    NotEqual,

    /// <summary><c>&lt;=</c>.</summary>
    LessOrEqual,

    /// <summary><c>&gt;=</c>.</summary>
    GreaterOrEqual,

    /// <summary><c>&lt;</c>.</summary>
    Less,

    /// <summary><c>&gt;</c>.</summary>
    Greater,

    /// <summary><c>=</c>.</summary>
    Assign,

    /// <summary><c>(</c>.</summary>
    OpenParenthesis,

    /// <summary><c>)</c>.</summary>
    CloseParenthesis,

    /// <summary><c>{</c>.</summary>
    OpenBrace,

    /// <summary><c>}</c>.</summary>
    CloseBrace,

    /// <summary><c>[</c>.</summary>
    OpenBracket,

    /// <summary><c>]</c>.</summary>
    CloseBracket,

    /// <summary><c>::</c>.</summary>
    DoubleColon,

    /// <summary><c>;</c>.</summary>
    Semicolon,

    /// <summary><c>:</c>.</summary>
    Colon,

    /// <summary><c>,</c>.</summary>
    Comma,

    /// <summary><c>.</c>.</summary>
    Dot,

    /// <summary><c>..</c>.</summary>
    Concat,

    /// <summary><c>...</c>.</summary>
    Ellipsis,
}
