namespace Matching.Load;

/// <summary>Whatever takes children and says what was found for them.</summary>
internal interface IChildTarget : IAsyncDisposable
{
    /// <summary>Enters a child and waits for its search; says what was wrong.</summary>
    Task<string?> EnterAsync(NewChild child);

    /// <summary>Reads the ten best candidates of a child that was entered; says what was wrong.</summary>
    Task<string?> CandidatesAsync(NewChild child);
}
