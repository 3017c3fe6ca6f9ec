namespace Matching.Casework.Access;

/// <summary>Why a key or an account is refused.</summary>
public static class AccessCodes
{
    public const string KeyRoles = "key.roles";
    public const string KeyExpiry = "key.expiry";
}
