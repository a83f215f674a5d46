import Knowledge
import LabValues
import Yams

/// Limits and intervals of `labs.yaml`.
extension YAMLReader {
  /// A limit, where `null` stands for an open end.
  mutating func limit(_ node: Node?) -> Double? {
    guard let node, node.scalar?.string != "null", node.scalar?.string != "~" else { return nil }
    return number(node)
  }

  /// Two numbers that rise, as a span; both ends count.
  ///
  ///     [1, 20]   →   1...20        [20, 1]   →   a problem, and 0...0
  mutating func span(_ node: Node?) -> ClosedRange<Double> {
    let ends = list(node).compactMap { number($0) }
    guard ends.count == 2, ends[0] <= ends[1] else {
      if let node { note(.expected("two rising numbers", found: "\(ends.count)"), at: place(node)) }
      return 0...0
    }
    return ends[0]...ends[1]
  }

  mutating func band(_ node: Node) -> Band {
    let keys = mapping(node, required: ["name", "from"], optional: ["to", "words"])
    return Band(
      name: text(keys["name"]), from: number(keys["from"]) ?? 0, to: limit(keys["to"]),
      words: optionalText(keys["words"]) ?? "")
  }

  mutating func reference(_ node: Node?, _ canonical: String) -> ReferenceInterval {
    guard let node else { return ReferenceInterval(low: nil, high: nil, unit: canonical) }
    let keys = mapping(
      node, optional: ["unit", "low", "high", "other_system", "source"])
    return ReferenceInterval(
      low: limit(keys["low"]), high: limit(keys["high"]),
      unit: optionalText(keys["unit"]) ?? canonical,
      otherSystem: optionalText(keys["other_system"]) ?? "",
      source: optionalText(keys["source"]) ?? "")
  }
}
