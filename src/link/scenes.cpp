#include <algorithm>
#include <unordered_map>

#include "link/names.h"

namespace entente::internal {

namespace {

constexpr std::uint32_t kDigestParagraphs = 4;  ///< Pairs of paragraphs that name states, from which on a page may be a digest.

/// The state that most of the counted names belong to, or the only one named; kNone if it does not prevail.
std::uint32_t prevailing(const Reading& reading, const std::unordered_map<std::uint32_t, std::uint32_t>& counts) {
  std::uint32_t best = kNone, best_count = 0, total = 0;
  for (const auto& [owner, count] : counts) {
    if (!reading.lex.is_state(owner)) continue;
    total += count;
    if (count > best_count || (count == best_count && owner < best)) { best = owner; best_count = count; }
  }
  return best != kNone && (best_count >= 2 || total == 1) && best_count * 10 >= total * 6 ? best : kNone;
}

/// "Moscow-oriented", "Washington-based": says little of what a text is about.
bool begins_compound(const Reading& reading, const DocumentNames& names, std::uint32_t at) {
  const std::uint32_t next = names.matches[names.match_at[at]].atoms.last;
  return next < reading.atoms.size() && reading.atoms[next].joined && names.match_at[next] == kNone;
}

std::unordered_map<std::uint32_t, std::uint32_t> owners_in(const Reading& reading, const DocumentNames& names, TokenRange sentences) {
  std::unordered_map<std::uint32_t, std::uint32_t> counts;
  for (std::uint32_t at = reading.sentences[sentences.first].first; at < reading.sentences[sentences.last - 1].last; ++at)
    if (names.match_at[at] != kNone && names.matches[names.match_at[at]].settled && !begins_compound(reading, names, at)) ++counts[reading.lex.owner(names.matches[names.match_at[at]].readings[0].actor)];
  return counts;
}

}  // namespace

std::uint32_t state_around(const Reading& reading, std::uint32_t actor) {
  const auto container = reading.lex.catalogue().index_of(reading.lex.catalogue().actors()[actor].part_of);
  return container && reading.lex.is_state(*container) ? *container : reading.lex.owner(actor);
}

std::uint32_t scene_of(const Reading& reading, const DocumentNames& names, AtomRange range) {
  std::unordered_map<std::uint32_t, std::uint32_t> counts;
  for (std::uint32_t at = range.first; at < range.last; ++at) {
    if (names.match_at[at] == kNone || !names.matches[names.match_at[at]].settled) continue;
    const std::uint32_t last = names.matches[names.match_at[at]].atoms.last;
    if (last < range.last && reading.is(last, WordClass::BorderNoun)) continue;  // "near the Afghan border": on either side of it
    const std::uint32_t actor = names.matches[names.match_at[at]].readings[0].actor;
    const std::string& kind = reading.lex.catalogue().actors()[actor].kind.str();
    std::uint32_t before = at;
    while (before > range.first && (reading.is(before - 1, WordClass::PlaceNoun) || reading.is(before - 1, WordClass::Definite))) --before;  // "in northern Iraq"
    const bool in = before > range.first && reading.is(before - 1, WordClass::PlacePreposition) && !reading.word_is(before - 1, "at");  // "fired at Israel"
    if (kind == "city" || kind == "region" || in) ++counts[state_around(reading, actor)];
  }
  std::erase_if(counts, [&](const auto& entry) { return !reading.lex.is_state(entry.first); });
  return counts.size() == 1 ? counts.begin()->first : kNone;
}

TokenRange paragraph_at(const Reading& reading, std::uint32_t sentence) {
  const auto& sentences = reading.doc.sentences;
  std::uint32_t last = sentence + 1;
  while (last < sentences.size() && sentences[last].paragraph == sentences[sentence].paragraph) ++last;
  return {sentence, last};
}

bool is_digest(const Reading& reading, const DocumentNames& names) {
  std::uint32_t compared = 0, related = 0;
  std::unordered_map<std::uint32_t, std::uint32_t> before;
  for (std::uint32_t sentence = 0; sentence < reading.sentences.size();) {
    const TokenRange paragraph = paragraph_at(reading, sentence);
    sentence = paragraph.last;
    std::unordered_map<std::uint32_t, std::uint32_t> here = owners_in(reading, names, paragraph);
    std::erase_if(here, [&](const auto& entry) { return !reading.lex.is_state(entry.first); });
    if (here.empty()) continue;
    if (!before.empty()) {
      ++compared;
      related += std::ranges::any_of(here, [&](const auto& entry) { return before.contains(entry.first); });
    }
    before = std::move(here);
  }
  return compared >= kDigestParagraphs && related * 2 <= compared;
}

std::uint32_t dominating_owner(const Reading& reading, const DocumentNames& names, TokenRange sentences) {
  return prevailing(reading, owners_in(reading, names, sentences));
}

std::uint32_t dominating_owner(const Reading& reading, const DocumentNames& names) { return prevailing(reading, names.owner_counts); }

}  // namespace entente::internal
