#include "built-in.h"

// Each file of BuiltIn stands here in order of path; a test tells which is missing.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char acts_better_yaml[] = {
#embed "../../BuiltIn/acts/better.yaml"
};
static const unsigned char acts_compare_yaml[] = {
#embed "../../BuiltIn/acts/compare.yaml"
};
static const unsigned char acts_facts_yaml[] = {
#embed "../../BuiltIn/acts/facts.yaml"
};
static const unsigned char acts_follow_yaml[] = {
#embed "../../BuiltIn/acts/follow.yaml"
};
static const unsigned char acts_lost_yaml[] = {
#embed "../../BuiltIn/acts/lost.yaml"
};
static const unsigned char acts_more_yaml[] = {
#embed "../../BuiltIn/acts/more.yaml"
};
static const unsigned char acts_next_yaml[] = {
#embed "../../BuiltIn/acts/next.yaml"
};
static const unsigned char acts_numbers_yaml[] = {
#embed "../../BuiltIn/acts/numbers.yaml"
};
static const unsigned char acts_over_yaml[] = {
#embed "../../BuiltIn/acts/over.yaml"
};
static const unsigned char acts_repeat_yaml[] = {
#embed "../../BuiltIn/acts/repeat.yaml"
};
static const unsigned char acts_sentence_yaml[] = {
#embed "../../BuiltIn/acts/sentence.yaml"
};
static const unsigned char acts_shorter_yaml[] = {
#embed "../../BuiltIn/acts/shorter.yaml"
};
static const unsigned char acts_simpler_yaml[] = {
#embed "../../BuiltIn/acts/simpler.yaml"
};
static const unsigned char acts_sources_yaml[] = {
#embed "../../BuiltIn/acts/sources.yaml"
};
static const unsigned char acts_trend_yaml[] = {
#embed "../../BuiltIn/acts/trend.yaml"
};
static const unsigned char acts_why_yaml[] = {
#embed "../../BuiltIn/acts/why.yaml"
};
static const unsigned char acts_yes_yaml[] = {
#embed "../../BuiltIn/acts/yes.yaml"
};
static const unsigned char dangers_bleeding_yaml[] = {
#embed "../../BuiltIn/dangers/bleeding.yaml"
};
static const unsigned char dangers_breathing_yaml[] = {
#embed "../../BuiltIn/dangers/breathing.yaml"
};
static const unsigned char dangers_chest_pain_yaml[] = {
#embed "../../BuiltIn/dangers/chest-pain.yaml"
};
static const unsigned char dangers_collapse_yaml[] = {
#embed "../../BuiltIn/dangers/collapse.yaml"
};
static const unsigned char dangers_self_harm_yaml[] = {
#embed "../../BuiltIn/dangers/self-harm.yaml"
};
static const unsigned char dialogue_yaml[] = {
#embed "../../BuiltIn/dialogue.yaml"
};
static const unsigned char elsewhere_txt[] = {
#embed "../../BuiltIn/elsewhere.txt"
};
static const unsigned char english_assertions_yaml[] = {
#embed "../../BuiltIn/english/assertions.yaml"
};
static const unsigned char english_changes_yaml[] = {
#embed "../../BuiltIn/english/changes.yaml"
};
static const unsigned char english_dates_yaml[] = {
#embed "../../BuiltIn/english/dates.yaml"
};
static const unsigned char english_persons_yaml[] = {
#embed "../../BuiltIn/english/persons.yaml"
};
static const unsigned char english_rows_yaml[] = {
#embed "../../BuiltIn/english/rows.yaml"
};
static const unsigned char english_statements_yaml[] = {
#embed "../../BuiltIn/english/statements.yaml"
};
static const unsigned char english_values_yaml[] = {
#embed "../../BuiltIn/english/values.yaml"
};
static const unsigned char kindness_anger_yaml[] = {
#embed "../../BuiltIn/kindness/anger.yaml"
};
static const unsigned char kindness_fear_yaml[] = {
#embed "../../BuiltIn/kindness/fear.yaml"
};
static const unsigned char kindness_grief_yaml[] = {
#embed "../../BuiltIn/kindness/grief.yaml"
};
static const unsigned char lexicon_yaml[] = {
#embed "../../BuiltIn/lexicon.yaml"
};
static const unsigned char safety_yaml[] = {
#embed "../../BuiltIn/safety.yaml"
};
static const unsigned char smalltalk_abilities_yaml[] = {
#embed "../../BuiltIn/smalltalk/abilities.yaml"
};
static const unsigned char smalltalk_about_yaml[] = {
#embed "../../BuiltIn/smalltalk/about.yaml"
};
static const unsigned char smalltalk_acknowledgement_yaml[] = {
#embed "../../BuiltIn/smalltalk/acknowledgement.yaml"
};
static const unsigned char smalltalk_chat_yaml[] = {
#embed "../../BuiltIn/smalltalk/chat.yaml"
};
static const unsigned char smalltalk_complaint_yaml[] = {
#embed "../../BuiltIn/smalltalk/complaint.yaml"
};
static const unsigned char smalltalk_farewell_yaml[] = {
#embed "../../BuiltIn/smalltalk/farewell.yaml"
};
static const unsigned char smalltalk_greeting_yaml[] = {
#embed "../../BuiltIn/smalltalk/greeting.yaml"
};
static const unsigned char smalltalk_joke_yaml[] = {
#embed "../../BuiltIn/smalltalk/joke.yaml"
};
static const unsigned char smalltalk_language_yaml[] = {
#embed "../../BuiltIn/smalltalk/language.yaml"
};
static const unsigned char smalltalk_privacy_yaml[] = {
#embed "../../BuiltIn/smalltalk/privacy.yaml"
};
static const unsigned char smalltalk_thanks_yaml[] = {
#embed "../../BuiltIn/smalltalk/thanks.yaml"
};
static const unsigned char sources_yaml[] = {
#embed "../../BuiltIn/sources.yaml"
};
static const unsigned char starter_bread_rising_yaml[] = {
#embed "../../BuiltIn/starter/bread/rising.yaml"
};
static const unsigned char starter_sources_yaml[] = {
#embed "../../BuiltIn/starter/sources.yaml"
};
static const unsigned char starter_transcripts_first_transcript[] = {
#embed "../../BuiltIn/starter/transcripts/first.transcript"
};

#define FILE_OF(path, name) {path, name, sizeof name}

static const struct built_in_file files[] = {
    FILE_OF("acts/better.yaml", acts_better_yaml),
    FILE_OF("acts/compare.yaml", acts_compare_yaml),
    FILE_OF("acts/facts.yaml", acts_facts_yaml),
    FILE_OF("acts/follow.yaml", acts_follow_yaml),
    FILE_OF("acts/lost.yaml", acts_lost_yaml),
    FILE_OF("acts/more.yaml", acts_more_yaml),
    FILE_OF("acts/next.yaml", acts_next_yaml),
    FILE_OF("acts/numbers.yaml", acts_numbers_yaml),
    FILE_OF("acts/over.yaml", acts_over_yaml),
    FILE_OF("acts/repeat.yaml", acts_repeat_yaml),
    FILE_OF("acts/sentence.yaml", acts_sentence_yaml),
    FILE_OF("acts/shorter.yaml", acts_shorter_yaml),
    FILE_OF("acts/simpler.yaml", acts_simpler_yaml),
    FILE_OF("acts/sources.yaml", acts_sources_yaml),
    FILE_OF("acts/trend.yaml", acts_trend_yaml),
    FILE_OF("acts/why.yaml", acts_why_yaml),
    FILE_OF("acts/yes.yaml", acts_yes_yaml),
    FILE_OF("dangers/bleeding.yaml", dangers_bleeding_yaml),
    FILE_OF("dangers/breathing.yaml", dangers_breathing_yaml),
    FILE_OF("dangers/chest-pain.yaml", dangers_chest_pain_yaml),
    FILE_OF("dangers/collapse.yaml", dangers_collapse_yaml),
    FILE_OF("dangers/self-harm.yaml", dangers_self_harm_yaml),
    FILE_OF("dialogue.yaml", dialogue_yaml),
    FILE_OF("elsewhere.txt", elsewhere_txt),
    FILE_OF("english/assertions.yaml", english_assertions_yaml),
    FILE_OF("english/changes.yaml", english_changes_yaml),
    FILE_OF("english/dates.yaml", english_dates_yaml),
    FILE_OF("english/persons.yaml", english_persons_yaml),
    FILE_OF("english/rows.yaml", english_rows_yaml),
    FILE_OF("english/statements.yaml", english_statements_yaml),
    FILE_OF("english/values.yaml", english_values_yaml),
    FILE_OF("kindness/anger.yaml", kindness_anger_yaml),
    FILE_OF("kindness/fear.yaml", kindness_fear_yaml),
    FILE_OF("kindness/grief.yaml", kindness_grief_yaml),
    FILE_OF("lexicon.yaml", lexicon_yaml),
    FILE_OF("safety.yaml", safety_yaml),
    FILE_OF("smalltalk/abilities.yaml", smalltalk_abilities_yaml),
    FILE_OF("smalltalk/about.yaml", smalltalk_about_yaml),
    FILE_OF("smalltalk/acknowledgement.yaml", smalltalk_acknowledgement_yaml),
    FILE_OF("smalltalk/chat.yaml", smalltalk_chat_yaml),
    FILE_OF("smalltalk/complaint.yaml", smalltalk_complaint_yaml),
    FILE_OF("smalltalk/farewell.yaml", smalltalk_farewell_yaml),
    FILE_OF("smalltalk/greeting.yaml", smalltalk_greeting_yaml),
    FILE_OF("smalltalk/joke.yaml", smalltalk_joke_yaml),
    FILE_OF("smalltalk/language.yaml", smalltalk_language_yaml),
    FILE_OF("smalltalk/privacy.yaml", smalltalk_privacy_yaml),
    FILE_OF("smalltalk/thanks.yaml", smalltalk_thanks_yaml),
    FILE_OF("sources.yaml", sources_yaml),
    FILE_OF("starter/bread/rising.yaml", starter_bread_rising_yaml),
    FILE_OF("starter/sources.yaml", starter_sources_yaml),
    FILE_OF("starter/transcripts/first.transcript", starter_transcripts_first_transcript),
};

const struct built_in_file *built_in_first(void) { return files; }

size_t built_in_count(void) { return sizeof files / sizeof files[0]; }
