/// The programs of the world that call something RMSprop.
package enum Catalogue {
  /// Every entry, by family; the names are unique.
  package static let entries: [CatalogueEntry] = families.flatMap(\.entries)

  /// The entry with a name; `nil` if no program of the catalogue has it.
  package static func entry(_ name: String) -> CatalogueEntry? {
    entries.first { $0.name == name }
  }

  /// Programs that have a choice in common, or an origin.
  package struct Family: Sendable {
    /// The family's name, as a heading.
    package let title: String
    /// What the family's programs have in common, in a sentence or two.
    package let about: String
    /// The programs of the family.
    package let entries: [CatalogueEntry]
  }

  /// The entries by family, those like PyTorch first.
  package static let families: [Family] = [
    Family(
      title: "PyTorch and its kin",
      about: """
        ε outside the root, v from 0, and PyTorch's options: its bindings, and what was written \
        after it.
        """,
      entries: pytorchAndKin),
    Family(
      title: "PyTorch's formula from elsewhere",
      about: """
        ε outside the root and v from 0 again, from other origins, and mostly without options. \
        Their defaults are seldom PyTorch's.
        """,
      entries: pytorchLike),
    Family(
      title: "TensorFlow, Keras and their kin",
      about: "Mostly √(v + ε), and the rate inside the buffer. Some begin with v = 1.",
      entries: tensorflowAndKeras),
    Family(
      title: "Optax, JAX and others of that family",
      about: "√(v + ε) and the rate inside the buffer, outside TensorFlow; Optax has switches.",
      entries: optaxAndKin),
    Family(
      title: "ε inside the root",
      about: "√(v + ε), with the rate outside the buffer or without a buffer.",
      entries: insideFamily),
    Family(
      title: "After Graves",
      about: """
        Centered, with ε inside the root, as in the paper of Graves (2013); what was written \
        after it moved ε now and then.
        """,
      entries: gravesFamily),
    Family(
      title: "Another denominator, or another start",
      about: "No ε, ε as a floor, ε twice; or v that does not begin with 0.",
      entries: others),
  ]
}
