#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "entente/catalogue.h"
#include "entente/clause.h"
#include "entente/rules.h"
#include "rules/words.h"

namespace entente::internal {

/// Where a path starts: the clause itself, the one it hangs on, its complement, or the inner match of a control rule.
enum class Scope : std::uint8_t { Own, Outer, Complement, Condition, Inner };
/// An end of the inner match of a control rule. Other: the end that is not the subject chosen. Parties: both, that one left out.
enum class InnerEnd : std::uint8_t { Subject, Object, Other, Parties };

/// One step down into a noun phrase: through these children of its head.
struct Step {
  bool any = false, possessor = false, modifier = false;
  std::vector<std::string> markers;
};

/// Where to look for a word or an actor: "patient", "outer.obl:with|to", "patient>any", "inner.object".
struct Path {
  Scope scope = Scope::Own;
  InnerEnd end = InnerEnd::Subject;   ///< Of Scope::Inner.
  Role role = Role::Agent;            ///< Of the other scopes.
  std::vector<std::string> markers;   ///< Of Role::Oblique; empty: any.
  std::vector<Step> steps;
};
/// True for prepositions that say where something is or goes. Where a path names one, a mention of use Place will do.
[[nodiscard]] bool is_place_marker(std::string_view marker) noexcept;
/// Errors: a message without place.
[[nodiscard]] std::expected<Path, std::string> parse_path(std::string_view text);
[[nodiscard]] std::string to_string(const Path& path);

/// One condition on a clause.
struct Test {
  enum class Type : std::uint8_t {
    At, Head, Has, No, Kind, Support, NoSupport, Governor, Words, NoWords, Polarity, Modality, Reporting, Not, Any };
  Type type = Type::Has;
  Path path;                         ///< Of At, Head, Has, No, Kind.
  WordList words;                    ///< Of At, Head, Support, NoSupport, Governor, Words, NoWords.
  std::vector<KindKey> kinds;        ///< Of Kind.
  std::vector<Link> links;           ///< Of Governor; empty: any.
  std::vector<Modality> modalities;  ///< Of Modality.
  bool of_complement = false;        ///< Of Polarity and Modality: those of the complement clause.
  Polarity polarity = Polarity::Positive;
  bool reporting = false;
  std::vector<Test> tests;           ///< Of Not (one) and Any.
};

/// The parts of speech that a trigger takes, as bits.
enum PosBit : std::uint8_t { kPosVerb = 1, kPosNoun = 2, kPosAdj = 4 };

struct Trigger {
  WordList words;
  std::uint8_t pos = kPosVerb;
  std::vector<Construction> constructions;  ///< Empty: any.
  bool title = false;                       ///< A rule over mentions that pair a person with an office.
};

/// One compiled rule.
struct Rule {
  RuleKey key;
  const RelationType* relation = nullptr;   ///< Owned by the catalogue.
  Trigger trigger;
  std::vector<Test> where;
  std::vector<Path> subject, object;        ///< Of a directed relation: the first path that finds actors wins.
  std::vector<std::vector<Path>> parties;   ///< Of a symmetric one: the first alternative with two actors wins.
  std::vector<KindKey> subject_kinds, object_kinds;
  bool place_object = false;
  bool object_state = false;                ///< No person is the object, and an office means the state or body that has it.
  bool support = false;                     ///< It asks for a support verb or looks at its arguments.
  std::optional<ContextKey> context;
  std::optional<Polarity> polarity;
  std::optional<Modality> modality;
  double confidence = 0.75;
  int priority = 0;
  bool final = false;
  std::string file;                         ///< Name only, for print().
};

/// What becomes of the inner statement of a control rule.
enum class Keep : std::uint8_t { None, Planned, Possible, Wanted, Negative, Same };
enum class InnerPolarity : std::uint8_t { Positive, Negative, Any };

/// An outer predicate that makes a relation of its own out of an inner one.
struct Control {
  RuleKey key;
  Trigger outer;
  std::vector<Link> links;                  ///< Empty: Complement, Support and Inside.
  std::vector<Quad> quads;                  ///< With `relations`: either will do; both empty: any.
  std::vector<const RelationType*> relations;
  bool inner_own = false;                                 ///< Only what the one who speaks does himself counts: "threatened to attack".
  InnerPolarity inner_polarity = InnerPolarity::Positive;
  std::vector<Modality> inner_modalities;   ///< Empty: any.
  const RelationType* gives = nullptr;
  std::vector<Path> subject, object;
  std::vector<KindKey> subject_kinds, object_kinds;
  Keep keep = Keep::None;
  double confidence = 0.9;                  ///< Times that of the inner match.
  std::string file;
};

using Index = std::unordered_map<WordId, std::vector<std::uint32_t>>;

/// All rules of a folder, compiled. Rules are sorted by key, so that the order of files and entries is nothing.
struct Program {
  std::shared_ptr<const Catalogue> catalogue;
  WordPool pool;
  WordClasses classes;
  std::vector<Rule> rules;
  std::vector<Control> controls;
  Index rules_by_word, controls_by_word;
  std::uint32_t longest_trigger = 1;                      ///< Tokens of the longest trigger lemma.
  std::vector<std::uint32_t> title_rules;
  std::vector<std::pair<ContextKey, WordList>> contexts;  ///< Of the classes called "context-…".
  WordList hedges;                                        ///< Of the class "hedge": "reportedly".
  WordList others;                                        ///< Of the class "other-party": "Iran's allies" are not Iran.
  WordList members;                                       ///< Of the class "member": "leaders of Hamas" act for Hamas.
  WordList harms;                                         ///< Of the class "harm-noun": who condemns a killing does not mean the killed.
  WordList private_persons;                               ///< Of the class "private-person": what "a British man" does is not done by Britain.
  WordList measures;                                      ///< Of the class "measure": "a series of bombs" are bombs.
  WordList stand_ins;                                     ///< Of the class "stand-in": "the Hamas network" is Hamas.
  WordList source_markers;                                ///< Of the class "source-marker": "according to".
  WordList loose_time_markers;                            ///< Of the class "loose-time-marker": "before", "since".
  WordList other_time_words;                              ///< Of the class "other-time": "earlier", "previously".
  WordList held_verbs;                                    ///< Of the class "held": "a meeting held in May".
  WordList during_markers;                                ///< Of the class "during-marker": "reached during a visit in May".
  std::vector<RuleExample> examples;                      ///< Sorted by rule, then as written.
};

/// Name and text of one rule file.
using RuleText = std::pair<std::string, std::string>;

/// Compiles the files. Errors: those of RuleSet::read.
[[nodiscard]] Result<Program> compile(const std::vector<RuleText>& files, std::shared_ptr<const Catalogue> catalogue);
/// The files again.
[[nodiscard]] std::vector<RuleText> print(const Program& program);

[[nodiscard]] std::string_view to_string(Keep value) noexcept;
[[nodiscard]] std::optional<Keep> parse_keep(std::string_view text) noexcept;
[[nodiscard]] std::string_view to_string(InnerPolarity value) noexcept;
[[nodiscard]] std::optional<InnerPolarity> parse_inner_polarity(std::string_view text) noexcept;
[[nodiscard]] std::optional<Quad> parse_quad(std::string_view text) noexcept;

}  // namespace entente::internal
