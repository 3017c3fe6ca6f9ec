using Matching.Casework;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Consents;
using Matching.Casework.Desks;
using Matching.Casework.Notices;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Formats;
using Matching.Genetics.Markers;

namespace Matching.Api.Hosting;

/// <summary>What people would have entered for the sample data: two cases, one of them sealed, a record for every child and family, a notice of a child that nobody on file belongs to.</summary>
/// <param name="services">The services of one act after another.</param>
internal sealed class DemoCasework(IServiceProvider services)
{
    public const string Unit = "demo-unit", Laboratory = "demo-laboratory-1", Guardian = "demo-guardian-body";

    private const string Open = "DEMO-1", Sealed = "DEMO-2", SealedChild = "SIM-WRONG-1-child", NoticeChild = "PC16856";

    private static readonly DateOnly Found = new(2024, 6, 1);

    private readonly ICaseStore _store = services.GetRequiredService<ICaseStore>();
    private readonly RecordBook _book = services.GetRequiredService<RecordBook>();
    private readonly ChildDesk _children = services.GetRequiredService<ChildDesk>();
    private readonly TimeProvider _clock = services.GetRequiredService<TimeProvider>();
    private readonly Actor _officer = new("demo-officer", Unit, [Role.CaseOfficer]);

    private DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>The case of a child of the sample data.</summary>
    public static string CaseOf(string child) => child == SealedChild ? Sealed : Open;

    /// <summary>Enters what is not there yet.</summary>
    public async Task EnterAsync(ProfileTable children, ProfileTable relatives)
    {
        foreach (string code in (string[])[Open, Sealed])
            if (await _book.FindAsync<Case>(code) is null)
                Require(await _book.AddAsync(Case.Open(code, _officer, Now), Permission.ChangeCase, "case.open", _officer, Now));
        Require(await _book.ActAsync<Case>(Sealed, Permission.ChangeCase, "case.seal", ring => ring.Seal("a parent may be a suspect", _officer, Now), _officer, Now));
        for (int row = 0; row < children.Records.Count; row++)
            await EnterChildAsync(children.PersonAt(row).Id, children.PersonAt(row).Sex);
        await EnterFamiliesAsync(relatives);
    }

    /// <summary>Shows a child in public that was compared with everybody and belongs to nobody on file.</summary>
    public async Task PublishAsync()
    {
        if ((await _store.ListRecordsAsync(new RecordQuery(RecordKind.Notice) { Limit = 1 })).Count > 0)
            return;
        var child = (await _book.FindAsync<RescuedChild>(NoticeChild))!.Record;
        var content = new NoticeContent(
            NoticeSex.Unknown, 24, 60, new NoticeRegion("Demonstration province"), Found.Year, "A sample notice of the demonstration; there is no such child.", [], [], "the demonstration office");
        var draft = Notice.Draft(PublicId.Next(), child, content);
        Require(await _book.AddAsync(draft, Permission.KeepNotice, "notice.draft", _officer, Now));
        int model = (await _store.ModelsAsync()).First(m => m.IsActive).Number;
        Require(await _children.PublishAsync(draft.Value.Code, model, FalseMatchBudget.Default, _officer, Now));
    }

    private async Task EnterChildAsync(string code, Sex sex)
    {
        if (await _book.FindAsync<RescuedChild>(code) is null)
        {
            var facts = new ChildFacts(code, sex, new BirthWindow(new DateOnly(2019, 1, 1), new DateOnly(2021, 12, 31)), Found, null);
            Require(await _children.EnterAsync(facts, CaseOf(code), wasCounted: false, _officer, Now));
        }

        var stay = new CustodyStay("the demonstration home", "demo-home", HolderKind.WelfareHome, Found, null, Guardian, Now, _officer.Code);
        Require(await _book.ActAsync<RescuedChild>(
            code, Permission.ChangeCustody, "child.custody", child => child.Custody.IsEmpty ? child.AddStay(stay) : child, _officer, Now));
    }

    // All of them in one change: hundreds of lone adults are a family each.
    private async Task EnterFamiliesAsync(ProfileTable relatives)
    {
        await using var change = await _book.BeginAsync();
        ReferenceFamily? last = null;
        var people = Enumerable.Range(0, relatives.Records.Count).Select(relatives.PersonAt).ToList();
        foreach (var members in people.GroupBy(person => person.Family ?? person.Id, StringComparer.Ordinal))
        {
            if (await change.FindAsync<ReferenceFamily>(members.Key) is not null)
                continue;
            var family = Require(ReferenceFamily.Enter(members.Key, new MissingPerson(Sex.Unknown, null, null, null), _officer, Now));
            foreach (var person in members)
            {
                string role = person.Role ?? "parent", consent = $"consent-{person.Id}";
                var terms = new ConsentTerms(ConsentPurpose.Search, Consent.AlwaysExcluded, "demonstration", person.Id, new DateOnly(2034, 1, 1));
                Add(await change.AddAsync(Require(Consent.Give(consent, Side.Relative, person.Id, members.Key, terms, _officer, Now))));
                var category = role is "father" or "mother" or "parent" ? PersonCategory.SeekingParent : PersonCategory.VolunteerRelative;
                family = Require(family.Add(new FamilyMember(person.Id, role, category, Grounds.OfConsent(consent), Now, _officer.Code)));
            }

            Add(await change.AddAsync(family));
            last = family;
        }

        if (last is not null)
            Require(await change.CommitAsync("demo.families", last, _officer, Now));
    }

    private static void Add(Refusal? refusal)
    {
        if (refusal is not null)
            throw new StartRefusedException($"The demonstration cannot be entered: {refusal.Text} [{refusal.Code}]");
    }

    private static T Require<T>(Outcome<T> outcome)
    {
        Add(outcome.Refusal);
        return outcome.Value;
    }
}
