#include "link/reading.h"

#include <algorithm>
#include <utility>

#include "link/pieces.h"

namespace entente::internal {

namespace {

bool is_mark(std::string_view piece) noexcept {
  if (apostrophe_length(piece)) return false;
  return std::ranges::none_of(piece, [](char c) { return is_ascii_alpha(c) || is_ascii_digit(c) || static_cast<unsigned char>(c) >= 0xC3; }) &&
         piece != "&";
}

}  // namespace

Reading::Reading(const Document& document, const Lexicon& lexicon) : doc(document), lex(lexicon), children(entente::children_of(document)) {
  atoms.reserve(doc.tokens.size());
  first_atom_.reserve(doc.tokens.size() + 1);
  lemmas_.reserve(doc.tokens.size());
  seen_.resize(lex.vocabulary().size());
  sentence_at.resize(doc.tokens.size());
  for (std::uint32_t s = 0; s < doc.sentences.size(); ++s) {
    const auto first = static_cast<std::uint32_t>(atoms.size());
    dash_before_ = false;
    for (std::uint32_t t = doc.sentences[s].tokens.first; t < doc.sentences[s].tokens.last; ++t) {
      sentence_at[t] = s;
      cut_token(t);
    }
    sentences.push_back({first, static_cast<std::uint32_t>(atoms.size())});
    std::size_t words = 0, upper = 0;
    for (std::uint32_t a = first; a < atoms.size(); ++a) {
      words += !atoms[a].mark;
      upper += atoms[a].upper;
    }
    shouting.push_back(words >= 4 && upper * 10 >= words * 8);
  }
  first_atom_.push_back(static_cast<std::uint32_t>(atoms.size()));
}

void Reading::cut_token(std::uint32_t t) {
  const Token& token = doc.tokens[t];
  const std::string_view whole = text_of(doc, token);
  first_atom_.push_back(static_cast<std::uint32_t>(atoms.size()));
  folded_.clear();
  append_folded(folded_, token.lemma.empty() ? whole : std::string_view(token.lemma));
  lemmas_.push_back(lex.vocabulary().find(folded_));
  const std::size_t dash = hyphen_length(whole);
  if (dash && dash == whole.size()) {
    const bool tight = t > 0 && t + 1 < doc.tokens.size() && doc.tokens[t - 1].span.end == token.span.begin && token.span.end == doc.tokens[t + 1].span.begin;
    if (tight) { dash_before_ = true; return; }
    atoms.push_back({t, 0, false, false, false, true});
    return;
  }
  if (whole.size() > 1 && whole.find_first_not_of('-') == std::string_view::npos) {  // "--"
    atoms.push_back({t, 0, false, false, false, true});
    return;
  }
  for_each_piece(whole, [&](std::string_view piece, bool joined) {
    const Letters letters = letters_of(piece);
    const WordId word = id_of(piece, letters.capital);
    if (word < seen_.size()) seen_[word] = true;
    atoms.push_back({t, word, letters.capital, letters.upper, joined || std::exchange(dash_before_, false), is_mark(piece)});
  });
}

WordId Reading::id_of(std::string_view piece, bool keep_unknown) {
  folded_.clear();
  append_folded(folded_, piece);
  const WordId known = lex.vocabulary().find(folded_);
  if (known || !keep_unknown) return known;
  const auto [place, made] = own_words_.try_emplace(folded_, lex.vocabulary().size() + static_cast<WordId>(own_texts_.size()));
  if (made) own_texts_.push_back(folded_);
  return place->second;
}

std::string_view Reading::word_text(WordId word) const noexcept {
  return word < lex.vocabulary().size() ? lex.vocabulary().text(word) : std::string_view(own_texts_[word - lex.vocabulary().size()]);
}

std::uint32_t Reading::depth(std::uint32_t token) const noexcept {
  std::uint32_t steps = 0;
  for (; doc.tokens[token].head != kNoToken; token = doc.tokens[token].head) ++steps;
  return steps;
}

std::uint32_t Reading::head_of(TokenRange range) const noexcept {
  std::uint32_t best = kNone, best_depth = kNone;
  for (std::uint32_t t = range.first; t < range.last; ++t) {
    const std::uint32_t up = doc.tokens[t].head;
    if ((up != kNoToken && range.contains(up)) || doc.tokens[t].upos == Upos::PUNCT) continue;
    if (const std::uint32_t steps = depth(t); steps < best_depth) { best = t; best_depth = steps; }
  }
  return best == kNone ? range.first : best;
}

std::uint32_t Reading::case_of(std::uint32_t token) const noexcept {
  std::uint32_t found = kNone;
  for (const std::uint32_t child : children_of(token))
    if (doc.tokens[child].deprel == Deprel::Case && child < token) found = child;
  return found;
}

bool Reading::possessive_(std::uint32_t atom) const noexcept {
  const std::string_view word = text(atom);
  const std::size_t mark = apostrophe_length(word);
  return mark && (word.size() == mark || word.substr(mark) == "s" || word.substr(mark) == "S") && token(atom).upos != Upos::AUX &&
         token(atom).upos != Upos::PUNCT;
}

}  // namespace entente::internal
