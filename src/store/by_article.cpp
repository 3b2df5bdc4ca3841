#include "store/by_article.h"

#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include "base/try.h"
#include "store/statement_bytes.h"

namespace entente::internal {

namespace {

/// An open file in the folder, whose name is gone already; null, and errno, if there can be none.
std::FILE* nameless_file(const std::filesystem::path& folder) {
  std::string name = (folder / ".entente-merge-XXXXXX").string();
  const int file = ::mkstemp(name.data());
  if (file < 0) return nullptr;
  (void)::unlink(name.c_str());
  std::FILE* const opened = ::fdopen(file, "w+b");
  if (!opened) ::close(file);
  return opened;
}

}  // namespace

std::unexpected<Error> ByArticle::fault() const {
  return std::unexpected(Error{ErrorCode::Io, "cannot keep statements in a temporary file: " + std::generic_category().message(errno) + "; make room there, or merge fewer files at once", {folder_.string(), 0, 0}});
}

Result<void> ByArticle::add(Statement statement) {
  held_[statement.provenance.article].push_back(std::move(statement));
  return ++held_count_ < most_held_ ? Result<void>{} : write_held();
}

Result<void> ByArticle::write_held() {
  Run& run = runs_.emplace_back();
  run.file.reset(nameless_file(folder_));
  if (!run.file) return fault();
  for (const auto& [article, statements] : held_)
    for (const Statement& statement : statements) {
      bytes_.clear();
      append_bytes(bytes_, statement);
      const std::size_t size = bytes_.size();
      if (std::fwrite(&size, sizeof size, 1, run.file.get()) != 1 || std::fwrite(bytes_.data(), 1, size, run.file.get()) != size) return fault();
    }
  if (std::fflush(run.file.get()) != 0) return fault();
  held_.clear();
  held_count_ = 0;
  return {};
}

Result<void> ByArticle::advance(Run& run) {
  std::size_t size = 0;
  errno = 0;
  run.next.reset();
  if (std::fread(&size, sizeof size, 1, run.file.get()) != 1) return std::ferror(run.file.get()) ? fault() : Result<void>{};
  bytes_.resize(size);
  if (std::fread(bytes_.data(), 1, size, run.file.get()) != size) return fault();
  run.next = statement_of_bytes(bytes_);
  return {};
}

Result<void> ByArticle::start_reading() {
  reading_ = true;
  for (Run& run : runs_) {
    std::rewind(run.file.get());
    ENTENTE_TRY(advance(run));
  }
  return {};
}

Result<std::span<const Statement>> ByArticle::next() {
  if (!reading_) ENTENTE_TRY(start_reading());
  given_.clear();
  const ArticleKey* least = held_.empty() ? nullptr : &held_.begin()->first;
  for (const Run& run : runs_)
    if (run.next && (!least || run.next->provenance.article < *least)) least = &run.next->provenance.article;
  if (!least) return std::span<const Statement>();
  const ArticleKey article = *least;
  for (Run& run : runs_)
    while (run.next && run.next->provenance.article == article) {
      given_.push_back(*std::move(run.next));
      ENTENTE_TRY(advance(run));
    }
  if (const auto held = held_.find(article); held != held_.end()) {
    given_.insert(given_.end(), std::move_iterator(held->second.begin()), std::move_iterator(held->second.end()));
    held_.erase(held);
  }
  return std::span<const Statement>(given_);
}

}  // namespace entente::internal
