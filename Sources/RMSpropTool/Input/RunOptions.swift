import ArgumentParser
import GoldenTraces
import RMSprop
import Runs

/// What a run starts from and is given, step by step: from a trace file, from the command line, or
/// by training a model.
struct RunOptions: ParsableArguments {
  @Argument(help: "A trace whose inputs to take; its results need not be there.")
  var trace: String?

  @Option(parsing: .unconditional, help: "The parameters before the first step, as in 0.5,-1.25.")
  var params: String?

  @Option(
    parsing: .unconditionalSingleValue,
    help: "The gradient of the next step, as in 0.1,-0.2, or none. May be given again.")
  var gradient: [String] = []

  @Option(
    help: ArgumentHelp(
      "A file of gradients, a row for each step: text, .csv, .json, .npy, .npz; - is stdin.",
      valueName: "file"))
  var gradients: String?

  @Option(help: "Train this model on document 1's data (sigmoid or linear).")
  var model: Model?

  @Option(parsing: .unconditional, help: "How many epochs the model is trained.")
  var epochs: Int?

  @Option(parsing: .unconditional, help: "The learning rate.")
  var lr: Double?

  @Option(parsing: .unconditional, help: "How much of the average of squares is kept at each step.")
  var alpha: Double?

  @Option(parsing: .unconditional, help: "The guard against division by zero.")
  var eps: Double?

  @Option(parsing: .unconditional, help: "The factor of an L2 penalty.")
  var weightDecay: Double?

  @Option(parsing: .unconditional, help: "How much of the momentum buffer is kept at each step.")
  var momentum: Double?

  @Flag(inversion: .prefixedNo, help: "Divide by an estimate of the standard deviation.")
  var centered: Bool?

  @Flag(inversion: .prefixedNo, help: "Ascend instead of descending.")
  var maximize: Bool?

  func validate() throws {
    if trace != nil && params != nil { throw ValidationError("The trace has params of its own.") }
    if epochs != nil && model == nil { throw ValidationError("--epochs belongs to --model.") }
    if let epochs, epochs < 0 { throw ValidationError("--epochs must be at least 0.") }
  }

  /// How many sources of steps are named.
  var sources: Int {
    [trace != nil, model != nil, gradients != nil, !gradient.isEmpty].count { $0 }
  }

  /// Makes sure that something says what the steps are.
  func checkSource() throws {
    guard sources == 1 else {
      throw ValidationError("Give one of: a trace, --gradient, --gradients, --model.")
    }
    // A trace or a model brings parameters of its own, and so may an archive.
    let brings = trace != nil || model != nil || gradients?.hasSuffix(".npz") ?? false
    if params == nil && !brings {
      throw ValidationError("Give the parameters before the first step with --params.")
    }
  }

  /// A run by `implementation`, or by the formula that the trace names, or by the batch program for
  /// a model, or by PyTorch's formula; and the steps that it is to take. Where nothing says more,
  /// hyperparameters are those of `first`, or the implementation's own.
  ///
  /// - Parameters:
  ///   - implementation: what is to run; `nil` if nothing was named.
  ///   - first: the implementation of a run before, which reads the steps of a file: a file can be
  ///     read once, and those steps are this run's too.
  /// - Returns: the run, before its first step, and its steps.
  /// - Throws: `Failure`, if an input cannot be read or does not fit.
  func run(
    _ implementation: NamedImplementation?, after first: NamedImplementation? = nil
  ) throws -> (ImplementationRun, StepSource) {
    let given = try given(implementation, after: first)
    let run = try ImplementationRun(
      given.run, by: implementation, rounding: given.rounding, about: given.about)
    return (run, given.source)
  }

  /// What a run is given, whatever makes it.
  struct Given {
    /// The settings and parameters.
    var run: Run
    let source: StepSource
    /// What the trace says of its rounding, and of itself.
    let rounding: Rounding?
    let about: String?
  }

  /// What a run by `implementation` is given, as `run` takes it.
  ///
  /// - Throws: as `run`.
  func given(
    _ implementation: NamedImplementation?, after first: NamedImplementation? = nil
  ) throws -> Given {
    var (rounding, about): (Rounding?, String?)
    var run: Run
    let source: StepSource
    if let trace {
      let recorded: Trace
      do { recorded = try Trace(inputsOf: trace) } catch { throw Failure.input("\(error)") }
      recorded.warn(of: trace)
      (run, rounding, about) = (recorded.run, recorded.rounding, recorded.about)
      source = .recorded(run.steps.indices.map { recorded.run[step: $0] }[...])
    } else {
      let named = implementation ?? NamedImplementation(model == nil ? .pytorch : .batch)
      let file = try first == nil ? gradients.map { try GradientFile($0) } : nil
      run = Run(
        reference: named.reference, hyperparameters: try (first ?? named).defaults,
        parameters: try params.map { try Numbers.list($0, "--params") } ?? file?.parameters
          ?? Model.start)
      if let gradients, params == nil, first == nil, file?.parameters == nil {
        throw Failure.input("\(gradients): expected an array named params, or --params".printable)
      }
      if let model {
        guard run.coordinates == 2 else {
          throw Failure.input(
            "--params: expected two numbers, a weight and a bias, found \(run.coordinates)")
        }
        source = .model(model, epochs: epochs ?? 70)
      } else if gradients != nil {
        source = try file?.steps(run.coordinates) ?? .recorded([])
      } else {
        let count = run.coordinates
        source = .recorded(try gradient.map { try Numbers.step($0, count, "--gradient") }[...])
      }
    }
    override(&run.hyperparameters)
    return Given(run: run, source: source, rounding: rounding, about: about)
  }

  private func override(_ h: inout Hyperparameters) {
    h.learningRate = lr ?? h.learningRate
    h.alpha = alpha ?? h.alpha
    h.epsilon = eps ?? h.epsilon
    h.weightDecay = weightDecay ?? h.weightDecay
    h.momentum = momentum ?? h.momentum
    h.centered = centered ?? h.centered
    h.maximize = maximize ?? h.maximize
  }
}
