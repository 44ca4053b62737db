// What each figure of a page means, which variant it is, and where that comes from.

/// The glossary of a page.
enum GlossarySection {
  /// A term, its meaning, and its sources by their number in `sources`.
  struct Entry {
    let term: StaticString
    let meaning: StaticString
    var sources: [Int] = []
  }

  static let entries: [Entry] = [
    Entry(
      term: "offered, answered, abandoned, blocked",
      meaning: """
        Customers who entered, retries counted again. Each ends once: given to an agent, gone \
        before that, or turned away at a limit or a closed location. Counted are those who arrive \
        after the warm-up and before closing, whatever becomes of them later.
        """),
    Entry(
      term: "share abandoned", meaning: "Abandoned ÷ offered.", sources: [4]),
    Entry(
      term: "share that waited",
      meaning: "Customers with a wait above 0 ÷ (offered − blocked).", sources: [1]),
    Entry(
      term: "answered within T",
      meaning: "The service level of variant “offered”: answered within T ÷ offered.",
      sources: [4, 7]),
    Entry(
      term: "of the answered, within T",
      meaning: "Variant “answered_only”: answered within T ÷ answered; who left is not counted.",
      sources: [7]),
    Entry(
      term: "answered or gone within T",
      meaning: """
        Variant “abandons_ok”: (answered within T + abandoned within T) ÷ (answered + abandoned).
        """, sources: [7]),
    Entry(
      term: "early leavers not counted, within T",
      meaning: "Variant “short_excluded”: answered within T ÷ (offered − abandoned within T).",
      sources: [7]),
    Entry(
      term: "wait",
      meaning: """
        From entry to answer or departure, of everyone not blocked. “95 % within” is the time that \
        95 of 100 waits do not exceed, of all replications together, never a mean of percentiles.
        """),
    Entry(
      term: "wait of the answered", meaning: "The mean wait of those who were answered (ASA).",
      sources: [4]),
    Entry(
      term: "first response",
      meaning: """
        Wait plus the time to the agent's first answer. More chats at once lower the wait but not \
        this.
        """),
    Entry(
      term: "handle time",
      meaning: "From the assignment of an agent to the end of the chat, without wrap-up."),
    Entry(
      term: "occupancy",
      meaning: "Staffed agent time with a chat or wrap-up ÷ staffed agent time.", sources: [4]),
    Entry(
      term: "places taken",
      meaning: """
        Open chats and wrap-ups ÷ staffed places, over time: what occupancy hides where an agent \
        has several chats at once.
        """),
    Entry(
      term: "chats at once",
      meaning: "Open-chat time of all agents ÷ agent time with at least one open."),
    Entry(
      term: "match score",
      meaning: """
        Language proficiency × document proficiency of the agent who answered, 0…1, mean over the \
        answered. The match value is the same sum ÷ offered, so that losing customers does not \
        raise it.
        """),
    Entry(
      term: "lowest tenth, digits that agree, at home",
      meaning: """
        Of the answered: the score that a tenth did not exceed; the leading digits, 0…8, in which \
        the branch of the agent agrees with the document; answered at the location that the page \
        names.
        """),
    Entry(
      term: "regret, overtakes",
      meaning: """
        What the best agent with room, or the best on duty, would have scored more at the \
        assignment; customers given an agent while somebody of their class who had come earlier \
        waited for the same one.
        """),
    Entry(
      term: "of the best in hindsight",
      meaning: """
        The match scores given ÷ the greatest sum that whoever knew the future could have made of \
        the same customers and the same moments at which agents took somebody; of the whole run. \
        1 where nobody waits and there is nothing to exchange.
        """),
    Entry(
      term: "evenly busy",
      meaning: """
        Jain's index of the occupancies of like agents: 1 if all are alike, 1 ÷ n if one of n does \
        all.
        """),
    Entry(
      term: "ring",
      meaning: """
        A widening of the search after a time of waiting: to agents for neighbouring documents, or \
        at another location. Ring 0 are the agents who may answer from the start.
        """),
    Entry(
      term: "colleagues joined",
      meaning: "Times an agent asked another for help and was joined; no customer of its own."),
    Entry(
      term: "unresolved",
      meaning: "Answered customers who come back because the answer did not fit ÷ answered."),
    Entry(
      term: "day, run",
      meaning: "One replication; a run where the scenario is longer than 24 hours."),
    Entry(
      term: "95 % interval",
      meaning: """
        How far a figure may be off because there are few replications: of a hundred runs with \
        other seeds about 95 have the model's true value inside. Counts have Student's interval, \
        ratios and percentiles the jackknife's. It says nothing of how well the scenario describes \
        the real place.
        """, sources: [2, 3, 5]),
    Entry(
      term: "nine days in ten, worst day in 20",
      meaning: """
        How single replications spread, as a planner's risk: the 5 % and 95 % quantiles of the \
        days' own values, and the share of days on which an objective held.
        """, sources: [6]),
    Entry(
      term: "met, missed, undecided",
      meaning: """
        The whole interval is on the good side of the target, on the bad side, or straddles it. \
        More replications decide what is undecided.
        """),
    Entry(
      term: "M/M/n, M/M/n+M",
      meaning: """
        Queues with an exact solution: one pool of n agents, arrivals at random, exponential \
        times; +M where customers leave after an exponential patience (Erlang C and Erlang A).
        """, sources: [1, 8, 9]),
    Entry(
      term: "gap in standard errors",
      meaning: """
        (Simulated − exact) ÷ standard error of the simulated value. Within ±2 in about 95 of 100 \
        checks of sound machinery.
        """),
  ]

  static let sources: [StaticString] = [
    """
    A. K. Erlang, “Solution of some problems in the theory of probabilities of significance in \
    automatic telephone exchanges”, Elektroteknikeren 13 (1917), 5–13.
    """,
    "Student (W. S. Gosset), “The probable error of a mean”, Biometrika 6 (1908), 1–25.",
    "M. H. Quenouille, “Notes on bias in estimation”, Biometrika 43 (1956), 353–360.",
    """
    N. Gans, G. Koole and A. Mandelbaum, “Telephone call centers: tutorial, review, and research \
    prospects”, Manufacturing & Service Operations Management 5 (2003), 79–141.
    """,
    """
    J. W. Tukey, “Bias and confidence in not-quite large samples” (abstract), Annals of \
    Mathematical Statistics 29 (1958), 614.
    """,
    """
    R. J. Hyndman and Y. Fan, “Sample quantiles in statistical packages”, The American \
    Statistician 50 (1996), 361–365.
    """,
    """
    O. Jouini, G. Koole and A. Roubos, “Performance indicators for call centers with impatient \
    customers”, IIE Transactions 45 (2013), 341–354.
    """,
    "C. Palm, “Research on telephone traffic carried by full availability groups”, Tele (1957).",
    """
    O. Garnett, A. Mandelbaum and M. Reiman, “Designing a call center with impatient customers”, \
    Manufacturing & Service Operations Management 4 (2002), 208–227.
    """,
  ]

  static func write(into page: inout Markup) {
    page.element("dl") { page in
      for entry in entries {
        page.element("dt", entry.term.description)
        let marks = entry.sources.sorted().map { "[\($0)]" }.joined(separator: " ")
        page.element("dd", "\(entry.meaning)\(marks.isEmpty ? "" : " \(marks)")")
        page.breakLine()
      }
    }
    page.element("h3", "Sources")
    page.element("ol", ["class": "sources"]) { page in
      for source in sources { page.element("li", source.description) }
    }
  }
}
