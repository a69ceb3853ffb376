/// The SHA-256 of bytes, in hexadecimal, as FIPS 180-4 defines it: for digests of the project's own
/// files.
/// Why: docs/decisions.md, "SHA-256 is our own".
package func sha256(_ bytes: [UInt8]) -> String {
  var hash = SHA256()
  let whole = bytes.count / 64 * 64
  for start in stride(from: 0, to: whole, by: 64) { hash.take(bytes, blockAt: start) }
  // The rest is followed by a one, zeros, and the length in bits.
  var rest = Array(bytes[whole...]) + [0x80]
  while rest.count % 64 != 56 { rest.append(0) }
  for shift in stride(from: 56, through: 0, by: -8) {
    rest.append(UInt8(truncatingIfNeeded: (UInt64(bytes.count) &* 8) >> UInt64(shift)))
  }
  for start in stride(from: 0, to: rest.count, by: 64) { hash.take(rest, blockAt: start) }
  return hash.state.map { word in
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }.joined()
}

private struct SHA256 {
  private(set) var state: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
    0x5be0_cd19,
  ]
  /// The message schedule, kept for its memory alone.
  private var w = [UInt32](repeating: 0, count: 64)

  /// Takes the 64 bytes that begin at `start`.
  mutating func take(_ bytes: [UInt8], blockAt start: Int) {
    for i in 0..<16 {
      let at = start + 4 * i
      w[i] =
        UInt32(bytes[at]) << 24 | UInt32(bytes[at + 1]) << 16 | UInt32(bytes[at + 2]) << 8
        | UInt32(bytes[at + 3])
    }
    for i in 16..<64 {
      let (x, y) = (w[i - 15], w[i - 2])
      let s0 = rotated(x, 7) ^ rotated(x, 18) ^ x >> 3
      let s1 = rotated(y, 17) ^ rotated(y, 19) ^ y >> 10
      w[i] = w[i - 16] &+ s0 &+ w[i - 7] &+ s1
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for i in 0..<64 {
      let s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
      let choice = e & f ^ ~e & g
      let first = h &+ s1 &+ choice &+ roundConstants[i] &+ w[i]
      let s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
      let majority = a & b ^ a & c ^ b & c
      let second = s0 &+ majority
      (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
    }
    for (i, word) in [a, b, c, d, e, f, g, h].enumerated() { state[i] &+= word }
  }

  @inline(__always)
  private func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word >> count | word << (32 - count)
  }
}

/// The first 32 bits of the fractions of the cube roots of the first 64 primes, which is how the
/// standard defines its constants.
private let roundConstants: [UInt32] = {
  var primes: [UInt128] = []
  var candidate: UInt128 = 2
  while primes.count < 64 {
    if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
    candidate += 1
  }
  return primes.map { prime in
    // The greatest x with x³ ≤ 2⁹⁶ p, by bisection: the root times 2³².
    var (low, high): (UInt128, UInt128) = (0, 1 << 35)
    while high - low > 1 {
      let middle = (low + high) / 2
      if middle * middle * middle <= prime << 96 { low = middle } else { high = middle }
    }
    return UInt32(truncatingIfNeeded: low)
  }
}()
