// The entries of lists that agents are told: readers and colleagues.

extension ServerMessage {
  /// Somebody who reads a page.
  struct Reader: Equatable {
    var reader: UInt32
    var code: String
    var page: String?
    var server: String?
    var language: String
    var document: String
    var sinceSeconds: Double
    /// The agent who has invited the reader.
    var invitedBy: String?

    var text: JSONText {
      var text = JSONText()
      text.add("reader", reader)
      text.add("code", code)
      text.add("page", page)
      text.add("server", server)
      text.add("language", language)
      text.add("document", document)
      text.add("since_seconds", sinceSeconds)
      text.add("invited_by", invitedBy)
      return text
    }
  }

  /// Somebody whom an agent could ask.
  struct Colleague: Equatable {
    var name: String
    var location: String
    var languages: [String]
    var score: Double
    var state: String
    /// Dialogues that the agent could take now.
    var free: Int

    var text: JSONText {
      var text = JSONText()
      text.add("name", name)
      text.add("location", location)
      text.add("languages", languages)
      text.add("score", score)
      text.add("state", state)
      text.add("free", free)
      return text
    }
  }
}
