/// What PyTorch's optimizer refuses. Its description is PyTorch's message, to the letter.
public enum PyTorchError: Error, Equatable, CustomStringConvertible {
  /// A hyperparameter is out of range.
  case hyperparameter(HyperparameterError)
  /// There is nothing to optimize.
  case emptyParameterList
  /// A step needs a state of this name, which was not made when the others were.
  case missingState(String)
  /// A dictionary has more groups, or fewer.
  case differentNumberOfGroups
  /// A dictionary's group has more parameters, or fewer.
  case differentGroupSize
  /// A dictionary's state does not have the length of the parameter of this number. PyTorch finds
  /// that out in the next step.
  case stateDoesNotFit(Int)

  /// The exception's message in Python.
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

  /// The exception's type in Python.
  public var pythonType: String {
    switch self {
    case .missingState: "KeyError"
    default: "ValueError"
    }
  }
}
