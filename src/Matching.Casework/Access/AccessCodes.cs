namespace Matching.Casework.Access;

/// <summary>Why a key, an account or a sign-in is refused.</summary>
public static class AccessCodes
{
    public const string Code = "access.code";

    public const string KeyRoles = "key.roles";
    public const string KeyExpiry = "key.expiry";
    public const string KeyReach = "key.reach";

    public const string AccountRoles = "account.roles";
    public const string AccountSelf = "account.self";

    public const string SessionRefused = "session.refused";
    public const string SessionWait = "session.wait";
    public const string SessionToken = "session.token";
    public const string SessionPasswordDue = "session.password-due";
}
