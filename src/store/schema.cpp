#include "store/schema.h"

#include <array>
#include <string>

#include "base/try.h"

namespace entente::internal {

namespace {

// schemas/store/NNN.sql in order: the n-th brings a file from version n to n + 1.
constexpr std::array kMigrations{
#include "migrations.inc"
};
constexpr auto kVersion = static_cast<std::int64_t>(kMigrations.size());
constexpr std::int64_t kApplicationId = 0x456E7465;  // "Ente"; on disk: do not change

/// Runs inside a transaction, so that two programs may open a new file at once.
Result<void> migrate(const Database& database) {
  const Result<std::int64_t> version = database.number("PRAGMA user_version");
  if (!version) return std::unexpected(version.error());
  for (std::int64_t next = *version; next < kVersion; ++next) ENTENTE_TRY(database.run(kMigrations[static_cast<std::size_t>(next)]));
  ENTENTE_TRY(database.run(("PRAGMA application_id = " + std::to_string(kApplicationId)).c_str()));
  return database.run(("PRAGMA user_version = " + std::to_string(kVersion)).c_str());
}

Result<void> bring_up_to_date(const Database& database, bool empty) {
  ENTENTE_TRY(database.run("BEGIN IMMEDIATE"));
  Result<void> done = migrate(database);
  if (done) done = database.run("COMMIT");
  if (!done && database.in_transaction()) (void)database.run("ROLLBACK");
  if (done && !empty) (void)database.run("VACUUM");  // the room of what was taken over; who has none to do it in goes on without
  return done;
}

}  // namespace

Result<void> prepare_schema(const Database& database, Access access) {
  const Result<std::int64_t> application = database.number("PRAGMA application_id");
  const Result<std::int64_t> version = database.number("PRAGMA user_version");
  const Result<std::int64_t> tables = database.number("SELECT count(*) FROM sqlite_schema");
  for (const auto* result : {&application, &version, &tables})
    if (!*result) return std::unexpected(result->error());
  const bool empty = *application == 0 && *version == 0 && *tables == 0;
  if (!empty && *application != kApplicationId)
    return database.fault(ErrorCode::Corrupt, "an SQLite file of another program, not a graph file of entente; give another name");
  if (*version > kVersion)
    return database.fault(ErrorCode::Unsupported, "written by a newer entente (format " + std::to_string(*version) + "; this one reads up to " + std::to_string(kVersion) + "); update entente");
  if (*version == kVersion) return {};
  if (access == Access::Write) return bring_up_to_date(database, empty);
  if (empty) return database.fault(ErrorCode::NotFound, "the graph file is empty; fill it with: entente build");
  // Who only asks need not know that his file is an old one.
  if (const Result<Database> same = Database::open(database.file(), Access::Write); same && bring_up_to_date(*same, empty)) return {};
  return database.fault(ErrorCode::Unsupported, "written by an older entente (format " + std::to_string(*version) + "), and cannot be changed here; make it writable, or copy it to where it is, and run again");
}

}  // namespace entente::internal
