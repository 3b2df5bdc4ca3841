#include "link/lexicon.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "link/pieces.h"

namespace entente::internal {

Lexicon::Lexicon(std::shared_ptr<const Catalogue> catalogue, const LinkWords& words) : catalogue_(std::move(catalogue)), sites_(*catalogue_, words) {
  vocabulary_.reserve(catalogue_->aliases().size());
  add_words(words);
  index_actors(words);
  index_offices();
  add_names();
  add_titles();
  add_nouns(words);
  index_surnames();
  for (const ContextRule& rule : catalogue_->context_rules())
    for (const std::string_view item : split(rule.pattern, ';')) phrase_of(trim(item));
}

namespace {

/// Calls `use(piece, folded)` for the pieces of all words of `text`; `folded` is scratch.
template <class Use>
void for_each_folded(std::string_view text, std::string& folded, const Use& use) {
  while (true) {
    const std::size_t blank = std::min(text.find(' '), text.size());
    for_each_piece(std::string_view(text.data(), blank), [&](std::string_view piece, bool) {
      folded.clear();
      append_folded(folded, piece);
      use(piece, folded);
    });
    if (blank == text.size()) return;
    text.remove_prefix(blank + 1);
  }
}

}  // namespace

std::vector<WordId> Lexicon::find_phrase(std::string_view text) const {
  std::vector<WordId> phrase;
  std::string scratch;
  for_each_folded(text, scratch, [&](std::string_view, std::string_view folded) { phrase.push_back(vocabulary_.find(folded)); });
  return phrase;
}

std::vector<WordId> Lexicon::phrase_of(std::string_view text) {
  std::vector<WordId> phrase;
  std::string scratch;
  for_each_folded(text, scratch, [&](std::string_view, std::string_view folded) { phrase.push_back(vocabulary_.add(folded)); });
  return phrase;
}

void Lexicon::add_words(const LinkWords& words) {
  for (std::size_t i = 0; i < words.classes.size(); ++i)
    for (const std::string& text : words.classes[i]) {
      const std::vector<WordId> phrase = phrase_of(text);
      if (phrase.size() != 1) continue;  // Phrases of a class are looked up by their words, each in a class of its own.
      if (classes_.size() <= phrase[0]) classes_.resize(phrase[0] + 64);
      classes_[phrase[0]].set(i);
    }
  const auto add = [this](const std::map<std::string, int>& from, std::unordered_map<WordId, int>& to) {
    for (const auto& [text, value] : from) to[phrase_of(text).front()] = value;
  };
  for (const auto& [name, nouns] : words.group_names)
    for (const std::string& noun : nouns) group_names_[noun] = name;
  add(words.months, months_);
  add(words.weekdays, weekdays_);
  add(words.numbers, numbers_);
}

void Lexicon::index_actors(const LinkWords& words) {
  const auto actors = catalogue_->actors();
  owners_.resize(actors.size());
  acts_for_.resize(actors.size());
  states_.resize(actors.size());
  family_first_.resize(actors.size());
  persons_.resize(actors.size());
  for (std::uint32_t i = 0; i < actors.size(); ++i) {
    const std::string& kind = actors[i].kind.str();
    states_[i] = kind == "state" || kind == "territory";
    persons_[i] = kind == "person";
    family_first_[i] = states_[i] && std::ranges::find(words.family_name_first, ascii_lower(actors[i].code)) != words.family_name_first.end();
    acts_for_[i] = static_cast<std::uint32_t>(&catalogue_->roll_up(actors[i]) - actors.data());
  }
  for (const auto& [code, other] : words.armies)
    if (const auto here = catalogue_->index_of(EntityKey("state/" + code)), owner = catalogue_->index_of(EntityKey("state/" + other)); here && owner) armies_[*here] = *owner;
  for (std::uint32_t i = 0; i < actors.size(); ++i) {
    std::uint32_t at = acts_for_[i];
    const auto acts_for_itself = [&](std::uint32_t place) {
      static constexpr std::array<std::string_view, 7> kKinds{"body", "alliance", "ngo", "group", "mission", "court", "person"};
      return states_[place] || std::ranges::find(kKinds, actors[place].kind.str()) != kKinds.end();
    };
    for (int steps = 0; steps < 16 && !actors[at].part_of.empty() && !acts_for_itself(at); ++steps)
      at = acts_for_[*catalogue_->index_of(actors[at].part_of)];
    owners_[i] = at;
  }
}

RoleId Lexicon::add_role(std::string_view name) {
  if (const RoleId known = role(name)) return known;
  roles_.emplace_back(name);
  return static_cast<RoleId>(roles_.size() - 1);
}

RoleId Lexicon::role(std::string_view name) const noexcept {
  const auto found = std::ranges::find(roles_, name);
  return found == roles_.end() ? 0 : static_cast<RoleId>(found - roles_.begin());
}

namespace {

std::uint64_t office_slot(std::uint32_t owner, RoleId role) noexcept { return std::uint64_t{owner} << 16 | role; }

}  // namespace

void Lexicon::index_offices() {
  office_roles_.resize(catalogue_->actors().size());
  for (const Office& office : catalogue_->offices()) {
    office_roles_[office.office] = add_role(office.role);
    offices_[office_slot(owners_[office.holder_of.value_or(office.office)], office_roles_[office.office])].push_back(office.office);
  }
  const auto terms = catalogue_->terms();
  first_term_.assign(catalogue_->actors().size() + 1, 0);
  for (const Term& term : terms) ++first_term_[term.person + 1];
  for (std::size_t i = 1; i < first_term_.size(); ++i) first_term_[i] += first_term_[i - 1];
  for (std::uint32_t i = 0; i < terms.size(); ++i) office_terms_[terms[i].office].push_back(i);
}

std::span<const std::uint32_t> Lexicon::offices(std::uint32_t owner, RoleId role) const noexcept {
  const auto found = offices_.find(office_slot(owner, role));
  return found == offices_.end() ? std::span<const std::uint32_t>{} : found->second;
}

std::span<const Term> Lexicon::terms_of(std::uint32_t person) const noexcept {
  return catalogue_->terms().subspan(first_term_[person], first_term_[person + 1] - first_term_[person]);
}

std::span<const std::uint32_t> Lexicon::terms_in(std::uint32_t office) const noexcept {
  const auto found = office_terms_.find(office);
  return found == office_terms_.end() ? std::span<const std::uint32_t>{} : found->second;
}

void Lexicon::add_names() {
  const auto aliases = catalogue_->aliases();
  shapes_.resize(aliases.size());
  peoples_.resize(catalogue_->actors().size());
  std::vector<WordId> phrase;
  std::string scratch;
  for (std::uint32_t i = 0; i < aliases.size(); ++i) {
    phrase.clear();
    AliasShape& shape = shapes_[i];
    for_each_folded(aliases[i].text, scratch, [&](std::string_view piece, std::string_view folded) {
      const Letters letters = letters_of(piece);
      const std::uint32_t bit = phrase.size() < 32 ? 1U << phrase.size() : 0;
      shape.capital |= letters.capital ? bit : 0;
      shape.upper |= letters.upper ? bit : 0;
      shape.mixed |= !letters.upper && std::ranges::any_of(piece.substr(std::min<std::size_t>(1, piece.size())), is_ascii_upper);
      phrase.push_back(vocabulary_.add(folded));
    });
    shape.pieces = static_cast<std::uint8_t>(std::min<std::size_t>(phrase.size(), 255));
    if (!phrase.empty()) add_surname(aliases[i], phrase);
    if (!phrase.empty() && aliases[i].kind != AliasKind::Surname) names_.add(phrase, i);
    if (aliases[i].kind == AliasKind::DemonymPl) peoples_[aliases[i].actor] = true;
    const bool adjectival = aliases[i].kind == AliasKind::Adjective || aliases[i].kind == AliasKind::Abbr;
    if (!phrase.empty() && adjectival && states_[aliases[i].actor]) adjectives_[aliases[i].actor].push_back(phrase);
  }
  names_.finish();
}

namespace {

/// The plural of a title: its head noun takes an s, and that is the word before the first preposition.
std::string plural_of(std::string_view title) {
  std::size_t end = title.size();
  for (const std::string_view preposition : {" of ", " for ", " to ", " in "}) end = std::min(end, title.find(preposition));
  std::string head(title.substr(0, end));
  if (head.ends_with("man")) head.replace(head.size() - 3, 3, "men");
  else if (head.ends_with('y') && !head.ends_with("ey")) head.replace(head.size() - 1, 1, "ies");
  else if (head.ends_with(" general") || head.ends_with("-general")) head.insert(head.size() - 8, "s");
  else head += 's';
  return head + std::string(title.substr(end));
}

bool has_flag(std::string_view flags, std::string_view flag) {
  return std::ranges::any_of(split(flags, ';'), [&](std::string_view item) { return trim(item) == flag; });
}

}  // namespace

void Lexicon::add_titles() {
  for (const Title& title : catalogue_->titles()) {
    TitleEntry entry{add_role(title.role), false, has_flag(title.flags, "weak"), has_flag(title.flags, "former"),
                     has_flag(title.flags, "acting"), has_flag(title.flags, "elect"), has_flag(title.flags, "exact"), title.countries};
    const auto place = static_cast<std::uint32_t>(title_entries_.size());
    title_entries_.push_back(entry);
    titles_.add(phrase_of(title.text), place);
    entry.plural = true;
    title_entries_.push_back(std::move(entry));
    titles_.add(phrase_of(plural_of(title.text)), place + 1);
  }
  titles_.finish();
}

void Lexicon::add_nouns(const LinkWords& words) {
  const auto nouns = catalogue_->actor_nouns();
  for (std::uint32_t i = 0; i < nouns.size(); ++i) {
    const auto found = words.noun_classes.find(nouns[i].noun_class);
    NounMakes makes = NounMakes::Nothing;
    if (found != words.noun_classes.end())
      makes = found->second == "forces" ? NounMakes::Forces : found->second == "government" ? NounMakes::Government
            : found->second == "group" ? NounMakes::Group : NounMakes::People;
    const bool weak = has_flag(nouns[i].flags, "weak"), local = has_flag(nouns[i].flags, "local");
    noun_entries_.push_back({makes, weak, local || has_flag(nouns[i].flags, "home"), local && !weak, i});
    nouns_.add(phrase_of(nouns[i].text), i);
  }
  nouns_.finish();
}

void Lexicon::add_surname(const Alias& alias, std::span<const WordId> phrase) {
  if (!persons_[alias.actor]) return;
  const bool whole = alias.kind == AliasKind::Surname || phrase.size() == 1;
  const bool first = !whole && std::ranges::any_of(terms_of(alias.actor), [this](const Term& t) { return family_name_first(owners_[t.office]); });
  surnames_.emplace_back(first ? phrase.front() : phrase.back(), alias.actor);
  if (!whole && !first) given_names_.emplace_back(phrase.front(), alias.actor);
}

void Lexicon::index_surnames() {
  std::ranges::sort(surnames_);
  surnames_.erase(std::ranges::unique(surnames_).begin(), surnames_.end());
  surname_start_.assign(vocabulary_.size() + 1, 0);
  for (const auto& [word, person] : surnames_) {
    ++surname_start_[word + 1];
    named_.push_back(person);
  }
  for (std::size_t i = 1; i < surname_start_.size(); ++i) surname_start_[i] += surname_start_[i - 1];
  surnames_ = {};
  given_.assign(vocabulary_.size() + 1, false);
  given_once_.assign(vocabulary_.size() + 1, false);
  std::ranges::sort(given_names_);
  given_names_.erase(std::ranges::unique(given_names_).begin(), given_names_.end());
  for (const auto& [word, person] : given_names_) given_once_[word] = true;
  for (std::size_t i = 1; i < given_names_.size(); ++i)
    if (given_names_[i].first == given_names_[i - 1].first) given_[given_names_[i].first] = true;
  given_names_ = {};
}

std::span<const std::uint32_t> Lexicon::persons_named(WordId surname) const noexcept {
  if (surname + 1 >= surname_start_.size()) return {};
  return std::span(named_).subspan(surname_start_[surname], surname_start_[surname + 1] - surname_start_[surname]);
}

std::string_view Lexicon::group_name(std::string_view noun) const noexcept {
  const auto found = group_names_.find(noun);
  return found == group_names_.end() ? noun : std::string_view(found->second);
}

std::span<const std::vector<WordId>> Lexicon::adjectives(std::uint32_t state) const noexcept {
  const auto found = adjectives_.find(state);
  return found == adjectives_.end() ? std::span<const std::vector<WordId>>{} : found->second;
}

bool covers(const DateSpan& span, Day day, int slack_days) noexcept {
  if (!day) return true;
  using namespace std::chrono;
  const sys_days at(*day);
  return at >= sys_days(span.first) - days(slack_days) && at <= sys_days(span.last) + days(slack_days);
}

std::uint32_t Lexicon::army_in(std::uint32_t owner) const noexcept {
  const auto found = armies_.find(owner);
  return found == armies_.end() ? owner : found->second;
}

}  // namespace entente::internal
