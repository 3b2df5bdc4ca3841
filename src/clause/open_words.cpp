#include "clause/open_words.h"

#include <algorithm>

namespace entente::internal {

namespace {

constexpr int kMaxChainedVerbs = 4;

bool is_auxiliary(Deprel deprel) { return deprel == Deprel::Aux || deprel == Deprel::AuxPass || deprel == Deprel::Cop; }

bool is_verbal(const Clause& clause) {
  return clause.construction != Construction::Nominal && clause.construction != Construction::Title &&
         clause.construction != Construction::Apposition && clause.construction != Construction::Possessive;
}

}  // namespace

std::string OpenWords::text(const Words& words) const {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Token& token = doc_.tokens[words[i]];
    const bool touches = i > 0 && words[i - 1] + 1 == words[i] && doc_.tokens[words[i - 1]].span.end == token.span.begin;
    if (i > 0 && !touches) out += ' ';
    out += text_of(doc_, token);
  }
  return out;
}

bool OpenWords::in_group(std::uint32_t token, std::uint32_t predicate) const {
  const Token& word = doc_.tokens[token];
  if (is_auxiliary(word.deprel) || word.deprel == Deprel::CompoundPrt) return true;
  if (word.deprel != Deprel::Advmod || children_.start[token] != children_.start[token + 1]) return false;
  const bool negation = word.lemma == "not" || word.lemma == "never" || word.lemma == "n't";
  return negation && token < predicate;
}

bool OpenWords::is_no_longer(std::uint32_t token) const {
  return token > 0 && doc_.tokens[token].deprel == Deprel::Advmod && doc_.tokens[token - 1].head == token && doc_.tokens[token - 1].lemma == "no";
}

Words OpenWords::own_group(const Clause& clause) const {
  Words group;
  const bool copula = clause.construction == Construction::Copula;
  const bool infinitive = is_chained(clause);
  for_children(clause.predicate, [&](std::uint32_t c) {
    const bool to = infinitive && doc_.tokens[c].deprel == Deprel::Mark && c < clause.predicate;
    if (to || in_group(c, clause.predicate)) group.push_back(c);
    else if (is_no_longer(c)) group.insert(group.end(), {c - 1, c});
  });
  if (!copula) group.push_back(clause.predicate);
  std::ranges::sort(group);
  return group;
}

/// An infinitive or bare predicate that the verb above governs: "agreed (in principle) to sell".
bool OpenWords::is_chained(const Clause& clause) const {
  if (doc_.tokens[clause.predicate].deprel == Deprel::Xcomp) return true;
  if (clause.link != Link::Complement || doc_.tokens[clause.predicate].deprel != Deprel::Advcl) return false;
  bool to = false;
  for_children(clause.predicate, [&](std::uint32_t c) { to |= doc_.tokens[c].deprel == Deprel::Mark && doc_.tokens[c].xpos == Xpos::TO; });
  return to;
}

Words OpenWords::auxiliaries(std::uint32_t token) const {
  Words list;
  for_children(token, [&](std::uint32_t c) {
    if (is_auxiliary(doc_.tokens[c].deprel) || (in_group(c, token) && doc_.tokens[c].deprel == Deprel::Advmod)) list.push_back(c);
  });
  return list;
}

Words OpenWords::verb_chain(const Clause& clause) const {
  Words chain = own_group(clause);
  const Clause* lower = &clause;
  for (int steps = 0; steps < kMaxChainedVerbs && lower->governor; ++steps) {
    const Clause& upper = doc_.clauses[*lower->governor];
    if (!is_verbal(upper) || doc_.tokens[lower->predicate].head != upper.predicate) break;
    Words prefix;
    if (lower->link == Link::Conjunct && auxiliaries(lower->predicate).empty() && doc_.tokens[lower->predicate].xpos != Xpos::VBD &&
        doc_.tokens[lower->predicate].xpos != Xpos::VBZ && doc_.tokens[lower->predicate].xpos != Xpos::VBP) {
      prefix = auxiliaries(upper.predicate);
    } else if (is_chained(*lower)) {
      prefix = own_group(upper);
      if (upper.construction == Construction::Copula) prefix.push_back(upper.predicate);
    } else {
      break;
    }
    const bool infinitive = is_chained(*lower);
    if (infinitive && !is_passive(upper))
      for (const Argument& argument : upper.arguments)
        if (argument.role == Role::Patient && !argument.borrowed && argument.head > upper.predicate && argument.head < lower->predicate)
          for (const std::uint32_t word : brief(argument)) prefix.push_back(word);
    prefix.insert(prefix.end(), chain.begin(), chain.end());
    chain = std::move(prefix);
    lower = &upper;
    if (!infinitive) break;
  }
  return chain;
}

bool OpenWords::is_passive(const Clause& clause) const {
  if (clause.construction == Construction::Passive) return true;
  if (clause.construction == Construction::Participle) return doc_.tokens[clause.predicate].xpos == Xpos::VBN;
  bool passive = false;
  for_children(clause.predicate, [&](std::uint32_t c) { passive |= doc_.tokens[c].deprel == Deprel::AuxPass || doc_.tokens[c].deprel == Deprel::NsubjPass; });
  return passive;
}

Words OpenWords::between(std::uint32_t first, std::uint32_t last) const {
  Words words;
  for (std::uint32_t t = first; t < last; ++t) words.push_back(t);
  return words;
}

Words OpenWords::phrase(const Argument& argument) const { return range(argument.tokens); }

Words OpenWords::brief(const Argument& argument) const {
  std::uint32_t last = argument.head + 1;
  for_children(argument.head, [&](std::uint32_t c) {
    const Deprel deprel = doc_.tokens[c].deprel;
    if (c == last && (deprel == Deprel::Flat || deprel == Deprel::Compound || deprel == Deprel::Nummod)) last = c + 1;
  });
  return between(argument.tokens.first, std::min(last, std::max(argument.tokens.last, argument.head + 1)));
}

Words OpenWords::marker(const Argument& argument) const {
  Words words;
  for (std::uint32_t t = argument.head; words.empty() && t != kNoToken; t = doc_.tokens[t].deprel == Deprel::Conj ? doc_.tokens[t].head : kNoToken)
    for_children(t, [&](std::uint32_t c) {
      if (doc_.tokens[c].deprel != Deprel::Case || doc_.tokens[c].xpos == Xpos::POS) return;
      words.push_back(c);
      for_children(c, [&](std::uint32_t part) { if (doc_.tokens[part].deprel == Deprel::Fixed) words.push_back(part); });
    });
  return words;
}

bool OpenWords::is_phrase(const Argument& argument) const { return doc_.tokens[argument.head].upos != Upos::ADV; }

bool OpenWords::is_inside(const Clause& clause, const Argument& argument) const {
  return doc_.tokens[argument.head].deprel == Deprel::Nmod && argument.head > clause.predicate && argument.role == Role::Oblique;
}

Words OpenWords::inner_phrases(std::uint32_t head, TokenRange tokens) const {
  Words found;
  for_children(head, [&](std::uint32_t c) {
    if (doc_.tokens[c].deprel != Deprel::Nmod || c < head || !tokens.contains(c)) return;
    Words cases;
    for_children(c, [&](std::uint32_t m) { if (doc_.tokens[m].deprel == Deprel::Case) cases.push_back(m); });
    if (!cases.empty()) found.push_back(c);
  });
  return found;
}

TokenRange OpenWords::inner_range(std::uint32_t head) const {
  std::uint32_t first = head;
  for_children(head, [&](std::uint32_t c) {
    if (doc_.tokens[c].deprel == Deprel::Case && c < head) first = head;
    else if (c < first && doc_.tokens[c].deprel != Deprel::Punct) first = widest(c, 0);
  });
  // The words behind the preposition, up to the end of what hangs on the head.
  for_children(head, [&](std::uint32_t c) { if (doc_.tokens[c].deprel == Deprel::Case && c < head && first <= c) first = c + 1; });
  return {first, std::max(head + 1, widest(head, 1))};
}

/// The first (0) or one past the last (1) word of the phrase under `token`, without clauses and appositions.
std::uint32_t OpenWords::widest(std::uint32_t token, std::uint32_t last) const {
  std::uint32_t bound = last ? token + 1 : token;
  std::vector<std::uint32_t> open{token};
  while (!open.empty()) {
    const std::uint32_t t = open.back();
    open.pop_back();
    bound = last ? std::max(bound, t + 1) : std::min(bound, t);
    for_children(t, [&](std::uint32_t c) {
      const Deprel base = base_of(doc_.tokens[c].deprel);
      const bool outside = base == Deprel::Acl || base == Deprel::Appos || base == Deprel::Advcl || base == Deprel::Parataxis || base == Deprel::Punct ||
                           (t == token && (base == Deprel::Conj || base == Deprel::Cc));
      if (!outside) open.push_back(c);
    });
  }
  return bound;
}

Words OpenWords::content(const Argument& argument) const {
  if (doc_.tokens[argument.head].deprel != Deprel::Ccomp) return {};
  TokenRange words = argument.tokens;
  const auto is_mark = [&](std::uint32_t t) { return doc_.tokens[t].upos == Upos::PUNCT || text_of(doc_, doc_.tokens[t]) == "``"; };
  while (words.first < words.last && is_mark(words.first)) ++words.first;
  while (words.last > words.first && is_mark(words.last - 1)) --words.last;
  return range(words);
}

Words OpenWords::without_owner(const Argument& argument) const {
  std::uint32_t first = argument.tokens.first;
  for_children(argument.head, [&](std::uint32_t c) {
    if (doc_.tokens[c].deprel == Deprel::NmodPoss && c < argument.head) first = std::max(first, widest(c, 1));
  });
  return between(std::min(first, argument.head), std::max(argument.tokens.last, argument.head + 1));
}

}  // namespace entente::internal
