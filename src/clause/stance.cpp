#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>

#include "clause/drafts.h"
#include "clause/links.h"

namespace entente::internal {

namespace {

/// "not only", "not just": says more, not less.
bool is_additive(const Trees& trees, std::uint32_t negator) {
  static constexpr std::array<std::string_view, 5> kMore{"only", "just", "merely", "simply", "solely"};
  const std::uint32_t next = negator + 1;
  return next < trees.doc().tokens.size() && std::ranges::find(kMore, trees.lemma(next)) != kMore.end();
}

/// "no longer" under the verb.
bool is_no_longer(const Trees& trees, std::uint32_t child) {
  if (trees.lemma(child) != "longer" && trees.lemma(child) != "long" && trees.lemma(child) != "more") return false;
  return child > 0 && trees.lemma(child - 1) == "no";
}

bool has_negative_determiner(const Trees& trees, std::uint32_t noun) {
  if (trees.is(noun, LemmaClass::NegativeWord) && trees.upos(noun) != Upos::INTJ) return true;
  return std::ranges::any_of(trees.children(noun), [&](std::uint32_t c) {
    const Deprel deprel = trees.deprel(c);
    // "neither US nor British officials"
    const std::uint32_t inner = deprel == Deprel::Amod || deprel == Deprel::Compound ? trees.child(c, Deprel::CcPreconj) : kNoToken;
    if (inner != kNoToken && trees.is(inner, LemmaClass::NegativeWord)) return true;
    return (deprel == Deprel::Det || deprel == Deprel::DetPredet || deprel == Deprel::CcPreconj || deprel == Deprel::Advmod) && c < noun &&
           trees.is(c, LemmaClass::NegativeWord);
  });
}

bool is_without(const Trees& trees, std::uint32_t token) {
  const std::uint32_t mark = mark_of(trees, token);
  return mark != kNoToken && trees.is(mark, LemmaClass::NegativePreposition);
}

bool is_negative_child(const Trees& trees, const Draft& draft, std::uint32_t child) {
  const Deprel deprel = trees.deprel(child);
  if (trees.is(child, LemmaClass::Negator) && (base_of(deprel) == Deprel::Advmod || deprel == Deprel::Cc || deprel == Deprel::CcPreconj || deprel == Deprel::Aux))
    return !is_additive(trees, child);
  if (deprel == Deprel::Advmod) return is_no_longer(trees, child);
  const Deprel base = base_of(deprel);
  const bool core = base == Deprel::Nsubj || deprel == Deprel::Obj || deprel == Deprel::Obl;
  return core && draft.sort != Sort::Event && has_negative_determiner(trees, child);
}

Modality modality_of_aux(const Trees& trees, std::uint32_t aux) {
  if (trees.is(aux, LemmaClass::ModalPlanned)) return Modality::Planned;
  if (trees.is(aux, LemmaClass::ModalPossible)) return Modality::Possible;
  if (trees.is(aux, LemmaClass::ModalConditional)) return Modality::Conditional;
  if (trees.is(aux, LemmaClass::ModalWanted)) return Modality::Wanted;
  return Modality::Actual;
}

/// "is to visit": "be" before an infinitive.
bool is_be_to(const Trees& trees, std::uint32_t token) {
  if (!is_to_infinitive(trees, token)) return false;
  const std::uint32_t to = mark_of(trees, token);
  return std::ranges::any_of(trees.children(token), [&](std::uint32_t c) {
    return c < to && (trees.deprel(c) == Deprel::Cop || (trees.deprel(c) == Deprel::Aux && trees.lemma(c) == "be"));
  });
}

/// "is yet to visit": so far it has not.
bool is_yet_to(const Trees& trees, std::uint32_t token) {
  return is_be_to(trees, token) && std::ranges::any_of(trees.children(token), [&](std::uint32_t c) {
    return c < token && trees.deprel(c) == Deprel::Advmod && trees.lemma(c) == "yet";
  });
}

Polarity own_polarity(const Trees& trees, const Draft& draft) {
  const std::uint32_t token = draft.clause.predicate;
  bool negative = is_without(trees, token);
  if (draft.sort != Sort::Verbal) negative |= has_negative_determiner(trees, token);
  negative |= std::ranges::any_of(trees.children(token), [&](std::uint32_t c) {
    return c < token && trees.deprel(c) == Deprel::Amod && trees.is(c, LemmaClass::NegativeAdjective);
  });
  if (draft.sort == Sort::Event) return negative ? Polarity::Negative : Polarity::Positive;
  negative |= std::ranges::any_of(trees.children(token), [&](std::uint32_t c) { return is_negative_child(trees, draft, c); });
  negative |= is_yet_to(trees, token);
  return negative ? Polarity::Negative : Polarity::Positive;
}

bool is_question(const Trees& trees, std::uint32_t token) {
  const Sentence& sentence = trees.doc().sentences[sentence_of(trees.doc(), token)];
  for (std::uint32_t t = sentence.tokens.last; t > sentence.tokens.first; --t) {
    const std::string_view form = trees.form(t - 1);
    if (form == "?") return true;
    if (trees.upos(t - 1) != Upos::PUNCT) return false;
  }
  return false;
}

bool is_imperative(const Trees& trees, const Draft& draft) {
  const std::uint32_t token = draft.clause.predicate;
  return draft.sort == Sort::Verbal && trees.deprel(token) == Deprel::Root && trees[token].xpos == Xpos::VB && !draft.has_subject &&
         !trees.has_child(token, Deprel::Aux) && !trees.has_child(token, Deprel::Mark);
}

/// A report in the past: "said", "has said", "saying" behind another verb.
bool is_past(const Trees& trees, std::uint32_t token) {
  const Xpos tag = trees[token].xpos;
  return tag == Xpos::VBD || tag == Xpos::VBN || tag == Xpos::VBG;
}

/// "said it would strike": the future as seen from a report in the past.
bool is_future_in_past(const Trees& trees, std::uint32_t token) {
  const auto reports = [&](std::uint32_t t) { return trees.entry(t).classes.reports() && is_past(trees, t); };
  while (trees.deprel(token) == Deprel::Conj) token = trees.head(token);
  if (trees.deprel(token) == Deprel::Ccomp || trees.deprel(token) == Deprel::Acl) return is_past(trees, trees.head(token)) || reports(trees.head(token));
  return std::ranges::any_of(trees.children(token), [&](std::uint32_t c) { return trees.deprel(c) == Deprel::Parataxis && reports(c); });
}

/// "hackers capable of striking": an adjective beside a noun is no clause that could say so.
bool is_of_able(const Trees& trees, std::uint32_t token) {
  const std::uint32_t head = trees.head(token);
  return head != kNoToken && trees.upos(head) == Upos::ADJ && base_of(trees.deprel(head)) == Deprel::Amod && trees.is(head, LemmaClass::Possible);
}

Modality own_modality(const Trees& trees, const Draft& draft) {
  const std::uint32_t token = draft.clause.predicate;
  Modality modality = Modality::Actual;
  const auto weaken = [&](Modality value) { if (modality == Modality::Actual) modality = value; };
  for (const std::uint32_t c : trees.children(token)) {
    const Deprel deprel = trees.deprel(c);
    if (deprel == Deprel::Mark && trees.is(c, LemmaClass::ConditionalMark))
      return trees.lemma(c) == "whether" ? Modality::Possible : Modality::Conditional;
    if (deprel == Deprel::Aux) {
      const Modality value = modality_of_aux(trees, c);
      weaken(value == Modality::Conditional && is_future_in_past(trees, token) ? Modality::Planned : value);
    }
    if (deprel == Deprel::Advmod && trees.is(c, LemmaClass::DoubtAdverb)) weaken(Modality::Possible);
  }
  if (draft.sort == Sort::Verbal || draft.sort == Sort::Copula) {
    if (is_of_able(trees, token)) weaken(Modality::Possible);
    if (draft.clause.construction == Construction::Headline && is_to_infinitive(trees, token)) weaken(Modality::Planned);
    if (is_headline_plan(trees, token)) weaken(Modality::Planned);
    if (is_be_to(trees, token) && !is_yet_to(trees, token)) weaken(Modality::Planned);
    if (is_imperative(trees, draft)) weaken(Modality::Wanted);
    if (trees.deprel(token) == Deprel::Root && is_question(trees, token)) return Modality::Possible;
  }
  if (draft.sort == Sort::Event)
    for (const std::uint32_t c : trees.children(token)) {
      // "any exports would violate"; but "will not hold any talks"
      if (c < token && trees.deprel(c) == Deprel::Det && trees.lemma(c) == "any" && base_of(trees.deprel(token)) != Deprel::Obj) weaken(Modality::Possible);
      if (c < token && trees.deprel(c) == Deprel::Amod) {
        if (trees.is(c, LemmaClass::PossibleAdjective)) weaken(Modality::Possible);
        else if (trees.is(c, LemmaClass::PlannedAdjective)) weaken(Modality::Planned);
      }
    }
  return modality;
}

/// "Russia but not China signed": a second clause of the other polarity tells of China.
void split_denied(Drafts& drafts) {
  const std::size_t count = drafts.list.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (drafts.list[i].denied.empty()) continue;
    Draft other = drafts.list[i];
    const Role role = other.denied.front().role;
    std::erase_if(other.clause.arguments, [&](const Argument& a) { return a.role == role; });
    std::ranges::copy_if(other.denied, std::back_inserter(other.clause.arguments), [&](const Argument& a) { return a.role == role; });
    other.clause.polarity = flip(other.clause.polarity);
    drafts.list.push_back(std::move(other));
  }
}

}  // namespace

void set_stance(const Trees& trees, Drafts& drafts) {
  for (const std::uint32_t token : trees.top_down()) {
    Draft* draft = drafts.find(token);
    if (!draft) continue;
    draft->clause.polarity = own_polarity(trees, *draft);
    draft->clause.modality = own_modality(trees, *draft);
    inherit_stance(trees, drafts, *draft);
  }
  split_denied(drafts);
}

}  // namespace entente::internal
