import Knowledge

// The values that the knowledge consists of, each of whose fields is said once: the same lines write a value
// and read it. Codable would cost a start a box and a look-up for each of them. What they hold is checked by
// the compiler, since both ways call their initializers, and by a test that compares them with their
// synthesized coding.

extension Tape {
  func place(_ it: Place?) throws -> Place {
    Place(file: try text(it?.file), line: try integer(it?.line), column: try integer(it?.column))
  }

  func written(_ it: Written?) throws -> Written {
    Written(try text(it?.text), at: try place(it?.place))
  }

  private func citation(_ it: Citation?) throws -> Citation {
    Citation(source: try text(it?.source), section: try text(it?.section))
  }

  func citedText(_ it: CitedText?) throws -> CitedText {
    CitedText(
      try text(it?.text), citations: try list(it?.citations, citation),
      facts: try list(it?.factsByCitation, texts))
  }

  /// `isDraft` is not kept: only a checker asks for it, and a checker reads the files.
  func section(_ it: Section?) throws -> Section {
    var section = Section(
      id: try text(it?.id), topic: try text(it?.topic), facet: try text(it?.facet),
      title: try text(it?.title), gist: try citedText(it?.gist), body: try citedText(it?.body),
      detail: try optional(it?.detail, citedText), cautions: try texts(it?.cautions),
      phrases: try list(it?.phrases, written), keywords: try list(it?.keywords, written),
      more: try texts(it?.more), why: try optional(it?.why, text), place: try place(it?.place))
    section.lines = try list(it?.lines, written)
    return section
  }

  /// - Throws: `invalid` for an unknown kind, and from 200 conditions within conditions on.
  func condition(_ it: Condition?) throws -> Condition { try nested { try plainCondition(it) } }

  private func plainCondition(_ it: Condition?) throws -> Condition {
    let (kind, held) = it.map(\.coded) ?? (0, .init())
    switch try number(kind) {
    case 0: return .all(try list(held.parts, condition))
    case 1: return .any(try list(held.parts, condition))
    case 2: return .not(try condition(held.parts?.first))
    case 3: return .stated(try texts(held.names))
    case 4: return .denied(try texts(held.names))
    case 5: return .reads(try texts(held.names), try texts(held.readings))
    case 6: return .compares(try texts(held.names), try choice(held.sign), try real(held.limit))
    case 7: return .signal(try texts(held.names))
    case 8: return .line(try texts(held.names))
    case 9: return .topic(try texts(held.names))
    case 10: return .facet(try texts(held.names))
    case 11: return .section(try texts(held.names))
    default: throw failure
    }
  }
}

extension Condition {
  /// What a condition of any kind holds.
  fileprivate struct Held {
    var parts: [Condition]?
    var names: [String]?
    var readings: [String]?
    var sign: Comparison?
    var limit: Double?
  }

  /// The number of its kind, and what it holds.
  fileprivate var coded: (kind: UInt8, held: Held) {
    switch self {
    case .all(let parts): (0, Held(parts: parts))
    case .any(let parts): (1, Held(parts: parts))
    case .not(let part): (2, Held(parts: [part]))
    case .stated(let names): (3, Held(names: names))
    case .denied(let names): (4, Held(names: names))
    case .reads(let names, let readings): (5, Held(names: names, readings: readings))
    case .compares(let names, let sign, let limit):
      (6, Held(names: names, sign: sign, limit: limit))
    case .signal(let names): (7, Held(names: names))
    case .line(let names): (8, Held(names: names))
    case .topic(let names): (9, Held(names: names))
    case .facet(let names): (10, Held(names: names))
    case .section(let names): (11, Held(names: names))
    }
  }
}
