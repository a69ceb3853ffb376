/// An error that PyTorch's optimizer raises. Its description is exactly PyTorch's message.
public enum PyTorchError: Error, Equatable, CustomStringConvertible {
  /// A hyperparameter is out of range.
  case hyperparameter(HyperparameterError)
  /// The optimizer was given no parameter.
  case emptyParameterList
  /// A step needs an array of this name, which the state does not have.
  case missingState(String)
  /// A dictionary has more or fewer groups than the optimizer.
  case differentNumberOfGroups
  /// A group of a dictionary has more or fewer parameters than the optimizer's group.
  case differentGroupSize
  /// A dictionary's state for the parameter of this number does not have the parameter's length.
  /// PyTorch notices that only in the next step.
  case stateDoesNotFit(Int)

  /// The message of PyTorch's exception.
  public var description: String {
    switch self {
    case .hyperparameter(let error): error.description
    case .emptyParameterList: "optimizer got an empty parameter list"
    case .missingState(let name): "'\(name)'"
    case .differentNumberOfGroups: "loaded state dict has a different number of parameter groups"
    case .differentGroupSize:
      "loaded state dict contains a parameter group that doesn't match the size of "
        + "optimizer's group"
    case .stateDoesNotFit(let id): "the state of parameter \(id) does not have its length"
    }
  }

  /// The type of PyTorch's exception.
  public var pythonType: String {
    switch self {
    case .missingState: "KeyError"
    default: "ValueError"
    }
  }
}
