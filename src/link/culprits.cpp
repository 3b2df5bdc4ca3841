#include "link/linker.h"

namespace entente::internal {

namespace {

bool is_object(Deprel deprel) noexcept { return base_of(deprel) == Deprel::Obj; }

}  // namespace

/// The clause in which a harm stands that is told of `pronoun`: "end his war", "as long as it continues its war", "for its
/// war"; kNoToken if none, or if the clause has a subject of its own that the pronoun takes up.
std::uint32_t DocumentLinker::clause_of_harm(std::uint32_t pronoun) const {
  const Token& token = doc_.tokens[pronoun];
  if (token.head == kNoToken) return kNoToken;
  if (token.deprel == Deprel::NmodPoss) {
    if (!r_.lemma_is(token.head, WordClass::HarmNoun)) return kNoToken;
    if (const std::uint32_t verb = verb_of_reason(pronoun); verb != kNoToken) return verb;
    const Token& harm = doc_.tokens[token.head];
    const bool acted = is_object(harm.deprel) && harm.head != kNoToken && r_.lemma_is(harm.head, WordClass::HarmVerb);
    return acted && !has_child(harm.head, Deprel::Nsubj) ? harm.head : kNoToken;
  }
  const Token& verb = doc_.tokens[token.head];
  if (token.deprel != Deprel::Nsubj || verb.deprel != Deprel::Advcl || !r_.lemma_is(token.head, WordClass::HarmVerb)) return kNoToken;
  for (std::uint32_t i = r_.children.start[token.head]; i < r_.children.start[token.head + 1]; ++i) {
    const std::uint32_t child = r_.children.items[i];
    if (child > pronoun && is_object(doc_.tokens[child].deprel) && r_.lemma_is(child, WordClass::HarmNoun)) return token.head;
  }
  return kNoToken;
}

bool DocumentLinker::has_child(std::uint32_t token, Deprel deprel) const {
  for (std::uint32_t i = r_.children.start[token]; i < r_.children.start[token + 1]; ++i)
    if (doc_.tokens[r_.children.items[i]].deprel == deprel) return true;
  return false;
}

/// Whose harm a pronoun tells of, where those stand between the subject above and it: "called on Putin to end his war", "isolate
/// Russia as long as it continues its war". Only the harm's doer is ever asked to end it; kNone if nobody stands there.
std::uint32_t DocumentLinker::culprit_before(const Item& item, std::uint32_t above, bool person) const {
  if (above == kNone || clause_of_harm(item.mention.head) == kNoToken) return kNone;
  for (std::uint32_t i = item_count(); i-- > above + 1;) {
    const Item& other = items_[i];
    if (other.sentence != item.sentence || other.silent || other.plural || other.mention.actors.empty() || other.human != person) continue;
    if (other.mention.use != MentionUse::Actor || other.mention.form == MentionForm::Pronoun || other.mention.tokens.last > item.mention.tokens.first) continue;
    return i;
  }
  return kNone;
}

}  // namespace entente::internal
