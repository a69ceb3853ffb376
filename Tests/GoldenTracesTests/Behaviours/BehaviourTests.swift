import Foundation
import GoldenTraces
import RMSprop
import TestSupport
import Testing
import Text

/// What real PyTorch did, call by call, and the built-in optimizer beside it.
struct BehaviourTests {
  static let files = (try? Repository.files(in: "Fixtures/behaviour", endingIn: ".json")) ?? []

  @Test func `behaviours of both roundings and both types are recorded`() {
    for part in ["fused/float64", "fused/float32", "separate/float64", "separate/float32"] {
      #expect(Self.files.filter { $0.contains(part) }.count >= 20, "\(part)")
    }
  }

  @Test(arguments: files)
  func `the optimizer does what PyTorch did`(file: String) throws {
    let behaviour = try Behaviour(contentsOf: Repository.root.appending(path: file).path)
    #expect(file == "Fixtures/\(behaviour.id).behaviour.json")
    #expect(behaviour.replay() == nil)
  }

  private static let changes: [(name: String, old: String, new: String, place: String)] = [
    ("late-momentum", "'momentum_buffer'", "'grad_avg'", "raises"),
    ("late-momentum", #""type": "KeyError""#, #""type": "ValueError""#, "raises"),
    ("closure", #""returns": 0.75"#, #""returns": 0.5"#, "returns"),
    ("groups", #""step": 1.0"#, #""step": 2.0"#, "state_dict.state.0.step"),
    ("groups", #""params": [2]"#, #""params": [3]"#, "state_dict.param_groups"),
    ("groups", #""maximize": true, "lr"#, #""maximize": false, "lr"#, "state_dict.param_groups[2]"),
    (
      "missing-gradients", #""state": {}"#, #""state": {"0": {"step": 1, "square_avg": [0]}}"#,
      "state_dict.state"
    ),
    ("closure", #""grads": [["#, #""grads": [[0.5, "#, "grads"),
  ]

  @Test(arguments: changes)
  func `one thing changed in a recording is found`(
    _ change: (name: String, old: String, new: String, place: String)
  ) throws {
    let file = "Fixtures/behaviour/fused/float64/\(change.name).behaviour.json"
    let text = try Repository.text(file)
    let range = try #require(text.firstRange(of: change.old))
    let changed = text.replacingCharacters(in: range, with: change.new)
    let difference = try Behaviour(changed.utf8, file: file).replay()
    #expect(difference?.place == change.place, "\(difference.map { "\($0)" } ?? "no difference")")
  }

  @Test func `one bit changed in a parameter is found and named`() throws {
    let file = "Fixtures/behaviour/fused/float64/closure.behaviour.json"
    let text = try Repository.text(file)
    let match = try #require(text.firstMatch(of: #/"after": \{"params": \[\[([^,\]]+)/#))
    let value = try #require(Double(match.1))
    let changed = text.replacingCharacters(
      in: match.1.startIndex..<match.1.endIndex, with: "\(value.nextUp)")
    let difference = try #require(try Behaviour(changed.utf8, file: file).replay())
    #expect(difference.call == 0 && difference.place == "params[0][0]")
    #expect(difference.expected.hasPrefix("\(value.nextUp) (0x"))
  }

  @Test(arguments: [
    ("rmsprop-behaviour/1", "rmsprop-trace/1", "format: expected \"rmsprop-behaviour/1\""),
    (#""call": "step""#, #""call": "walk""#, #"calls[1]: no call is named "walk""#),
    (#""shape": [3]"#, #""shape": [4]"#, "calls[0].groups[0].params[0]: expected 4 values"),
    (#""lr": 0.01"#, #""lr": "x""#, "calls[0].after.state_dict.param_groups[0].lr: expected a"),
    (#""step": 1.0"#, #""step": 1.5"#, "calls[1].after.state_dict.state.0.step: expected a whole"),
  ])
  func `a file that is no behaviour is an error with its place`(
    old: String, new: String, message: String
  ) throws {
    let text = try Repository.text("Fixtures/behaviour/fused/float64/closure.behaviour.json")
    let range = try #require(text.firstRange(of: old))
    let changed = text.replacingCharacters(in: range, with: new)
    let error = #expect(throws: InputError.self) { try Behaviour(changed.utf8, file: "b.json") }
    #expect(error?.description.hasPrefix("b.json: \(message)") == true, "\(error!)")
  }

  @Test func `a dictionary that PyTorch wrote is read, and one that is written has its form`()
    throws
  {
    let text = try Repository.text("Fixtures/behaviour/fused/float64/groups.behaviour.json")
    let match = try #require(
      text.matches(of: #/"state_dict": (\{.*\})\}\}$/#.anchorsMatchLineEndings()).last)
    let dictionary = try StateDictionary(json: match.1.utf8, file: "d.json")
    #expect(dictionary.state.keys.sorted() == [0, 1, 2, 3])
    #expect(dictionary.groups.map(\.parameters) == [[0, 1], [2], [3], []])
    #expect(try StateDictionary(json: dictionary.json.utf8, file: "d.json") == dictionary)
    for key in ["lr", "momentum", "foreach", "capturable", "differentiable", "square_avg", "step"] {
      #expect(dictionary.json.contains("\"\(key)\": "), "\(key)")
    }
  }
}
