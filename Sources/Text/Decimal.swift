/// A number in the shortest digits that read back as it; NaN as `nan`, whatever its sign and
/// payload, which differ from one processor to another.
package func decimal<Number: FloatingPoint & CustomStringConvertible>(_ number: Number) -> String {
  number.isNaN ? "nan" : number.description
}
