#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "link/actors.h"
#include "link/context.h"
#include "link/names.h"
#include "link/people.h"
#include "link/phrases.h"
#include "link/reading.h"

namespace entente::internal {

/// A mention with what coreference asks about it. One without actors may still stand in the way of others.
struct Item {
  Mention mention;
  std::uint32_t sentence = 0;
  std::uint32_t person = kNone;   ///< In People.
  bool subject = false;
  bool plural = false;
  bool human = false;             ///< A person or the holder of an office.
  bool silent = false;            ///< Somebody who is no actor: no mention comes of it.
};

/// Links one document: phrases to actors in text order, then what refers back to them.
class DocumentLinker {
 public:
  DocumentLinker(Document& doc, const Lexicon& lexicon, const ContextRules& rules);
  void run();

 private:
  // ---- linker.cpp: phrases
  void begin_story(std::uint32_t sentence);
  void add_phrase(std::uint32_t place);
  void add_name(const Phrase& phrase);
  void widen_to_body(Item& item, const Phrase& phrase, std::vector<std::uint32_t>& actors);
  [[nodiscard]] std::uint32_t shared_noun(const Phrase& phrase) const;
  void add_person(std::uint32_t place);
  void add_office(std::uint32_t place);
  [[nodiscard]] bool is_said_of_somebody(std::uint32_t head) const;
  void add_group(const Phrase& phrase);
  void add_inside(const Phrase& phrase);
  Item item_for(const Phrase& phrase, MentionForm form) const;
  void push(Item item);
  void set_actors(Item& item, std::vector<std::uint32_t> actors) const;
  std::uint32_t office_actor(std::uint32_t owner, const PhraseTitle& title, RoleId role);
  std::uint32_t group_actor(std::uint32_t owner_match, const Phrase& phrase);
  std::uint32_t group_at_home(std::uint32_t owner, const Phrase& phrase);
  std::uint32_t group_of_state(std::uint32_t owner, std::string_view qualifier, std::string_view noun, NounMakes makes);
  std::uint32_t body_of(std::uint32_t owner, NounMakes makes);
  std::uint32_t listed_body(std::uint32_t owner, AtomRange noun) const;
  std::uint32_t owner_of_match(std::uint32_t match) const { return r_.lex.owner(names_.matches[match].readings[0].actor); }
  std::string_view noun_text(const Phrase& phrase) const;
  void finish();

  // ---- use.cpp: place, actor or modifier
  MentionUse use_of(const Phrase& phrase, std::uint32_t head) const;
  bool is_place(std::uint32_t head, TokenRange tokens, bool capital) const;
  [[nodiscard]] bool is_named_after(std::uint32_t place) const;
  [[nodiscard]] bool belongs_to_media(AtomRange name) const;
  [[nodiscard]] bool is_called_a_place(std::uint32_t head, TokenRange tokens) const;
  bool governed_by(std::uint32_t head, WordClass what) const;
  bool is_subject(std::uint32_t token) const;
  bool names_over(std::uint32_t atom) const { return names_.match_over[atom] != kNone; }

  // ---- pairs.cpp: "the two countries", "both sides", "the trio"; descriptions.cpp: "the alliance", "the country"
  std::uint32_t add_description(std::uint32_t atom, std::uint32_t limit);
  [[nodiscard]] bool is_of_unknown(const Phrase& phrase) const;
  void describe_office(std::uint32_t place);
  void describe_group(const Phrase& phrase);
  [[nodiscard]] bool is_fighters(const ActorRef& group) const;
  // ---- groups.cpp: common nouns for people and forces, without a country
  bool settle_by_form(Item& item, const Phrase& phrase);
  [[nodiscard]] bool is_official(const Phrase& phrase) const;
  [[nodiscard]] bool ends_alike(const Phrase& phrase, const Item& other) const;
  [[nodiscard]] std::uint32_t earlier_group(const Item& item, const Phrase& phrase) const;
  [[nodiscard]] std::uint32_t official_meant(const Item& item, const Phrase& phrase) const;
  /// Whose a group is; `told` where the words around it say so.
  struct Owner { std::uint32_t state = kNone; bool told = false; };
  [[nodiscard]] bool is_everywhere(const Phrase& phrase) const;
  [[nodiscard]] bool is_part_of_state(const Phrase& phrase) const;
  [[nodiscard]] bool is_title_of_name(const Item& item, const Phrase& phrase) const;
  [[nodiscard]] bool is_said_to_be(const Item& item) const;
  [[nodiscard]] bool is_all(const Phrase& phrase) const;
  [[nodiscard]] bool is_named_for_strike(std::uint32_t sentence, std::uint32_t owner) const;
  [[nodiscard]] bool is_told_behind(const Phrase& phrase) const;
  [[nodiscard]] Owner owner_of_group(const Item& item, const Phrase& phrase, std::uint32_t& earlier) const;
  [[nodiscard]] std::uint32_t leader_followed(const Phrase& phrase) const;
  [[nodiscard]] bool may_be_owned(const Item& item, const Phrase& phrase, Owner owner) const;
  [[nodiscard]] bool names_other_state(std::uint32_t sentence, std::uint32_t owner) const;
  [[nodiscard]] bool is_alike(const Phrase& phrase, const Item& other) const;
  [[nodiscard]] bool is_lone_attacker(const Phrase& phrase) const;
  // ---- homes.cpp: groups told by the place where they live or act
  [[nodiscard]] std::vector<std::uint32_t> home_states(const Phrase& phrase) const;
  [[nodiscard]] std::uint32_t scene_of_clause(std::uint32_t token) const;
  void add_minority(const Phrase& phrase);
  void describe_counterpart(std::uint32_t place);
  bool is_done_by(const Item& item, const std::vector<std::uint32_t>& pair);
  [[nodiscard]] std::uint32_t scene_among(std::span<const Item> items) const;
  [[nodiscard]] bool is_among(std::span<const Item> items, std::uint32_t state) const;
  bool resolve_pair(Item& item, std::uint32_t atom, bool persons, bool any_actor);
  [[nodiscard]] std::uint32_t guest_in(std::uint32_t country) const;
  bool resolve_state(Item& item, std::uint32_t possessor_atom);
  [[nodiscard]] bool is_unknown_body(const Item& item) const;
  bool resolve_body(Item& item, std::uint32_t noun_atom);
  [[nodiscard]] bool role_fits(std::uint32_t person, std::uint32_t noun_atom) const;
  [[nodiscard]] bool is_led(const Item& item) const;
  bool named_behind(Item& item, std::uint32_t noun_atom);
  bool resolve_neighbour(Item& item, std::uint32_t possessor_atom);
  bool resolve_all_of_role(Item& item, std::uint32_t noun);
  bool resolve_many(Item& item, std::size_t count);
  [[nodiscard]] std::size_t number_between(std::uint32_t atom, std::uint32_t noun) const;
  std::uint32_t add_the_two(std::uint32_t atom);
  void add_both(std::uint32_t atom);
  [[nodiscard]] bool is_named_behind(std::uint32_t noun_atom) const;
  std::uint32_t describe_noun(std::uint32_t atom, std::uint32_t noun, bool two, bool possessive);
  bool settle_noun(Item& item, std::uint32_t atom, std::uint32_t noun, bool two, bool possessive);
  bool describe_our(Item& item, std::uint32_t atom);
  [[nodiscard]] bool is_other_office(const Phrase& phrase, const Person& person) const;
  void describe_unnamed_office(Item& item, const Phrase& phrase, RoleId role);
  [[nodiscard]] bool followed_by_no_name(std::uint32_t noun) const;
  [[nodiscard]] RoleId role_of_person(std::uint32_t person) const;
  [[nodiscard]] std::uint32_t count_of(std::uint32_t owner) const {
    const auto found = names_.owner_counts.find(owner);
    return found == names_.owner_counts.end() ? 0 : found->second;
  }
  std::vector<std::uint32_t> recent_states(std::uint32_t sentence, std::uint32_t back, bool any_actor);
  [[nodiscard]] std::uint32_t state_of(const Item& item) const;
  [[nodiscard]] std::uint32_t last_item(std::uint32_t sentence, const std::function<bool(const Item&)>& fits) const;
  /// The items of that sentence and of as many before it as `back` says.
  [[nodiscard]] std::span<const Item> items_near(std::uint32_t sentence, std::uint32_t back) const;
  [[nodiscard]] std::uint32_t item_count() const noexcept { return static_cast<std::uint32_t>(items_.size()); }

  // ---- coreference.cpp: pronouns
  void add_pronoun(std::uint32_t atom);
  void resolve_first_person();
  [[nodiscard]] bool is_everyones(const Item& item) const;
  [[nodiscard]] std::uint32_t speaking_state() const;
  [[nodiscard]] std::uint32_t issuer() const;
  /// Who speaks in a statement; `several` where it is more than one.
  struct Issuer { std::uint32_t state = kNone; bool several = false; };
  [[nodiscard]] Issuer issuer_named() const;
  [[nodiscard]] bool somebody_spoke(std::uint32_t sentence) const;
  [[nodiscard]] bool is_told_of(std::uint32_t verb) const;
  [[nodiscard]] bool has_stranger_over(std::uint32_t token) const;
  [[nodiscard]] bool has_plural_between(std::uint32_t from, std::uint32_t pronoun) const;
  [[nodiscard]] std::uint32_t subject_over(std::uint32_t token) const;
  [[nodiscard]] std::uint32_t quoted_speaker(const Item& item) const;
  [[nodiscard]] std::uint32_t reflected_one(const Item& item) const;
  [[nodiscard]] std::uint32_t joined_before(const Item& item) const;
  [[nodiscard]] bool is_before_its_subject(std::uint32_t pronoun) const;
  [[nodiscard]] bool is_told_of_stranger(std::uint32_t sentence) const;
  [[nodiscard]] bool is_joined(std::uint32_t token) const;
  [[nodiscard]] std::uint32_t verb_with_subject(std::uint32_t verb) const;
  [[nodiscard]] bool is_called_a_thing(const Item& item) const;
  [[nodiscard]] bool is_asked_of(const Item& item) const;
  [[nodiscard]] bool is_of_stranger(std::uint32_t token) const;
  [[nodiscard]] std::uint32_t antecedent_of_he(const Item& item, Gender gender) const;
  [[nodiscard]] bool is_reason_given(std::uint32_t token) const;
  [[nodiscard]] std::uint32_t verb_of_reason(std::uint32_t possessive) const;
  [[nodiscard]] bool is_of_harm(std::uint32_t pronoun) const;
  [[nodiscard]] std::uint32_t culprit_before(const Item& item, std::uint32_t above, bool person) const;
  [[nodiscard]] std::uint32_t antecedent_of_it(const Item& item) const;
  [[nodiscard]] std::uint32_t honoured_one(std::uint32_t possessive) const;
  [[nodiscard]] bool may_be_it(const Item& item, const Item& other) const;
  [[nodiscard]] std::uint32_t blamed_one(const Item& item, std::uint32_t above) const;
  [[nodiscard]] std::uint32_t possessor_around(const Item& item) const;
  [[nodiscard]] std::uint32_t only_one_before(const Item& item) const;
  [[nodiscard]] std::uint32_t subject_gone_on_with(const Item& item) const;
  [[nodiscard]] std::uint32_t antecedent_of_they(const Item& item) const;
  [[nodiscard]] std::vector<std::uint32_t> joint_actors(std::uint32_t place) const;
  [[nodiscard]] std::vector<std::uint32_t> partners_in(std::uint32_t sentence) const;
  [[nodiscard]] std::uint32_t last_joint_subject(const Item& item) const;
  void copy_actors(Item& item, std::uint32_t from) const;
  [[nodiscard]] std::uint32_t speaker_of(std::uint32_t token) const;
  void find_quotes();

  [[nodiscard]] std::uint32_t item_at(std::uint32_t token) const noexcept { return item_of_token_[token]; }

  Document& doc_;
  Reading r_;
  DocumentNames names_;
  std::vector<Phrase> phrases_;
  People people_;
  std::vector<ActorRef> refs_;
  ActorTable actors_;
  std::vector<Item> items_;                  ///< By sentence; in it by first token, but for inner ones.
  std::vector<std::uint32_t> item_of_token_; ///< The outermost item over a token, or kNone.
  std::vector<std::uint32_t> quote_of_token_; ///< Number of the quotation, from 1; 0 outside.
  std::uint32_t dominating_ = kNone;
  std::uint32_t story_start_ = 0;            ///< The item from which on one may look back.
};

}  // namespace entente::internal
