using System.Collections.Immutable;
using Matching.Casework.Cases;
using Matching.Casework.Notices;

namespace Matching.Tests.Casework;

public class PublicTypesTests
{
    [Fact]
    public void What_the_public_sees_cannot_hold_genetic_data_custody_or_sealed_facts()
    {
        Type[] plain = [typeof(string), typeof(int), typeof(bool), typeof(DateTimeOffset)];
        Type[] own = [typeof(PublicNotice), typeof(MediaExport), typeof(NoticeContent), typeof(NoticeSex), typeof(NoticeRegion), typeof(NoticePhoto)];
        Assert.Empty(Reached(typeof(PublicNotice), typeof(MediaExport)).Except(plain).Except(own));
    }

    [Fact]
    public void A_caller_leads_to_no_person_family_or_profile()
    {
        Type[] allowed = [typeof(string), typeof(bool), typeof(DateTimeOffset), typeof(CallPurpose), typeof(Caller)];
        Assert.Empty(Reached(typeof(Caller)).Except(allowed));
        string[] forbidden = ["Person", "Family", "Profile", "Child", "Sample"];
        Assert.DoesNotContain(typeof(Caller).GetProperties(), property => forbidden.Contains(property.Name));
    }

    [Fact]
    public void The_walk_sees_what_it_forbids() => Assert.Contains(typeof(SealedFacts), Reached(typeof(RescuedChild)));

    private static HashSet<Type> Reached(params Type[] roots)
    {
        var seen = new HashSet<Type>();
        var waiting = new Stack<Type>(roots);
        while (waiting.TryPop(out var type))
        {
            var bare = Nullable.GetUnderlyingType(type) ?? type;
            if (bare.IsGenericType && bare.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
                waiting.Push(bare.GetGenericArguments()[0]);
            else if (seen.Add(bare) && bare.Namespace!.StartsWith("Matching", StringComparison.Ordinal) && !bare.IsEnum)
                foreach (var property in bare.GetProperties().Where(p => !p.GetMethod!.IsStatic))
                    waiting.Push(property.PropertyType);
        }

        return seen;
    }
}
