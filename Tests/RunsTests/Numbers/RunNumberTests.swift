import NumberSystems
import RMSprop
import Runs
import TestSupport
import Testing

/// The number types that a scalar and a rounding stand for.
struct RunNumberTests {
  @Test func `each scalar with each of its roundings opens its own type`() {
    func opens<Number: RunNumber>(
      _ scalar: Scalar, _ rounding: Rounding, _: Number.Type
    ) -> Bool {
      scalar.number(rounding) == Number.self
    }
    #expect(opens(.float64, .fused, Double.self))
    #expect(opens(.float64, .separate, Separate<Double>.self))
    #expect(opens(.float32, .fused, Float.self))
    #expect(opens(.float32, .separate, Separate<Float>.self))
  }

  @Test func `a scalar can be run with the roundings that it names, and with no others`() throws {
    for scalar in Scalar.allCases {
      for rounding in Rounding.allCases {
        let isKnown = scalar.roundings.contains(rounding)
        let run = Run(scalar: scalar, parameters: [1])
        let starts = (try? BuiltIn(rounding).start(run)) != nil
        #expect(starts == isKnown, "\(scalar) \(rounding)")
        // In 16 bits and with SVE it depends on the place of a coordinate.
        let isOneForAll = isKnown && !scalar.hasSixteenBits && rounding != .sve256
        #expect(scalar.number(rounding) != nil || !isOneForAll)
      }
    }
  }

  /// A double's way into a type and back.
  private static func back<Number: RunNumber>(_: Number.Type, _ double: Double) -> Number {
    Number(double)
  }

  @Test(arguments: Scalar.allCases)
  func `a number read in is the scalar's nearest, and comes back without loss`(
    scalar: Scalar
  ) throws {
    let numbers = Random(seed: 86).numbers(2000)
    for type in scalar.roundings.compactMap({ scalar.number($0) }) {
      for double in numbers {
        let number = Self.back(type, double)
        let nearest = scalar.rounded(double)
        let isNaN = nearest.isNaN && number.double.isNaN
        #expect(number.double.bitPattern == nearest.bitPattern || isNaN, "\(double)")
        #expect(scalar.ulpDistance(number.double, nearest) == 0)
        if !isNaN {
          let text = try #require(Double(number.text))
          #expect(scalar.rounded(text).bitPattern == nearest.bitPattern)
        }
      }
    }
  }

  @Test func `bits are written little-endian, as many as the type has`() throws {
    func bytes(_ scalar: Scalar, _ rounding: Rounding) throws -> [UInt8] {
      let type = try #require(scalar.number(rounding))
      return Self.back(type, -1.5).littleEndianBytes
    }
    for rounding in Rounding.allCases where rounding != .sve256 {
      #expect(try bytes(.float64, rounding) == [0, 0, 0, 0, 0, 0, 0xF8, 0xBF])
      #expect(try bytes(.float32, rounding) == [0, 0, 0xC0, 0xBF])
    }
    #expect(HalfPrecision<Binary16>(-1.5 as Double).littleEndianBytes == [0x00, 0xBE])
    #expect(HalfPrecision<BrainFloat16>(-1.5 as Double).littleEndianBytes == [0xC0, 0xBF])
  }

  @Test func `distances are counted in the scalar's own numbers`() {
    let steps: [(Scalar, Double)] = [
      (.float64, 0x1p-52), (.float32, 0x1p-23), (.float16, 0x1p-10), (.bfloat16, 0x1p-7),
    ]
    for (scalar, ulp) in steps {
      #expect(scalar.ulpDistance(1, 1 + 3 * ulp) == 3)
      #expect(scalar.ulpDistance(-0.0, 0) == 1 && scalar.ulpDistance(.nan, -.nan) == 0)
      #expect(scalar.ulpDistance(.nan, 1) == nil)
    }
  }
}
