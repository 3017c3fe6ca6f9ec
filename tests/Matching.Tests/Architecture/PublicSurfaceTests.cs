using System.Reflection;
using System.Runtime.CompilerServices;
using Matching.Tests.Architecture.Reading;

namespace Matching.Tests.Architecture;

public class PublicSurfaceTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Interfaces that exist for the sake of a border, whatever the number of implementations.</summary>
    private static readonly string[] Ports = ["Matching.Casework.ICaseStore", "Matching.Casework.IRegistryChange", "Matching.Casework.IClaimedTile"];

    private static IEnumerable<Type> PublicTypes => SourceProject.Named(GroundPlan.Genetics, GroundPlan.Engine)
        .SelectMany(project => Assembly.Load(project.AssemblyName).GetExportedTypes());

    [Fact]
    public void Public_types_are_sealed_abstract_or_static() => Rule.Holds(
        "Public types of Genetics and Engine are sealed, abstract or static.",
        from type in PublicTypes
        where !type.IsSealed && !type.IsAbstract
        select type.FullName!);

    [Fact]
    public void Public_types_cannot_be_changed_from_outside() => Rule.Holds(
        "Public types of Genetics and Engine have no visible fields (constants apart) and no visible setters (init apart).",
        PublicTypes.Where(type => !type.IsEnum).SelectMany(OpenMembers));

    [Fact]
    public void Public_types_give_out_no_arrays() => Rule.Holds(
        "Public types of Genetics and Engine expose no arrays: anybody could write into them. Give out ImmutableArray or ReadOnlySpan.",
        PublicTypes.SelectMany(ArrayMembers));

    [Fact]
    public void Unchecked_parameters_are_not_public() => Rule.Holds(
        "A parameter marked [Trusted] is not checked, so no visible member has one.",
        PublicTypes.SelectMany(TrustingMembers));

    [Fact]
    public void A_public_interface_has_two_implementations_or_is_a_port()
    {
        BuiltAssembly[] all = [.. SourceProject.All.Select(p => p.Assembly), BuiltAssembly.OfTests];
        var implementations = all.SelectMany(a => a.Types).Where(t => !t.IsInterface).SelectMany(t => t.Interfaces).CountBy(name => name).ToDictionary();
        Rule.Holds(
            "A public interface has two implementations, or stands on the list of ports; with one it is a class.",
            from project in SourceProject.All
            from type in project.Assembly.PublicTypes
            where type.IsInterface && implementations.GetValueOrDefault(type.Name) < 2 && !Ports.Contains(type.Name.ToString())
            select type.Name.ToString());
    }

    [Fact]
    public void The_rules_see_what_they_forbid()
    {
        Assert.Equal(3, OpenMembers(typeof(Bait)).Count());
        Assert.Equal(3, ArrayMembers(typeof(Bait)).Count());
        Assert.Single(TrustingMembers(typeof(Bait)));
    }

    private static IEnumerable<string> OpenMembers(Type type) =>
        type.GetFields(Declared).Where(f => IsVisible(f.Attributes) && !f.IsLiteral).Select(f => $"{type.FullName}.{f.Name}")
            .Concat(type.GetProperties(Declared).Where(p => p.SetMethod is { } set && IsVisible(set) && !IsInit(set)).Select(p => $"{type.FullName}.{p.Name}"));

    private static IEnumerable<string> ArrayMembers(Type type) =>
        from method in type.GetMethods(Declared)
        where IsVisible(method)
        let given = method.GetParameters().Where(p => p.ParameterType.IsByRef).Select(p => p.ParameterType.GetElementType()!).Prepend(method.ReturnType)
        where given.Any(HoldsArray)
        select $"{type.FullName}.{method.Name}";

    private static IEnumerable<string> TrustingMembers(Type type) =>
        from method in type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared))
        where IsVisible(method) && method.GetParameters().SelectMany(p => p.CustomAttributes).Any(a => a.AttributeType.Name == nameof(TrustedAttribute))
        select $"{type.FullName}.{method.Name}";

    private static bool HoldsArray(Type type) => type.IsArray || (type.IsByRef && HoldsArray(type.GetElementType()!)) || type.GenericTypeArguments.Any(HoldsArray);

    private static bool IsInit(MethodInfo set) => set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(FieldAttributes field) =>
        (field & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;

    [AttributeUsage(AttributeTargets.Parameter)]
    private sealed class TrustedAttribute : Attribute;

    private abstract class Bait
    {
        public const int Constant = 1;

        public static readonly int[] Table = [1];

        protected int _start = 1;

        public int Settable { get; set; }

        public int Given { get; init; }

        public int[] Array => Table;

        public IReadOnlyList<int[]> Nested => [Array];

        public void Out(out int[] values) => values = Nested[0];

        public int Of([Trusted] int index) => index + _start;
    }
}
