using System.Collections.Immutable;
using Matching.Casework.Registry;
using Matching.Engine.Queries;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Casework.Families;

/// <summary>A relative of whom a family is formed.</summary>
/// <param name="Id">Code of the person.</param>
/// <param name="Row">Row in the relatives' store, or number of the profile.</param>
/// <param name="Sex">Sex as far as known.</param>
/// <param name="Role">Role as far as known.</param>
/// <param name="Line">1-based line where the person stands; 0 where none is known.</param>
public readonly record struct FamilyPerson(string Id, int Row, Sex Sex, FamilyRole? Role, int Line);

/// <summary>An entry that is searched: a family, or one of its members alone.</summary>
/// <param name="Form">Who the members are to the missing child.</param>
/// <param name="Members">Their rows.</param>
/// <param name="Note">What has to be said at each of its results; null for nothing.</param>
public readonly record struct FormedEntry(StandingForm Form, FamilyMembers Members, string? Note = null)
{
    /// <summary>The rows as a list.</summary>
    public ImmutableArray<int> Rows
    {
        get
        {
            var members = Members;
            return [.. Enumerable.Range(0, members.Length).Select(m => members[m])];
        }
    }

    /// <summary>The entry as the engine searches it.</summary>
    public SearchFamily Search() => Members.Length == 1 ? Form.With(Members[0]) : Form.With(Rows);
}
