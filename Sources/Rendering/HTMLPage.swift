package import Conversation
import Knowledge

/// A reply as one HTML page that needs nothing besides itself: no script, no address is fetched, and
/// it prints well. It is written so that a parser of XML reads it too.
///
/// The first heading is the title. Everything that a person typed is escaped.
///
/// Hostile input: a page may quote what a person typed, so every text goes through `escaped(_:)`,
/// and the page's own policy (Content-Security-Policy) forbids scripts and every request.
package struct HTMLPage: Sendable {
  package init() {}

  /// The whole document, with the sources that its markers stand for.
  ///
  /// - Returns: the page with a line break at its end; a reply without a heading has an empty
  ///   title.
  package func text(of reply: Reply) -> String {
    var body: [String] = []
    var title: String?
    for block in reply.blocks {
      if case .heading(let text) = block {
        body.append(Self.element(title == nil ? "h1" : "h2", text))
        title = title ?? text
      } else {
        body += elements(of: block)
      }
    }
    let feet = FootLine.lines(of: reply.citations).map { Self.element("p", $0.text) }
    if !feet.isEmpty { body.append("<footer>\n\(feet.joined(separator: "\n"))\n</footer>") }
    return """
      <!DOCTYPE html>
      <html xmlns="http://www.w3.org/1999/xhtml" lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
      <title>\(Self.escaped(title ?? ""))</title>
      <style>
      \(Self.style)
      </style>
      </head>
      <body>
      <main>
      \(body.joined(separator: "\n"))
      </main>
      </body>
      </html>

      """
  }

  private func elements(of block: ReplyBlock) -> [String] {
    switch block {
    case .heading(let text), .noted(let text), .text(let text):
      return text.split(separator: "\n").map { Self.element("p", String($0)) }
    case .urgent(let text): return [Self.element("p", text, class: "urgent")]
    case .caution(let text): return [Self.element("p", text, class: "caution")]
    case .list(let items): return [list("ul", items)]
    case .choices(let items): return [list("ol", items)]
    case .table(let table):
      return table.alerts.map { Self.element("p", $0, class: "urgent") }
        + [grid(TableCells(table)), Self.element("p", table.summaryWithLegend)]
    case .trend(let trend): return [figure(trend)]
    case .sideBySide(let table):
      return [
        grid(
          TableCells(
            titles: [""] + table.titles, rows: table.rows.map { [$0.name] + $0.cells }))
      ]
    }
  }

  private func list(_ name: String, _ items: [String]) -> String {
    "<\(name)>\n" + items.map { Self.element("li", $0) }.joined(separator: "\n") + "\n</\(name)>"
  }

  private func grid(_ table: TableCells) -> String {
    let head = table.titles.map { "<th scope=\"col\">\(Self.escaped($0))</th>" }.joined()
    let rows = table.rows.map { cells in
      let name = cells.first.map { "<th scope=\"row\">\(Self.escaped($0))</th>" } ?? ""
      return "<tr>\(name)\(cells.dropFirst().map { Self.element("td", $0) }.joined())</tr>"
    }
    return """
      <table>
      <thead><tr>\(head)</tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table>
      """
  }

  private func figure(_ trend: LabTrend) -> String {
    let unit = trend.unit.isEmpty ? "" : ", \(trend.unit)"
    let limits = [trend.lowLabel, trend.highLabel].filter { !$0.isEmpty }
    let span = limits.isEmpty ? "" : " (\(limits.joined(separator: "–")))"
    let values = trend.points.map { point in
      let date = point.date.isEmpty ? "" : "\(point.date): "
      return date + point.result + (point.mark.isEmpty ? "" : " \(point.mark)")
    }
    return """
      <figure>
      <figcaption>\(Self.escaped(trend.name + unit + span))</figcaption>
      \(trend.points.count > 1 ? TrendDrawing(trend).svg : "")
      <p>\(Self.escaped(values.joined(separator: " · ")))</p>
      <p>\(Self.escaped(trend.summary))</p>
      </figure>
      """
  }

  static func element(_ name: String, _ text: String, class kind: String? = nil) -> String {
    let attribute = kind.map { " class=\"\($0)\"" } ?? ""
    return "<\(name)\(attribute)>\(escaped(text))</\(name)>"
  }

  /// For text and for attributes in double quotes. Control characters are left out.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      // What no document may hold, whatever a reply does.
      case "\u{0}"..<" ", "\u{7F}"..<"\u{A0}", "\u{FFFE}", "\u{FFFF}": continue
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static let style = """
    html { font: 16px/1.45 system-ui, sans-serif; color: #111; background: #fff; }
    main { max-width: 46em; margin: 2em auto; padding: 0 1em; }
    h1 { font-size: 1.6em; margin: 0 0 .5em; }
    h2 { font-size: 1.15em; margin: 1.6em 0 .4em; }
    p, ul, ol { margin: .5em 0; }
    table { border-collapse: collapse; width: 100%; margin: .5em 0; }
    th, td { text-align: left; vertical-align: top; padding: .3em .8em .3em 0; border-bottom: 1px solid #bbb; }
    tbody th { font-weight: normal; }
    .caution { border-left: .25em solid #777; padding-left: .8em; }
    .urgent { border: 2px solid #a00; padding: .5em .8em; font-weight: bold; }
    figure { margin: 1em 0; }
    figcaption { font-weight: bold; }
    svg { display: block; width: 100%; max-width: 40em; height: auto; }
    footer { margin-top: 2em; border-top: 1px solid #bbb; font-size: .85em; }
    @page { margin: 18mm; }
    @media print {
      html { font-size: 11pt; }
      main { max-width: none; margin: 0; padding: 0; }
      h1, h2, figcaption { break-after: avoid; }
      table, figure, li, tr, .urgent, .caution { break-inside: avoid; }
    }
    """
}
