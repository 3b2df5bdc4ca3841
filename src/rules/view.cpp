#include "rules/view.h"

#include <algorithm>

#include "base/text.h"
#include "rules/story.h"

namespace entente::internal {

namespace {

constexpr std::size_t kLongestPhrase = 256;  ///< In bytes; no rule names a longer one.
constexpr std::size_t kConditionReach = 8;  ///< How many clauses off the condition of a clause may stand.

bool has_upper(std::string_view text) noexcept {
  return std::ranges::any_of(text, [](char c) { return is_ascii_upper(c) || static_cast<unsigned char>(c) >= 0x80; });
}

bool is_noun(const Token& token) noexcept { return token.upos == Upos::NOUN || token.upos == Upos::PROPN; }

/// A participle may be tagged as an adjective; its Penn tag tells.
std::uint8_t pos_bit(const Token& token) noexcept {
  if (token.upos == Upos::VERB || token.upos == Upos::AUX) return kPosVerb;
  if (is_noun(token)) return kPosNoun;
  if (token.upos == Upos::ADJ) return token.xpos == Xpos::VBN || token.xpos == Xpos::VBG ? kPosAdj | kPosVerb : kPosAdj;
  return 0;
}

/// Title and apposition clauses share their predicate with others, which tell more.
bool is_side_clause(const Clause& clause) noexcept {
  return clause.construction == Construction::Title || clause.construction == Construction::Apposition ||
         clause.construction == Construction::Possessive;
}

}  // namespace

View::View(const Document& document, const Program& rules) : doc(document), program(rules), children(entente::children_of(document)) {
  number_words();
  place_mentions();
  place_clauses();
  story_ = story_days(*this);
}

void View::number_words() {
  words_.reserve(doc.tokens.size());
  for (const Token& token : doc.tokens)
    words_.push_back(has_upper(token.lemma) ? program.pool.find(to_lower(token.lemma)) : program.pool.find(token.lemma));
}

void View::place_mentions() {
  outer_.assign(doc.tokens.size(), kNone);
  modifier_.assign(doc.tokens.size(), kNone);
  telling_.assign(doc.sentences.size(), false);
  std::uint32_t sentence = 0;
  for (std::uint32_t i = 0; i < doc.mentions.size(); ++i) {
    const Mention& mention = doc.mentions[i];
    while (sentence + 1 < doc.sentences.size() && doc.sentences[sentence].tokens.last <= mention.tokens.first) ++sentence;
    if (is_evidence(sentence)) telling_[sentence] = true;
    auto& at = mention.use == MentionUse::Modifier ? modifier_ : outer_;
    for (std::uint32_t t = mention.tokens.first; t < mention.tokens.last; ++t)
      if (at[t] == kNone || doc.mentions[at[t]].tokens.size() < mention.tokens.size()) at[t] = i;
  }
}

void View::place_clauses() {
  clause_.assign(doc.tokens.size(), kNone);
  for (std::uint32_t i = 0; i < doc.clauses.size(); ++i) {
    std::uint32_t& at = clause_[doc.clauses[i].predicate];
    if (at == kNone || (is_side_clause(doc.clauses[at]) && !is_side_clause(doc.clauses[i]))) at = i;
  }
}

bool View::is_evidence(std::uint32_t sentence) const noexcept {
  const SentenceKind kind = doc.sentences[sentence].kind;
  return kind == SentenceKind::Body || kind == SentenceKind::Title || kind == SentenceKind::Caption;
}

std::span<const std::uint32_t> View::children_of(std::uint32_t token) const noexcept {
  return std::span(children.items).subspan(children.start[token], children.start[token + 1] - children.start[token]);
}

std::uint32_t View::sentence_start(std::uint32_t token) const { return doc.sentences[sentence_of(doc, token)].tokens.first; }

WordId View::phrase(std::uint32_t first, std::uint32_t last) const {
  char text[kLongestPhrase];
  std::size_t size = 0;
  for (std::uint32_t t = first; t < last; ++t) {
    const std::string& lemma = doc.tokens[t].lemma;
    if (size + lemma.size() + 1 > kLongestPhrase) return kNoWord;
    if (size > 0 && lemma != "-" && text[size - 1] != '-') text[size++] = ' ';
    if (!has_upper(lemma)) {
      size += lemma.copy(text + size, lemma.size());
    } else {
      const std::string lower = to_lower(lemma);
      if (size + lower.size() > kLongestPhrase) return kNoWord;
      size += lower.copy(text + size, lower.size());
    }
  }
  return program.pool.find({text, size});
}

bool View::phrase_in(const WordList& list, std::uint32_t token) const {
  if (list.has(words_[token])) return true;
  if (list.longest == 1) return false;
  const std::uint32_t start = sentence_start(token);
  for (std::uint32_t n = 2; n <= list.longest && token + 1 >= start + n; ++n)
    if (list.has(phrase(token + 1 - n, token + 1))) return true;
  return false;
}

Few<WordId> View::trigger_words(const Clause& clause) const {
  Few<WordId> words;
  const auto add = [&words](WordId id) { if (id != kNoWord && std::ranges::find(words, id) == words.end()) words.push_back(id); };
  add(program.pool.find(clause.lemma));
  if (!is_noun(doc.tokens[clause.predicate])) return words;
  add(program.pool.find(std::string_view(clause.lemma).substr(clause.lemma.find_last_of(' ') + 1)));
  const std::uint32_t start = sentence_start(clause.predicate), end = clause.predicate + 1;
  for (std::uint32_t n = 2; n <= program.longest_trigger && end >= start + n; ++n) add(phrase(end - n, end));
  return words;
}

Few<std::uint32_t, 32> View::triggered_by(const Index& index, const Clause& clause) const {
  Few<std::uint32_t, 32> numbers;
  for (const WordId word : trigger_words(clause))
    if (const auto found = index.find(word); found != index.end()) std::ranges::copy(found->second, std::back_inserter(numbers));
  std::ranges::sort(numbers);
  const auto rest = std::ranges::unique(numbers);
  numbers.erase(rest.begin(), rest.end());
  return numbers;
}

bool View::trigger_fits(const Trigger& trigger, const Clause& clause) const {
  if (!(trigger.pos & pos_bit(doc.tokens[clause.predicate]))) return false;
  return trigger.constructions.empty() || std::ranges::find(trigger.constructions, clause.construction) != trigger.constructions.end();
}

const Clause* View::governor(const Clause& clause) const noexcept { return clause.governor ? &doc.clauses[*clause.governor] : nullptr; }

const Clause* View::complement(const Clause& clause) const noexcept {
  for (const Argument& argument : clause.arguments)
    if (argument.role == Role::Complement && argument.clause) return &doc.clauses[*argument.clause];
  return nullptr;
}

const Clause* View::condition(const Clause& clause) const noexcept {
  const auto hangs_on = [&](const Clause* above) { return above && (above == &clause || (above->link == Link::Complement && governor(*above) == &clause)); };
  const std::size_t index = std::size_t(&clause - doc.clauses.data());
  for (std::size_t i = index - std::min(index, kConditionReach); i < doc.clauses.size() && i <= index + kConditionReach; ++i) {
    const Clause& other = doc.clauses[i];
    if (other.link == Link::Adverbial && other.modality == Modality::Conditional && hangs_on(governor(other))) return &other;
  }
  return nullptr;
}

const Clause* View::outer(const Clause& clause) const noexcept {
  const bool looks_out = clause.link == Link::Complement || clause.link == Link::Support || clause.link == Link::Inside || clause.link == Link::Purpose;
  return looks_out ? governor(clause) : nullptr;
}

}  // namespace entente::internal
