/// How figures look: one style sheet for light and dark.
///
/// Colours are those of Okabe and Ito, which the colour-blind can tell apart; each also has a dash
/// pattern or a marker of its own.
enum Style {
  /// A series of a figure.
  enum Series: String {
    case a, b, c, d

    /// The dash pattern of its lines.
    var dashes: String? {
      switch self {
      case .a, .c: nil
      case .b: "9 5"
      case .d: "2.5 4"
      }
    }
  }

  static let sheet = """
    text{font-family:system-ui,-apple-system,'Segoe UI','Noto Sans','DejaVu Sans',sans-serif;\
    font-size:16px;fill:#1a1a1a}
    .title{font-size:20px;font-weight:600}
    .name{font-weight:600}
    .quiet{fill:#4a4a4a}
    .paper{fill:#fff}
    .axis{stroke:#5a5a5a;stroke-width:1.2;fill:none}
    .grid{stroke:#e3e3e3;stroke-width:1}
    .contour{stroke:#9aa7b3;stroke-width:1.1;fill:none}
    .line{fill:none;stroke-width:2.6;stroke-linejoin:round;stroke-linecap:round}
    .thin{stroke-width:1.6}
    .a{stroke:#0072b2}.b{stroke:#d55e00}.c{stroke:#009e73}.d{stroke:#1a1a1a}
    .dot{stroke:none}
    .dot.a{fill:#0072b2}.dot.b{fill:#d55e00}.dot.c{fill:#009e73}.dot.d{fill:#1a1a1a}
    text.a{fill:#005a8d;stroke:none}text.b{fill:#a34700;stroke:none}
    text.c{fill:#006b4e;stroke:none}text.d{fill:#1a1a1a;stroke:none}
    @media (prefers-color-scheme:dark){
    text{fill:#e8e8e8}
    .quiet{fill:#b5b9be}
    .paper{fill:#14171b}
    .axis{stroke:#9aa0a6}
    .grid{stroke:#2c3137}
    .contour{stroke:#56616c}
    .a{stroke:#56b4e9}.b{stroke:#e69f00}.c{stroke:#1fc296}.d{stroke:#e8e8e8}
    .dot.a{fill:#56b4e9}.dot.b{fill:#e69f00}.dot.c{fill:#1fc296}.dot.d{fill:#e8e8e8}
    text.a{fill:#7cc6ef}text.b{fill:#efb23a}text.c{fill:#3fd4aa}text.d{fill:#e8e8e8}
    }
    """
}
