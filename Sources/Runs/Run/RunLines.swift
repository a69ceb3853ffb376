import RMSprop
import Text

extension Run {
  /// The run in lines that a person can check by hand.
  package var lines: [String] {
    let h = hyperparameters
    var settings = ["lr \(h.learningRate)", "alpha \(h.alpha)", "eps \(h.epsilon)"]
    if h.weightDecay != 0 { settings.append("weight_decay \(h.weightDecay)") }
    if h.momentum != 0 { settings.append("momentum \(h.momentum)") }
    if h.centered { settings.append("centered") }
    if h.maximize { settings.append("maximize") }
    let head = "\(reference.rawValue), \(scalar.rawValue): " + settings.joined(separator: ", ")
    return [head, "params \(Self.text(parameters[...]))"]
      + steps.indices.map { t in
        let step = self[step: t]
        let rate = step.learningRate.map { "lr \($0), " } ?? ""
        let gradient =
          switch step.gradient {
          case nil: "no gradient"
          case _ where reference == .batch:
            "gradients \(step.rows.map(Self.text).joined(separator: " "))"
          case let numbers?: "gradient \(Self.text(numbers))"
          }
        return "step \(t): \(rate)\(gradient)"
      }
  }

  /// The numbers in brackets; of many, the first few.
  private static func text(_ numbers: ArraySlice<Double>) -> String {
    let shown = numbers.prefix(12).map { decimal($0) }.joined(separator: ", ")
    return numbers.count > 12 ? "[\(shown), … \(numbers.count) in all]" : "[\(shown)]"
  }
}

extension [Run] {
  /// The runs in lines, one after another.
  package var lines: [String] {
    enumerated().flatMap { i, run in
      let lines = run.lines
      return ["run \(i): \(lines[0])"] + lines.dropFirst().map { "  \($0)" }
    }
  }
}
