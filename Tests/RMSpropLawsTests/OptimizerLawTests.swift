import PropertyCheck
import RMSprop
import Testing

/// What is true of a whole optimizer: groups and complex numbers are a matter of layout.
struct OptimizerLawTests {
  typealias Optimizer = PyTorchOptimizer<Double>

  private static func hyperparameters(_ source: Source) -> Hyperparameters {
    Hyperparameters(
      learningRate: source.element(of: [1, 0.01, 0.5]),
      alpha: source.element(of: [0.75, 0.9, 0.5]),
      epsilon: source.element(of: [1, 1e-8]), weightDecay: source.element(of: [0, 0.5, 0.01]),
      momentum: source.element(of: [0, 0.9, 0.5]), centered: source.boolean(),
      maximize: source.boolean())
  }

  private static func numbers(_ source: Source, _ count: Int) -> [Double] {
    (0..<count).map { _ in source.boolean() ? source.gaussian() : 1 }
  }

  @Test func `groups are optimizers of their own`() {
    let property = Property("groups") { (source) throws(Discard) in
      let groups = try source.array(1...3) { (source) throws(Discard) in
        let n = source.integer(in: 1...3)
        return (Self.hyperparameters(source), Self.numbers(source, n), Self.numbers(source, 3 * n))
      }
      do {
        var whole = try Optimizer(groups: groups.map { .init([.init($0.1)], $0.0) })
        var parts = try groups.map { try Optimizer(groups: [.init([.init($0.1)], $0.0)]) }
        for step in 0..<3 {
          for (k, group) in groups.enumerated() {
            let n = group.1.count
            let gradient = Array(group.2[step * n..<(step + 1) * n])
            whole.groups[k].parameters[0].gradient = gradient
            parts[k].groups[0].parameters[0].gradient = gradient
          }
          try whole.step()
          for k in parts.indices { try parts[k].step() }
        }
        let together = whole.groups.map { $0.parameters[0].values.map(\.bitPattern) }
        let apart = parts.map { $0.groups[0].parameters[0].values.map(\.bitPattern) }
        return together == apart
          ? .holds() : .fails(Failure(label: "groups", message: "\(together) \(apart)"))
      } catch {
        return .fails(Failure(label: "error", message: "\(error)"))
      }
    }
    let report = Campaign(cases: 300, seed: 6).check(property)
    #expect(report.status == .passed, "\(report)")
  }

  @Test func `a complex parameter is two real ones`() {
    let property = Property("complex") { (source) throws(Discard) in
      let h = Self.hyperparameters(source)
      let n = source.integer(in: 1...3)
      let start = Self.numbers(source, 2 * n)
      let gradients = Self.numbers(source, 6 * n)
      do {
        var complex = try Optimizer(groups: [.init([.init(start, isComplex: true)], h)])
        // Alone, weight decay rounds otherwise.
        complex.foreach = true
        var halves = try Optimizer(groups: [
          .init((0..<2).map { part in .init((0..<n).map { start[2 * $0 + part] }) }, h)
        ])
        for step in 0..<3 {
          let row = Array(gradients[step * 2 * n..<(step + 1) * 2 * n])
          complex.groups[0].parameters[0].gradient = row
          for part in 0..<2 {
            halves.groups[0].parameters[part].gradient = (0..<n).map { row[2 * $0 + part] }
          }
          try complex.step()
          try halves.step()
        }
        let whole = complex.groups[0].parameters[0].values
        let parts = halves.groups[0].parameters.map(\.values)
        let isSame = (0..<2 * n).allSatisfy {
          whole[$0].bitPattern == parts[$0 % 2][$0 / 2].bitPattern
        }
        return isSame
          ? .holds() : .fails(Failure(label: "complex", message: "\(whole) \(parts)"))
      } catch {
        return .fails(Failure(label: "error", message: "\(error)"))
      }
    }
    let report = Campaign(cases: 300, seed: 6).check(property)
    #expect(report.status == .passed, "\(report)")
  }
}
