using System.Collections.Immutable;
using Matching.Engine.Store;

namespace Matching.Engine.Filter;

/// <summary>What one query asks of the columns of a group: a column may be left out only if every question says no.</summary>
/// <param name="Ratios">Who can reach the bar; null when no bound is known and every column must be compared.</param>
/// <param name="Identities">Who may be an identical record: it is reported whatever its ratio.</param>
internal sealed record ScanQuestions(FilterQuery[]? Ratios, ImmutableArray<IdentityQuestion> Identities);

/// <summary>The question whether somebody in a column has the genotypes of a person.</summary>
/// <param name="Persons">The store of the person.</param>
/// <param name="Row">The person.</param>
/// <param name="Member">Which person of the column.</param>
internal readonly record struct IdentityQuestion(ProfileStore Persons, int Row, int Member);
