import Foundation
import Testing

@testable import Figures

/// What an SVG draws, read back from its text.
struct Drawn {
  let text: String

  init(_ name: String) throws {
    text = try #require(Figure.all.first { $0.name == name }).svg
  }

  init(text: String) { self.text = text }

  /// The points of the lines that show a series.
  func lines(_ series: String) -> [[(x: Double, y: Double)]] {
    text.matches(of: #/<polyline[^>]* data-series="([^"]*)"[^>]* points="([^"]*)"/#)
      .filter { $0.1 == series }
      .map { match in
        match.2.split(separator: " ").map { pair in
          let numbers = pair.split(separator: ",").compactMap { Double($0) }
          return (numbers[0], numbers[1])
        }
      }
  }

  /// The points of the one line that shows a series.
  func line(_ series: String) throws -> [(x: Double, y: Double)] {
    let found = lines(series)
    try #require(found.count == 1, "\(series)")
    return found[0]
  }

  /// What an attribute of the moving element of a series is, frame by frame; and as it is drawn
  /// without motion.
  func motion(_ series: String, _ attribute: String) throws -> (frames: [Double], still: Double) {
    let pattern = try Regex(
      "<\\w+ class=\"[^\"]*\" data-series=\"\(series)\"([^>]*)>"
        + "((?:\n<animate [^>]*/>)+)\n</\\w+>")
    let element = try #require(text.firstMatch(of: pattern))
    let own = try #require(element.output[1].substring)
    let motions = try #require(element.output[2].substring)
    let values = try #require(
      motions.firstMatch(
        of: try Regex("attributeName=\"\(attribute)\"[^>]* values=\"([^\"]*)\"")))
    let still = try #require(own.firstMatch(of: try Regex(" \(attribute)=\"([^\"]*)\"")))
    return (
      try #require(values.output[1].substring).split(separator: ";").map { try number($0) },
      try number(try #require(still.output[1].substring))
    )
  }

  private func number(_ text: Substring) throws -> Double { try #require(Double(text)) }
}

/// Whether a point is drawn where a panel has it: coordinates have two decimals.
func isAt(_ point: (x: Double, y: Double)?, _ place: (x: Double, y: Double)) -> Bool {
  guard let point else { return false }
  return (point.x - place.x).magnitude <= 0.0051 && (point.y - place.y).magnitude <= 0.0051
}
