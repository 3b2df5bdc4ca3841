#include <algorithm>
#include <array>

#include "link/linker.h"
#include "link/pieces.h"

namespace entente::internal {

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
  const auto children = r_.children_of(verb);
  const auto found = std::ranges::find_if(children, subject);
  return found == children.end() ? token.xpos == Xpos::VBG : doc_.tokens[*found].xpos == Xpos::WDT || doc_.tokens[*found].xpos == Xpos::WP;
}

/// The item that is subject of the nearest clause over `token` in which `token` is not itself inside the subject;
/// kNone if that subject is no item. A clause without a subject of its own has that of its governor.
std::uint32_t DocumentLinker::subject_over(std::uint32_t token) const {
  for (std::uint32_t below = token, at = doc_.tokens[token].head; at != kNoToken; below = at, at = doc_.tokens[at].head) {
    if (is_told_of(below)) return item_at(at);
    for (const std::uint32_t child : r_.children_of(at)) {
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
    for (const std::uint32_t child : r_.children_of(at)) {
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
    const auto plural = [&](std::uint32_t at) { return doc_.tokens[at].upos == Upos::NOUN && (doc_.tokens[at].feats.has(Feat::Plur) || doc_.tokens[at].xpos == Xpos::NNS); };
    // "half of all people", "a group of men"
    const bool of_many = token.upos == Upos::NOUN && base_of(token.deprel) == Deprel::Nsubj &&
                         std::ranges::any_of(r_.children_of(t), [&](std::uint32_t child) { return base_of(doc_.tokens[child].deprel) == Deprel::Nmod && child > t && plural(child); });
    if (!plural(t) && !of_many) continue;
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
  for (const std::uint32_t child : r_.children_of(root)) {
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
    if (anchor == kNone && !is_of_stranger(token)) anchor = last_joint_subject(item);
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
