#include "store/graph_snapshot.h"

#include <array>
#include <fstream>
#include <string>

namespace entente::internal {

namespace {

constexpr std::int64_t kLeastStatements = 20000;  ///< A graph of fewer is made as soon as it is mapped.

/// SQLite's count of changes and the number of pages, from the first hundred bytes of the file; nullopt while a log stands
/// beside it, since the file is then only a part.
std::optional<std::uint64_t> stamp_of(const std::string& file) {
  constexpr std::size_t kHeader = 100, kWriteVersion = 18, kChanges = 24;
  constexpr char kRollback = 1;
  std::error_code ignored;
  std::array<char, kHeader> header{};
  std::ifstream in(file, std::ios::binary);
  if (!in.read(header.data(), header.size()) || header[kWriteVersion] != kRollback || std::filesystem::exists(file + "-wal", ignored)) return std::nullopt;
  std::uint64_t stamp = 0;
  for (std::size_t i = kChanges; i < kChanges + sizeof stamp; ++i) stamp = stamp << 8U | static_cast<unsigned char>(header[i]);
  return stamp;
}

}  // namespace

std::optional<Revision> revision_of(const Database& database) {
  auto sql = database.prepare("SELECT first, second FROM revision WHERE first IS NOT NULL AND second IS NOT NULL");
  if (!sql) return std::nullopt;
  const auto row = database.step(*sql);
  if (!row || !*row) return std::nullopt;
  return Revision({static_cast<std::uint64_t>(sql->integer(0)), static_cast<std::uint64_t>(sql->integer(1))});
}

GraphSnapshot::GraphSnapshot(const Database& database, const Catalogue& catalogue)
    : database_(database), transaction_(database), file_(database.file() + "-graph") {
  if (!transaction_.began()) return;  // what is pending is in no snapshot
  const auto revision = revision_of(database);
  const auto stamp = stamp_of(database.file());
  if (revision && stamp) key_ = SnapshotKey{revision->sums(), *stamp, fingerprint(catalogue)};
}

Result<bool> GraphSnapshot::is_worth_keeping() const {
  if (!key_) return false;
  const std::string least = std::to_string(kLeastStatements);
  const Result<std::int64_t> count = database_.number("SELECT count(*) FROM (SELECT 1 FROM statement_rows LIMIT " + least + ")");
  return count ? Result<bool>(*count == kLeastStatements) : std::unexpected(count.error());
}

Result<KnowledgeGraph> GraphSnapshot::read(std::shared_ptr<const Catalogue> catalogue, Ends ends) const {
  if (!key_) return std::unexpected(Error{ErrorCode::NotFound, "no snapshot", {file_.string(), 0, 0}});
  return read_snapshot(file_, *key_, std::move(catalogue), ends);
}

Result<void> GraphSnapshot::write(const KnowledgeGraph& actors, const KnowledgeGraph& states) const { return write_snapshot(file_, *key_, actors, states); }

}  // namespace entente::internal
