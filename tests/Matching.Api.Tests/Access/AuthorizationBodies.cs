using System.Collections.Frozen;

namespace Matching.Api.Tests.Access;

/// <summary>What is sent in the rows of the table, by name. All of it is in order, so that nothing but access decides.</summary>
internal static class AuthorizationBodies
{
    private const string Content = """{"sex":"boy","text":"found on a train","contact":"police office, 110"}""";
    private const string Terms = """ "purpose":"search","notUsedFor":["birth-limit-penalty","evidence-against-giver"],"form":"form-3","signedBy":"somebody","reviewOn":"2031-01-01" """;
    private const string Fresh = """ "laboratory":"laboratory-c","takenOn":"2026-02-01" """;
    private const string Loci = """ "loci":{"D3S1358":"15,17","TH01":"7,9","FGA":"22,24","vWA":"16,17","D8S1179":"13,14","D21S11":"29,30","D18S51":"14,15","D5S818":"11,12"} """;

    private static readonly FrozenDictionary<string, string> All = new Dictionary<string, string>
    {
        ["sign-in"] = """{"code":"{unique}","password":"not the password"}""",
        ["same-password"] = """{"current":"the same password","next":"the same password"}""",
        ["account"] = """{"code":"{unique}","roles":["auditor"]}""",
        ["roles"] = """{"roles":["auditor"]}""",
        ["new-key"] = """{"roles":["auditor"],"days":1}""",
        ["case"] = """{"id":"{unique}"}""",
        ["count"] = """{"notRecovered":1,"source":"a letter"}""",
        ["recovery"] = """{"child":"{unique}","wasCounted":false}""",
        ["officer"] = """{"officer":"{unique}"}""",
        ["place"] = """{"place":"a village"}""",
        ["suspect"] = """{"person":"{unique}","note":"seen there"}""",
        ["reason"] = """{"reason":"a reason"}""",
        ["unseal-child"] = """{"act":"unseal-child","record":"{child}","reason":"cleared"}""",
        ["child-of-case"] = """{"id":"{unique}","case":"{case}","birth":{"from":"2025-01-01","to":"2025-02-01"}}""",
        ["child-alone"] = """{"id":"{unique}","birth":{"from":"2025-01-01","to":"2025-02-01"}}""",
        ["profile"] = $$"""{"id":"{child}","profile":{ {{Loci}} } }""",
        ["acquisition"] = """{"kind":"abducted","holds":true,"source":"a witness"}""",
        ["birth"] = """{"from":"2025-02-01","to":"2025-03-01"}""",
        ["mark"] = """{"mark":"scar"}""",
        ["photo"] = $$"""{"digest":"{{new string('a', 64)}}"}""",
        ["text"] = """{"text":"a text"}""",
        ["hand-over"] = """{"event":"hand-over","holder":"home 2","kind":"welfare-home","place":"street 6","from":"2026-03-01","responsibleBody":"{body}"}""",
        ["claim"] = """{"claimants":[{"person":"{father}","role":"father"}]}""",
        ["consent-of-child"] = $$"""{"side":"child",{{Terms}} }""",
        ["consent-of-relative"] = $$"""{"side":"relative","family":"{family}",{{Terms}} }""",
        ["renewal"] = """{"reviewOn":"2036-01-01"}""",
        ["answer"] = """{"agrees":true}""",
        ["family"] = """{"id":"{unique}","missing":{"sex":"male"},"members":[]}""",
        ["members"] = """{"members":[{"id":"{unique}","role":"father","category":"seeking-parent","consent":"consent-9"}]}""",
        ["death"] = """{"on":"2026-02-01"}""",
        ["contact"] = """{"how":"by letter"}""",
        ["category"] = """{"to":"volunteer-relative","reason":"a reason"}""",
        ["message"] = """{"channel":"letter","subject":"a greeting","tellsResult":false}""",
        ["match"] = """{"child":"{typed}","family":"{typed-family}"}""",
        ["decision"] = """{"verdict":"confirm","reason":"genetics-supports"}""",
        ["fresh-samples"] = $$"""{"child":{"person":"{child}","sample":"fresh-c",{{Fresh}} },"member":{"person":"{person}","sample":"fresh-m",{{Fresh}} } }""",
        ["recall"] = """{"reason":"sample-exchanged"}""",
        ["notice"] = $$"""{"child":"{bare}","content":{{Content}} }""",
        ["content"] = Content,
        ["nothing"] = "{}",
        ["ending"] = """{"why":"danger"}""",
        ["call"] = """{"purpose":"information","message":"I saw him"}""",
        ["reply"] = """{"answer":"thank you"}""",
        ["care"] = """{"kind":"public-care","reason":"a reason"}""",
        ["return"] = """{"mayReturn":true,"reason":"the family is found"}""",
        ["report"] = """{"match":"{typed-match}"}""",
        ["again-child"] = """{"scope":"child","child":"{typed}"}""",
        ["again-family"] = """{"scope":"family","family":"{typed-family}"}""",
        ["again-siblings"] = """{"scope":"siblings"}""",
        ["again-pending"] = """{"scope":"pending"}""",
        ["again-full"] = """{"scope":"full"}""",
        ["batch"] = $$"""{"side":"relative","persons":[{"id":"{unique}",{{Loci}} }] }""",
    }.ToFrozenDictionary();

    public static string Of(string name) => All[name];
}
