#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "base/try.h"
#include "graph/graph_impl.h"

namespace entente::internal {

namespace {

std::string list_of(const std::vector<KindKey>& kinds) {
  std::string text;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (i) text += i + 1 == kinds.size() ? " or " : ", ";
    text += kinds[i].str();
  }
  return text;
}

/// A kind of the list is that of the actor named, or of the one that it acts for.
bool fits(const std::vector<KindKey>& kinds, const ParticipantView& participant, const Catalogue& catalogue) {
  if (kinds.empty() || std::ranges::any_of(kinds, [&](const KindKey& kind) { return kind.str() == participant.kind.str(); })) return true;
  const Actor* actor = catalogue.actor(EntityKey((participant.actor.empty() ? participant.key : participant.actor).str()));
  return actor && std::ranges::find(kinds, actor->kind) != kinds.end();
}

Result<void> check_kinds(const StatementView& statement, const RelationType& relation, const Catalogue& catalogue) {
  const auto both_fit = [&](const ParticipantView& subject, const ParticipantView& object) {
    return fits(relation.subjects, subject, catalogue) && fits(relation.objects, object, catalogue);
  };
  if (both_fit(statement.subject, statement.object)) return {};
  if (relation.symmetric && both_fit(statement.object, statement.subject)) return {};
  const bool subject_fits = fits(relation.subjects, statement.subject, catalogue);
  const ParticipantView& wrong = subject_fits ? statement.object : statement.subject;
  return refused(statement.id, statement.provenance.article.str(), ErrorCode::Conflict, "the " + std::string(subject_fits ? "object" : "subject") + " of '" + relation.key.str() + "' must be " +
                 list_of(subject_fits ? relation.objects : relation.subjects) + ", not " + std::string(wrong.kind.str()) + " ('" + std::string(wrong.key.str()) + "')");
}

}  // namespace

MergeCheck::MergeCheck(const Catalogue& catalogue) : catalogue_(catalogue) {
  const auto all = catalogue.relations();
  for (std::uint32_t i = 0; i < all.size(); ++i) relations_.add(hash_of(all[i].key.str()), i);
  numbers_.resize(all.size());
}

void MergeCheck::forget() {
  std::ranges::fill(numbers_, std::nullopt);
  fits_.clear();
}

/// Its number; kNone if the catalogue has none.
std::uint32_t MergeCheck::relation(std::string_view key) const {
  return relations_.find(hash_of(key), [&, all = catalogue_.relations()](std::uint32_t other) { return same_text(all[other].key.str(), key); });
}

MergeCheck::Fits MergeCheck::fits(std::uint32_t who, std::uint32_t relation, const StatementTable& table) {
  const std::size_t count = catalogue_.relations().size();
  if (fits_.size() < (who + 1) * count) fits_.resize(std::max<std::size_t>((who + 1) * count, 2 * fits_.size()));
  Fits& found = fits_[who * count + relation];
  if (!found.known) {
    const ParticipantView participant = table.described(who);
    const RelationType& type = catalogue_.relations()[relation];
    found = {true, internal::fits(type.subjects, participant, catalogue_), internal::fits(type.objects, participant, catalogue_)};
  }
  return found;
}

Result<StatementTable::Core> MergeCheck::operator()(const StatementView& statement, std::uint64_t digits, StatementTable& table) {
  const std::uint32_t number = relation(statement.relation.str());
  if (number == kNone) {
    std::vector<std::string_view> known;
    for (const RelationType& other : catalogue_.relations()) known.emplace_back(other.key.str());
    return refused(statement.id, statement.provenance.article.str(), ErrorCode::NotFound, "unknown relation '" + std::string(statement.relation.str()) + "'" + did_you_mean(statement.relation.str(), known));
  }
  ENTENTE_TRY(table.accept(statement));
  if (!(statement.confidence >= 0 && statement.confidence <= 1)) return refused(statement.id, statement.provenance.article.str(), ErrorCode::Conflict, "its confidence must be a number from 0 to 1");
  if (!numbers_[number]) numbers_[number] = table.relation_of(statement.relation.str());
  const StatementTable::Core core{digits, table.who_of(statement.subject), table.who_of(statement.object), *numbers_[number]};
  if (!fits(core.subject, number, table).subject || !fits(core.object, number, table).object) ENTENTE_TRY(check_kinds(statement, catalogue_.relations()[number], catalogue_));
  return core;
}

}  // namespace entente::internal
