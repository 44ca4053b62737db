// How the desk stands at the moment, for whoever watches it.

import Rings

/// What goes up and down at a desk.
public struct DeskFigures: Equatable, Sendable {
  /// Customers in the queue, those who are offered too.
  public var waiting = 0
  /// Customers in dialogues.
  public var talking = 0
  /// Agents' questions, waiting and being answered.
  public var questions = 0
  /// Agents who get nobody new. Those whose connection is lost count as what they are at.
  public var away = 0
  /// Agents who have an offer to answer.
  public var offered = 0
  /// Agents in dialogues.
  public var busy = 0
  /// Agents at the work after one.
  public var wrappingUp = 0
  /// Agents who have nothing to do.
  public var available = 0
}

extension ConsultDesk {
  /// How the desk stands.
  ///
  /// - Complexity: O(queues + agents).
  public var figures: DeskFigures {
    var figures = DeskFigures()
    for queue in queues { figures.waiting += queue.turns.count }
    figures.talking = pool.taken - questions - figures.waiting
    figures.questions = questions
    for agent in agents {
      switch agent.standing {
      case .offline: break
      case .away: figures.away += 1
      case .offered: figures.offered += 1
      case .busy: figures.busy += 1
      case .wrapUp: figures.wrappingUp += 1
      case .available: figures.available += 1
      }
    }
    return figures
  }
}
