import Relatives
import Foundation
import RMSprop
import TestSupport
import Testing

/// Document 1's program, completed and trained, against the exact run.
struct Document1Tests {
  /// What `batch/float64/document-1-*` holds beside the trace: data, and where the exact program
  /// ends.
  private struct Recorded: Decodable {
    struct Points: Decodable { let X, Y: [Double] }
    struct Limit: Decodable { let minimiser: [Double], cycle: [[Double]] }
    struct Epoch: Decodable { let params, square_avg: [Double], loss: Double }
    let data: Points
    let limit: Limit
    let params: [Double]
    let steps: [Epoch]

    init(_ name: String) throws {
      let text = try Repository.text("Fixtures/batch/float64/\(name).json")
      self = try JSONDecoder().decode(Recorded.self, from: Data(text.utf8))
    }

    func train(_ model: some BatchRMSprop.Model<Double>, epochs: Int) throws
      -> [BatchRMSprop.Epoch<Double>]
    {
      try BatchRMSprop().train(
        model, from: WeightAndBias(weight: params[0], bias: params[1]),
        on: zip(data.X, data.Y).map { (x: $0, y: $1) }, epochs: epochs)
    }
  }

  private func check(_ epochs: [BatchRMSprop.Epoch<Double>], _ recorded: [Recorded.Epoch]) {
    #expect(epochs.count == recorded.count)
    var largest = [0.0, 0.0]
    for (t, (epoch, exact)) in zip(epochs, recorded).enumerated() {
      let theta = [epoch.parameters.weight, epoch.parameters.bias]
      let v = [epoch.squareAverage.weight, epoch.squareAverage.bias]
      for i in 0..<2 {
        largest[i] = max(largest[i], exact.square_avg[i])
        let scale = max(exact.params[i].magnitude, 1)
        #expect((theta[i] - exact.params[i]).magnitude <= 1e-12 * scale, "epoch \(t + 1)")
        #expect((v[i] - exact.square_avg[i]).magnitude <= 1e-12 * largest[i], "epoch \(t + 1)")
      }
      #expect((epoch.loss - exact.loss).magnitude <= 1e-12, "epoch \(t + 1)")
    }
  }

  @Test func `the sigmoid neuron follows the exact run for its first seventy epochs`() throws {
    let recorded = try Recorded("document-1-sigmoid")
    #expect(recorded.steps.count == 70)
    check(try recorded.train(SigmoidNeuron<Double>(), epochs: 70), recorded.steps)
  }

  @Test func `the linear neuron follows the exact run for as long as it is recorded`() throws {
    let recorded = try Recorded("document-1-linear")
    #expect(recorded.steps.count >= 50)
    check(
      try recorded.train(LinearNeuron<Double>(), epochs: recorded.steps.count), recorded.steps)
  }

  /// A single late epoch is rounding luck: which of the two points it is depends on the last bits.
  /// So the last two are compared as a pair, in no order, and to six digits: the double run, too,
  /// ends in a cycle, whose points need only be as near as its own rounding errors, multiplied by
  /// an effective rate of η/√ε = 3162, leave them.
  @Test(arguments: [1000, 1001])
  func `the sigmoid neuron never converges: it ends between the exact cycle's two points`(
    epochs: Int
  ) throws {
    let recorded = try Recorded("document-1-sigmoid")
    let last = try recorded.train(SigmoidNeuron<Double>(), epochs: epochs).suffix(2)
      .map { [$0.parameters.weight, $0.parameters.bias] }.sorted { $0[0] < $1[0] }
    let cycle = recorded.limit.cycle.sorted { $0[0] < $1[0] }
    for (point, exact) in zip(last, cycle) {
      for i in 0..<2 { #expect((point[i] - exact[i]).magnitude < 1e-6) }
    }
    let minimiser = recorded.limit.minimiser
    #expect((last[0][0] - minimiser[0]).magnitude > 0.02, "it is far from the minimiser")
    #expect((last[1][0] - last[0][0]).magnitude > 0.09, "and steps about as long as η")
  }

  @Test(arguments: [(0.5, 0.2, -2.0, -2.0), (2.5, 0.9, 1.0, -0.5), (-1.0, 0.0, 0.3, 0.7)])
  func `gradients are the slopes of the loss`(x: Double, y: Double, w: Double, b: Double) {
    func check(_ model: some BatchRMSprop.Model<Double>) {
      let h = 1e-5
      let gradient = model.gradient(WeightAndBias(weight: w, bias: b), x: x, y: y)
      func loss(_ dw: Double, _ db: Double) -> Double {
        model.loss(WeightAndBias(weight: w + dw, bias: b + db), x: x, y: y)
      }
      // Central differences err by h² times a third derivative, which is below 10 here, and by
      // roundings of the loss over h: 1e-9 and 1e-11.
      #expect(((loss(h, 0) - loss(-h, 0)) / (2 * h) - gradient.weight).magnitude < 1e-8)
      #expect(((loss(0, h) - loss(0, -h)) / (2 * h) - gradient.bias).magnitude < 1e-8)
    }
    check(SigmoidNeuron<Double>())
    check(LinearNeuron<Double>())
  }
}
