import GoldenTraces

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Where golden traces are found.
enum FixturesFolder {
  /// The folder that was named, else that of `RMSPROP_FIXTURES`, else the one of the package from
  /// which this program was built.
  static func path(_ named: String?) throws -> String {
    if let named { return named }
    if let variable = ProcessInfo.processInfo.environment["RMSPROP_FIXTURES"], !variable.isEmpty {
      return variable
    }
    guard FileManager.default.fileExists(atPath: TraceFolder.goldenPath) else {
      throw Failure.input(
        "\(TraceFolder.goldenPath): no such folder: name the golden traces with --fixtures or "
          + "RMSPROP_FIXTURES"
      )
    }
    return TraceFolder.goldenPath
  }

  /// The folder of the laws' cases that failed before, if there is one: a program that was
  /// installed alone has none.
  static var regressions: String? {
    guard let fixtures = try? path(nil) else { return nil }
    var isFolder = false
    let folder = fixtures + "/regressions"
    let exists = FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder)
    return exists && isFolder ? folder : nil
  }
}
