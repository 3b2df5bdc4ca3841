#include <algorithm>
#include <array>

#include "base/text.h"
#include "link/linker.h"

namespace entente::internal {

namespace {

constexpr std::uint32_t kReach = 4;       ///< Sentences that a description looks back.
constexpr std::uint32_t kBodyReach = 8;   ///< Sentences that "the alliance" looks back.
constexpr std::uint32_t kMainWeight = 2;  ///< So many times more often than another a text names the state that it is about.

}  // namespace

/// The rolled-up state of a mention with one actor; kNone if it has none or is no state.
std::uint32_t DocumentLinker::state_of(const Item& item) const {
  if (item.silent || item.mention.actors.size() != 1 || item.mention.former) return kNone;
  const ActorRef& actor = actors_.at(item.mention.actors[0]);
  const auto state = r_.lex.catalogue().index_of(actor.actor);
  return state && r_.lex.is_state(*state) ? *state : kNone;
}

std::span<const Item> DocumentLinker::items_near(std::uint32_t sentence, std::uint32_t back) const {
  const auto story = items_.begin() + std::min(story_start_, item_count());
  const auto first = std::ranges::lower_bound(story, items_.end(), sentence - std::min(sentence, back), {}, &Item::sentence);
  const auto last = std::ranges::upper_bound(first, items_.end(), sentence, {}, &Item::sentence);
  return {first, last};
}

/// The last item within kReach sentences that fits; kNone if there is none.
std::uint32_t DocumentLinker::last_item(std::uint32_t sentence, const std::function<bool(const Item&)>& fits) const {
  for (std::uint32_t i = item_count(); i-- > story_start_;) {
    if (items_[i].sentence + kReach < sentence) return kNone;
    if (!items_[i].silent && fits(items_[i])) return i;
  }
  return kNone;
}

/// The one state among the items that is a place there: "held in Albania against the plan to bring Syria's stocks to the country".
std::uint32_t DocumentLinker::scene_among(std::span<const Item> items) const {
  std::uint32_t scene = kNone;
  for (const Item& item : items) {
    if (item.mention.use != MentionUse::Place || state_of(item) == kNone || state_of(item) == scene) continue;
    if (scene != kNone) return kNone;
    scene = state_of(item);
  }
  return scene;
}

/// True if one of the items is of that state.
bool DocumentLinker::is_among(std::span<const Item> items, std::uint32_t state) const {
  return state != kNone && std::ranges::any_of(items, [&](const Item& item) { return state_of(item) == state; });
}

/// "British troops in that country", "British soldiers were killed in the country": it is another's; kNone if nobody's forces are there.
std::uint32_t DocumentLinker::guest_in(std::uint32_t country) const {
  const std::uint32_t marker = r_.case_of(country), above = doc_.tokens[country].head;
  if (marker == kNone || above == kNoToken || !r_.word_is(r_.first_atom(marker), "in")) return kNone;
  const auto forces_at = [&](std::uint32_t token) {
    const std::uint32_t found = token < country ? item_at(token) : kNone;
    return found != kNone && items_[found].mention.kind.str() == "forces" ? state_of(items_[found]) : kNone;
  };
  if (const std::uint32_t state = forces_at(above); state != kNone) return state;
  for (const std::uint32_t child : r_.children_of(above)) {
    const bool acts = doc_.tokens[child].deprel == Deprel::Nsubj;  // "the Afghan army killed insurgents in the country" may be at home
    if (const std::uint32_t state = acts ? kNone : forces_at(child); state != kNone) return state;
  }
  return kNone;
}

/// "the country": the possessor's state, else the one state last named, else the one the document is about.
bool DocumentLinker::resolve_state(Item& item, std::uint32_t possessor) {
  std::uint32_t state = kNone;
  if (possessor != kNone) {
    const std::uint32_t owner = item_at(r_.atoms[possessor].token);
    if (owner != kNone) state = state_of(items_[owner]);
    if (state == kNone) return false;
  } else {
    // "President Chavez is to visit the country": not his own.
    const std::uint32_t above = base_of(doc_.tokens[item.mention.head].deprel) == Deprel::Obj ? subject_over(item.mention.head) : kNone;
    const std::uint32_t guest = above == kNone ? guest_in(item.mention.head) : kNone;
    const std::uint32_t visitor = above == kNone ? guest : state_of(items_[above]);
    const auto named = [&](const Item& other) {
      const bool aside = other.mention.use == MentionUse::Modifier && dominating_ != kNone && dominating_ != visitor && state_of(other) != dominating_;  // "the Paris agreements"
      return state_of(other) != kNone && state_of(other) != visitor && !aside && other.mention.form != MentionForm::Pronoun && other.mention.use != MentionUse::Other && other.sentence + 2 >= item.sentence;
    };
    for (std::uint32_t back = 0; back <= 2 && back <= item.sentence && state == kNone; ++back) {
      std::uint32_t subject = kNone, only = kNone, nearest = kNone, count = 0;
      const std::span<const Item> items = items_near(item.sentence - back, 0);
      for (const Item& other : items) {
        if (!named(other)) continue;
        if (other.subject && other.mention.use == MentionUse::Actor) subject = state_of(other);
        if (only != state_of(other)) { only = state_of(other); ++count; }
        nearest = state_of(other);
      }
      const bool main = back > 0 && dominating_ != kNone && dominating_ != visitor && count_of(dominating_) > kMainWeight * count_of(only);
      if (count == 1) state = main ? dominating_ : only;
      else if (const std::uint32_t scene = scene_among(items); back == 0 && scene != kNone && scene != visitor) state = scene;
      else if (count > 1 && back == 0) state = is_among(items, dominating_) && dominating_ != visitor ? dominating_ : nearest;
      else if (count > 1) state = is_among(items, dominating_) ? dominating_ : subject;
      if (count > 1 && state == kNone) return false;
    }
    if (state == kNone && dominating_ != guest) state = dominating_;
  }
  if (state == kNone) return false;
  set_actors(item, {actors_.of(state)});
  return true;
}

/// "the U.S.-led coalition", "U.S.-led forces": the state that leads stands for all.
bool DocumentLinker::is_led(const Item& item) const {
  if (item.mention.form != MentionForm::Group || item.mention.actors.size() != 1) return false;
  for (std::uint32_t a = r_.first_atom(item.mention.tokens.first); a < r_.atoms.size() && r_.atoms[a].token < item.mention.tokens.last; ++a)
    if (r_.is(a, WordClass::Led)) return true;
  return false;
}

/// "the Holy Land Foundation": a body that is no actor here, and which "the group" may mean.
bool DocumentLinker::is_unknown_body(const Item& item) const {
  if (item.mention.kind.str() != "blocker") return false;
  const std::uint32_t last = r_.first_atom(item.mention.tokens.last - 1);
  return r_.is(last, WordClass::PrivateBody) || r_.is(last, WordClass::BodyNoun) || r_.is(last, WordClass::GroupNoun);
}

/// "the alliance", "the agency": the last body named whose name or kind fits the noun.
bool DocumentLinker::resolve_body(Item& item, std::uint32_t noun) {
  const std::string_view word = r_.word_text(r_.atoms[noun].word);
  const bool group = r_.is(noun, WordClass::GroupNoun), body = r_.is(noun, WordClass::BodyNoun);
  // "EU foreign policy chief X … The bloc": an official names the body too.
  const auto acting = [&](const Item& other) -> const ActorRef& {
    const ActorRef& named = actors_.at(other.mention.actors[0]);
    return (word == "bloc" || word == "alliance") && other.human && !other.mention.former ? actors_.at(actors_.rolled_up(other.mention.actors[0])) : named;
  };
  const auto fits = [&](const Item& other) {
    if (word == "coalition" && is_led(other)) return true;
    if (other.mention.actors.size() != 1 || other.mention.form == MentionForm::Pronoun || other.mention.use == MentionUse::Other || other.mention.use == MentionUse::Modifier) return false;
    const ActorRef& actor = acting(other);
    const std::string& kind = actor.kind.str();
    if (kind == "group" || kind == "party") return group && r_.lex.catalogue().index_of(actor.key).has_value();
    if (kind == "ngo" && group) return true;
    if (!body || (kind != "body" && kind != "alliance" && kind != "ngo" && kind != "agency" && kind != "mission" && kind != "court")) return false;
    if (word == "alliance" || word == "bloc" || word == "grouping") return kind == "alliance" || kind == "body";
    if (word == "organization" || word == "organisation" || word == "body" || word == "watchdog") return true;
    return ascii_lower(actor.label).find(word) != std::string::npos;
  };
  for (std::uint32_t i = item_count(); i-- > story_start_ && items_[i].sentence + kBodyReach >= item.sentence;) {
    if (group && is_unknown_body(items_[i])) return false;
    if (!items_[i].silent && fits(items_[i])) {
      copy_actors(item, i);
      if (items_[i].human) {
        set_actors(item, {actors_.rolled_up(items_[i].mention.actors[0])});
        item.human = false;
        item.person = kNone;
      }
      return true;
    }
  }
  return false;
}

/// Reads "the two countries", "both sides", "his country", "the former Soviet republic", "the capital" from their
/// determiner on. Gives the end, or `atom` if no description begins there.
std::uint32_t DocumentLinker::add_description(std::uint32_t atom, std::uint32_t limit) {
  const bool possessive = r_.is(atom, WordClass::Possessor);
  if (!possessive && !r_.is(atom, WordClass::Definite) && !r_.is(atom, WordClass::NumberTwo)) return atom;
  const Upos upos = r_.upos(atom);
  if (upos != Upos::DET && upos != Upos::PRON && upos != Upos::NUM && upos != Upos::CCONJ) return atom;
  bool two = r_.is(atom, WordClass::NumberTwo);
  std::uint32_t noun = atom + 1;
  for (; noun < limit && noun < atom + 5; ++noun) {
    if (r_.is(noun, WordClass::NumberTwo)) { two = true; continue; }
    const bool hit = r_.is(noun, WordClass::PairNoun) || r_.is(noun, WordClass::StateNoun) || r_.is(noun, WordClass::BodyNoun) || r_.is(noun, WordClass::GroupNoun) ||
                     r_.is(noun, WordClass::CapitalNoun) || r_.is(noun, WordClass::PairPersonNoun) || r_.is(noun, WordClass::TrioNoun);
    if (hit && (r_.upos(noun) == Upos::NOUN || r_.upos(noun) == Upos::PROPN)) break;
    if (r_.is(noun, WordClass::OtherWord)) return atom;  // "the next country": not the one spoken of
    if (r_.atoms[noun].mark || (r_.upos(noun) != Upos::ADJ && r_.upos(noun) != Upos::NUM && r_.upos(noun) != Upos::VERB) || names_over(noun)) return add_the_two(atom);
  }
  if (noun >= limit || noun >= atom + 5) return add_the_two(atom);
  return describe_noun(atom, noun, two, possessive);
}

/// "the nation of Panama", "the capital of Surigao": the name behind "of" says which one.
bool DocumentLinker::is_named_behind(std::uint32_t noun) const {
  if (!r_.is(noun, WordClass::StateNoun) && !r_.is(noun, WordClass::CapitalNoun)) return false;
  if (noun + 2 >= r_.atoms.size() || !r_.word_is(noun + 1, "of")) return false;
  const std::uint32_t name = r_.is(noun + 2, WordClass::Definite) && noun + 3 < r_.atoms.size() ? noun + 3 : noun + 2;
  return r_.atoms[name].capital;
}

std::uint32_t DocumentLinker::describe_noun(std::uint32_t atom, std::uint32_t noun, bool two, bool possessive) {
  const std::uint32_t token = r_.atoms[noun].token;
  const Deprel rel = doc_.tokens[token].deprel;
  if (base_of(rel) == Deprel::Compound && doc_.tokens[token].head > token) return atom;  // "the country director"
  if (is_named_behind(noun) || (r_.is(noun, WordClass::CapitalNoun) && noun + 1 < r_.atoms.size() && names_.match_at[noun + 1] != kNone)) return possessive ? atom : noun + 1;
  Item item;
  item.mention.tokens = r_.tokens({atom, noun + 1});
  item.mention.head = r_.head_of(item.mention.tokens);
  item.mention.form = MentionForm::Description;
  item.sentence = r_.sentence_at[token];
  item.subject = is_subject(item.mention.head);
  item.mention.score = 0.6;
  if (possessive) {
    add_pronoun(atom);  // "his" of "his country" is a mention of its own, inside.
    if (item_at(r_.atoms[atom].token) != kNone) items_.back().mention.use = MentionUse::Modifier;
  }
  const bool settled = settle_noun(item, atom, noun, two, possessive);
  if (!settled) return possessive ? atom + 1 : atom;
  for (std::uint32_t t = item.mention.tokens.first; t < item.mention.tokens.last; ++t) item_of_token_[t] = kNone;
  push(std::move(item));
  return noun + 1;
}

bool DocumentLinker::settle_noun(Item& item, std::uint32_t atom, std::uint32_t noun, bool two, bool possessive) {
  const bool definite = r_.is(atom, WordClass::Definite) || two || possessive;
  if (const std::size_t many = number_between(atom, noun); many && !possessive) {
    item.plural = true;
    return (r_.is(noun, WordClass::PairNoun) || r_.is(noun, WordClass::PairPersonNoun) || r_.is(noun, WordClass::TrioNoun)) && followed_by_no_name(noun) && resolve_many(item, many);
  }
  if (r_.is(noun, WordClass::PairNoun)) {
    item.plural = true;
    const std::string_view word = r_.word_text(r_.atoms[noun].word);
    const bool parties = word == "sides" || word == "parties" || word == "rivals" || word == "foes" || word == "enemies" || word == "allies";
    // Without "two" or "both" a plural may mean many; "the sides" and "their countries" are two all the same.
    if (!two && !possessive && !(word == "sides" || (word == "countries" && followed_by_no_name(noun)) || (word == "neighbors") || (word == "neighbours"))) return false;
    if (possessive && word != "countries" && word != "nations" && word != "governments" && word != "peoples") return false;
    if (possessive && r_.is(atom, WordClass::FirstPlural)) return describe_our(item, atom);
    return resolve_pair(item, noun, false, parties);
  }
  if (r_.is(noun, WordClass::PairPersonNoun) && two) { item.plural = true; item.human = true; return resolve_pair(item, noun, true, false); }
  if (r_.is(noun, WordClass::CapitalNoun) && definite) {
    item.mention.use = MentionUse::Place;
    return resolve_state(item, possessive ? atom : kNone);
  }
  if (r_.is(noun, WordClass::StateNoun) && definite && !two) {
    if (r_.word_is(noun, "neighbor") || r_.word_is(noun, "neighbour")) return possessive && resolve_neighbour(item, atom);
    const bool ok = resolve_state(item, possessive ? atom : kNone);
    if (ok && is_place(item.mention.head, item.mention.tokens, false)) item.mention.use = MentionUse::Place;
    return ok;
  }
  if ((r_.is(noun, WordClass::BodyNoun) || r_.is(noun, WordClass::GroupNoun)) && definite && !two && !possessive && r_.token(noun).xpos != Xpos::NNS) return resolve_body(item, noun);
  return false;
}

/// "our countries" is settled with the speaker, at the end.
bool DocumentLinker::describe_our(Item& item, std::uint32_t atom) {
  if (!quote_of_token_[r_.atoms[atom].token]) return false;
  return resolve_pair(item, atom, false, false);
}

/// True if no "of" names behind the noun which ones are meant.
bool DocumentLinker::followed_by_no_name(std::uint32_t noun) const {
  if (noun + 1 >= r_.atoms.size()) return true;
  static constexpr std::array<std::string_view, 7> kGoesOn{"of", "in", "that", "which", "with", "who", "such"};
  return std::ranges::none_of(kGoesOn, [&](std::string_view word) { return r_.word_is(noun + 1, word); });
}

/// "its neighbor": the one other state that was last named.
bool DocumentLinker::resolve_neighbour(Item& item, std::uint32_t possessor) {
  const std::uint32_t owner = item_at(r_.atoms[possessor].token);
  const std::uint32_t self = owner == kNone ? kNone : state_of(items_[owner]);
  if (self == kNone) return false;
  std::uint32_t found = kNone;
  for (std::uint32_t i = item_count(); i-- > story_start_ && items_[i].sentence + 1 >= item.sentence;) {
    if (items_[i].silent || items_[i].mention.use != MentionUse::Actor || items_[i].mention.form == MentionForm::Pronoun) continue;
    if (found != kNone && items_[i].sentence != item.sentence) break;
    for (const std::uint32_t actor : items_[i].mention.actors) {
      const auto state = r_.lex.catalogue().index_of(actors_.at(actor).actor);
      if (!state || !r_.lex.is_state(*state) || *state == self || *state == found) continue;
      if (found != kNone) return false;
      found = *state;
    }
  }
  if (found == kNone) return false;
  set_actors(item, {actors_.of(found)});
  return true;
}

}  // namespace entente::internal
