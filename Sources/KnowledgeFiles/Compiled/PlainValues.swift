import Knowledge

// The values that the knowledge consists of, written and read without the machinery of Codable: it costs
// a start a box and a look-up for each of them. What they hold is checked by the compiler, since reading
// calls their initializers, and by a test that compares them with their synthesized coding.

extension Tape {
  /// - Parameter element: reads one; it must consume a byte at least, since counts are only bounded
  ///   by bytes
  func list<Element>(_ element: () throws -> Element) throws -> [Element] {
    let count = try count()
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for _ in 0..<count { elements.append(try element()) }
    return elements
  }

  func integer() throws -> Int { Int(clamping: try number(Int64.self)) }

  func real() throws -> Double { Double(bitPattern: try number(UInt64.self)) }

  func optional<Value>(_ value: () throws -> Value) throws -> Value? {
    try flag() ? value() : nil
  }

  func texts() throws -> [String] { try list { try text() } }

  func texts<Value>(to value: () throws -> Value) throws -> [String: Value] {
    var map: [String: Value] = [:]
    let count = try count()
    map.reserveCapacity(count)
    for _ in 0..<count { map[try text()] = try value() }
    return map
  }

  /// A case of an enumeration, by its position.
  ///
  /// - Throws: where there are fewer cases: bytes of another program.
  func choice<Choice: CaseIterable>(_ type: Choice.Type) throws -> Choice {
    let position = Int(try number(UInt8.self))
    let choices = type.allCases
    guard position < choices.count else { throw failure }
    return choices[choices.index(choices.startIndex, offsetBy: position)]
  }

  func place() throws -> Place {
    Place(file: try text(), line: try integer(), column: try integer())
  }

  func written() throws -> Written { Written(try text(), at: try place()) }

  func citedText() throws -> CitedText {
    CitedText(
      try text(),
      citations: try list { Citation(source: try text(), section: try text()) },
      facts: try list(texts))
  }

  /// `isDraft` is not kept: only a checker asks for it, and a checker reads the files.
  func section() throws -> Section {
    var section = Section(
      id: try text(), topic: try text(), facet: try text(), title: try text(),
      gist: try citedText(), body: try citedText(), detail: try optional(citedText),
      cautions: try texts(), phrases: try list(written), keywords: try list(written),
      more: try texts(),
      why: try optional { try text() }, place: try place())
    section.lines = try list(written)
    return section
  }

  /// - Throws: `invalid` for an unknown kind, and from 200 conditions within conditions on.
  func condition() throws -> Condition { try nested { try plainCondition() } }

  private func plainCondition() throws -> Condition {
    switch try number(UInt8.self) {
    case 0: .all(try list { try condition() })
    case 1: .any(try list { try condition() })
    case 2: .not(try condition())
    case 3: .stated(try texts())
    case 4: .denied(try texts())
    case 5: .reads(try texts(), try texts())
    case 6:
      .compares(
        try texts(), try choice(Condition.Comparison.self), try real())
    case 7: .signal(try texts())
    case 8: .line(try texts())
    case 9: .topic(try texts())
    case 10: .facet(try texts())
    case 11: .section(try texts())
    default: throw failure
    }
  }
}

extension Sink {
  func add<Element>(_ list: [Element], _ element: (Element) throws -> Void) rethrows {
    add(count: list.count)
    for value in list { try element(value) }
  }

  func add<Value>(_ value: Value?, _ present: (Value) throws -> Void) rethrows {
    add(value != nil)
    if let value { try present(value) }
  }

  func add(_ texts: [String]) { add(texts) { (text: String) in add(text) } }

  /// Goes in the order of the keys, so that equal maps give equal bytes.
  func add<Value>(_ map: [String: Value], _ value: (Value) throws -> Void) rethrows {
    add(count: map.count)
    for (key, held) in map.sorted(by: { $0.key < $1.key }) {
      add(key)
      try value(held)
    }
  }

  func add(_ number: Int) { addNumber(Int64(number)) }
  func add(_ number: Double) { addNumber(number.bitPattern) }

  /// By position, so that a case that moves makes old files wrong: they are of another build then.
  func add<Choice: CaseIterable & Equatable>(choice: Choice) {
    addNumber(UInt8(Array(Choice.allCases).firstIndex(of: choice) ?? 0))
  }

  func add(_ place: Place) {
    add(place.file)
    add(place.line)
    add(place.column)
  }

  func add(_ written: Written) {
    add(written.text)
    add(written.place)
  }

  func add(_ cited: CitedText) {
    add(cited.text)
    add(cited.citations) {
      add($0.source)
      add($0.section)
    }
    add(cited.factsByCitation) { add($0) }
  }

  func add(_ section: Section) {
    for text in [section.id, section.topic, section.facet, section.title] { add(text) }
    add(section.gist)
    add(section.body)
    add(section.detail) { add($0) }
    add(section.cautions)
    add(section.phrases) { add($0) }
    add(section.keywords) { add($0) }
    add(section.more)
    add(section.why) { add($0) }
    add(section.place)
    add(section.lines) { add($0) }
  }

  func add(_ condition: Condition) {
    func add(_ kind: UInt8, _ names: [String]) {
      addNumber(kind)
      self.add(names)
    }
    switch condition {
    case .all(let parts):
      addNumber(0 as UInt8)
      self.add(parts) { self.add($0) }
    case .any(let parts):
      addNumber(1 as UInt8)
      self.add(parts) { self.add($0) }
    case .not(let part):
      addNumber(2 as UInt8)
      self.add(part)
    case .stated(let names): add(3, names)
    case .denied(let names): add(4, names)
    case .reads(let names, let readings):
      add(5, names)
      self.add(readings)
    case .compares(let names, let sign, let limit):
      add(6, names)
      self.add(choice: sign)
      self.add(limit)
    case .signal(let names): add(7, names)
    case .line(let names): add(8, names)
    case .topic(let names): add(9, names)
    case .facet(let names): add(10, names)
    case .section(let names): add(11, names)
    }
  }
}
