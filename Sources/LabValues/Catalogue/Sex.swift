package enum Sex: String, Sendable, Hashable, CaseIterable, Codable { case female, male }
