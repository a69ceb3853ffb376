import Foundation

/// What `torch_speed.py` measured just before, on the same machine.
struct Torch {
  private struct Measurement: Decodable {
    let contender, scalar: String
    let full: Bool
    let count, threads: Int
    let ns: Double
  }
  private struct File: Decodable {
    let about: String
    let measurements: [Measurement]
  }
  private let file: File

  init(_ path: String) throws {
    file = try JSONDecoder().decode(File.self, from: Data(contentsOf: URL(filePath: path)))
  }

  /// Which torch it was, and what could not be measured.
  var about: String { file.about }

  /// Nanoseconds for an element, if it was measured.
  func find(
    _ contender: String, _ scalar: String, _ full: Bool, _ count: Int, _ threads: Int
  ) -> Double? {
    file.measurements.first {
      $0.contender == contender && $0.scalar == scalar && $0.full == full && $0.count == count
        && $0.threads == threads
    }?.ns
  }
}
