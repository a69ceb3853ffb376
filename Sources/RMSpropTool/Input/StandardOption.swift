import ArgumentParser
import Dialects
import Runs
import Text

/// `--as`: what judges, in place of PyTorch's formula.
struct StandardOption: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      """
      Judge by this program of the catalogue (rmsprop dialects), such as keras-3, or \
      keras-3:epsilon=outside.
      """, valueName: "program"))
  var program: String?

  func validate() throws { _ = try parsed }

  /// The program; `nil` if none was named.
  var standard: DialectImplementation? {
    // It was read before.
    try? parsed
  }

  private var parsed: DialectImplementation? {
    get throws {
      do { return try program.map { try Catalogue.program($0, place: "--as") } } catch {
        throw ValidationError("\(error)")
      }
    }
  }
}
