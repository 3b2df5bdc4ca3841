#include <algorithm>

#include "base/text.h"
#include "link/linker.h"

namespace entente::internal {

namespace {

constexpr std::size_t kStatementSentences = 40;  ///< Up to here a text without quotations may be a state's own statement.
constexpr std::uint32_t kReach = 3;              ///< Sentences that "our countries" looks back.

}  // namespace

/// The item that says the quotation in which `token` stands: subject of a verb of saying beside the quotation.
std::uint32_t DocumentLinker::speaker_of(std::uint32_t token) const {
  const std::uint32_t quote = quote_of_token_[token];
  const auto said_in = [&](std::uint32_t sentence) -> std::uint32_t {
    const TokenRange range = doc_.sentences[sentence].tokens;
    for (std::uint32_t t = range.first; t < range.last; ++t) {
      if (quote_of_token_[t] || !r_.lemma_is(t, WordClass::Say)) continue;
      for (const std::uint32_t child : r_.children_of(t)) {
        if (doc_.tokens[child].deprel == Deprel::Nsubj && !quote_of_token_[child] && item_at(child) != kNone && !items_[item_at(child)].silent) return item_at(child);
      }
    }
    return kNone;
  };
  std::uint32_t last = r_.sentence_at[token];
  while (last + 1 < doc_.sentences.size() && quote && quote_of_token_[doc_.sentences[last + 1].tokens.first] == quote) ++last;
  std::uint32_t first = r_.sentence_at[token];
  while (first > 0 && quote && quote_of_token_[doc_.sentences[first - 1].tokens.last - 1] == quote) --first;
  for (const std::uint32_t sentence : {r_.sentence_at[token], last, first})
    if (const std::uint32_t found = said_in(sentence); found != kNone) return found;
  // A quotation that is a paragraph of its own goes on with the speaker of the sentence before it.
  return first > 0 ? said_in(first - 1) : kNone;
}

/// "Statement by NSC Spokesperson X": the state of the one whom the first line names as the speaker; kNone if it names none.
DocumentLinker::Issuer DocumentLinker::issuer_named() const {
  const AtomRange line = r_.sentences.empty() ? AtomRange{} : r_.sentences[0];
  for (std::uint32_t at = line.first; at + 2 < line.last; ++at) {
    if (!r_.is(at, WordClass::StatementNoun) || !r_.is(at + 1, WordClass::IssuerPreposition)) continue;
    const std::uint32_t name = r_.is(at + 2, WordClass::Definite) ? at + 3 : at + 2;
    const std::uint32_t item = name < line.last ? item_at(r_.atoms[name].token) : kNone;
    if (item == kNone) continue;
    std::uint32_t next = r_.first_atom(items_[item].mention.tokens.last - 1) + 1;  // "of France, China and Russia"
    const bool list = next < line.last && (r_.word_is(next, ",") || r_.word_is(next, "and"));
    for (int steps = 0; list && steps < 3 && next < line.last && item_at(r_.atoms[next].token) == kNone; ++steps) ++next;
    const bool several = list && next < line.last && item_at(r_.atoms[next].token) != kNone;
    return {several ? kNone : state_of(items_[item]), several};
  }
  return {};
}

/// Who issues an official note: whom its first line names, else whose site it is on. kNone for news, and for a text that
/// several issue together ("Joint statement"), whose "we" is not one of them.
std::uint32_t DocumentLinker::issuer() const {
  const AtomRange line = r_.sentences.empty() ? AtomRange{} : r_.sentences[0];
  for (std::uint32_t at = line.first; at < line.last; ++at)
    if (r_.is(at, WordClass::JointWord)) return kNone;
  const Issuer named = issuer_named();
  if (named.several || named.state != kNone) return named.state;
  return r_.lex.sites().owner_of(doc_.article.url).value_or(kNone);
}

/// The state that speaks in its own name outside quotations: the one that is subject where "our" or "we" stands, as in
/// "the United States will do everything within our power", or the only one that acts by name in a short statement
/// that addresses others; kNone if there is none or they differ.
std::uint32_t DocumentLinker::speaking_state() const {
  std::uint32_t found = kNone;
  std::vector<std::uint32_t> addressed, subjects;  // States spoken to or of beside "we", and states that act in their own name.
  bool quotes = false;
  for (const std::uint32_t quote : quote_of_token_) quotes |= quote != 0;
  for (const Item& item : items_) {
    const std::uint32_t token = item.mention.head;
    const bool we = item.mention.form == MentionForm::Pronoun && r_.is(r_.first_atom(token), WordClass::FirstPlural);
    if (!we) {
      const bool named = item.mention.form == MentionForm::Name && item.subject && item.mention.use == MentionUse::Actor && state_of(item) != kNone;
      if (named && std::ranges::find(subjects, state_of(item)) == subjects.end()) subjects.push_back(state_of(item));
      continue;
    }
    if (quote_of_token_[token]) continue;
    for (const Item& other : items_near(item.sentence, 0))
      if (item.subject && state_of(other) != kNone) addressed.push_back(state_of(other));
    const std::uint32_t above = subject_over(token);
    if (above == kNone || items_[above].mention.form == MentionForm::Pronoun || items_[above].human || items_[above].mention.kind.str() == "group") continue;
    const std::uint32_t state = state_of(items_[above]);
    if (state == kNone || state == found) continue;
    if (found != kNone) return kNone;
    found = state;
  }
  if (found != kNone || quotes || doc_.sentences.size() > kStatementSentences) return found;
  std::erase_if(subjects, [&](std::uint32_t state) { return std::ranges::find(addressed, state) != addressed.end(); });
  return subjects.size() == 1 && !addressed.empty() ? subjects[0] : kNone;
}

/// "our world", "our time": what all men share.
bool DocumentLinker::is_everyones(const Item& item) const {
  const Token& token = doc_.tokens[item.mention.head];
  return token.deprel == Deprel::NmodPoss && token.head != kNoToken && r_.lemma_is(token.head, WordClass::Everyones);
}

void DocumentLinker::resolve_first_person() {
  const std::uint32_t named = issuer_named().state, speaking = named != kNone ? named : speaking_state();
  if (const std::uint32_t state = speaking != kNone ? speaking : issuer(); state != kNone) {
    const std::uint32_t actor = actors_.of(state);
    for (Item& item : items_)
      if (item.mention.form == MentionForm::Pronoun && !quote_of_token_[item.mention.head] && r_.is(r_.first_atom(item.mention.head), WordClass::FirstPlural) && !is_everyones(item)) {
        set_actors(item, {actor});
        item.mention.score = 0.5;
      }
  }
  for (Item& item : items_) {
    const std::uint32_t token = item.mention.head;
    const std::uint32_t atom = r_.first_atom(token);
    const bool single = r_.is(atom, WordClass::FirstSingular), plural = r_.is(atom, WordClass::FirstPlural);
    if (item.mention.form != MentionForm::Pronoun || !(single || plural) || !quote_of_token_[token] || is_everyones(item)) continue;
    const std::uint32_t speaker = speaker_of(token);
    if (speaker == kNone || items_[speaker].mention.actors.empty()) continue;
    item.mention.antecedent = speaker;
    item.mention.score = 0.6;
    if (single) {
      if (items_[speaker].human) set_actors(item, items_[speaker].mention.actors);
      continue;
    }
    std::vector<std::uint32_t> actors;
    for (const std::uint32_t actor : items_[speaker].mention.actors) actors.push_back(actors_.rolled_up(actor));
    item.plural = true;
    // "our countries", "both our nations": the speaker's state and the other one that is spoken of.
    const std::uint32_t owner = doc_.tokens[token].head;
    if (item.mention.form == MentionForm::Pronoun && doc_.tokens[token].deprel == Deprel::NmodPoss && owner != kNoToken && r_.is(r_.first_atom(owner), WordClass::PairNoun)) {
      const std::vector<std::uint32_t> states = recent_states(item.sentence, kReach, false);
      if (states.size() == 2 && std::ranges::find(states, actors[0]) != states.end()) actors = states;
    }
    set_actors(item, std::move(actors));
  }
}

}  // namespace entente::internal
