#include "link/context.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "link/names.h"

namespace entente::internal {

namespace {

/// Classes of items besides those of WordClass.
enum : int { kSurname = 1000, kGivenName = 1001 };

int class_of(std::string_view name) noexcept {
  if (name == "COMM_VERB") return static_cast<int>(WordClass::Say);
  if (name == "ACT_VERB") return static_cast<int>(WordClass::Act);
  if (name == "PLACE_PREP") return static_cast<int>(WordClass::PlacePreposition);
  if (name == "US_STATE") return static_cast<int>(WordClass::UsState);
  if (name == "SURNAME") return kSurname;
  if (name == "GIVEN_NAME") return kGivenName;
  return -1;
}

/// True if the tree takes both tokens for parts of one person's name.
bool one_name(const Reading& reading, std::uint32_t left, std::uint32_t right) {
  const Token &a = reading.token(left), &b = reading.token(right);
  const bool linked = b.deprel == Deprel::Flat && (b.head == reading.atoms[left].token || b.head == a.head);
  return linked && reading.atoms[left].capital && reading.atoms[right].capital && a.upos == Upos::PROPN && b.upos == Upos::PROPN;
}

}  // namespace

ContextRules::ContextRules(const Lexicon& lexicon) {
  for (const ContextRule& row : lexicon.catalogue().context_rules()) {
    Rule rule{row.actor, row.need, Where::Document, 0, {}, row.weight};
    if (row.where == "prev") rule.where = Where::Prev;
    else if (row.where == "next") rule.where = Where::Next;
    else if (row.where == "sentence") rule.where = Where::Sentence;
    else if (row.where == "dateline") rule.where = Where::Dateline;
    else if (row.where.starts_with("within-")) {
      rule.where = Where::Within;
      std::from_chars(row.where.data() + 7, row.where.data() + row.where.size(), rule.reach);
    }
    for (const std::string_view item : split(row.pattern, ';'))
      if (!trim(item).empty()) rule.items.push_back(make_item(lexicon, trim(item)));
    rules_[row.alias].push_back(std::move(rule));
  }
}

ContextRules::Item ContextRules::make_item(const Lexicon& lexicon, std::string_view text) {
  Item item;
  if (text.starts_with('<') && text.ends_with('>')) {
    const std::string_view name = text.substr(1, text.size() - 2);
    if (!name.starts_with("ISO:")) { item.word_class = class_of(name); return item; }
    const auto state = lexicon.catalogue().actor(EntityKey("state/" + ascii_lower(name.substr(4))));
    if (state) item.words = lexicon.find_phrase(state->label);
    return item;
  }
  item.words = lexicon.find_phrase(text);
  return item;
}

bool ContextRules::stands_at(const Reading& reading, const Item& item, std::uint32_t atom) {
  if (item.word_class == kSurname) return atom > 0 && atom < reading.atoms.size() && one_name(reading, atom - 1, atom);
  if (item.word_class == kGivenName) return atom + 1 < reading.atoms.size() && one_name(reading, atom, atom + 1);
  if (item.word_class >= 0)
    return atom < reading.atoms.size() && (reading.is(atom, static_cast<WordClass>(item.word_class)) ||
                                           reading.lemma_is(reading.atoms[atom].token, static_cast<WordClass>(item.word_class)));
  if (item.words.empty() || atom + item.words.size() > reading.atoms.size()) return false;
  for (std::size_t i = 0; i < item.words.size(); ++i)
    if (!item.words[i] || reading.atoms[atom + i].word != item.words[i]) return false;
  return true;
}

bool ContextRules::ends_before(const Reading& reading, const Item& item, std::uint32_t atom) {
  const std::size_t length = std::max<std::size_t>(1, item.words.size());
  return atom >= length && stands_at(reading, item, atom - static_cast<std::uint32_t>(length));
}

bool ContextRules::in_range(const Reading& reading, const Item& item, AtomRange range) {
  for (std::uint32_t at = range.first; at < range.last; ++at)
    if (stands_at(reading, item, at)) return true;
  return false;
}

bool ContextRules::holds(const Reading& reading, const Rule& rule, AtomRange name) {
  const std::uint32_t sentence = reading.sentence_at[reading.atoms[name.first].token];
  const AtomRange around = reading.sentences[sentence];
  return std::ranges::any_of(rule.items, [&](const Item& item) {
    switch (rule.where) {
      case Where::Prev: return name.first > around.first && ends_before(reading, item, name.first);
      case Where::Next: return name.last < around.last && stands_at(reading, item, name.last);
      case Where::Sentence: return in_range(reading, item, around);
      case Where::Dateline: return reading.doc.sentences[sentence].kind == SentenceKind::Dateline && in_range(reading, item, around);
      case Where::Within:
        return in_range(reading, item, {std::max(around.first, name.first - std::min(name.first, rule.reach)), name.first}) ||
               in_range(reading, item, {name.last, std::min(around.last, name.last + rule.reach)});
      case Where::Document: break;
    }
    if (item.words.size() == 1) return reading.has_word(item.words[0]) && item.words[0] != reading.atoms[name.first].word;
    return !item.words.empty() && std::ranges::all_of(item.words, [&](WordId w) { return reading.has_word(w); }) &&
           in_range(reading, item, {0, static_cast<std::uint32_t>(reading.atoms.size())});
  });
}

ContextRules::Verdict ContextRules::judge(const Reading& reading, AtomRange name, std::string_view alias, std::uint32_t actor) const {
  Verdict verdict;
  const auto found = rules_.find(std::string(alias));
  if (found == rules_.end()) return verdict;
  for (const Rule& rule : found->second) {
    if (rule.actor != actor) continue;
    verdict.has_need |= rule.need;
    if (!holds(reading, rule, name)) continue;
    if (rule.need) { verdict.needed = true; verdict.weight += rule.weight; }
    else { verdict.blocked = true; verdict.weight -= rule.weight; }
  }
  return verdict;
}

}  // namespace entente::internal
