import TestSupport
import Testing

/// What makes the core a reference: three complete files, one vocabulary.
struct CoreTests {
  private static let implementations = ["TextbookRMSprop", "PyTorchRMSprop", "BatchRMSprop"]

  @Test func `the core imports nothing`() throws {
    for file in try Repository.files(in: "Sources/RMSprop", endingIn: ".swift") {
      #expect(
        try !Repository.text(file).contains(#/(?m)^\s*(@\w+ )*(\w+ )?import\s/#),
        "\(file)")
    }
  }

  @Test(arguments: implementations)
  func `no implementation mentions another`(name: String) throws {
    let text = try Repository.text("Sources/RMSprop/\(name).swift")
    for other in Self.implementations where other != name {
      #expect(!text.contains(other), "\(name) mentions \(other)")
    }
  }

  @Test func `the vocabulary holds no arithmetic but the protocol's own and the ulps'`() throws {
    let operations = #/squareRoot|addingProduct| [*/] |named\(/#
    for file in try Repository.files(in: "Sources/RMSprop/Vocabulary", endingIn: ".swift")
    where !file.hasSuffix("/Arithmetic.swift") {
      let code = try Self.code(file)
      #expect(!code.contains(operations), "\(file)")
      let functions = code.matches(of: #/func (\w+)/#).map { String($0.1) }
      #expect(Set(functions).isSubset(of: ["checked", "map", "python", "ulpDistance"]), "\(file)")
    }
  }

  @Test(arguments: implementations)
  func `an implementation computes with operations of its own alone`(name: String) throws {
    let code = try Self.code("Sources/RMSprop/\(name).swift")
    // Whatever is called on a number is an operation of `Arithmetic`; whatever is called otherwise
    // is declared in this file or holds no arithmetic.
    let allowed: Set = [
      "accumulate", "update", "sweep", "step", "train", "gradient", "loss", "squareRoot", "named",
      "addingProduct", "Number", "Coefficients", "OptimizerState", "WeightAndBias", "Epoch",
      "Hyperparameters",
      "checked", "rounded", "swap", "take", "precondition", "init", "map", "reduce", "self",
      "choose", "On", "Off", "factor", "added", "decayed", "squareAverage",
      "gradientAverage",
      "weightFromGradient",
      "lerpsFromGradient",
      "variance", "moved", "Loaded",
    ]
    for call in code.matches(of: #/(\w+)(?:<[^>()]*>)?\(/#) {
      let word = String(call.1)
      #expect(
        allowed.contains(word) || ["inline", "for", "switch", "in", "if", "throws"].contains(word),
        "\(word)")
    }
  }

  @Test func `headers and sections come in the same order in all three`() throws {
    let heads = [
      "Method", "Order of operations", "Special cases", "Exactness", "Source",
    ]
    let sections = [
      "Hyperparameters", "The update of one coordinate", "The step of a whole parameter",
    ]
    for name in Self.implementations {
      let text = try Repository.text("Sources/RMSprop/\(name).swift")
      let header = text.matches(of: #/(?m)^//  ([A-Z][a-z ]+?)  /#).map { String($0.1) }
      #expect(header == heads, "\(name)")
      let marks = text.matches(of: #/MARK: (.+)/#).map { String($0.1) }
      #expect(Array(marks.prefix(3)) == sections, "\(name)")
    }
  }

  @Test(arguments: zip(implementations, ["T", "P", "B"]))
  func `each equation of the header has its statement, in the same order`(
    name: String, letter: String
  ) throws {
    let text = try Repository.text("Sources/RMSprop/\(name).swift")
    let header = text.matches(of: #/(?m)^//.*\(([TPB]\d+'?)\)$/#).map { String($0.1) }
    var stated: [String] = []
    for match in text.matches(of: #/"([TPB]\d+'?)"/#) where !stated.contains(String(match.1)) {
      stated.append(String(match.1))
    }
    #expect(header.allSatisfy { $0.hasPrefix(letter) } && !header.isEmpty)
    #expect(Set(header) == Set(stated), "\(name)")
    let numbers = stated.compactMap { Int($0.filter(\.isNumber)) }
    #expect(numbers == numbers.sorted(), "\(name)")
  }

  /// A file without comments.
  private static func code(_ file: String) throws -> String {
    try Repository.text(file).split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in
        line.firstRange(of: "//").map { String(line[..<$0.lowerBound]) } ?? String(line)
      }
      .joined(separator: "\n")
  }
}
