/// What runs are held to: it makes a run, and says what every order of evaluation of its formula
/// can give.
package protocol Standard: SteppedImplementation {
  /// The standard's name in reports.
  var name: String { get }

  /// What each value can be, step by step.
  ///
  /// - Throws: what `start` throws.
  func bounds(of run: Run) throws -> any BoundsStepper

  /// With which other settings results of a run are its own, where some are known of it, in words;
  /// `nil` if none are.
  func settings(explaining results: Results, of run: Run) -> String?

  /// What else explains results of a run that are not its own, in words; `nil` if nothing does.
  func cause(of results: Results, of run: Run) -> String?
}

extension Standard {
  /// None.
  package func settings(explaining results: Results, of run: Run) -> String? { nil }

  /// Nothing.
  package func cause(of results: Results, of run: Run) -> String? { nil }
}

extension BuiltIn: Standard {
  /// The formulas' name, of which the run names one.
  package var name: String { "built-in" }
}

extension Standard {
  /// Why a run cannot be held to it; `nil` if it can.
  package func obstacle(to run: Run) -> Skip? {
    do { _ = try start(run.emptied()) } catch let skip as Skip { return skip } catch {
      return .reason("\(error)")
    }
    return nil
  }
}
