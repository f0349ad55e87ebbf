using Tactus.Broker.People;

namespace Tactus.Broker.Tests.Support;

/// <summary>A person at a terminal who sees each question and answers when the test says so.</summary>
internal sealed class ScriptedPeople : IHumanChannel
{
    private readonly TaskCompletionSource<HumanQuestion> _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<HumanAnswer?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The question, once it was asked.</summary>
    public Task<HumanQuestion> Asked => _asked.Task;

    /// <summary>True once the question was taken back.</summary>
    public bool WasTakenBack { get; private set; }

    public void Answer(HumanAnswer? answer) => _answer.TrySetResult(answer);

    public async ValueTask<HumanAnswer?> AskAsync(HumanQuestion question, CancellationToken cancellationToken)
    {
        _asked.TrySetResult(question);
        try
        {
            return await _answer.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            WasTakenBack = true;
            throw;
        }
    }
}
