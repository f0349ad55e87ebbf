using System.Security.Cryptography;
using System.Text;
using Tactus.Journal;

namespace Tactus.Engine.Runs;

/// <summary>Ids of runs that another run starts: the same cause gives the same id, so that a repeat after a crash finds what it began.</summary>
internal static class DerivedRunId
{
    // The alphabet and the length of every run id, and how many of its characters tell the time.
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int TimeCharacters = 9;

    /// <summary>The id: the parent's time, so that the two stand together in lists, and 35 bits of a hash.</summary>
    /// <param name="parentId">The run that starts it.</param>
    /// <param name="cause">What in that run starts it: an entry's key, or the end.</param>
    public static string Of(string parentId, string cause)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{parentId}\n{cause}"));
        return string.Create(RunIds.Length, (parentId, hash), static (id, source) =>
        {
            for (int i = 0; i < id.Length; i++)
            {
                id[i] = i < TimeCharacters ? (i < source.parentId.Length ? source.parentId[i] : '0') : Alphabet[source.hash[i] & 31];
            }
        });
    }
}
