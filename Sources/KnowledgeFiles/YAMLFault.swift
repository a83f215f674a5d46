/// What is wrong with text that is no YAML, in words that help its author, who knows nothing of parsers.
///
///     - [my] chest pain     "text that begins with '['; put it in quotes"
///
/// The words of the parser (libyaml) are recognised, and where they are not, shown as they are.
struct YAMLFault {
  /// What is wrong and how it is mended.
  let words: String

  /// - Parameters:
  ///   - problem: what the parser says
  ///   - context: what it was reading
  ///   - line: where it stopped, counted from 1
  init(problem: String, context: String, line: Int, in text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let stopped = lines.indices.contains(line - 1) ? String(lines[line - 1]) : ""
    words = Self.mend(problem, context, stopped) ?? "\(problem) \(context)"
  }

  /// Whether the place that matters is where something was opened that never ends.
  static func isOpened(_ context: String) -> Bool {
    context.contains("quoted scalar") || context.contains("flow sequence")
      || context.contains("flow mapping")
  }

  private static let closing: [Character: Character] = ["[": "]", "{": "}"]

  /// The bracket with which an item or a value begins that goes on behind it: "- [my] chest pain".
  private static func opened(_ line: String) -> Character? {
    var text = line.drop { $0 == " " }
    if text.hasPrefix("- ") {
      text = text.dropFirst(2)
    } else if let colon = text.firstRange(of: ": ") {
      text = text[colon.upperBound...]
    }
    text = text.drop { $0 == " " }
    guard let sign = text.first, let end = Self.closing[sign],
      let close = text.firstIndex(of: end)
    else { return nil }
    let rest = text[text.index(after: close)...].drop { $0 == " " }
    return rest.isEmpty || rest.first == "#" || rest.contains(end) ? nil : sign
  }

  /// - Parameter line: where the parser stopped, without its end
  private static func mend(_ problem: String, _ context: String, _ line: String) -> String? {
    if line.prefix(while: { $0 == " " || $0 == "\t" }).contains("\t") {
      return "a tab in front of the text; indent with blanks"
    }
    if context.contains("quoted scalar") {
      return problem.contains("escape")
        ? "a backslash within double quotes; use single quotes"
        : "the quote that begins here does not end; a ' within single quotes is written ''"
    }
    if context.contains("flow sequence") {
      return "the list that begins here with '[' does not end with ']'"
    }
    if context.contains("flow mapping") {
      return "what begins here with '{' does not end with '}'"
    }
    if let sign = opened(line), !context.contains("quoted scalar") {
      return "text that begins with '\(sign)'; put it in quotes"
    }
    if problem.contains("mapping values are not allowed") {
      return
        "a colon before a blank within text, or a wrong indentation; put text with a colon in quotes,"
        + " or write '|' behind the key and the text below it, indented"
    }
    if problem.contains("cannot start any token") {
      return "text that begins with a sign; put it in quotes"
    }
    if problem.contains("alphabetic or numeric") || problem.contains("undefined alias")
      || problem.contains("alias")
    {
      return "text that begins with * or &; put it in quotes"
    }
    if problem.contains("could not find expected ':'") {
      return
        "a line that is neither 'key: value' nor an item '- …'; is it indented less than what it belongs to?"
    }
    if problem.contains("did not find expected key")
      || problem.contains("did not find expected '-' indicator")
      || context.contains("block mapping") || context.contains("block collection")
    {
      return
        "a line that is indented otherwise than those it belongs to, or has text behind a closing quote"
    }
    return nil
  }
}
