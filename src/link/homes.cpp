#include <algorithm>

#include "base/text.h"
#include "link/linker.h"

namespace entente::internal {

/// The states around the places that a phrase is at home in, each once.
std::vector<std::uint32_t> DocumentLinker::home_states(const Phrase& phrase) const {
  std::vector<std::uint32_t> states;
  for (const std::uint32_t match : phrase.homes) {
    if (!names_.matches[match].settled) continue;
    const std::uint32_t state = state_around(r_, names_.matches[match].readings[0].actor);
    if (r_.lex.is_state(state) && std::ranges::find(states, state) == states.end()) states.push_back(state);
  }
  return states;
}

/// The one state in which the clause around `token` happens: "demonstrated on Tuesday in Serbia"; kNone if its verb
/// has no place or places of several states. A place inside an object ("the war in Iraq") says nothing of where.
std::uint32_t DocumentLinker::scene_of_clause(std::uint32_t token) const {
  std::uint32_t verb = token, scene = kNone;
  while (verb != kNoToken && doc_.tokens[verb].upos != Upos::VERB) verb = doc_.tokens[verb].head;
  if (verb == kNoToken) return kNone;
  for (const std::uint32_t child : r_.children_of(verb)) {
    const std::uint32_t mark = base_of(doc_.tokens[child].deprel) == Deprel::Obl ? r_.case_of(child) : kNone;
    if (mark == kNone || mark > child || !r_.is(r_.first_atom(mark), WordClass::HomePreposition)) continue;
    std::uint32_t last = child;  // "in the Iraqi city of Mosul": down to the last word of the phrase
    while (!r_.children_of(last).empty() && r_.children_of(last).back() > last) last = r_.children_of(last).back();
    const std::uint32_t state = scene_of(r_, names_, {r_.first_atom(mark), r_.first_atom(last) + 1});
    if (state == kNone || state == scene) continue;
    if (scene != kNone) return kNone;
    scene = state;
  }
  return scene;
}

/// People by descent, "ethnic Albanians in Serbia", "the Albanians of southern Serbia": a group of the state where they
/// live, never that of their name. Nobody where the text does not tell which state that is.
void DocumentLinker::add_minority(const Phrase& phrase) {
  const bool group = phrase.sort == PhraseSort::Group;
  Item item = item_for(phrase, MentionForm::Group);
  item.mention.score = 0.7;
  item.plural = true;
  const std::uint32_t match = group ? phrase.owners[0] : phrase.match;
  const std::vector<std::uint32_t> homes = home_states(phrase);
  std::uint32_t home = homes.size() == 1 ? homes[0] : kNone;
  if (homes.empty()) home = scene_of_clause(item.mention.head);
  if (homes.empty() && home == kNone && dominating_ != owner_of_match(match)) home = dominating_;
  if (home != kNone) {
    const std::string word = single_blanks(text_of(doc_, r_.tokens(names_.matches[match].atoms)));
    const std::string noun = group ? std::string(noun_text(phrase)) : word;
    set_actors(item, {group_of_state(home, group ? "ethnic " + word : "ethnic", noun, group ? r_.lex.noun(phrase.noun).makes : NounMakes::People)});
  }
  item.silent = home == kNone;
  push(std::move(item));
}

}  // namespace entente::internal
