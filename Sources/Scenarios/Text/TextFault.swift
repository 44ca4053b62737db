// A fault of the text itself, found before any key is looked at.

/// A fault of the text with its place.
struct TextFault: Error {
  var place: Place
  var found: String
  var allowed: String
  var hint: String?
}
