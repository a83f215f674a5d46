import Language
import Testing

@Suite struct StemmerTests {
  @Test(arguments: Self.pairs)
  func stemsAsSnowballDoes(_ pair: StemPair) {
    #expect(Stemmer.stem(of: pair.word) == pair.stem)
  }

  @Test func theTableHoldsThreeHundredPairs() {
    #expect(Self.pairs.count >= 300)
  }

  @Test(arguments: [
    "", "'", "''", "'s", "a", "yy", "yyy", "yyyy", "'ing", "'''''", "ing", "ed", "s", "ss",
  ])
  func staysWithinAnyShortWord(_ word: String) {
    #expect(Stemmer.stem(of: word).utf8.count <= word.utf8.count)
  }

  @Test(arguments: [("'tis", "tis"), ("dog's", "dog"), ("dogs'", "dog"), ("dog's'", "dog")])
  func dropsApostrophes(_ word: String, _ stem: String) {
    #expect(Stemmer.stem(of: word) == stem)
  }

  struct StemPair: Sendable, CustomTestStringConvertible {
    var word: String
    var stem: String
    var testDescription: String { "\(word) → \(stem)" }
  }

  /// Word and stem; each stem agrees with the official vocabulary where that has the word.
  static let pairs: [StemPair] = """
    a a, by by, the the, skies sky, skis ski, sky sky, dying die, lying lie, tying tie,
    vying vie, idly idl, gently gentl, ugly ugli, early earli, only onli, singly singl,
    news news, howe howe, atlas atlas, cosmos cosmos, bias bias, andes andes, inning inning,
    innings inning, outing outing, canning canning, herring herring, earring earring,
    evening evening, evened even, proceed proceed, proceeds proceed, exceed exceed,
    succeed succeed, exceeded exceed, proceeding proceed, generate generat, generally general,
    generic generic, generous generous, communication communic, communism communism,
    community communiti, arsenic arsenic, arsenal arsenal, pasted paste, paste paste, past past,
    pasting paste, universe univers, universal universal, university universiti,
    universities universiti, later later, lateral lateral, laterally lateral, emergency emergenc,
    emerge emerg, emerged emerg, organ organ, organic organic, organize organiz,
    organization organiz, organs organ, international internat, internal internal,
    interval interval, intervals interval, interfere interfer, internist internist,
    caresses caress, ponies poni, ties tie, cats cat, gas gas, gaps gap, this this, kiwis kiwi,
    us us, bus bus, glass glass, stress stress, classes class, tries tri, cries cri, dies die,
    agreed agre, feed feed, plastered plaster, bled bled, motoring motor, sing sing,
    conflated conflat, troubled troubl, sized size, hopping hop, tanned tan, falling fall,
    hissing hiss, fizzed fizz, failing fail, filing file, hoped hope, hoping hope,
    luxuriated luxuri, happy happi, cry cri, crying cri, cried cri, say say, says say,
    saying say, boy boy, boyish boyish, enjoy enjoy, enjoyed enjoy, enjoyment enjoy, youth youth,
    yes yes, yellow yellow, syzygy syzygi, relational relat, conditional condit, rational ration,
    valency valenc, hesitancy hesit, digitizer digit, conformably conform, radically radic,
    differently differ, vilely vile, analogously analog, vietnamization vietnam,
    predication predic, operator oper, feudalism feudal, decisiveness decis, hopefulness hope,
    callousness callous, formality formal, sensitivity sensit, sensibility sensibl,
    triplicate triplic, formative format, formalize formal, electricity electr,
    electrical electr, hopeful hope, goodness good, revival reviv, allowance allow,
    inference infer, airliner airlin, gyroscopic gyroscop, adjustable adjust, defensible defens,
    irritant irrit, replacement replac, adjustment adjust, dependent depend, adoption adopt,
    communal communal, angularity angular, homologous homolog, effective effect,
    bowdlerize bowdler, probate probat, rate rate, cease ceas, controlling control, roll roll,
    rolled roll, rolling roll, calcification calcif, calcifications calcif, calcified calcifi,
    calcify calcifi, calcifying calcifi, calcifies calcifi, calcinosis calcinosi,
    calcium calcium, calciphylaxis calciphylaxi, calcific calcif, calcareous calcar,
    decalcified decalcifi, kidney kidney, kidneys kidney, dialysis dialysi, dialyses dialys,
    phosphate phosphat, phosphates phosphat, phosphorus phosphorus, vitamin vitamin,
    vitamins vitamin, parathyroid parathyroid, hormone hormon, hormones hormon, hormonal hormon,
    treatment treatment, treatments treatment, treat treat, treated treat, treating treat,
    therapy therapi, therapies therapi, therapeutic therapeut, symptom symptom, symptoms symptom,
    symptomatic symptomat, cause caus, causes caus, caused caus, causing caus, causal causal,
    diagnosis diagnosi, diagnose diagnos, diagnosed diagnos, diagnostic diagnost,
    diagnoses diagnos, surgery surgeri, surgeries surgeri, surgical surgic, surgically surgic,
    surgeon surgeon, surgeons surgeon, medicine medicin, medicines medicin, medication medic,
    medications medic, medical medic, medically medic, warfarin warfarin, pain pain,
    painful pain, pains pain, painless painless, swelling swell, swollen swollen, swells swell,
    inflammation inflamm, inflammatory inflammatori, inflamed inflam, inflame inflam,
    tissue tissu, tissues tissu, tissular tissular, vascular vascular, vessels vessel,
    vessel vessel, valves valv, valve valv, artery arteri, arteries arteri, arterial arteri,
    coronary coronari, cardiac cardiac, cardiologist cardiolog, rheumatologist rheumatolog,
    nephrologist nephrolog, dermatology dermatolog, dermatologist dermatolog, urologist urolog,
    pathology patholog, pathologist patholog, laboratory laboratori, laboratories laboratori,
    normal normal, normally normal, abnormal abnorm, abnormally abnorm, abnormality abnorm,
    abnormalities abnorm, increase increas, increased increas, increasing increas,
    increasingly increas, decreases decreas, decreased decreas, elevated elev, elevation elev,
    elevations elev, generalized general, localized local, localisation localis,
    localised localis, tumoral tumor, tumor tumor, tumors tumor, tumour tumour,
    dystrophic dystroph, metastatic metastat, metastasis metastasi, idiopathic idiopath,
    iatrogenic iatrogen, genetic genet, genetics genet, genetically genet, inherited inherit,
    inheritance inherit, running run, runner runner, ran ran, runs run, walked walk,
    walking walk, walker walker, quickly quick, slowly slowli, quick quick, heavier heavier,
    heaviest heaviest, easily easili, easier easier, daily daili, weekly week, monthly month,
    question question, questions question, questioning question, answer answer, answers answer,
    answered answer, answering answer, reasonable reason, reasonably reason, reasoning reason,
    possibly possibl, possible possibl, possibility possibl, possibilities possibl,
    probably probabl, probability probabl, necessary necessari, necessarily necessarili,
    necessity necess, careful care, carefully care, carefulness care, careless careless,
    carelessly careless, carelessness careless, helpfully help, helplessly helpless,
    helpless helpless, children children, child child, women women, men men, feet feet,
    teeth teeth, mice mice, lives live, knives knive, leaves leav, wolves wolv, added add,
    adding add, egg egg, eggs egg, odd odd, odds odd, off off, ebbed ebb, ebbing ebb, inn inn,
    add add, consign consign, consigned consign, consigning consign, consignment consign,
    consist consist, consisted consist, consistency consist, consistent consist,
    consistently consist, consisting consist, consists consist, consolation consol,
    consolations consol, consolatory consolatori, console consol, consoled consol,
    consoles consol, consolidate consolid, consolidated consolid, knack knack,
    knackeries knackeri, knacks knack, knag knag, knave knave, knaves knave, knavish knavish,
    kneaded knead, kneading knead, knee knee, kneel kneel, kneeled kneel, kneeling kneel,
    kneels kneel, knees knee, knell knell, knelt knelt, knew knew, knick knick, knif knif,
    knife knife, knight knight, knightly knight, knights knight, knit knit, knits knit,
    knitted knit, knitting knit, knob knob, knobs knob, knock knock, knocked knock,
    knocker knocker, knockers knocker, knocking knock, knocks knock, knopp knopp, knot knot,
    knots knot, apology apolog, apologist apolog, geology geolog, geologist geolog,
    biologist biolog, analogist analog, analogy analog, analogies analog,
    """.split(whereSeparator: { $0 == "," || $0 == "\n" }).compactMap { entry in
      let parts = entry.split(separator: " ")
      return parts.count == 2 ? StemPair(word: String(parts[0]), stem: String(parts[1])) : nil
    }
}
