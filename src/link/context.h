#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "link/reading.h"

namespace entente::internal {

struct DocumentNames;

/// The rules of context.tsv, made ready: what must or must not stand near an ambiguous name.
class ContextRules {
 public:
  explicit ContextRules(const Lexicon& lexicon);

  /// What the rules of one alias and actor say of a place in a text.
  struct Verdict { bool has_need = false, needed = false, blocked = false; double weight = 0; };
  [[nodiscard]] Verdict judge(const Reading& reading, AtomRange name, std::string_view alias, std::uint32_t actor) const;

 private:
  enum class Where : std::uint8_t { Prev, Next, Within, Sentence, Document, Dateline };
  struct Item { std::vector<WordId> words; int word_class = -1; bool state_named = false; };
  struct Rule { std::uint32_t actor = 0; bool need = false; Where where = Where::Document; std::uint32_t reach = 0; std::vector<Item> items; double weight = 0; };

  static Item make_item(const Lexicon& lexicon, std::string_view text);
  [[nodiscard]] static bool stands_at(const Reading& reading, const Item& item, std::uint32_t atom);
  [[nodiscard]] static bool ends_before(const Reading& reading, const Item& item, std::uint32_t atom);
  [[nodiscard]] static bool in_range(const Reading& reading, const Item& item, AtomRange range);
  [[nodiscard]] static bool holds(const Reading& reading, const Rule& rule, AtomRange name);

  std::unordered_map<std::string, std::vector<Rule>> rules_;  ///< By alias.
};

}  // namespace entente::internal
