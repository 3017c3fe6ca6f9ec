namespace Matching.Casework.Access;

/// <summary>What somebody is to the registry. A person may have several roles; without one there is no access.</summary>
public enum Role
{
    /// <summary>Anybody: sees public notices.</summary>
    Public = 0,

    /// <summary>Submits profiles and sees its own submissions, never candidates.</summary>
    Laboratory = 1,

    /// <summary>Sees its own cases and their hits.</summary>
    PoliceUnit = 2,

    /// <summary>Decides on candidates.</summary>
    Reviewer = 3,

    /// <summary>Leads cases of the own unit, the sealed ones too.</summary>
    CaseOfficer = 4,

    /// <summary>Stands for the children, in sealed cases too.</summary>
    ChildProtection = 5,

    /// <summary>Decides where a child lives. Never a police role.</summary>
    GuardianBody = 6,

    /// <summary>Cares for children: sees how far the search for their parents is.</summary>
    WelfareHome = 7,

    /// <summary>Runs the installation: keys and units, no cases.</summary>
    Administrator = 8,

    /// <summary>Reads the audit.</summary>
    Auditor = 9,

    /// <summary>The program itself: searches and clocks.</summary>
    System = 10,
}
