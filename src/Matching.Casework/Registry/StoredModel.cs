namespace Matching.Casework.Registry;

/// <summary>A model that searches are made under. Never changed: another model has another number, and its results stand beside.</summary>
/// <param name="Number">Number, from 1 on.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Document">The whole model as JSON: loci, frequencies, mutation, theta, threshold.</param>
/// <param name="Digest">SHA-256 of the document, 32 bytes.</param>
/// <param name="IsActive">True while new profiles are routed to a search under it.</param>
public sealed record StoredModel(int Number, string Name, string Document, byte[] Digest, bool IsActive);
