using System.Reflection;
using Matching.Api.Notices;
using Matching.Genetics.Markers;

namespace Matching.Api.Tests.Notices;

public sealed class PublicContractTests
{
    private static readonly string[] Hidden = ["Child", "Case", "Unit", "Match", "Family", "Person", "Profile", "Genotype", "Allele", "Locus", "Loci", "Sample"];

    [Fact]
    public void What_the_public_reads_and_writes_reaches_nothing_genetic_and_no_record()
    {
        var reached = new HashSet<Type>();
        foreach (var contract in new[] { typeof(PublicNoticeView), typeof(NewCall), typeof(CallReceipt) })
            Walk(contract, reached);
        Assert.Contains(typeof(NoticeText), reached);
        Assert.DoesNotContain(reached, type => type.Assembly == typeof(Genotype).Assembly);
        Assert.DoesNotContain(reached, type => type.Namespace!.StartsWith("Matching.Casework", StringComparison.Ordinal) && !type.IsEnum);
        Assert.DoesNotContain(
            reached.Where(type => type.Assembly == typeof(NoticeText).Assembly).SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)),
            property => Array.Exists(Hidden, word => property.Name.Contains(word, StringComparison.Ordinal)));
    }

    private static void Walk(Type type, HashSet<Type> reached)
    {
        foreach (var argument in type.GetGenericArguments())
            Walk(argument, reached);
        if (type.Namespace?.StartsWith("Matching", StringComparison.Ordinal) != true || !reached.Add(type))
            return;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            Walk(property.PropertyType, reached);
    }
}
