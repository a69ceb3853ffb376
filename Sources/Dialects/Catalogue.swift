/// The world's RMSprops.
public enum Catalogue {
  /// Every entry, by family; the names are unique.
  public static let entries: [CatalogueEntry] =
    pytorchFamily + tensorflowFamily + insideFamily + gravesFamily + others

  /// The entry of a name.
  public static func entry(_ name: String) -> CatalogueEntry? {
    entries.first { $0.name == name }
  }
}
