/// What `calciq doctor` looks at when something does not work as expected.
///
/// What was found out about this machine comes in as a value; here it is only judged.
///
/// It judges and reads nothing itself, so that a table can test every case.
package struct Doctor: Sendable {
  /// The knowledge folder and what is in it.
  package enum KnowledgeState: Sendable {
    case missing(tried: [String])
    case broken(folder: String, problems: Int)
    case good(folder: String, sections: Int)
  }

  /// The compiled knowledge, which makes a start quick.
  package enum CacheState: Sendable {
    case noFolder
    case notWritable(String)
    /// There is none yet at a path.
    case absent(String)
    case fresh(String)
    case stale(String)
  }

  /// Who answers at the port of the line protocol.
  package enum PortState: Sendable {
    case free
    case served(greeting: String)
    case taken
  }

  package var knowledge: KnowledgeState
  package var cache: CacheState
  package var port: PortState
  package var portNumber: Int
  /// `TERM` of the environment.
  package var terminal: String?
  package var isInteractive: Bool
  package var hasColour: Bool
  package var columns: Int
  /// The variables that tell the locale, with the one that counts.
  package var locale: (name: String, value: String)?
  package var isUTF8: Bool

  package init(
    knowledge: KnowledgeState, cache: CacheState, port: PortState, portNumber: Int,
    terminal: String?, isInteractive: Bool, hasColour: Bool, columns: Int,
    locale: (name: String, value: String)?, isUTF8: Bool
  ) {
    self.knowledge = knowledge
    self.cache = cache
    self.port = port
    self.portNumber = portNumber
    self.terminal = terminal
    self.isInteractive = isInteractive
    self.hasColour = hasColour
    self.columns = columns
    self.locale = locale
    self.isUTF8 = isUTF8
  }

  /// Always five, in the same order.
  package var findings: [Finding] {
    [knowledgeFinding, cacheFinding, terminalFinding, localeFinding, portFinding]
  }

  private var knowledgeFinding: Finding {
    switch knowledge {
    case .missing(let tried):
      .fail(
        "knowledge",
        "no folder found; looked for \(tried.joined(separator: ", ")). Use --intents or CALCIQ_INTENTS"
      )
    case .broken(let folder, let problems):
      .fail("knowledge", "\(folder) has \(problems) problems; calciq check names them")
    case .good(let folder, let sections): .ok("knowledge", "\(sections) sections in \(folder)")
    }
  }

  private var cacheFinding: Finding {
    switch cache {
    case .noFolder:
      .warn("cache", "neither HOME nor XDG_CACHE_HOME is set: each start learns anew, some seconds")
    case .notWritable(let path):
      .warn("cache", "\(path) cannot be written: each start learns anew, some seconds")
    case .absent(let path): .ok("cache", "nothing yet at \(path); the next start learns once")
    case .stale(let path):
      .ok("cache", "\(path) is of other knowledge or another build; the next start learns once")
    case .fresh(let path): .ok("cache", path)
    }
  }

  private var terminalFinding: Finding {
    guard isInteractive else {
      return .ok("terminal", "none: one answer for each line of input")
    }
    let name = terminal ?? ""
    if ["", "dumb", "unknown"].contains(name) {
      return .warn("terminal", "TERM is '\(name)': no colour and no line editing")
    }
    let colour = hasColour ? "in colour" : "without colour"
    return columns < 40
      ? .warn("terminal", "\(name), \(columns) columns: tables need 40")
      : .ok("terminal", "\(name), \(columns) columns, \(colour)")
  }

  private var localeFinding: Finding {
    let said = locale.map { "\($0.name)=\($0.value)" } ?? "LANG is not set"
    return isUTF8
      ? .ok("locale", said) : .warn("locale", "no UTF-8 (\(said)): plots are drawn with ASCII")
  }

  private var portFinding: Finding {
    switch port {
    case .free: .ok("port \(portNumber)", "free")
    case .served(let greeting): .ok("port \(portNumber)", "a server answers there: \(greeting)")
    case .taken:
      .warn(
        "port \(portNumber)", "another program listens there; calciq serve --port takes another")
    }
  }
}
