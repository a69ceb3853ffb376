import Testing
import Text

/// The word that was meant.
struct NearestTests {
  @Test(arguments: [
    ("kears-3", "keras-3"), ("momentun", "momentum"), ("Epsilon", "epsilon"), ("eps", "eps"),
    ("weightdecay", "weight_decay"), ("momnetum", "momentum"),
  ])
  func `a slip of a letter or two is near`(word: String, meant: String) {
    let words = ["momentum", "epsilon", "eps", "weight_decay", "keras-3", "keras-2.11"]
    #expect(nearest(to: word, among: words) == meant)
  }

  @Test(arguments: ["", "xyz", "nesterov", "a"])
  func `what is like nothing has no nearest word`(word: String) {
    #expect(nearest(to: word, among: ["momentum", "epsilon", "eps"]) == nil)
  }
}
