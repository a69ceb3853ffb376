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
}
