// What is drawn of a picture, and where its values are, so that a reader can be led to them.

/// A finished drawing.
struct Drawing {
  /// How the pointer finds the value nearest to it.
  enum Search: String {
    /// By its distance along the horizontal axis.
    case across
    /// By its distance down the picture.
    case down
    /// By both.
    case both
  }

  /// Width of every picture in its own units.
  static let width = 480.0

  var height: Double
  var marks = Markup()
  /// Where each row of the picture's table is.
  var places: [Place] = []
  var search = Search.across
}
