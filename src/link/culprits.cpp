#include <algorithm>

#include "link/linker.h"

namespace entente::internal {

/// True if a harm is told of `pronoun`: "end his war", "as long as it continues its war", "for its war"; not if the clause has a
/// subject of its own that a possessive takes up.
bool DocumentLinker::is_of_harm(std::uint32_t pronoun) const {
  const Token& token = doc_.tokens[pronoun];
  if (token.head == kNoToken) return false;
  const auto has_child = [&](std::uint32_t above, auto wanted) { return std::ranges::any_of(r_.children_of(above), wanted); };
  if (token.deprel == Deprel::NmodPoss) {
    if (!r_.lemma_is(token.head, WordClass::HarmNoun)) return false;
    if (verb_of_reason(pronoun) != kNoToken) return true;
    const Token& harm = doc_.tokens[token.head];
    return base_of(harm.deprel) == Deprel::Obj && harm.head != kNoToken && r_.lemma_is(harm.head, WordClass::HarmVerb) &&
           !has_child(harm.head, [&](std::uint32_t child) { return doc_.tokens[child].deprel == Deprel::Nsubj; });
  }
  if (token.deprel != Deprel::Nsubj || doc_.tokens[token.head].deprel != Deprel::Advcl || !r_.lemma_is(token.head, WordClass::HarmVerb)) return false;
  return has_child(token.head, [&](std::uint32_t child) {
    return child > pronoun && base_of(doc_.tokens[child].deprel) == Deprel::Obj && r_.lemma_is(child, WordClass::HarmNoun);
  });
}

/// Whose harm a pronoun tells of, where those stand between the subject above and it: "called on Putin to end his war", "isolate
/// Russia as long as it continues its war". Only the harm's doer is ever asked to end it; kNone if nobody stands there.
std::uint32_t DocumentLinker::culprit_before(const Item& item, std::uint32_t above, bool person) const {
  if (above == kNone || !is_of_harm(item.mention.head)) return kNone;
  for (std::uint32_t i = item_count(); i-- > above + 1;) {
    const Item& other = items_[i];
    if (other.sentence != item.sentence || other.silent || other.plural || other.mention.actors.empty() || other.human != person) continue;
    if (other.mention.use != MentionUse::Actor || other.mention.form == MentionForm::Pronoun || other.mention.tokens.last > item.mention.tokens.first) continue;
    return i;
  }
  return kNone;
}

}  // namespace entente::internal
