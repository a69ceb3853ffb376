/// A key, or a word in its place, that was passed over because it is not known.
package struct UnknownKey: Hashable, Sendable, CustomStringConvertible {
  /// The key, as it was written.
  package let key: String
  /// The object that it stands in, such as `hyperparameters`; empty for the outermost.
  package let object: String
  /// The known key that it may have been meant as.
  package let near: String?
  /// What it is: a key, or a word.
  package let kind: String

  package init(_ key: String, in object: String, among known: [String], kind: String = "key") {
    self.key = String(key.prefix(40))
    self.object = object
    self.kind = kind
    near = nearest(to: key, among: known)
  }

  /// The warning: `unknown key "nesterov" in hyperparameters`.
  package var description: String {
    let place = object.isEmpty ? "" : " in \(object)"
    let hint = near.map { " (did you mean \"\($0)\"?)" } ?? ""
    return "unknown \(kind) \"\(key)\"\(place)\(hint)".printable
  }
}

extension JSONReader {
  /// Passes over the value of a key that is not known, and remembers the key. One that stands in
  /// many elements of an array is remembered once.
  package mutating func skipUnknown(
    _ key: String, among known: [String]
  ) throws(InputError) {
    let unknown = UnknownKey(key, in: object, among: known)
    let isNew = !unknownKeys.contains { $0.key == unknown.key && $0.kind == unknown.kind }
    if isNew { unknownKeys.append(unknown) }
    try skip()
  }
}
