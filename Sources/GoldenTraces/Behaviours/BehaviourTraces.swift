import RMSprop
import Runs

extension Behaviour {
  /// What was recorded of each parameter, as a trace of its own, with its group; `nil` if the calls
  /// are not those of a run: something was refused, or added, or loaded, or is complex.
  package var traces: [(group: Int, trace: Trace)]? {
    guard case .makeOptimizer(let defaults, let groups, _, _)? = calls.first?.kind,
      calls.allSatisfy({ $0.raises == nil }),
      !groups.flatMap(\.parameters).contains(where: \.isComplex)
    else { return nil }
    var parts: [(group: Int, run: Run, results: Results)] = []
    for (index, group) in groups.enumerated() {
      let h = group.settings.over(defaults.over(Hyperparameters()))
      for parameter in group.parameters {
        let run = Run(
          id: "\(id).\(parts.count)", reference: .pytorch, scalar: scalar, hyperparameters: h,
          parameters: parameter.values, gradients: [], steps: [])
        parts.append((index, run, Results(coordinates: run.coordinates)))
      }
    }
    var waiting: [Int: HyperparameterChange] = [:]
    var rates: [Int: Double] = [:]
    for call in calls.dropFirst() {
      switch call.kind {
      case .set(let group, let settings):
        guard settings.centered == nil, settings.maximize == nil else { return nil }
        var change = waiting[group] ?? HyperparameterChange(step: 0)
        change.alpha = settings.alpha ?? change.alpha
        change.epsilon = settings.epsilon ?? change.epsilon
        change.momentum = settings.momentum ?? change.momentum
        change.weightDecay = settings.weightDecay ?? change.weightDecay
        waiting[group] = change
        rates[group] = settings.learningRate ?? rates[group]
      case .step(let gradients), .stepWithClosure(let gradients, _):
        guard let after = call.after, gradients.count == parts.count else { return nil }
        for i in parts.indices {
          if var change = waiting[parts[i].group], !change.isEmpty {
            change.step = parts[i].run.steps.count
            parts[i].run.changes.append(change)
          }
          parts[i].run.append(
            StepInputs(learningRate: rates[parts[i].group], gradient: gradients[i]))
          let state = after.dictionary.state[i]
          parts[i].results.append(
            StepResults { quantity in
              switch quantity {
              case .parameters: after.parameters[i][...]
              case .squareAverage: state?.squareAverage[...]
              case .gradientAverage: state?.gradientAverage?[...]
              case .momentumBuffer: state?.momentumBuffer?[...]
              }
            })
        }
        (waiting, rates) = ([:], [:])
      // A step gives its gradients itself.
      case .zeroGradients: break
      case .makeOptimizer, .addGroup, .load: return nil
      }
    }
    guard parts.first?.run.steps.isEmpty == false else { return nil }
    var traces: [(Int, Trace)] = []
    for part in parts {
      // What PyTorch does not check is no setting of a trace.
      let settings = try? part.run.changes.map {
        try part.run.hyperparameters(in: $0.step).checked()
      }
      guard settings != nil,
        let trace = try? Trace(
          part.run, results: part.results, about: about, rounding: rounding, level: .bits)
      else { return nil }
      traces.append((part.group, trace))
    }
    return traces
  }
}
