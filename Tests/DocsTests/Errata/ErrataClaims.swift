/// What the page of errata says in numbers, and what Python answered.
enum ErrataClaims {
  static let page = Claims(
    "docs/errata.md",
    given: "0.001 0.01 0.1 0.4 0.7 0.9 0.99 1e-6 1e-8 50 100 1000 2.13.0 3.11 ¼ ½ ²"
  ) { page in
    try FourFacts.never(&page)
    try FourFacts.unrecoverable(&page)
    try FourFacts.centered(&page)
    try FourFacts.faster(&page)
    for erratum in Erratum.all { try erratum.add(to: &page) }
  }
}
