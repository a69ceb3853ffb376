extension PropertyReport: CustomStringConvertible {
  /// The report in words: one line if all is well, a failure with its case and its token.
  public var description: String {
    var head = "\(property): \(status.rawValue), \(cases) cases of seed \(seed)"
    if edgeCases > 0 { head += ", \(edgeCases) of them edge cases" }
    if regressions > 0 { head += ", \(regressions) regressions" }
    if searched > 0 { head += ", \(searched) searched" }
    if isOutOfTime { head += ", out of time" }
    var lines = [head]
    for (reason, count) in reasons {
      lines.append("  discarded \(count): \(reason)")
    }
    if let healthProblem { lines.append("  health: \(healthProblem)") }
    if let failure {
      lines += failure.lines.map { "  " + $0 }
    } else if let witness {
      lines.append(
        "  nearest to failing: \(witness.closeness) of 1 in \(witness.origin), "
          + "replay \(witness.token)")
      lines += witness.decoded.map { "    " + $0 }
    }
    return lines.joined(separator: "\n")
  }
}

extension Counterexample: CustomStringConvertible {
  /// The counterexample in words.
  public var description: String { lines.joined(separator: "\n") }

  var lines: [String] {
    var lines = ["\(label): \(message)"] + decoded.map { "  " + $0 }
    if !explanation.isEmpty {
      lines.append("does not matter:")
      lines += explanation.map { "  \($0)" }
    }
    if isFlaky {
      lines.append("flaky: \(origin) failed, and did not fail so again")
    } else {
      lines.append(
        "found in \(origin), \(attempts) attempts at shrinking" + (isSimplest ? "" : ", unfinished")
      )
    }
    return lines + ["replay \(token)"]
  }
}
