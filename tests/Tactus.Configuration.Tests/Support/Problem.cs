using Tactus.Protocol;

namespace Tactus.Configuration.Tests.Support;

/// <summary>Catches the problem that a test expects.</summary>
internal static class Problem
{
    public static TactusException Of(Action action) => Should.Throw<TactusException>(action);
}
