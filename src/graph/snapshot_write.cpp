#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#define XXH_STATIC_LINKING_ONLY  // for a state that needs no heap
#include <xxhash.h>

#include <cerrno>
#include <span>
#include <string>
#include <system_error>

#include "base/try.h"
#include "graph/graph_impl.h"
#include "graph/snapshot_format.h"

namespace entente::internal {

namespace {

/// A file that takes the place of another once it is whole.
class NewFile {
 public:
  explicit NewFile(std::filesystem::path target) : target_(std::move(target)), name_(target_.string() + ".new") {}
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile() {
    if (file_ < 0) return;
    if (!done_ && locked_) ::unlink(name_.c_str());
    ::close(file_);
  }

  /// Errors: Io; Conflict if another program has it open.
  Result<void> open() {
    file_ = ::open(name_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (file_ < 0) return fault();
    struct stat opened {}, named {};
    locked_ = ::flock(file_, LOCK_EX | LOCK_NB) == 0 && ::fstat(file_, &opened) == 0 && ::stat(name_.c_str(), &named) == 0 && opened.st_ino == named.st_ino;
    if (!locked_) return std::unexpected(Error{ErrorCode::Conflict, "another program is writing it", {name_, 0, 0}});
    return ::ftruncate(file_, 0) == 0 ? Result<void>{} : fault();
  }

  /// Errors: Io.
  Result<void> write(std::uint64_t offset, std::span<const char> bytes) {
    while (!bytes.empty()) {
      const ssize_t count = ::pwrite(file_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return fault();
      offset += static_cast<std::uint64_t>(count);
      bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return {};
  }

  Result<void> finish() {
    if (::rename(name_.c_str(), target_.c_str()) != 0) return fault();
    done_ = true;
    return {};
  }

 private:
  [[nodiscard]] std::unexpected<Error> fault() const {
    return std::unexpected(Error{ErrorCode::Io, "cannot write: " + std::generic_category().message(errno), {name_, 0, 0}});
  }

  std::filesystem::path target_;
  std::string name_;
  int file_ = -1;
  bool locked_ = false, done_ = false;
};

class SnapshotWriter {
 public:
  explicit SnapshotWriter(NewFile& file) : file_(file) {}

  Result<void> write(const SnapshotKey& key, const KnowledgeGraph& actors, const KnowledgeGraph& states) {
    ENTENTE_TRY(statements(actors.impl().table->columns()));
    ENTENTE_TRY(facts(actors.impl().facts.saved(), Ends::Actors));
    ENTENTE_TRY(facts(states.impl().facts.saved(), Ends::States));
    kSnapshotMagic.copy(header_.magic.data(), header_.magic.size());
    header_.key = key;
    header_.checksum = XXH3_64bits(&header_, offsetof(SnapshotHeader, checksum));
    return file_.write(0, {reinterpret_cast<const char*>(&header_), sizeof header_});
  }

 private:
  /// One section, whose pieces `each` gives to the function that it is called with.
  template <class Each>
  Result<void> section(Section which, const Each& each) {
    SectionEntry& entry = header_.sections[static_cast<std::size_t>(which)];
    entry.offset = end_ = (end_ + kAlignment - 1) / kAlignment * kAlignment;
    XXH3_state_t hash;  // NOLINT: reset fills it
    XXH3_64bits_reset(&hash);
    Result<void> done;
    each([&]<class T>(std::span<const T> piece) {
      if (!done || piece.empty()) return;
      const std::span<const char> bytes(reinterpret_cast<const char*>(piece.data()), piece.size_bytes());
      XXH3_64bits_update(&hash, bytes.data(), bytes.size());
      done = file_.write(end_, bytes);
      end_ += bytes.size();
    });
    entry.bytes = end_ - entry.offset;
    entry.checksum = XXH3_64bits_digest(&hash);
    return done;
  }
  template <class T>
  Result<void> column(Section which, const Column<T>& column) { return section(which, [&](const auto& sink) { column.pieces(sink); }); }
  template <class T>
  Result<void> list(Section which, const std::vector<T>& list) { return section(which, [&](const auto& sink) { sink(std::span<const T>(list)); }); }

  Result<void> texts(Section places, Section bytes, const TextPool& pool) {
    ENTENTE_TRY(column(places, pool.places()));
    return section(bytes, [&](const auto& sink) { for (const auto& block : pool.blocks()) sink(block); });
  }

  Result<void> statements(const StatementTable::Columns& columns) {
    ENTENTE_TRY(texts(Section::TextPlaces, Section::TextBytes, columns.texts));
    ENTENTE_TRY(column(Section::Relations, columns.relations));
    ENTENTE_TRY(column(Section::Whos, columns.whos));
    ENTENTE_TRY(column(Section::Articles, columns.articles));
    ENTENTE_TRY(column(Section::Sentences, columns.sentences));
    ENTENTE_TRY(column(Section::Sources, columns.sources));
    ENTENTE_TRY(column(Section::Places, columns.places));
    return column(Section::Rows, columns.rows);
  }

  Result<void> facts(const SavedFacts& saved, Ends ends) {
    ENTENTE_TRY(texts(of_ends(Section::ActorTextPlaces, ends), of_ends(Section::ActorTextBytes, ends), saved.texts));
    ENTENTE_TRY(list(of_ends(Section::ActorNodes, ends), saved.node_list));
    ENTENTE_TRY(list(of_ends(Section::ActorFacts, ends), saved.fact_list));
    ENTENTE_TRY(list(of_ends(Section::ActorEvidence, ends), saved.evidence_list));
    return list(of_ends(Section::ActorNamed, ends), saved.named_list);
  }

  NewFile& file_;
  SnapshotHeader header_;
  std::uint64_t end_ = sizeof(SnapshotHeader);
};

/// Adds texts to a hash, each with its end.
class Hasher {
 public:
  Hasher& operator<<(std::string_view text) {
    hash_ = XXH3_64bits_withSeed(text.data(), text.size(), hash_ + text.size());
    return *this;
  }
  [[nodiscard]] std::uint64_t hash() const { return hash_; }

 private:
  std::uint64_t hash_ = 0;
};

}  // namespace

std::uint64_t fingerprint(const Catalogue& catalogue) {
  Hasher hasher;
  for (const RelationType& relation : catalogue.relations()) {
    hasher << relation.key.str() << (relation.symmetric ? "both ways" : "one way");
    for (const auto* kinds : {&relation.subjects, &relation.objects}) {
      for (const KindKey& kind : *kinds) hasher << kind.str();
      hasher << "";
    }
  }
  for (const Actor& actor : catalogue.actors()) hasher << actor.key.str() << actor.kind.str() << actor.label << actor.code;
  return hasher.hash();
}

Result<void> write_snapshot(const std::filesystem::path& file, const SnapshotKey& key, const KnowledgeGraph& actors, const KnowledgeGraph& states) {
  NewFile fresh(file);
  ENTENTE_TRY(fresh.open());
  ENTENTE_TRY(SnapshotWriter(fresh).write(key, actors, states));
  return fresh.finish();
}

}  // namespace entente::internal
