#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/span.h"
#include "entente/statement.h"

namespace entente {

/// What an argument is to its predicate, whatever the voice. On disk in rule files, by name.
/// Agent: the logical subject (nsubj of an active clause, by-phrase of a passive, who an event noun's
/// possessor is when it acts). Patient: the logical object (obj, nsubj:pass). Recipient: iobj.
/// Oblique: a prepositional phrase, with its preposition in Argument::marker. Attribute: what a copula,
/// a title or an apposition says of the Agent. Possessor: nmod:poss of an event noun. Modifier: an
/// adjective, demonym or compound before an event noun. Complement: a clause (xcomp, ccomp).
/// Time: a phrase without preposition that tells when.
enum class Role : std::uint8_t {
  Agent, Patient, Recipient, Oblique, Attribute, Possessor, Modifier, Complement, Time };

/// Why a clause is here.
enum class Construction : std::uint8_t {
  Active, Passive, Copula, Nominal, Apposition, Title, Possessive, Relative, Participle, Headline };

/// How a clause hangs on its governor.
/// Complement: xcomp or ccomp. Support: an event noun that is Patient or Oblique of a verb ("hold talks",
/// "impose sanctions", "agree on a ceasefire") or the Agent or passive subject of it ("talks were held").
/// Inside: an event noun or clause inside the noun phrase of another event noun ("a call for sanctions").
enum class Link : std::uint8_t { None, Complement, Support, Inside, Adverbial, Purpose, Relative, Conjunct, Parataxis };

[[nodiscard]] std::string_view to_string(Role value) noexcept;          ///< "agent", "patient", …
[[nodiscard]] std::string_view to_string(Construction value) noexcept;  ///< "active", …
[[nodiscard]] std::string_view to_string(Link value) noexcept;          ///< "complement", …
[[nodiscard]] std::optional<Role> parse_role(std::string_view text) noexcept;
[[nodiscard]] std::optional<Construction> parse_construction(std::string_view text) noexcept;
[[nodiscard]] std::optional<Link> parse_link(std::string_view text) noexcept;

/// One argument. Conjuncts are arguments of their own, in text order, with the role and marker of the first.
struct Argument {
  Role role = Role::Agent;
  TokenRange tokens;           ///< Its words without relative clauses, participles and appositions.
  std::uint32_t head = 0;      ///< Its head token.
  std::string marker;          ///< The preposition(s), lower case: "with", "on behalf of"; else empty.
  bool borrowed = false;       ///< Taken over from another clause: control, conjunction, light verb, relative.
  std::optional<std::uint32_t> clause;  ///< Index of the clause whose predicate `head` is, if it is one.
};

/// One predication of the text, verbal, adjectival or nominal, with all its arguments (n-ary).
struct Clause {
  std::uint32_t predicate = 0;            ///< Head token of the predicate.
  TokenRange words;                       ///< The predicate as printed in an open triple.
  std::string lemma;                      ///< Lower case, particle joined by a blank: "carry out".
  std::vector<Argument> arguments;        ///< By role, then text order.
  Polarity polarity = Polarity::Positive; ///< With what it inherits: "refused to sign" makes sign negative.
  Modality modality = Modality::Actual;   ///< With what it inherits: "plans to sign" makes sign planned.
  std::optional<std::uint32_t> governor;  ///< Index of the clause it hangs on.
  Link link = Link::None;                 ///< How it hangs on it.
  std::optional<std::uint32_t> said_in;   ///< Index of the clause that reports this one ("X said …").
  Construction construction = Construction::Active;
  bool implied = false;                   ///< True if a word was added that the text does not have.
  bool reporting = false;                 ///< True if the predicate is a verb or noun of saying.
};

}  // namespace entente
