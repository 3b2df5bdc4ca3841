#include "clause/trees.h"

#include <algorithm>

#include "base/text.h"

namespace entente::internal {

namespace {

bool has_capital(std::string_view text) { return std::ranges::any_of(text, [](char c) { return is_ascii_upper(c) || (c & 0x80); }); }

bool is_before_name(Deprel deprel) { return deprel == Deprel::NmodDesc || deprel == Deprel::Compound || deprel == Deprel::Amod; }

bool is_determiner(Deprel deprel) { return deprel == Deprel::Det || deprel == Deprel::NmodPoss; }

}  // namespace

Trees::Trees(const Document& doc, const ClauseLexicon& lexicon) : doc_(doc), lexicon_(lexicon), children_(children_of(doc)) {
  look_up_words();
  order_top_down();
  measure_phrases();
}

void Trees::look_up_words() {
  lemmas_.reserve(doc_.tokens.size());
  entries_.reserve(doc_.tokens.size());
  for (const Token& token : doc_.tokens) {
    std::string_view lemma = token.lemma.empty() || token.lemma == "_" ? text_of(doc_, token) : std::string_view(token.lemma);
    if (has_capital(lemma)) lemma = lowered_.emplace_back(to_lower(lemma));
    const WordEntry* entry = &lexicon_.find(lemma);
    // Headlines and treaty names write "Talks" as a name, which has no singular lemma.
    if (!entry->frame && token.upos == Upos::PROPN && lemma.size() > 3 && lemma.ends_with('s'))
      if (const WordEntry& singular = lexicon_.find(lemma.substr(0, lemma.size() - 1)); singular.frame) {
        lemma.remove_suffix(1);
        entry = &singular;
      }
    if (!entry->frame && token.upos == Upos::NOUN && !lemmas_.empty()) join_words(lemma, entry);
    lemmas_.push_back(lemma);
    entries_.push_back(entry);
  }
}

/// "military action", "common ground": event nouns of two words, of which the last alone is none.
void Trees::join_words(std::string_view& lemma, const WordEntry*& entry) {
  const Upos before = doc_.tokens[lemmas_.size() - 1].upos;
  if (before != Upos::ADJ && before != Upos::NOUN) return;
  std::string both = std::string(lemmas_.back()) + ' ' + std::string(lemma);
  const WordEntry& found = lexicon_.find(both);
  if (!found.frame) return;
  entry = &found;
  lemma = lowered_.emplace_back(std::move(both));
}

void Trees::order_top_down() {
  top_down_.reserve(doc_.tokens.size());
  for (std::uint32_t t = 0; t < doc_.tokens.size(); ++t)
    if (doc_.tokens[t].head == kNoToken) top_down_.push_back(t);
  for (std::size_t i = 0; i < top_down_.size(); ++i)
    for (const std::uint32_t c : children(top_down_[i])) top_down_.push_back(c);
}

std::span<const std::uint32_t> Trees::children(std::uint32_t token) const noexcept {
  return std::span(children_.items).subspan(children_.start[token], children_.start[token + 1] - children_.start[token]);
}

std::uint32_t Trees::child(std::uint32_t token, Deprel deprel) const noexcept {
  for (const std::uint32_t c : children(token))
    if (doc_.tokens[c].deprel == deprel) return c;
  return kNoToken;
}

bool Trees::is_nominal(std::uint32_t token) const noexcept {
  switch (upos(token)) {
    case Upos::NOUN: case Upos::PROPN: case Upos::PRON: case Upos::NUM: case Upos::SYM: case Upos::X: return true;
    case Upos::ADJ: case Upos::DET: case Upos::VERB:
      return std::ranges::any_of(children(token), [&](std::uint32_t c) { return is_determiner(deprel(c)); }) || upos(token) == Upos::DET;
    default: return false;
  }
}

bool Trees::is_capitalised(std::uint32_t token) const {
  // The first word of a sentence has a capital anyway; the lemma of a demonym keeps it.
  if (upos(token) == Upos::ADJ && !doc_.tokens[token].lemma.empty() && is_ascii_lower(doc_.tokens[token].lemma.front()) &&
      (token == 0 || doc_.tokens[token - 1].xpos == Xpos::Period || sentence_of(doc_, token) != sentence_of(doc_, token - 1)))
    return false;
  const std::string_view text = form(token);
  return !text.empty() && (is_ascii_upper(text.front()) || (text.front() & 0x80 && to_lower(text) != text));
}

/// True if the phrase of `token` stops before `child`, which begins something of its own.
bool Trees::ends_phrase(std::uint32_t token, std::uint32_t child) const noexcept {
  const Deprel relation = deprel(child);
  switch (relation) {
    case Deprel::Acl: case Deprel::AclRelcl: case Deprel::Appos: case Deprel::Advcl: case Deprel::AdvclRelcl: case Deprel::Parataxis:
    case Deprel::List: case Deprel::Dislocated: case Deprel::Vocative: case Deprel::Cop: case Deprel::Nsubj: case Deprel::NsubjOuter:
    case Deprel::NsubjPass: case Deprel::Csubj: case Deprel::Expl: case Deprel::Aux: case Deprel::AuxPass: case Deprel::Mark:
    case Deprel::Ccomp: case Deprel::Xcomp: case Deprel::Obj: case Deprel::Orphan: case Deprel::OblAgent: case Deprel::Discourse:
      return true;
    case Deprel::Obl: case Deprel::OblUnmarked:
      return !is_nominal(token) || has_child(token, Deprel::Cop) || child < token;
    case Deprel::Advmod:
      return is(child, LemmaClass::Negator) || (has_child(token, Deprel::Cop) && !(upos(token) == Upos::ADJ && child + 1 == token));
    case Deprel::Conj:
      return !is_nominal(child) && is_nominal(token);
    default: return false;
  }
}

void Trees::grow(std::uint32_t token, Growth& growth) const {
  const auto widen = [](TokenRange& range, TokenRange by) {
    range.first = std::min(range.first, by.first);
    range.last = std::max(range.last, by.last);
  };
  const Deprel relation = deprel(token);
  if (relation == Deprel::Punct) return;
  widen(growth.full, full_[token]);
  // Behind a conjunct or before a preposition nothing belongs to the bare phrase any more.
  growth.closed |= relation == Deprel::Conj || relation == Deprel::Cc || relation == Deprel::CcPreconj || relation == Deprel::Case;
  // A preposition that the tree hangs on a title before the name is no part of the phrase either.
  if (!growth.closed) widen(growth.own, is_before_name(relation) ? TokenRange{phrases_[token].first, full_[token].last} : full_[token]);
}

void Trees::measure_phrases() {
  const std::size_t count = doc_.tokens.size();
  phrases_.resize(count);
  full_.resize(count);
  subtrees_.resize(count);
  for (std::size_t i = count; i-- > 0;) {
    const std::uint32_t t = top_down_[i];
    Growth growth{{t, t + 1}, {t, t + 1}};
    const auto below = children(t);
    const auto right = std::ranges::upper_bound(below, t);
    for (auto left = right; left != below.begin() && !ends_phrase(t, *(left - 1)); --left) grow(*(left - 1), growth);
    growth.closed = false;
    for (auto at = right; at != below.end() && !ends_phrase(t, *at); ++at) grow(*at, growth);
    TokenRange all{t, t + 1};
    for (const std::uint32_t c : below) {
      all.first = std::min(all.first, subtrees_[c].first);
      all.last = std::max(all.last, subtrees_[c].last);
    }
    phrases_[t] = growth.own;
    full_[t] = growth.full;
    subtrees_[t] = all;
  }
}

std::string Trees::marker(std::uint32_t token) const {
  std::string text;
  const auto append = [&](std::uint32_t word) {
    if (!text.empty()) text += ' ';
    text += to_lower(form(word));
  };
  std::uint32_t bearer = token;
  if (!has_child(token, Deprel::Case))
    for (const std::uint32_t c : children(token))
      if (c < token && is_before_name(deprel(c)) && has_child(c, Deprel::Case)) bearer = c;
  for (const std::uint32_t c : children(bearer)) {
    if (deprel(c) != Deprel::Case || this->doc_.tokens[c].xpos == Xpos::POS || form(c).starts_with('\'')) continue;
    append(c);
    for (const std::uint32_t part : children(c))
      if (deprel(part) == Deprel::Fixed) append(part);
  }
  return std::string(lexicon_.plain_preposition(text));
}

bool Trees::is_listed(std::uint32_t token) const noexcept {
  const std::uint32_t first = head(token);
  if (deprel(token) != Deprel::Appos || upos(token) != Upos::PROPN || upos(first) != Upos::PROPN) return false;
  if (base_of(deprel(first)) != Deprel::Nsubj || has_child(token, Deprel::Det)) return false;
  // An apposition within a sentence is closed by a comma, a bracket or a dash.
  const std::uint32_t next = subtrees_[token].last;
  return next < doc_.tokens.size() && (upos(next) == Upos::VERB || upos(next) == Upos::AUX);
}

Few<std::uint32_t> Trees::conjuncts(std::uint32_t token) const {
  Few<std::uint32_t> list{token};
  for (std::size_t i = 0; i < list.size() && list.size() < kMaxConjuncts; ++i)
    for (const std::uint32_t c : children(list[i])) {
      const bool joined = deprel(c) == Deprel::Conj || (deprel(c) == Deprel::List && upos(c) == upos(token)) || is_listed(c);
      if (joined && is_nominal(c) && list.size() < kMaxConjuncts) list.push_back(c);
    }
  std::ranges::sort(list);
  return list;
}

}  // namespace entente::internal
