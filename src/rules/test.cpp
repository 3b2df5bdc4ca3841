#include <algorithm>

#include "rules/apply.h"

namespace entente::internal {

namespace {

bool is_noun_phrase_part(Deprel deprel) noexcept {
  return deprel == Deprel::Compound || deprel == Deprel::Amod || deprel == Deprel::NmodDesc || deprel == Deprel::Flat;
}

/// The head or one of the words before it that belong to its name: "nuclear" of "nuclear test".
bool phrase_has(const View& view, std::uint32_t head, const WordList& list) {
  if (view.phrase_in(list, head)) return true;
  return std::ranges::any_of(view.children_of(head), [&](std::uint32_t child) {
    return is_noun_phrase_part(view.doc.tokens[child].deprel) && view.phrase_in(list, child);
  });
}

/// The word itself, or what it is a measure of: "bomb" of "a series of bombs".
bool head_in(const View& view, std::uint32_t token, const WordList& list) {
  if (view.phrase_in(list, token)) return true;
  if (!view.program.measures.has(view.word(token))) return false;
  return std::ranges::any_of(view.children_of(token), [&](std::uint32_t child) {
    return child > token && base_of(view.doc.tokens[child].deprel) == Deprel::Nmod && view.phrase_in(list, child);
  });
}

/// Clauses below a predicate are not its own words.
bool opens_clause(const Token& token) noexcept {
  switch (base_of(token.deprel)) {
    case Deprel::Ccomp: case Deprel::Advcl: case Deprel::Acl: case Deprel::Csubj: case Deprel::Parataxis: return true;
    case Deprel::Xcomp: case Deprel::Conj: return token.upos == Upos::VERB || token.upos == Upos::AUX;
    default: return false;
  }
}

/// One of the words in the predicate's own subtree.
bool words_hold(const View& view, const Clause& clause, const WordList& list) {
  Few<std::uint32_t, 16> open{clause.predicate};
  while (!open.empty()) {
    const std::uint32_t token = open.back();
    open.pop_back();
    if (view.phrase_in(list, token)) return true;
    for (const std::uint32_t child : view.children_of(token))
      if (!opens_clause(view.doc.tokens[child])) open.push_back(child);
  }
  return list.has(view.program.pool.find(clause.lemma));
}

bool lemma_in(const View& view, const Clause& clause, const WordList& list) {
  const Few<WordId> words = view.trigger_words(clause);
  return std::ranges::any_of(words, [&](WordId id) { return list.has(id); });
}

bool governor_holds(const View& view, const Clause& clause, const Test& test) {
  const Clause* governor = view.governor(clause);
  if (!governor || !lemma_in(view, *governor, test.words)) return false;
  return test.links.empty() || std::ranges::find(test.links, clause.link) != test.links.end();
}

bool kind_holds(const View& view, const Clause& clause, const Test& test) {
  const std::vector<Party> parties = parties_at(view, clause, test.path, Places::Taken);
  return std::ranges::any_of(parties, [&](const Party& party) { return is_of_kind(view, party, test.kinds); });
}

bool is_supported_by(const View& view, const Clause& clause, const WordList& list) {
  return clause.link == Link::Support && clause.governor && lemma_in(view, view.doc.clauses[*clause.governor], list);
}

}  // namespace

bool holds(const View& view, const Clause& clause, const Test& test) {
  using Type = Test::Type;
  const auto any_token = [&](auto wanted) { return std::ranges::any_of(tokens_at(view, clause, test.path), wanted); };
  switch (test.type) {
    case Type::At: return any_token([&](std::uint32_t token) { return phrase_has(view, token, test.words); });
    case Type::Head: return any_token([&](std::uint32_t token) { return head_in(view, token, test.words); });
    case Type::Has: return !tokens_at(view, clause, test.path).empty();
    case Type::No: return tokens_at(view, clause, test.path).empty();
    case Type::Kind: return kind_holds(view, clause, test);
    case Type::Support: return is_supported_by(view, clause, test.words);
    case Type::NoSupport: return !is_supported_by(view, clause, test.words);
    case Type::Governor: return governor_holds(view, clause, test);
    case Type::Words: return words_hold(view, clause, test.words);
    case Type::NoWords: return !words_hold(view, clause, test.words);
    case Type::Polarity: {
      const Clause* at = test.of_complement ? view.complement(clause) : &clause;
      return at && at->polarity == test.polarity;
    }
    case Type::Modality: {
      const Clause* at = test.of_complement ? view.complement(clause) : &clause;
      return at && std::ranges::find(test.modalities, at->modality) != test.modalities.end();
    }
    case Type::Reporting: return clause.reporting == test.reporting;
    case Type::Not: return !holds(view, clause, test.tests[0]);
    case Type::Any: return std::ranges::any_of(test.tests, [&](const Test& inner) { return holds(view, clause, inner); });
  }
  return false;
}

bool is_negated_itself(const View& view, const Clause& clause) {
  return std::ranges::any_of(view.children_of(clause.predicate), [&](std::uint32_t child) {
    const Token& token = view.doc.tokens[child];
    return token.feats.has(Feat::Neg) && (token.deprel == Deprel::Advmod || token.deprel == Deprel::Det);
  });
}

}  // namespace entente::internal
