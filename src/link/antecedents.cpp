#include <algorithm>
#include <array>

#include "link/linker.h"

namespace entente::internal {

namespace {

constexpr std::uint32_t kReach = 3;  ///< Sentences that a pronoun looks back.

bool is_organisation(const std::string& kind) {
  static constexpr std::array<std::string_view, 16> kKinds{"state", "territory", "body", "alliance", "ngo", "court", "mission", "government", "legislature",
                                                           "ministry", "agency", "forces", "service", "command", "group", "party"};
  return std::ranges::find(kKinds, kind) != kKinds.end();
}

bool is_personal_plural(const std::string& kind) { return kind == "group" || kind == "forces" || kind == "service" || kind == "person" || kind == "party"; }

bool is_any_object(Deprel relation) { return relation == Deprel::Obj || relation == Deprel::Obl || relation == Deprel::Iobj; }

}  // namespace

/// Whom the verb above a possessive honours: "congratulated Koizumi on his election", "thanked her for her help"; kNone if nobody.
std::uint32_t DocumentLinker::honoured_one(std::uint32_t possessive) const {
  if (doc_.tokens[possessive].deprel != Deprel::NmodPoss) return kNone;
  std::uint32_t at = doc_.tokens[possessive].head;
  while (at != kNoToken && doc_.tokens[at].upos != Upos::VERB) at = doc_.tokens[at].head;
  const std::uint32_t marker = r_.case_of(doc_.tokens[possessive].head);
  const bool helped = marker != kNone && r_.word_is(r_.first_atom(marker), "in");  // "help Georgia in its hour of need"
  if (at == kNoToken || at > possessive || !(r_.lemma_is(at, WordClass::Honour) || (helped && r_.lemma_is(at, WordClass::Help)))) return kNone;
  std::uint32_t found = kNone;  // "congratulated him on his …", "the order was awarded to him for his …"
  for (const std::uint32_t child : r_.children_of(at)) {
    const Deprel rel = base_of(doc_.tokens[child].deprel);
    const std::uint32_t mark = r_.case_of(child);
    const bool given_to = rel == Deprel::Obl && mark != kNone && r_.word_is(r_.first_atom(mark), "to");
    if ((rel == Deprel::Obj || given_to) && child < possessive && item_at(child) != kNone) found = item_at(child);
  }
  return found;
}

/// Who speaks the quotation around a pronoun of the third person, and so is not meant by it; kNone outside quotations.
std::uint32_t DocumentLinker::quoted_speaker(const Item& item) const {
  return quote_of_token_[item.mention.head] ? speaker_of(item.mention.head) : kNone;
}

/// "the president himself": the one named right before; kNone for other pronouns.
std::uint32_t DocumentLinker::reflected_one(const Item& item) const {
  const std::uint32_t token = item.mention.head;
  if (token == 0 || !r_.word_text(r_.atoms[r_.first_atom(token)].word).ends_with("self")) return kNone;
  return r_.sentence_at[token - 1] == item.sentence ? item_at(token - 1) : kNone;
}

/// "Iran and its proxies": the one named right before the "and"; kNone elsewhere.
std::uint32_t DocumentLinker::joined_before(const Item& item) const {
  const std::uint32_t token = item.mention.head;
  if (doc_.tokens[token].deprel != Deprel::NmodPoss || token < 2 || doc_.tokens[token - 1].upos != Upos::CCONJ) return kNone;
  if (r_.sentence_at[token - 2] != item.sentence) return kNone;
  const auto possessor_of = [&](std::uint32_t noun) {  // "Iran's Central Bank and its fund"
    const auto children = r_.children_of(noun);
    const auto found = std::ranges::find_if(children, [&](std::uint32_t child) { return doc_.tokens[child].deprel == Deprel::NmodPoss; });
    if (found == children.end()) return kNone;
    const auto near = items_near(item.sentence, 0);
    const auto named = std::ranges::find_if(near, [&](const Item& other) { return other.mention.head == *found && !other.silent; });
    return named == near.end() ? kNone : static_cast<std::uint32_t>(&*named - items_.data());
  };
  const std::uint32_t top = doc_.tokens[doc_.tokens[token].head].head;  // what the noun behind the "and" is joined to
  const bool joined = base_of(doc_.tokens[doc_.tokens[token].head].deprel) == Deprel::Conj && top != kNoToken && top < token;
  if (joined && (item_at(top) == kNone || items_[item_at(top)].silent)) return possessor_of(top);
  return item_at(token - 2) != kNone && (!joined || item_at(top) == item_at(token - 2)) ? item_at(token - 2) : kNone;
}

/// "After his aide fell ill, the president said …": a clause put first speaks of a subject that is still to come.
bool DocumentLinker::is_before_its_subject(std::uint32_t pronoun) const {
  for (std::uint32_t at = pronoun; at != kNoToken; at = doc_.tokens[at].head) {
    const std::uint32_t main = doc_.tokens[at].head;
    const Deprel rel = base_of(doc_.tokens[at].deprel);
    if ((rel != Deprel::Advcl && rel != Deprel::Obl) || main == kNoToken || main < at) continue;
    return std::ranges::any_of(r_.children_of(main), [&](std::uint32_t child) {
      return base_of(doc_.tokens[child].deprel) == Deprel::Nsubj && child > pronoun && doc_.tokens[child].upos == Upos::PROPN;
    });
  }
  return false;
}

/// True if the main subject of a sentence is one human being who is no item here: "A boy was rescued", "Page was criticized".
bool DocumentLinker::is_told_of_stranger(std::uint32_t sentence) const {
  const TokenRange range = doc_.sentences[sentence].tokens;
  for (std::uint32_t t = range.first; t < range.last; ++t) {
    const Token& token = doc_.tokens[t];
    if (base_of(token.deprel) != Deprel::Nsubj || token.head == kNoToken || doc_.tokens[token.head].head != kNoToken) continue;
    if (token.feats.has(Feat::Plur) || (item_at(t) != kNone && !items_[item_at(t)].silent)) return false;
    return token.upos == Upos::PROPN || r_.lemma_is(t, WordClass::PersonNoun);
  }
  return false;
}

/// Nearest person: the subject of a clause above, else the subject of an earlier clause or sentence, else anyone near.
std::uint32_t DocumentLinker::antecedent_of_he(const Item& item, Gender gender) const {
  const std::uint32_t speaker = quoted_speaker(item);
  const auto fits = [&](const Item& other) {
    if (!other.human || other.plural || other.mention.tokens.last > item.mention.tokens.first) return false;
    if (speaker != kNone && !other.mention.actors.empty() && other.mention.actors == items_[speaker].mention.actors) return false;
    if (other.person == kNone) return true;
    const Gender known = people_.at(other.person).gender;
    return known == Gender::Unknown || known == gender;
  };
  if (const std::uint32_t named = reflected_one(item); named != kNone && fits(items_[named])) return named;
  if (const std::uint32_t joined = joined_before(item); joined != kNone && fits(items_[joined])) return joined;
  if (const std::uint32_t honoured = honoured_one(item.mention.head); honoured != kNone && fits(items_[honoured])) return honoured;
  if (is_before_its_subject(item.mention.head)) return kNone;
  const bool object = is_any_object(base_of(doc_.tokens[item.mention.head].deprel));
  const std::uint32_t above = subject_over(item.mention.head);
  if (const std::uint32_t culprit = culprit_before(item, above, true); culprit != kNone && fits(items_[culprit])) return culprit;
  if (!object && above != kNone && fits(items_[above])) return above;
  std::uint32_t best = kNone;
  int best_rank = -100;
  for (std::uint32_t i = item_count(); i-- > story_start_;) {
    const Item& other = items_[i];
    if (other.sentence + kReach < item.sentence) break;
    if (!fits(other) || (object && i == above)) continue;
    const int distance = int(item.sentence - other.sentence);
    if (other.sentence < item.sentence && (somebody_spoke(item.sentence) || is_told_of_stranger(item.sentence - 1))) break;
    const int rank = (other.subject ? object ? 1 : 3 : 0) - 2 * distance - (other.mention.use == MentionUse::Modifier ? 2 : 0);
    if (rank > best_rank) { best = i; best_rank = rank; }
  }
  return best;
}

/// The verb that a phrase of reason around a possessive gives the reason of: "… for its invasion"; kNoToken if none.
std::uint32_t DocumentLinker::verb_of_reason(std::uint32_t possessive) const {
  const std::uint32_t noun = doc_.tokens[possessive].head;
  if (noun == kNoToken) return kNoToken;
  std::uint32_t top = noun;  // "to account for its war": the phrase may hang on a noun of the verb's
  if (doc_.tokens[top].deprel == Deprel::Nmod && doc_.tokens[doc_.tokens[top].head].upos == Upos::NOUN) top = doc_.tokens[top].head;
  if (base_of(doc_.tokens[top].deprel) != Deprel::Obl) return kNoToken;
  const std::uint32_t marker = r_.case_of(noun);
  const bool reason = marker != kNone && r_.is(r_.first_atom(marker), WordClass::ReasonPreposition);
  return reason ? doc_.tokens[top].head : kNoToken;
}

/// "because it was accused of …": the passive subject of a clause that gives the reason.
bool DocumentLinker::is_reason_given(std::uint32_t token) const {
  const std::uint32_t verb = doc_.tokens[token].head;
  if (doc_.tokens[token].deprel != Deprel::NsubjPass || verb == kNoToken || doc_.tokens[verb].deprel != Deprel::Advcl) return false;
  for (const std::uint32_t child : r_.children_of(verb)) {
    if (doc_.tokens[child].deprel == Deprel::Mark && r_.is(r_.first_atom(child), WordClass::ReasonConjunction)) return true;
  }
  return false;
}

/// True if "it" may mean the other: one organisation named before.
bool DocumentLinker::may_be_it(const Item& item, const Item& other) const {
  return !other.silent && !other.plural && !other.human && !other.mention.actors.empty() && is_organisation(other.mention.kind.str()) &&
         other.mention.use != MentionUse::Place && other.mention.use != MentionUse::Other && other.mention.tokens.last <= item.mention.tokens.first;
}

/// Whom the clause above acts on, where the pronoun stands in the reason for it: "imposed costs on Russia for its
/// invasion", "punished Eritrea because it was said to …". The reason lies with that one.
std::uint32_t DocumentLinker::blamed_one(const Item& item, std::uint32_t above) const {
  const bool possessive = doc_.tokens[item.mention.head].deprel == Deprel::NmodPoss;
  if (const std::uint32_t verb = possessive ? verb_of_reason(item.mention.head) : kNoToken; verb != kNoToken)
    for (std::uint32_t i = item_count(); i-- > above + 1;)
      if (items_[i].sentence == item.sentence && items_[i].mention.head > verb && may_be_it(item, items_[i]) && items_[i].mention.use == MentionUse::Actor) return i;
  if (!is_reason_given(item.mention.head)) return kNone;
  std::uint32_t found = kNone;
  for (const Item& near : items_near(item.sentence, 0)) {
    const auto place = static_cast<std::uint32_t>(&near - items_.data());
    if (place <= above || !may_be_it(item, near) || near.mention.actors == items_[above].mention.actors) continue;
    if (found != kNone) return kNone;
    found = place;
  }
  return found;
}

/// "the guards completed China's first patrol with its neighbor": the possessor of a noun phrase around a possessive.
std::uint32_t DocumentLinker::possessor_around(const Item& item) const {
  if (doc_.tokens[item.mention.head].deprel != Deprel::NmodPoss) return kNone;
  for (std::uint32_t at = doc_.tokens[item.mention.head].head; at != kNoToken && doc_.tokens[at].upos != Upos::VERB; at = doc_.tokens[at].head)
    for (const std::uint32_t child : r_.children_of(at)) {
      if (doc_.tokens[child].deprel == Deprel::NmodPoss && child < item.mention.head && item_at(child) != kNone && may_be_it(item, items_[item_at(child)])) return item_at(child);
    }
  return kNone;
}

/// True for a noun with others joined to it, whether or not they are items: "the United States and other nations".
bool DocumentLinker::is_joined(std::uint32_t token) const {
  return std::ranges::any_of(r_.children_of(token), [&](std::uint32_t child) { return base_of(doc_.tokens[child].deprel) == Deprel::Conj && doc_.tokens[child].upos != Upos::VERB; });
}

/// "urged China to open its markets": whose they are, the one who asks or the one asked, English does not tell.
bool DocumentLinker::is_asked_of(const Item& item) const {
  for (std::uint32_t at = item.mention.head; at != kNoToken; at = doc_.tokens[at].head) {
    const std::uint32_t up = doc_.tokens[at].head;
    if (base_of(doc_.tokens[at].deprel) != Deprel::Xcomp || up == kNoToken) continue;
    for (const std::uint32_t child : r_.children_of(up))
      if (base_of(doc_.tokens[child].deprel) == Deprel::Obj && child < at && item_at(child) != kNone && may_be_it(item, items_[item_at(child)])) return true;
  }
  return false;
}

/// "Indonesia will continue to support it", "France came and conquered it": the verb whose subject another shares.
std::uint32_t DocumentLinker::verb_with_subject(std::uint32_t verb) const {
  const auto has_own = [&](std::uint32_t at) {
    return std::ranges::any_of(r_.children_of(at), [&](std::uint32_t child) { return base_of(doc_.tokens[child].deprel) == Deprel::Nsubj; });
  };
  while (verb != kNoToken && !has_own(verb) && (doc_.tokens[verb].deprel == Deprel::Xcomp || base_of(doc_.tokens[verb].deprel) == Deprel::Conj)) verb = doc_.tokens[verb].head;
  return verb;
}

/// "It was the biggest program so far", "it could be the hardest election": what it is called is nothing that acts.
bool DocumentLinker::is_called_a_thing(const Item& item) const {
  const Token& self = doc_.tokens[item.mention.head];
  if (self.deprel != Deprel::Nsubj || self.head == kNoToken || doc_.tokens[self.head].upos != Upos::NOUN) return false;
  const bool copula = std::ranges::any_of(r_.children_of(self.head), [&](std::uint32_t child) { return doc_.tokens[child].deprel == Deprel::Cop; });
  return copula && !r_.lemma_is(self.head, WordClass::ActorNoun) && !r_.is(r_.first_atom(self.head), WordClass::ActorNoun);
}

/// The one organisation before the pronoun in its sentence; kNone if there are several.
std::uint32_t DocumentLinker::only_one_before(const Item& item) const {
  std::uint32_t only = kNone;
  for (std::uint32_t i = item_count(); i-- > story_start_ && items_[i].sentence == item.sentence;) {
    if (!may_be_it(item, items_[i]) || items_[i].mention.use != MentionUse::Actor) continue;
    if (only != kNone && items_[only].mention.actors != items_[i].mention.actors) return kNone;
    only = i;
  }
  return only;
}

/// The main subject of the sentence before, with which a main subject goes on; kNone if it may be anybody.
std::uint32_t DocumentLinker::subject_gone_on_with(const Item& item) const {
  const TokenRange before = doc_.sentences[item.sentence - 1].tokens;
  for (std::uint32_t t = before.first; t < before.last; ++t) {
    const Deprel rel = doc_.tokens[t].deprel;
    if ((rel != Deprel::Nsubj && rel != Deprel::NsubjPass) || doc_.tokens[t].head == kNoToken || doc_.tokens[doc_.tokens[t].head].head != kNoToken) continue;
    const std::uint32_t found = item_at(t);
    if (found == kNone || !may_be_it(item, items_[found]) || joint_actors(found).size() > 1) return kNone;
    // "The council imposed sanctions on Eritrea. It was said to …": of whom something is said may be anybody.
    const bool others = std::ranges::any_of(items_near(item.sentence - 1, 0), [&](const Item& o) { return may_be_it(item, o) && o.mention.actors != items_[found].mention.actors; });
    return doc_.tokens[item.mention.head].deprel == Deprel::NsubjPass && others ? kNone : found;
  }
  return kNone;
}

std::uint32_t DocumentLinker::antecedent_of_it(const Item& item) const {
  const std::uint32_t above = subject_over(item.mention.head);
  const Token& self = doc_.tokens[item.mention.head];
  // "Iraq and Syria denied it": an object is not its own subject.
  const bool reflexive = r_.word_is(r_.first_atom(item.mention.head), "itself");
  if (const std::uint32_t named = reflected_one(item); named != kNone && may_be_it(item, items_[named])) return named;
  if (const std::uint32_t joined = joined_before(item); joined != kNone && may_be_it(item, items_[joined])) return joined;
  if (const std::uint32_t honoured = honoured_one(item.mention.head); honoured != kNone && may_be_it(item, items_[honoured])) return honoured;
  const std::uint32_t verb = verb_with_subject(self.head);
  if (is_called_a_thing(item)) return kNone;
  if (above != kNone && is_any_object(base_of(self.deprel)) && !reflexive && doc_.tokens[items_[above].mention.head].head == verb) return kNone;
  if (const std::uint32_t culprit = culprit_before(item, above, false); culprit != kNone && may_be_it(item, items_[culprit])) return culprit;
  if (above != kNone) {
    if (const std::uint32_t blamed = blamed_one(item, above); blamed != kNone) return blamed;
    if (!may_be_it(item, items_[above]) || items_[above].mention.use != MentionUse::Actor) return possessor_around(item);
    return is_joined(items_[above].mention.head) || is_asked_of(item) ? kNone : above;
  }
  // No clause above has a subject that is an item. A possessive takes the one organisation before it in the sentence.
  const std::uint32_t only = self.deprel == Deprel::NmodPoss ? only_one_before(item) : kNone;
  if (only != kNone || !item.subject || item.sentence == 0 || has_stranger_over(item.mention.head)) return only;
  return subject_gone_on_with(item);
}

/// True inside a clause that tells of a noun which is no item: "substances that change their colour".
bool DocumentLinker::is_of_stranger(std::uint32_t token) const {
  for (std::uint32_t at = token; at != kNoToken; at = doc_.tokens[at].head)
    if (is_told_of(at)) return item_at(doc_.tokens[at].head) == kNone;
  return false;
}

std::uint32_t DocumentLinker::antecedent_of_they(const Item& item) const {
  const std::uint32_t speaker = quoted_speaker(item);
  const auto fits = [&](const Item& other) {
    if (other.silent || other.mention.actors.empty() || other.mention.tokens.last > item.mention.tokens.first || other.mention.use == MentionUse::Place) return false;
    if (speaker != kNone && other.mention.actors == items_[speaker].mention.actors) return false;
    return other.plural || (other.mention.form == MentionForm::Name && is_personal_plural(other.mention.kind.str()) && !other.human);
  };
  if (const std::uint32_t joined = joined_before(item); joined != kNone && fits(items_[joined])) return joined;
  const std::uint32_t above = subject_over(item.mention.head);
  if (above != kNone && fits(items_[above])) return above;
  if (above == kNone && is_of_stranger(item.mention.head)) return kNone;
  // "The ministers … reaffirmed their determination": a subject that is nobody here is meant all the same.
  if (above != kNone && (!items_[above].subject || (items_[above].silent && items_[above].plural))) return kNone;
  // Beside the subject of the main clause, others of the sentence before may be meant as well.
  const auto rivalled = [&](const Item& other) {
    const std::uint32_t up = doc_.tokens[other.mention.head].head;
    if (other.sentence == item.sentence || up == kNoToken || doc_.tokens[up].head == kNoToken) return false;
    return std::ranges::any_of(items_near(other.sentence, 0), [&](const Item& o) { return fits(o) && o.mention.actors != other.mention.actors; });
  };
  for (std::uint32_t i = item_count(); i-- > story_start_;) {
    const Item& other = items_[i];
    if (other.sentence + 1 < item.sentence) break;
    if (fits(other) && (other.subject || other.sentence == item.sentence)) return rivalled(other) ? kNone : i;
    if (other.subject && !other.silent && other.mention.use == MentionUse::Actor && other.sentence < item.sentence && joint_actors(i).size() > 1) return i;
  }
  return kNone;
}

}  // namespace entente::internal
