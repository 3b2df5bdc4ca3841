#pragma once

#include <cstdint>
#include <vector>

#include "link/reading.h"

namespace entente::internal {

/// One reading of a name: an actor of the catalogue and the alias that names it.
struct NameReading { std::uint32_t actor = 0, alias = 0; double score = 0; };

/// A name of the tables in the text, longest first, that overlaps no other.
struct NameMatch {
  AtomRange atoms;
  std::vector<NameReading> readings;   ///< Best first. None of them is a person if a better reading is not.
  bool settled = false;                ///< The first reading leads clearly.
  std::uint32_t city = kNone;          ///< The city of that name, where the first reading is its state.
  bool weak = false;                   ///< Never an actor alone: "European".
};

/// What the document at large says about names: how often each owner is named, who is named in full.
struct DocumentNames {
  std::vector<NameMatch> matches;            ///< In text order.
  std::vector<std::uint32_t> match_at;       ///< By atom: the match that begins there, or kNone.
  std::vector<std::uint32_t> match_over;     ///< By atom: the match that covers it, or kNone.
  std::unordered_map<std::uint32_t, std::uint32_t> owner_counts;  ///< By owner (see Lexicon::owner): unambiguous names.
  std::uint32_t owner_total = 0;
};

/// Finds the names of a document and settles the ambiguous ones as far as its words allow.
[[nodiscard]] DocumentNames find_names(const Reading& reading, const class ContextRules& rules);

/// The owner that clearly dominates the document, a state; kNone if none does.
[[nodiscard]] std::uint32_t dominating_owner(const Reading& reading, const DocumentNames& names);
/// The same of some sentences alone.
[[nodiscard]] std::uint32_t dominating_owner(const Reading& reading, const DocumentNames& names, TokenRange sentences);
/// The state in which a place lies, or the state itself.
[[nodiscard]] std::uint32_t state_around(const Reading& reading, std::uint32_t actor);
/// The only state of which those words name a place; kNone if there is none or several.
[[nodiscard]] std::uint32_t scene_of(const Reading& reading, const DocumentNames& names, AtomRange range);
/// The sentences of the paragraph that begins with this one, by number.
[[nodiscard]] TokenRange paragraph_at(const Reading& reading, std::uint32_t sentence);
/// True for a page of unrelated items: many paragraphs, of which most name no state that the one before names.
[[nodiscard]] bool is_digest(const Reading& reading, const DocumentNames& names);

}  // namespace entente::internal
