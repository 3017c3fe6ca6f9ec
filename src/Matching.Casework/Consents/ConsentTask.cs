using System.Collections.Immutable;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Records;

namespace Matching.Casework.Consents;

/// <summary>What a young person said when asked.</summary>
public enum ConsentAnswer
{
    /// <summary>Not asked yet.</summary>
    Open = 0,

    /// <summary>The search goes on.</summary>
    Agrees = 1,

    /// <summary>The search ends: the consent is withdrawn.</summary>
    Refuses = 2,
}

/// <summary>The task to ask a growing child again: at 14, 16 and 18 it has more to say about its profile.</summary>
public sealed record ConsentTask : IKeptRecord
{
    /// <summary>The ages.</summary>
    public static ImmutableArray<int> Ages { get; } = [14, 16, 18];

    private ConsentTask()
    {
    }

    public static RecordKind Kind => RecordKind.ConsentTask;

    public string Code { get; private init; } = "";

    public string Child { get; private init; } = "";

    public string? Case { get; private init; }

    public string Unit { get; private init; } = "";

    /// <summary>Bodies that care for the child and may ask it.</summary>
    public ImmutableArray<string> Bodies { get; private init; } = [];

    public int Age { get; private init; }

    /// <summary>The earliest day on which the child may have that age.</summary>
    public DateOnly DueOn { get; private init; }

    public ConsentAnswer Answer { get; private init; }

    public DateTimeOffset? AnsweredAt { get; private init; }

    public string? AnsweredBy { get; private init; }

    /// <summary>The tasks of a child; none for an age that the next one has certainly overtaken.</summary>
    /// <param name="child">The child.</param>
    /// <param name="today">The day.</param>
    public static ImmutableArray<ConsentTask> For(RescuedChild child, DateOnly today) =>
    [
        .. from age in Ages
           let next = Ages.FirstOrDefault(other => other > age)
           where next == 0 || child.Facts.Birth.LatestTurning(next) > today
           select new ConsentTask
           {
               Code = $"{child.Code}-{age}",
               Child = child.Code,
               Case = child.Case,
               Unit = child.Unit,
               Bodies = [.. child.Bodies()],
               Age = age,
               DueOn = child.Facts.Birth.EarliestTurning(age),
           },
    ];

    public RecordIndex Index() => new(
        RecordJson.Word(Answer), Unit, Case, Child, Due: Answer == ConsentAnswer.Open ? new DateTimeOffset(DueOn, TimeOnly.MinValue, TimeSpan.Zero) : null);

    public Ownership Owner() => new([Unit, .. Bodies]);

    /// <summary>Enters what the child said.</summary>
    public Outcome<ConsentTask> Close(ConsentAnswer answer, Actor actor, DateTimeOffset at) =>
        Answer != ConsentAnswer.Open || answer == ConsentAnswer.Open
            ? new Refusal(CaseworkCodes.ConsentAnswered, $"The task {Code} is answered once, by agrees or refuses.")
            : this with { Answer = answer, AnsweredAt = at, AnsweredBy = actor.Code };

    /// <summary>Moves an open task when the birth window was corrected, or when the child came to another body.</summary>
    public Outcome<ConsentTask> Redate(RescuedChild child) => Answer == ConsentAnswer.Open
        ? this with { DueOn = child.Facts.Birth.EarliestTurning(Age), Bodies = [.. child.Bodies()] }
        : new Refusal(CaseworkCodes.ConsentAnswered, $"The task {Code} was answered already.");
}
