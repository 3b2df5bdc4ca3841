#include <algorithm>
#include <array>

#include "link/linker.h"
#include "link/pieces.h"

namespace entente::internal {

namespace {

constexpr std::uint32_t kReach = 3;  ///< Sentences that a pronoun looks back.

bool is_organisation(const std::string& kind) {
  static constexpr std::array<std::string_view, 16> kKinds{"state", "territory", "body", "alliance", "ngo", "court", "mission", "government", "legislature",
                                                           "ministry", "agency", "forces", "service", "command", "group", "party"};
  return std::ranges::find(kKinds, kind) != kKinds.end();
}

bool is_personal_plural(const std::string& kind) { return kind == "group" || kind == "forces" || kind == "service" || kind == "person" || kind == "party"; }

}  // namespace

/// Numbers the quotations. Straight marks open and close in turn, anew in every paragraph.
void DocumentLinker::find_quotes() {
  quote_of_token_.assign(doc_.tokens.size(), 0);
  std::uint32_t number = 0, paragraph = kNone;
  bool open = false;
  for (const Sentence& sentence : doc_.sentences) {
    if (sentence.paragraph != paragraph) open = false;
    paragraph = sentence.paragraph;
    for (std::uint32_t t = sentence.tokens.first; t < sentence.tokens.last; ++t) {
      const std::string_view word = text_of(doc_, doc_.tokens[t]);
      const bool opens = word == "\xE2\x80\x9C" || word == "``", closes = word == "\xE2\x80\x9D" || word == "''", either = word == "\"";
      if (opens || (either && !open)) { open = true; ++number; continue; }
      if (closes || either) { open = false; continue; }
      if (open) quote_of_token_[t] = number;
    }
  }
}

void DocumentLinker::copy_actors(Item& item, std::uint32_t from) const {
  if (from == kNone || items_[from].silent) return;
  item.mention.actors = items_[from].mention.actors;
  item.mention.kind = items_[from].mention.kind;
  item.mention.former = items_[from].mention.former;
  item.mention.antecedent = from;
  item.mention.score = items_[from].mention.score * 0.8;
  item.person = items_[from].person;
  item.human = items_[from].human;
  item.plural = items_[from].plural;
}

/// True for a clause whose subject is the noun it hangs on: "a man taking its pills", "the army, which left its posts".
bool DocumentLinker::is_told_of(std::uint32_t verb) const {
  const Token& token = doc_.tokens[verb];
  if (base_of(token.deprel) != Deprel::Acl || token.head == kNoToken || token.head > verb) return false;
  const auto subject = [&](std::uint32_t child) { return base_of(doc_.tokens[child].deprel) == Deprel::Nsubj; };
  const auto first = r_.children.items.begin() + r_.children.start[verb], last = r_.children.items.begin() + r_.children.start[verb + 1];
  const auto found = std::find_if(first, last, subject);
  return found == last ? token.xpos == Xpos::VBG : doc_.tokens[*found].xpos == Xpos::WDT || doc_.tokens[*found].xpos == Xpos::WP;
}

/// The item that is subject of the nearest clause over `token` in which `token` is not itself inside the subject;
/// kNone if that subject is no item. A clause without a subject of its own has that of its governor.
std::uint32_t DocumentLinker::subject_over(std::uint32_t token) const {
  for (std::uint32_t below = token, at = doc_.tokens[token].head; at != kNoToken; below = at, at = doc_.tokens[at].head) {
    if (is_told_of(below)) return item_at(at);
    for (std::uint32_t i = r_.children.start[at]; i < r_.children.start[at + 1]; ++i) {
      const std::uint32_t child = r_.children.items[i];
      const Deprel rel = doc_.tokens[child].deprel;
      // "Beijing's moves to boost its capability": who does what a noun says is its possessor.
      const bool possessor = rel == Deprel::NmodPoss && base_of(doc_.tokens[below].deprel) == Deprel::Acl && doc_.tokens[child].upos != Upos::PRON;
      if (child == below || (rel != Deprel::Nsubj && rel != Deprel::NsubjPass && !possessor) || child > token) continue;
      if (const std::uint32_t item = item_at(child); item != kNone) return item;
      if (doc_.tokens[child].upos != Upos::PRON) return kNone;
    }
  }
  return kNone;
}

/// True if a clause over `token` has a subject before it that is no item: "cartographers say it belongs to Syria".
bool DocumentLinker::has_stranger_over(std::uint32_t token) const {
  for (std::uint32_t below = token, at = doc_.tokens[token].head; at != kNoToken; below = at, at = doc_.tokens[at].head)
    for (std::uint32_t i = r_.children.start[at]; i < r_.children.start[at + 1]; ++i) {
      const std::uint32_t child = r_.children.items[i];
      const Deprel rel = doc_.tokens[child].deprel;
      if (child != below && child < token && (rel == Deprel::Nsubj || rel == Deprel::NsubjPass) && item_at(child) == kNone && doc_.tokens[child].upos != Upos::PRON) return true;
    }
  return false;
}

/// True if a plural noun that is no item stands between two tokens, where a plural pronoun may mean it: "21 people … them".
/// Subjects are in the way of every pronoun, other nouns only in that of an object.
bool DocumentLinker::has_plural_between(std::uint32_t from, std::uint32_t pronoun) const {
  const Deprel self = base_of(doc_.tokens[pronoun].deprel);
  // "arrested seven men for their attack": the reason lies with those that the deed is done to.
  const bool reason = doc_.tokens[pronoun].deprel == Deprel::NmodPoss && verb_of_reason(pronoun) != kNoToken;
  const bool object = reason || self == Deprel::Obj || self == Deprel::Obl || self == Deprel::Iobj || (self == Deprel::Nmod && doc_.tokens[pronoun].deprel != Deprel::NmodPoss);
  for (std::uint32_t t = from; t < pronoun; ++t) {
    const Token& token = doc_.tokens[t];
    if (token.upos != Upos::NOUN || (!token.feats.has(Feat::Plur) && token.xpos != Xpos::NNS)) continue;
    if (item_at(t) != kNone && !items_[item_at(t)].silent) continue;
    const Deprel rel = base_of(token.deprel);
    const bool subject = rel == Deprel::Nsubj;
    if (subject && object && token.head == doc_.tokens[pronoun].head) continue;  // "The parties denounced them"
    if (subject || (object && (rel == Deprel::Obj || rel == Deprel::Obl || rel == Deprel::Iobj || rel == Deprel::Nmod || rel == Deprel::Conj))) return true;
  }
  return false;
}

/// True if the sentence before has somebody speak who is no item here: "A member of the party told reporters".
bool DocumentLinker::somebody_spoke(std::uint32_t sentence) const {
  if (sentence == 0) return false;
  const TokenRange before = doc_.sentences[sentence - 1].tokens;
  for (std::uint32_t t = before.first; t < before.last; ++t) {
    const Token& token = doc_.tokens[t];
    if (token.deprel != Deprel::Nsubj || token.upos != Upos::NOUN || token.feats.has(Feat::Plur) || item_at(t) != kNone || token.head == kNoToken) continue;
    if (doc_.tokens[token.head].head == kNoToken && r_.lemma_is(token.head, WordClass::Say) && !r_.lemma_is(t, WordClass::SayingThing)) return true;
  }
  return false;
}

/// Nearest person: the subject of a clause above, else the subject of an earlier clause or sentence, else anyone near.
std::uint32_t DocumentLinker::antecedent_of_he(const Item& item, Gender gender) const {
  const auto fits = [&](const Item& other) {
    if (!other.human || other.plural || other.mention.tokens.last > item.mention.tokens.first) return false;
    if (other.person == kNone) return true;
    const Gender known = people_.at(other.person).gender;
    return known == Gender::Unknown || known == gender;
  };
  const Deprel self = base_of(doc_.tokens[item.mention.head].deprel);
  const bool object = self == Deprel::Obj || self == Deprel::Obl || self == Deprel::Iobj;
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
    if (other.sentence < item.sentence && somebody_spoke(item.sentence)) break;
    const int rank = (other.subject ? 3 : 0) - 2 * distance - (other.mention.use == MentionUse::Modifier ? 2 : 0);
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
  for (std::uint32_t i = r_.children.start[verb]; i < r_.children.start[verb + 1]; ++i) {
    const std::uint32_t child = r_.children.items[i];
    if (doc_.tokens[child].deprel == Deprel::Mark && r_.is(r_.first_atom(child), WordClass::ReasonConjunction)) return true;
  }
  return false;
}

std::uint32_t DocumentLinker::antecedent_of_it(const Item& item) const {
  const auto fits = [&](const Item& other) {
    return !other.silent && !other.plural && !other.human && !other.mention.actors.empty() && is_organisation(other.mention.kind.str()) &&
           other.mention.use != MentionUse::Place && other.mention.use != MentionUse::Other && other.mention.tokens.last <= item.mention.tokens.first;
  };
  const std::uint32_t above = subject_over(item.mention.head);
  const bool possessive = doc_.tokens[item.mention.head].deprel == Deprel::NmodPoss;
  // "Iraq and Syria denied it": an object is not its own subject.
  const Token& self = doc_.tokens[item.mention.head];
  const bool object = base_of(self.deprel) == Deprel::Obj || base_of(self.deprel) == Deprel::Obl || base_of(self.deprel) == Deprel::Iobj;
  const bool reflexive = r_.word_is(r_.first_atom(item.mention.head), "itself");
  if (above != kNone && object && !reflexive && doc_.tokens[items_[above].mention.head].head == self.head) return kNone;
  if (const std::uint32_t culprit = culprit_before(item, above, false); culprit != kNone && fits(items_[culprit])) return culprit;
  // "imposed costs on Russia for its invasion", "thanked Germany for its help": the reason lies with whom the verb acts on.
  if (const std::uint32_t verb = possessive ? verb_of_reason(item.mention.head) : kNoToken; above != kNone && verb != kNoToken)
    for (std::uint32_t i = item_count(); i-- > above + 1;)
      if (items_[i].sentence == item.sentence && items_[i].mention.head > verb && fits(items_[i]) && items_[i].mention.use == MentionUse::Actor) return i;
  if (above != kNone && is_reason_given(item.mention.head)) {
    // "The council punished Eritrea because it was said to …": the reason lies with the one that the deed is done to.
    std::uint32_t other = kNone;
    for (const Item& near : items_near(item.sentence, 0)) {
      const auto place = static_cast<std::uint32_t>(&near - items_.data());
      if (place <= above || !fits(near) || near.mention.actors == items_[above].mention.actors) continue;
      if (other != kNone) return kNone;
      other = place;
    }
    if (other != kNone) return other;
  }
  if (above != kNone && fits(items_[above]) && items_[above].mention.use == MentionUse::Actor) return joint_actors(above).size() > 1 ? kNone : above;
  if (above != kNone) {
    // "the guards completed China's first patrol with its neighbor": the possessor of the noun phrase around it.
    for (std::uint32_t at = doc_.tokens[item.mention.head].head; possessive && at != kNoToken && doc_.tokens[at].upos != Upos::VERB; at = doc_.tokens[at].head)
      for (std::uint32_t i = r_.children.start[at]; i < r_.children.start[at + 1]; ++i) {
        const std::uint32_t child = r_.children.items[i];
        if (doc_.tokens[child].deprel == Deprel::NmodPoss && child < item.mention.head && item_at(child) != kNone && fits(items_[item_at(child)])) return item_at(child);
      }
    return kNone;
  }
  // No clause above has a subject that is an item. A possessive takes the one organisation before it in the sentence.
  std::uint32_t only = kNone;
  if (possessive)
    for (std::uint32_t i = item_count(); i-- > story_start_ && items_[i].sentence == item.sentence;) {
      if (!fits(items_[i]) || items_[i].mention.use != MentionUse::Actor) continue;
      if (only != kNone && items_[only].mention.actors != items_[i].mention.actors) return kNone;
      only = i;
    }
  if (only != kNone || !item.subject || item.sentence == 0 || has_stranger_over(item.mention.head)) return only;
  // A main subject goes on with the main subject of the sentence before.
  const TokenRange before = doc_.sentences[item.sentence - 1].tokens;
  for (std::uint32_t t = before.first; t < before.last; ++t) {
    const Deprel rel = doc_.tokens[t].deprel;
    if ((rel != Deprel::Nsubj && rel != Deprel::NsubjPass) || doc_.tokens[t].head == kNoToken || doc_.tokens[doc_.tokens[t].head].head != kNoToken) continue;
    const std::uint32_t found = item_at(t);
    if (found == kNone || !fits(items_[found]) || joint_actors(found).size() > 1) return kNone;
    // "The council imposed sanctions on Eritrea. It was said to …": of whom something is said may be anybody.
    const bool others = std::ranges::any_of(items_near(item.sentence - 1, 0), [&](const Item& o) { return fits(o) && o.mention.actors != items_[found].mention.actors; });
    return self.deprel == Deprel::NsubjPass && others ? kNone : found;
  }
  return kNone;
}

std::uint32_t DocumentLinker::antecedent_of_they(const Item& item) const {
  const auto fits = [&](const Item& other) {
    if (other.silent || other.mention.actors.empty() || other.mention.tokens.last > item.mention.tokens.first || other.mention.use == MentionUse::Place) return false;
    return other.plural || (other.mention.form == MentionForm::Name && is_personal_plural(other.mention.kind.str()) && !other.human);
  };
  const std::uint32_t above = subject_over(item.mention.head);
  if (above != kNone && fits(items_[above])) return above;
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

/// The actors of an item and of all that is joined to it by "and".
std::vector<std::uint32_t> DocumentLinker::joint_actors(std::uint32_t place) const {
  const std::uint32_t own = items_[place].mention.head;
  const std::uint32_t head = doc_.tokens[own].deprel == Deprel::Conj ? doc_.tokens[own].head : own;
  std::vector<std::uint32_t> actors;
  for (const Item& other : items_near(items_[place].sentence, 0))
    if (!other.silent && other.mention.use == MentionUse::Actor &&
        (other.mention.head == head || (doc_.tokens[other.mention.head].deprel == Deprel::Conj && doc_.tokens[other.mention.head].head == head)))
      actors.insert(actors.end(), other.mention.actors.begin(), other.mention.actors.end());
  return actors;
}

/// "X spoke with Y", "X met Y": the actors of the main clause of a sentence that are together in what it tells.
std::vector<std::uint32_t> DocumentLinker::partners_in(std::uint32_t sentence) const {
  const TokenRange range = doc_.sentences[sentence].tokens;
  std::uint32_t root = range.first;
  while (root < range.last && doc_.tokens[root].head != kNoToken) ++root;
  if (root == range.last) return {};
  std::vector<std::uint32_t> one, other;
  const auto add = [&](std::uint32_t token, std::vector<std::uint32_t>& to) {
    const std::uint32_t found = item_at(token);
    if (found == kNone || items_[found].silent || items_[found].mention.use != MentionUse::Actor) return;
    const std::vector<std::uint32_t> actors = joint_actors(found);
    to.insert(to.end(), actors.begin(), actors.end());
  };
  for (std::uint32_t i = r_.children.start[root]; i < r_.children.start[root + 1]; ++i) {
    const std::uint32_t child = r_.children.items[i];
    const Deprel rel = base_of(doc_.tokens[child].deprel);
    const std::uint32_t mark = r_.case_of(child);
    if (doc_.tokens[child].deprel == Deprel::Nsubj) add(child, one);
    if (rel == Deprel::Obl && mark != kNone && r_.is(r_.first_atom(mark), WordClass::PartnerPreposition)) add(child, other);
    if (rel == Deprel::Obj && r_.lemma_is(root, WordClass::Meet)) add(child, other);
  }
  if (one.empty() || other.empty()) return {};
  one.insert(one.end(), other.begin(), other.end());
  return one;
}

/// The subject above the pronoun, or the last one of the sentence before, that is several actors joined by "and".
std::uint32_t DocumentLinker::last_joint_subject(const Item& item) const {
  const auto joint = [&](std::uint32_t place) {
    return items_[place].subject && !items_[place].silent && items_[place].mention.use == MentionUse::Actor && joint_actors(place).size() > 1;
  };
  if (const std::uint32_t above = subject_over(item.mention.head); above != kNone) return joint(above) ? above : kNone;
  for (std::uint32_t i = item_count(); i-- > story_start_ && items_[i].sentence + 1 >= item.sentence;)
    if (joint(i)) return i;
  return kNone;
}

void DocumentLinker::add_pronoun(std::uint32_t atom) {
  const bool he = r_.is(atom, WordClass::Masculine), she = r_.is(atom, WordClass::Feminine), it = r_.is(atom, WordClass::Neuter),
             they = r_.is(atom, WordClass::Plural), first = r_.is(atom, WordClass::FirstSingular) || r_.is(atom, WordClass::FirstPlural);
  const std::uint32_t token = r_.atoms[atom].token;
  if (r_.word_is(atom, "both")) { add_both(atom); return; }
  if (atom + 1 < r_.atoms.size() && r_.is(atom + 1, WordClass::StyleNoun) && r_.atoms[atom + 1].capital) return;  // "His Majesty"
  if (!(he || she || it || they || first) || doc_.tokens[token].deprel == Deprel::Expl || doc_.tokens[token].upos != Upos::PRON) return;
  Item item;
  item.mention.tokens = {token, token + 1};
  item.mention.head = token;
  item.mention.form = MentionForm::Pronoun;
  item.sentence = r_.sentence_at[token];
  item.subject = is_subject(token);
  item.human = he || she;
  if (he || she) {
    const std::uint32_t found = antecedent_of_he(item, he ? Gender::Masculine : Gender::Feminine);
    copy_actors(item, found);
    if (item.person != kNone) people_.set_gender(item.person, he ? Gender::Masculine : Gender::Feminine);
    item.human = true;
  } else if (it) {
    copy_actors(item, antecedent_of_it(item));
  } else if (they) {
    const std::uint32_t found = antecedent_of_they(item);
    copy_actors(item, found);
    item.plural = true;
    // "Russia and China said they …": all conjuncts of the subject.
    std::uint32_t anchor = found;
    if (anchor == kNone) anchor = last_joint_subject(item);
    if (anchor != kNone && has_plural_between(items_[anchor].mention.tokens.last, token)) {
      item.mention.actors.clear();
      item.mention.antecedent.reset();
      anchor = kNone;
    }
    if (anchor != kNone) {
      set_actors(item, joint_actors(anchor));
      item.mention.antecedent = anchor;
      item.mention.score = 0.6;
    } else if (item.mention.actors.empty() && item.subject && item.sentence > 0 && subject_over(token) == kNone && !has_stranger_over(token)) {
      set_actors(item, partners_in(item.sentence - 1));
      item.mention.score = 0.6;
    }
  }
  push(std::move(item));
}

}  // namespace entente::internal
