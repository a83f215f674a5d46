import Diagnosing
import Testing

struct DoctorTests {
  private func doctor(_ change: (inout Doctor) -> Void = { _ in }) -> Doctor {
    var doctor = Doctor(
      knowledge: .good(folder: "/k", sections: 338), cache: .fresh("/c/a.knowledge"), port: .free,
      portNumber: 2252, terminal: "xterm-256color", isInteractive: true, hasColour: true,
      columns: 80, locale: ("LANG", "de_DE.UTF-8"), isUTF8: true)
    change(&doctor)
    return doctor
  }

  @Test func whereAllIsWellEachThingIsNamed() {
    #expect(
      doctor().findings.lines == """
        ok    knowledge     338 sections in /k
        ok    cache         /c/a.knowledge
        ok    terminal      xterm-256color, 80 columns, in colour
        ok    locale        LANG=de_DE.UTF-8
        ok    port 2252     free

        """)
    #expect(!doctor().findings.hasFailure)
  }

  private static let odd: [@Sendable (inout Doctor) -> Void] = [
    { $0.knowledge = .missing(tried: ["/a", "/b"]) },
    { $0.knowledge = .broken(folder: "/k", problems: 3) }, { $0.cache = .noFolder },
    { $0.cache = .notWritable("/c") }, { $0.cache = .stale("/c") }, { $0.terminal = "dumb" },
    { $0.columns = 30 },
    {
      $0.locale = nil
      $0.isUTF8 = false
    }, { $0.port = .served(greeting: "calciq 1.0") }, { $0.port = .taken },
    { $0.isInteractive = false },
  ]

  @Test func whatIsOddIsTold() {
    let lines = Self.odd.map { change in
      let usual = doctor().findings
      return doctor(change).findings.filter { !usual.contains($0) }.lines
    }
    #expect(
      lines.joined() == """
        FAIL  knowledge     no folder found; looked for /a, /b. Use --intents or CALCIQ_INTENTS
        FAIL  knowledge     /k has 3 problems; calciq check names them
        warn  cache         neither HOME nor XDG_CACHE_HOME is set: each start learns anew, some seconds
        warn  cache         /c cannot be written: each start learns anew, some seconds
        ok    cache         /c is of other knowledge or another build; the next start learns once
        warn  terminal      TERM is 'dumb': no colour and no line editing
        warn  terminal      xterm-256color, 30 columns: tables need 40
        warn  locale        no UTF-8 (LANG is not set): plots are drawn with ASCII
        ok    port 2252     a server answers there: calciq 1.0
        warn  port 2252     another program listens there; calciq serve --port takes another
        ok    terminal      none: one answer for each line of input

        """)
  }
}
