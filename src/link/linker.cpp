#include "link/linker.h"

#include <algorithm>

#include "base/text.h"
#include "link/dates.h"

namespace entente::internal {

DocumentLinker::DocumentLinker(Document& doc, const Lexicon& lexicon, const ContextRules& rules)
    : doc_(doc), r_(doc, lexicon), names_(find_names(r_, rules)), phrases_(find_phrases(r_, names_)), people_(r_, names_), actors_(lexicon, refs_) {}

void DocumentLinker::run() {
  doc_.times = find_dates(r_, names_);
  people_.collect(phrases_);
  dominating_ = dominating_owner(r_, names_);
  item_of_token_.assign(doc_.tokens.size(), kNone);
  find_quotes();
  const bool digest = is_digest(r_, names_);
  std::uint32_t next = 0;
  for (const AtomRange& sentence : r_.sentences) {
    if (digest) begin_story(static_cast<std::uint32_t>(&sentence - r_.sentences.data()));
    for (std::uint32_t at = sentence.first; at < sentence.last;) {
      if (next < phrases_.size() && phrases_[next].atoms.first == at) {
        add_phrase(next);
        at = std::max(at + 1, phrases_[next++].atoms.last);
        continue;
      }
      if (!r_.lex.has_class(r_.atoms[at].word)) { ++at; continue; }
      const std::uint32_t limit = next < phrases_.size() ? std::min(sentence.last, phrases_[next].atoms.first) : sentence.last;
      if (const std::uint32_t end = add_description(at, limit); end > at) { at = end; continue; }
      add_pronoun(at++);
    }
  }
  story_start_ = 0;
  resolve_first_person();
  finish();
}

/// In a digest every paragraph is a text of its own.
void DocumentLinker::begin_story(std::uint32_t sentence) {
  if (sentence > 0 && doc_.sentences[sentence].paragraph == doc_.sentences[sentence - 1].paragraph) return;
  story_start_ = item_count();
  dominating_ = dominating_owner(r_, names_, paragraph_at(r_, sentence));
}

void DocumentLinker::add_phrase(std::uint32_t place) {
  const Phrase& phrase = phrases_[place];
  switch (phrase.sort) {
    case PhraseSort::Name: add_name(phrase); break;
    case PhraseSort::Person: add_person(place); break;
    case PhraseSort::Office: add_office(place); break;
    case PhraseSort::Group: add_group(phrase); break;
  }
  add_inside(phrase);
}

Item DocumentLinker::item_for(const Phrase& phrase, MentionForm form) const {
  Item item;
  item.mention.tokens = r_.tokens(phrase.atoms);
  item.mention.head = r_.head_of(item.mention.tokens);
  item.mention.form = form;
  item.mention.use = use_of(phrase, item.mention.head);
  item.sentence = r_.sentence_at[item.mention.head];
  item.subject = is_subject(item.mention.head);
  return item;
}

void DocumentLinker::set_actors(Item& item, std::vector<std::uint32_t> actors) const {
  item.mention.actors.clear();
  for (const std::uint32_t actor : actors)
    if (std::ranges::find(item.mention.actors, actor) == item.mention.actors.end()) item.mention.actors.push_back(actor);
  if (!item.mention.actors.empty()) item.mention.kind = actors_.at(item.mention.actors[0]).kind;
  item.plural |= item.mention.actors.size() > 1;
}

void DocumentLinker::push(Item item) {
  const auto place = static_cast<std::uint32_t>(items_.size());
  for (std::uint32_t t = item.mention.tokens.first; t < item.mention.tokens.last; ++t)
    if (item_of_token_[t] == kNone) item_of_token_[t] = place;
  items_.push_back(std::move(item));
}

// ---- names of states, bodies, groups, places

/// "Afghan and coalition troops": the noun that an adjective shares with the name behind "and"; kNone if there is none.
std::uint32_t DocumentLinker::shared_noun(const Phrase& phrase) const {
  const NameMatch& match = names_.matches[phrase.match];
  const std::uint32_t next = phrase.atoms.last + 1;
  if (r_.lex.catalogue().aliases()[match.readings[0].alias].kind != AliasKind::Adjective || !r_.lex.is_state(match.readings[0].actor)) return kNone;
  if (next + 1 >= r_.atoms.size() || !r_.word_is(next - 1, "and")) return kNone;
  const bool common = names_.match_at[next] == kNone && r_.is(next, WordClass::BodyNoun);  // "Afghan and coalition troops", whosever coalition
  if (names_.match_at[next] == kNone && !common) return kNone;
  const std::uint32_t last = common ? next + 1 : names_.matches[names_.match_at[next]].atoms.last - 1;
  if (last == next || r_.upos(last) != Upos::NOUN) return kNone;
  const std::uint32_t node = r_.lex.nouns().start(r_.atoms[last].word);
  const auto nouns = node ? r_.lex.nouns().values(node) : std::span<const std::uint32_t>{};
  const bool acts = !nouns.empty() && (r_.lex.noun(nouns[0]).makes == NounMakes::Forces || r_.lex.noun(nouns[0]).makes == NounMakes::Government);
  return acts ? nouns[0] : kNone;
}

/// "Afghan and coalition troops" is one mention, of the coalition too where the text has told whose it is.
void DocumentLinker::widen_to_body(Item& item, const Phrase& phrase, std::vector<std::uint32_t>& actors) {
  const std::uint32_t body = phrase.atoms.last + 1;
  Item other = item;
  if (resolve_body(other, body)) actors.insert(actors.end(), other.mention.actors.begin(), other.mention.actors.end());
  item.mention.tokens = r_.tokens({phrase.atoms.first, body + 2});
  item.mention.head = r_.head_of(item.mention.tokens);
  item.subject = is_subject(item.mention.head);
}

void DocumentLinker::add_name(const Phrase& phrase) {
  const NameMatch& match = names_.matches[phrase.match];
  const std::vector<std::uint32_t> homes = home_states(phrase);
  const bool ethnic = phrase.ethnic && r_.lex.is_state(r_.lex.owner(match.readings[0].actor));
  if (ethnic || (homes.size() == 1 && homes[0] != r_.lex.owner(match.readings[0].actor))) { add_minority(phrase); return; }
  const auto catalogue = r_.lex.catalogue().actors();
  Item item = item_for(phrase, MentionForm::Name);
  if (phrase.led) item.mention.form = MentionForm::Group;
  // "Private Lynndie England … England said": the surname of somebody introduced before.
  const std::uint32_t namesake = phrase.atoms.last - phrase.atoms.first == 1 && item.mention.use == MentionUse::Actor ? people_.introduced_as(r_.atoms[phrase.atoms.first].word) : kNone;
  if (namesake != kNone && !phrase.led) {
    item.mention.form = MentionForm::Person;
    item.human = true;
    item.person = namesake;
    item.mention.score = 0.7;
    set_actors(item, {people_.actor_of(namesake, actors_)});
    push(std::move(item));
    return;
  }
  const NameReading& best = match.readings[0];
  const bool city = match.city != kNone && item.mention.use == MentionUse::Place;
  item.mention.kind = catalogue[best.actor].kind;
  item.mention.score = std::min(1.0, 0.5 + best.score / 2);
  if (match.weak && item.mention.use == MentionUse::Actor) item.mention.use = MentionUse::Modifier;
  if (const std::uint32_t shared = shared_noun(phrase); shared != kNone && match.settled) {
    item.mention.form = MentionForm::Group;
    item.mention.use = MentionUse::Actor;
    std::vector<std::uint32_t> actors{body_of(r_.lex.owner(best.actor), r_.lex.noun(shared).makes)};
    if (names_.match_at[phrase.atoms.last + 1] == kNone) widen_to_body(item, phrase, actors);
    set_actors(item, std::move(actors));
    item.plural = true;
  } else if (match.settled) {
    const AliasKind alias = r_.lex.catalogue().aliases()[best.alias].kind;
    set_actors(item, {actors_.of(city ? match.city : best.actor)});
    item.plural = alias == AliasKind::DemonymPl;
  } else {
    for (const NameReading& reading : match.readings) item.mention.candidates.push_back({catalogue[reading.actor].key, reading.score});
  }
  push(std::move(item));
}

// ---- persons

void DocumentLinker::add_person(std::uint32_t place) {
  const Phrase& phrase = phrases_[place];
  const std::uint32_t person = people_.person_of(place);
  Item item = item_for(phrase, people_.is_office(phrase) ? MentionForm::Title : MentionForm::Person);
  item.human = phrase.noun == kNone;
  item.person = person;
  if (phrase.noun != kNone) {  // "the Bush administration": a government, not a person
    item.person = kNone;
    item.mention.form = MentionForm::Group;
    item.silent = person == kNone || people_.at(person).owner == kNone;
    if (!item.silent) set_actors(item, {body_of(people_.at(person).owner, NounMakes::Government)});
    push(std::move(item));
    return;
  }
  if (person == kNone) {
    item.silent = true;
    if (phrase.owners.empty() || phrase.title.present()) { push(std::move(item)); return; }
  } else {
    set_actors(item, {people_.actor_of(person, actors_)});
    item.mention.former = phrase.title.former || people_.at(person).former;
    item.mention.score = people_.at(person).catalogue != kNone ? 0.9 : 0.7;
  }
  push(std::move(item));
  if (phrase.counterpart && phrase.possessor != kNone) {
    add_pronoun(phrase.possessor);
    if (item_at(r_.atoms[phrase.possessor].token) != kNone) items_.back().mention.use = MentionUse::Modifier;
  }
}

// ---- offices without a name

std::uint32_t DocumentLinker::office_actor(std::uint32_t owner, const PhraseTitle& title, RoleId role) {
  const Actor& holder_of = r_.lex.catalogue().actors()[owner];
  const auto offices = r_.lex.offices(owner, role);
  if (role && !title.deputy && offices.size() == 1 && !people_.is_vague_role(role) && r_.lex.heads(offices[0], owner)) return actors_.of(offices[0]);
  const std::string words = ascii_lower(single_blanks(title.present() ? text_of(doc_, r_.tokens(title.atoms)) : r_.lex.role_name(role)));
  const std::string name = (title.deputy ? "deputy " : "") + words;
  const std::string code = slug(holder_of.code.empty() ? holder_of.label : holder_of.code);
  return actors_.add("office/" + code + "-" + slug(name), name + " of " + holder_of.label, "office", actors_.of(owner));
}

/// "X was the president of Egypt", "served as president", "appointed him president": an office that the text gives to
/// somebody, at whatever time. Its holder of today is not meant.
bool DocumentLinker::is_said_of_somebody(std::uint32_t head) const {
  const std::uint32_t mark = r_.case_of(head);
  if ((mark != kNone && r_.word_is(r_.first_atom(mark), "as")) || doc_.tokens[head].deprel == Deprel::Xcomp) return true;
  return std::ranges::any_of(r_.children_of(head), [&](std::uint32_t child) {
    return doc_.tokens[child].deprel == Deprel::Cop && doc_.tokens[child].xpos != Xpos::VBZ && doc_.tokens[child].xpos != Xpos::VBP;
  });
}

void DocumentLinker::add_office(std::uint32_t place) {
  const Phrase& phrase = phrases_[place];
  if (phrase.counterpart) { describe_counterpart(place); return; }
  const std::uint32_t apposed = phrase.same_as == kNone ? kNone : people_.person_of(phrase.same_as);
  const std::uint32_t only_owner = people_.owner_of(phrase);
  if (apposed == kNone && only_owner == kNone) { describe_office(place); return; }
  Item item = item_for(phrase, MentionForm::Title);
  item.human = true;
  item.plural = phrase.title.plural;
  item.mention.former = phrase.title.former;
  item.mention.score = 0.8;
  if (apposed != kNone) {
    item.person = apposed;
    if (!people_.is_office(phrase)) item.mention.form = MentionForm::Person;
    set_actors(item, {people_.actor_of(apposed, actors_)});
    push(std::move(item));
    return;
  }
  if (phrase.title.outside || people_.is_of_part(phrase)) {  // "the president of the Iranian Chess Federation", "Maine's secretary of state"
    item.silent = true;
    push(std::move(item));
    return;
  }
  std::vector<std::uint32_t> found, owners;
  for (const std::uint32_t match : phrase.owners) owners.push_back(owner_of_match(match));
  if (owners.empty()) owners.push_back(only_owner);
  const bool given = is_said_of_somebody(item.mention.head);
  for (const std::uint32_t owner : owners) {
    const RoleId role = people_.role_of(phrase.title, owner);
    const bool holder = !given && !phrase.title.deputy && !phrase.title.former && !phrase.title.elect && (!phrase.title.plural || owners.size() > 1);
    std::uint32_t person = holder && role ? people_.with_role(owner, role) : kNone;
    const bool deputy = phrase.title.deputy || r_.lex.role_name(role).starts_with("deputy") || r_.lex.role_name(role) == "junior_minister";
    if (deputy && !phrase.title.plural && !phrase.title.former) person = people_.deputy_of(owner, r_.atoms[phrase.title.atoms.last - 1].word);
    if (person == kNone && holder && !people_.is_vague_role(role))  // "the Nigerian minister" may be any of them
      if (const std::uint32_t listed = people_.holder(owner, role); listed != kNone) { person = people_.listed(listed); people_.set_role(person, role); }
    if (person != kNone && owners.size() == 1) item.person = person;
    found.push_back(person != kNone ? people_.actor_of(person, actors_) : office_actor(owner, phrase.title, role));
  }
  set_actors(item, std::move(found));
  if (item.person != kNone && !people_.is_office(phrase)) item.mention.form = MentionForm::Person;
  push(std::move(item));
}

// ---- groups: a country and a common noun

std::string_view DocumentLinker::noun_text(const Phrase& phrase) const { return r_.lex.catalogue().actor_nouns()[r_.lex.noun(phrase.noun).row].text; }

/// The actor that the tables list under "<adjective> <noun>": "Chinese Foreign Ministry"; kNone if none.
std::uint32_t DocumentLinker::listed_body(std::uint32_t owner, AtomRange noun) const {
  if (!r_.lex.is_state(owner)) return kNone;
  for (const auto& adjective : r_.lex.adjectives(owner)) {
    std::uint32_t node = r_.lex.names().start(adjective[0]);
    for (std::size_t i = 1; i < adjective.size() && node; ++i) node = r_.lex.names().next(node, adjective[i]);
    for (std::uint32_t a = noun.first; a < noun.last && node; ++a) node = r_.lex.names().next(node, r_.atoms[a].word);
    for (const std::uint32_t alias : node ? r_.lex.names().values(node) : std::span<const std::uint32_t>{})
      if (r_.lex.owner(r_.lex.catalogue().aliases()[alias].actor) == owner || r_.lex.catalogue().actors()[r_.lex.catalogue().aliases()[alias].actor].kind.str() == "group") return r_.lex.catalogue().aliases()[alias].actor;
  }
  return kNone;
}

std::uint32_t DocumentLinker::body_of(std::uint32_t owner, NounMakes makes) {
  const Actor& actor = r_.lex.catalogue().actors()[owner];
  const std::string_view prefix = makes == NounMakes::Forces ? "forces/" : "government/";
  const auto listed = r_.lex.is_state(owner) ? r_.lex.catalogue().index_of(EntityKey(std::string(prefix) + ascii_lower(actor.code))) : std::nullopt;
  return actors_.of(listed.value_or(owner));
}

std::uint32_t DocumentLinker::group_of_state(std::uint32_t owner, std::string_view qualifier, std::string_view noun, NounMakes makes) {
  const Actor& state = r_.lex.catalogue().actors()[owner];
  const std::string code = state.code.empty() ? state.label : state.code;
  noun = r_.lex.group_name(noun);
  const std::string between = qualifier.empty() ? std::string() : slug(qualifier) + "-";
  const std::string label = (qualifier.empty() ? state.label : std::string(qualifier)) + " " + std::string(noun);
  const std::uint32_t acts_for = makes == NounMakes::People ? actors_.of(owner) : ActorTable::kSelf;
  return actors_.add("group/" + slug(code) + "-" + between + slug(noun), label, "group", acts_for, code + "-" + slug(noun));
}

/// The actor that an owner and a noun make; kNone for people who are no part of the body or group named.
std::uint32_t DocumentLinker::group_actor(std::uint32_t match, const Phrase& phrase) {
  const std::uint32_t named = names_.matches[match].readings[0].actor, owner = owner_of_match(match);
  const NounMakes makes = r_.lex.noun(phrase.noun).makes;
  const std::string& kind = r_.lex.catalogue().actors()[named].kind.str();
  const bool region = !r_.lex.is_state(named) && r_.lex.is_state(owner) && (kind == "region" || kind == "city");
  if (makes == NounMakes::Group || makes == NounMakes::People) {
    const bool kin = r_.lex.catalogue().aliases()[names_.matches[match].readings[0].alias].kind != AliasKind::Name;  // "Kurdish villagers"
    // "Taliban fighters", but "victims of the Taliban"
    if (!r_.lex.is_state(owner)) return makes == NounMakes::Group || kin ? actors_.of(named) : kNone;
    if (kind == "group" || kind == "party") return actors_.of(named);
    if (const std::uint32_t listed = listed_body(owner, phrase.noun_atoms); listed != kNone && !region) return actors_.of(listed);
    const auto aliases = r_.lex.catalogue().aliases();
    const std::string_view word = aliases[names_.matches[match].readings[0].alias].text;
    if (const AtomRange proper = phrase.adjective; makes == NounMakes::Group && proper.first < proper.last && r_.atoms[phrase.noun_atoms.last - 1].capital &&
                                                   r_.atoms[proper.first].capital)  // "Iraqi Islamic Party"
      return group_of_state(owner, single_blanks(text_of(doc_, r_.tokens(proper))), noun_text(phrase), makes);
    return group_of_state(owner, region ? word : std::string_view(), noun_text(phrase), makes);
  }
  // "NATO forces", "Pentagon officials", "the Alaska Legislature"
  if (!r_.lex.is_state(named) && (!region || (kind == "region" && makes == NounMakes::Government))) return actors_.of(named);
  if (const std::uint32_t listed = listed_body(owner, phrase.noun_atoms); listed != kNone) return actors_.of(listed);
  return body_of(owner, makes);
}

/// A group without an owner of its own, told by the state where it is at home.
std::uint32_t DocumentLinker::group_at_home(std::uint32_t owner, const Phrase& phrase) {
  const NounMakes makes = r_.lex.noun(phrase.noun).makes;
  const bool people = makes == NounMakes::Group || makes == NounMakes::People;
  const bool police = noun_text(phrase).contains("police") || noun_text(phrase).contains("security");
  if (makes == NounMakes::Forces && !police && r_.is(phrase.noun_atoms.last - 1, WordClass::OwnForce)) owner = r_.lex.army_in(owner);
  return people ? group_of_state(owner, {}, noun_text(phrase), makes) : body_of(owner, makes);
}

void DocumentLinker::add_group(const Phrase& phrase) {
  if (phrase.owners.empty()) { describe_group(phrase); return; }
  if (phrase.ethnic && r_.lex.is_state(owner_of_match(phrase.owners[0]))) { add_minority(phrase); return; }
  Item item = item_for(phrase, MentionForm::Group);
  item.mention.score = 0.8;
  std::vector<std::uint32_t> found;
  for (const std::uint32_t match : phrase.owners) {
    const std::uint32_t named = names_.matches[match].readings[0].actor;
    const bool nobody = r_.lex.catalogue().actors()[named].kind.str() == "region" && !r_.lex.is_state(r_.lex.owner(named));
    if (nobody) continue;  // "Arab families", "African troops" act for no state
    if (const std::uint32_t actor = group_actor(match, phrase); actor != kNone) found.push_back(actor);
  }
  if (found.empty()) { item.silent = true; push(std::move(item)); return; }
  set_actors(item, std::move(found));
  const Token& noun = r_.token(phrase.noun_atoms.last - 1);
  item.plural |= noun.feats.has(Feat::Plur) || noun.xpos == Xpos::NNS || noun.xpos == Xpos::NNPS;
  push(std::move(item));
}

/// Names inside a phrase that are not its owners stay as modifiers: "ambassador to Japan".
void DocumentLinker::add_inside(const Phrase& phrase) {
  for (const std::uint32_t match : phrase.inside) {
    Phrase inner;
    inner.match = match;
    inner.atoms = names_.matches[match].atoms;
    inner.modifies = true;
    add_name(inner);
  }
}

// ---- the layer

void DocumentLinker::finish() {
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < items_.size(); ++i)
    if (!items_[i].silent) order.push_back(i);
  std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) {
    const TokenRange &x = items_[a].mention.tokens, &y = items_[b].mention.tokens;
    return x.first != y.first ? x.first < y.first : x.last > y.last;
  });
  std::vector<std::uint32_t> place(items_.size(), kNone);
  for (std::uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  doc_.mentions.clear();
  for (const std::uint32_t i : order) {
    Mention& mention = items_[i].mention;
    if (mention.antecedent) mention.antecedent = place[*mention.antecedent] == kNone ? std::nullopt : std::optional(place[*mention.antecedent]);
    if (mention.kind.empty()) mention.kind = KindKey(items_[i].human ? "person" : "state");
    doc_.mentions.push_back(std::move(mention));
  }
  doc_.actors = std::move(refs_);
}

}  // namespace entente::internal
