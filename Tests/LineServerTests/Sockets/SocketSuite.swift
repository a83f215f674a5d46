import Testing

/// Everything that opens sockets: one test after the other, each with an end.
@Suite(.serialized, .timeLimit(.minutes(3)))
enum SocketTests {}
