// Reads `{mean, low, high}` out of a result document.

extension Figure: Decodable {
  private enum Key: String, CodingKey {
    case mean, low, high
  }

  /// Reads a figure; a number beyond ±10¹⁵ is no figure.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    func number(_ key: Key) throws -> Double? {
      guard let value = try container.decodeIfPresent(Double.self, forKey: key) else { return nil }
      if value.magnitude <= 1e15 { return value }
      throw DecodingError.dataCorruptedError(
        forKey: key, in: container, debugDescription: "\(value) is beyond what a run can count")
    }
    self.init(mean: try number(.mean), low: try number(.low), high: try number(.high))
  }
}
