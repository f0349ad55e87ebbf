namespace Tactus.EndToEnd.Tests.Durable.Killing;

/// <summary>Who is killed.</summary>
internal enum Victim
{
    /// <summary>The program that a person started: broker, engine, journal.</summary>
    Program,

    /// <summary>The guest in its sandbox.</summary>
    Guest,

    /// <summary>Both, the guest first.</summary>
    Both,
}
