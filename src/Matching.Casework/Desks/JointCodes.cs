namespace Matching.Casework.Desks;

/// <summary>Why a joint act is refused.</summary>
public static class JointCodes
{
    public const string State = "joint.state";
    public const string NotSealed = "joint.not-sealed";
    public const string Known = "joint.known";
    public const string Ending = "joint.ending";
}
