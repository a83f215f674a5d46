import Testing

@testable import LabValues

/// Numbers that are known apart from any line.
struct CatalogueValueTests {
  @Test(
    arguments: [
      ("calcium_total", 2.6, nil, 10.4), ("calcium_total", 10.2, "mg/dL", 10.2),
      ("phosphate", 2, "mmol/L", 6.2), ("pth", 850, nil, 850),
    ] as [(String, Double, String?, Double)])
  func aNumberHasACanonicalValue(id: String, number: Double, unit: String?, value: Double) throws {
    let found = try SmallLabs.catalogue.value(of: id, number: number, unit: unit).get()
    #expect(decimalText(found.value, decimals: 1) == decimalText(value, decimals: 1))
    #expect(found.unit == SmallLabs.catalogue.analyte(id)?.canonical)
  }

  @Test(
    arguments: [
      ("phosphate", 3.4, nil, Doubt.Reason.missingUnit), ("calcium_total", 98, nil, .implausible),
      ("pth", 8, "mg/dL", .unitDoesNotFit(typed: "mg/dL")), ("zonulin", 1, nil, .implausible),
    ] as [(String, Double, String?, Doubt.Reason)])
  func anOpenNumberIsADoubt(id: String, number: Double, unit: String?, reason: Doubt.Reason) {
    guard case .failure(let doubt) = SmallLabs.catalogue.value(of: id, number: number, unit: unit)
    else {
      Issue.record("\(id) \(number) is a value")
      return
    }
    #expect(doubt.reason == reason)
  }

  @Test(arguments: [
    (["calcium_total": "mg/dL"], true), (["phosphate": "mg/dL"], false), ([:], false),
    (["calcium_total": "mg/dL", "pth": "pmol/L"], false),
  ])
  func theResultsKnownSoFarBreakATie(units: [String: String], isRead: Bool) {
    let context = ReadingContext(units: units)
    let value = SmallLabs.catalogue.value(of: "phosphate", number: 3.4, unit: nil, in: context)
    #expect((try? value.get()) == (isRead ? Quantity(3.4, "mg/dL") : nil))
  }

  @Test(
    arguments: [
      (6.5, nil, AlarmUrgency.now, true), (6.49, nil, .today, true), (6, "mEq/L", .today, true),
      (5.9, nil, nil, true), (2.5, nil, .now, false), (2.6, nil, nil, false), (68, nil, nil, true),
      (6.8, "mg/dL", nil, true),
    ] as [(Double, String?, AlarmUrgency?, Bool)])
  func theMostUrgentLimitAlarms(
    number: Double, unit: String?, urgency: AlarmUrgency?, isHigh: Bool
  ) {
    let bare = BareValue(value: number, unit: unit, asTyped: plainText(number))
    let alarm = SmallLabs.catalogue.alarm(of: "potassium", bare)
    #expect(alarm?.urgency == urgency)
    if let alarm { #expect(alarm.isHigh == isHigh && alarm.flag.isCritical) }
    #expect(SmallLabs.catalogue.alarm(of: "calcium_total", bare) == nil)
  }
}
