/// Of whom the words at a place speak.
enum Subject: Equatable {
  /// Nobody was named: the person typing.
  case implied
  case speaker
  /// A clinician's patient: the session is about them.
  case patient
  /// The person's child: the session is about the child.
  case child
  /// Somebody else, named by these lexemes.
  case other(start: Int, end: Int)
  /// People in general.
  case generic

  /// The facts at this place belong to the session.
  var isOurs: Bool {
    switch self {
    case .implied, .speaker, .patient, .child: true
    case .other, .generic: false
    }
  }

  /// Somebody of the session was named.
  var isNamed: Bool {
    switch self {
    case .speaker, .patient, .child: true
    case .implied, .other, .generic: false
    }
  }
}

/// Whether a clause asks, and whether what it asks about is taken as given.
enum Asking: Equatable {
  case no
  /// "is a calcium of 15 dangerous"
  case open
  /// "why is my calcium high": what it asks about is taken as given.
  case presupposing
}
