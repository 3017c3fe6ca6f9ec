using Dapper;
using Matching.Casework.Registry;

namespace Matching.Storage;

internal sealed partial class RegistryChange
{
    private static readonly string[] StandingColumns = ["number", "part", "form", "added", "members", "code", "note"];

    /// <summary>The entries in force under these codes.</summary>
    public Task<IReadOnlyList<StoredStanding>> StandingOfAsync(StandingKind kind, IReadOnlyCollection<string> codes, CancellationToken stop = default) => DoAsync(() =>
        CaseStore.StandingAsync(
            Connection, Transaction, kind, $"{Dialect.In("s.code", "codes")} and s.retired is null order by +s.number", new { codes = Dialect.List(codes) }, stop));

    /// <summary>Adds entries of one list; they get its next numbers in order.</summary>
    public Task AddStandingAsync(StandingKind kind, IReadOnlyList<StandingEntry> entries, CancellationToken stop = default) => DoAsync(async () =>
    {
        if (entries.Count == 0)
            return;
        if (entries.Any(entry => entry.Kind != kind || entry.Members.Any(member => member < 0 || member >= Position.Relatives)))
            throw new ArgumentException("An entry belongs to another list, or has a member that is no profile of the relatives' side.", nameof(entries));
        var forms = await InternedTexts.Forms.InternAsync(this, [.. entries.Select(entry => entry.Form).Distinct()], stop);
        int next = Position.Standing(kind);
        await using (var rows = Dialect.BeginBulk(Connection, Transaction, StandingRow.TableOf(kind), StandingColumns))
        {
            foreach (var entry in entries)
            {
                rows.StartRow();
                rows.Write(next++);
                rows.Write(entry.Part);
                rows.Write(forms[entry.Form]);
                rows.Write(Change);
                rows.Write(StandingRow.BytesOf(entry.Members));
                rows.Write(entry.Code);
                rows.Write(entry.Note);
            }

            await rows.CompleteAsync(stop);
        }

        Position = kind switch
        {
            StandingKind.Family => Position with { Families = next },
            StandingKind.Item => Position with { Items = next },
            _ => Position with { Suspects = next },
        };
    });

    public Task RetireStandingAsync(StandingKind kind, IReadOnlyCollection<int> numbers, CancellationToken stop = default) => DoAsync(() =>
    {
        RefuseUnknown(numbers, Position.Standing(kind));
        string sql = $"update {StandingRow.TableOf(kind)} set retired = @Change where {Dialect.In("number", "numbers")} and retired is null";
        return Connection.ExecuteAsync(Command(sql, new { Change, numbers = Dialect.List(numbers) }, stop));
    });

    private static void RefuseUnknown(IReadOnlyCollection<int> numbers, int end)
    {
        foreach (int number in numbers)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(number, nameof(numbers));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, end, nameof(numbers));
        }
    }
}
