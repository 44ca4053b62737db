// Which pages may open a connection; RFC 6455, section 10.2.

/// The origins that browsers may come from.
public struct OriginRule: Sendable {
  /// Nil when every origin is fine.
  private let allowed: [[UInt8]]?

  /// Every page may connect.
  public static let any = OriginRule(allowed: nil)

  /// Only pages of these origins may connect, each as a browser names it: `https://shop.example`.
  /// Programs that are no browsers name none, and may.
  public static func only(_ origins: [String]) -> OriginRule {
    OriginRule(allowed: origins.map { Array($0.utf8) })
  }

  private init(allowed: [[UInt8]]?) { self.allowed = allowed }

  /// Whether a page of that origin may connect.
  func allows(_ origin: ByteRegion) -> Bool {
    guard let allowed else { return true }
    return allowed.contains { candidate in
      guard candidate.count == origin.count else { return false }
      for offset in 0..<origin.count where candidate[offset] != origin[offset] { return false }
      return true
    }
  }
}
