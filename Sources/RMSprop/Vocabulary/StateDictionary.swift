/// What an optimizer saves (`state_dict`): states and hyperparameters, not the parameters
/// themselves, which are numbered over all groups.
public struct StateDictionary<Number> {
  /// Each parameter's state, by its number; parameters without state are left out.
  public var state: [Int: State<Number>]
  /// The groups, in order.
  public var groups: [Group]

  /// A group's hyperparameters, and the numbers of its parameters.
  public struct Group: Equatable, Sendable {
    /// What holds for the group.
    public var hyperparameters: Hyperparameters
    /// The parameters' numbers, in order.
    public var parameters: [Int]

    /// A group as given.
    public init(hyperparameters: Hyperparameters, parameters: [Int]) {
      self.hyperparameters = hyperparameters
      self.parameters = parameters
    }
  }

  /// A dictionary as given; by default an empty one.
  public init(state: [Int: State<Number>] = [:], groups: [Group] = []) {
    self.state = state
    self.groups = groups
  }
}

extension StateDictionary {
  /// The same dictionary in another type of numbers.
  public func map<Other>(_ transform: (Number) -> Other) -> StateDictionary<Other> {
    StateDictionary<Other>(
      state: state.mapValues { state in
        State<Other>(
          stepCount: state.stepCount, squareAverage: state.squareAverage.map(transform),
          momentumBuffer: state.momentumBuffer?.map(transform),
          gradientAverage: state.gradientAverage?.map(transform))
      },
      groups: groups.map { .init(hyperparameters: $0.hyperparameters, parameters: $0.parameters) })
  }
}

extension StateDictionary: Sendable where Number: Sendable {}
extension StateDictionary: Equatable where Number: Equatable {}
