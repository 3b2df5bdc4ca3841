#include "entente/clause.h"

#include "base/names.h"

namespace entente {

namespace {

constexpr internal::EnumNames<Role, 9> kRoles{{"agent", "patient", "recipient", "oblique", "attribute", "possessor",
                                               "modifier", "complement", "time"}};
constexpr internal::EnumNames<Construction, 10> kConstructions{{"active", "passive", "copula", "nominal", "apposition",
                                                                "title", "possessive", "relative", "participle", "headline"}};
constexpr internal::EnumNames<Link, 9> kLinks{{"none", "complement", "support", "inside", "adverbial", "purpose", "relative",
                                               "conjunct", "parataxis"}};

}  // namespace

std::string_view to_string(Role value) noexcept { return kRoles.name(value); }
std::string_view to_string(Construction value) noexcept { return kConstructions.name(value); }
std::string_view to_string(Link value) noexcept { return kLinks.name(value); }
std::optional<Role> parse_role(std::string_view text) noexcept { return kRoles.parse(text); }
std::optional<Construction> parse_construction(std::string_view text) noexcept { return kConstructions.parse(text); }
std::optional<Link> parse_link(std::string_view text) noexcept { return kLinks.parse(text); }

}  // namespace entente
