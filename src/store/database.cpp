#include "store/database.h"

#include <sqlite3.h>

#include <filesystem>
#include <utility>

#include "base/text.h"
#include "base/try.h"

namespace entente::internal {

namespace {

constexpr int kBusyMs = 5000;  ///< How long another writer may hold the file before this one gives up.

/// What went wrong in the user's terms, and what helps.
Error explain(int code, std::string_view detail, const std::string& file) {
  const SourcePos where{file, 0, 0};
  switch (code & 0xFF) {
    case SQLITE_NOTADB: return {ErrorCode::Corrupt, "not a graph file of entente; give another name, or move this file away", where};
    case SQLITE_CORRUPT:
      return {ErrorCode::Corrupt, "the graph file is damaged; build it again, or save what can be read with: sqlite3 '" + file + "' .recover", where};
    case SQLITE_FULL: return {ErrorCode::Io, "no space left for the graph file; free some and run again: what was committed is kept", where};
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return {ErrorCode::Io, "another program is writing to the graph file; wait until it is done and run again", where};
    case SQLITE_READONLY:
    case SQLITE_PERM: return {ErrorCode::Io, "the graph file is read-only; make it writable or give another name", where};
    case SQLITE_CANTOPEN: return {ErrorCode::Io, "cannot open the graph file; check that its folder exists and may be written to", where};
    case SQLITE_IOERR:
      return {ErrorCode::Io, "cannot read or write the graph file (" + std::string(detail) + "); check the disk and its free space, and run again: what was committed is kept", where};
    case SQLITE_NOMEM: return {ErrorCode::Limit, "out of memory in SQLite", where};
    // Our own SQL is right: what it does not find, or may not do, is so because of what the file holds.
    default: return {ErrorCode::Corrupt, "the graph file is damaged, or its tables are not those of entente (" + std::string(detail) + "); build it again", where};
  }
}

/// `file` as a URI of SQLite, which may carry options.
std::string uri_of(const std::string& file, std::string_view options) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  const bool absolute = file.starts_with('/');
  std::string uri = absolute ? "file://" : "file:";
  for (const char c : file) {
    const bool plain = is_ascii_alpha(c) || is_ascii_digit(c) || c == '/' || c == '.' || c == '-' || c == '_';
    if (plain) { uri += c; continue; }
    uri += '%';
    uri += kDigits[static_cast<unsigned char>(c) >> 4];
    uri += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return uri + std::string(options);
}

}  // namespace

Sql::Sql(Sql&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
Sql& Sql::operator=(Sql&& other) noexcept {
  sqlite3_finalize(std::exchange(handle_, std::exchange(other.handle_, nullptr)));
  return *this;
}
Sql::~Sql() { sqlite3_finalize(handle_); }

void Sql::bind(int parameter, std::string_view text) {
  // An empty view may have no address, which SQLite would take for null.
  const char* data = text.data() ? text.data() : "";
  sqlite3_bind_text64(handle_, parameter, data, text.size(), SQLITE_STATIC, SQLITE_UTF8);
}
void Sql::bind_copy(int parameter, std::string_view text) { sqlite3_bind_text64(handle_, parameter, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8); }
void Sql::reset() { sqlite3_reset(handle_); }
void Sql::bind(int parameter, std::int64_t number) { sqlite3_bind_int64(handle_, parameter, number); }
void Sql::bind(int parameter, double number) { sqlite3_bind_double(handle_, parameter, number); }
void Sql::bind_null(int parameter) { sqlite3_bind_null(handle_, parameter); }

std::string_view Sql::text(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle_, column));
  return bytes ? std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))) : std::string_view();
}
std::int64_t Sql::integer(int column) const { return sqlite3_column_int64(handle_, column); }
double Sql::real(int column) const { return sqlite3_column_double(handle_, column); }
bool Sql::is_null(int column) const { return sqlite3_column_type(handle_, column) == SQLITE_NULL; }

Database::Database(Database&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)), file_(std::move(other.file_)) {}
Database& Database::operator=(Database&& other) noexcept {
  std::swap(handle_, other.handle_);
  std::swap(file_, other.file_);
  return *this;
}
Database::~Database() { sqlite3_close(handle_); }

Result<Database> Database::open(const std::string& file, Access access) {
  Database database;
  database.file_ = file;
  std::error_code ignored;
  const bool exists = std::filesystem::exists(file, ignored);
  if (access == Access::Read && !exists) return database.fault(ErrorCode::NotFound, "there is no such graph file; make one with: entente build");
  if (std::filesystem::is_directory(file, ignored)) return database.fault(ErrorCode::Io, "is a folder; a graph file was expected");
  const int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | (access == Access::Read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  int code = sqlite3_open_v2(uri_of(file, "").c_str(), &database.handle_, flags, nullptr);
  // The file is really read only now: a file in WAL mode cannot be read where nothing may be written, unless
  // SQLite is told that nobody writes to it.
  if (code == SQLITE_OK) code = sqlite3_exec(database.handle_, "SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr);
  if (access == Access::Read && (code & 0xFF) == SQLITE_CANTOPEN && !std::filesystem::exists(file + "-wal", ignored)) {
    sqlite3_close(std::exchange(database.handle_, nullptr));
    code = sqlite3_open_v2(uri_of(file, "?immutable=1").c_str(), &database.handle_, flags, nullptr);
    if (code == SQLITE_OK) code = sqlite3_exec(database.handle_, "SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr);
  }
  if (code != SQLITE_OK) return database.fault();
  // SQLite itself notices missing pages, but not that the last one is cut.
  const auto size = std::filesystem::file_size(file, ignored);
  if (const auto page = database.number("PRAGMA page_size"); page && !ignored && size % static_cast<std::uintmax_t>(*page) != 0)
    return std::unexpected(explain(SQLITE_CORRUPT, "", file));
  sqlite3_extended_result_codes(database.handle_, 1);
  sqlite3_busy_timeout(database.handle_, kBusyMs);
  return database;
}

std::unexpected<Error> Database::fault() const {
  return std::unexpected(explain(sqlite3_extended_errcode(handle_), sqlite3_errmsg(handle_), file_));
}

std::unexpected<Error> Database::fault(ErrorCode code, std::string message) const {
  return std::unexpected(Error{code, std::move(message), {file_, 0, 0}});
}

Result<void> Database::run(const char* sql) const {
  if (sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) == SQLITE_OK) return {};
  return fault();
}

Result<Sql> Database::prepare(std::string_view sql) const {
  Sql prepared;
  if (sqlite3_prepare_v2(handle_, sql.data(), static_cast<int>(sql.size()), &prepared.handle_, nullptr) == SQLITE_OK) return prepared;
  return fault();
}

Result<bool> Database::step(Sql& sql) const {
  const int code = sqlite3_step(sql.handle_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) {
    sqlite3_reset(sql.handle_);
    return false;
  }
  std::unexpected<Error> error = fault();
  sqlite3_reset(sql.handle_);
  return error;
}

Result<void> Database::done(Sql& sql) const {
  const Result<bool> row = step(sql);
  return row ? Result<void>{} : std::unexpected(row.error());
}

Result<std::int64_t> Database::number(std::string_view sql) const {
  Result<Sql> query = prepare(sql);
  if (!query) return std::unexpected(std::move(query).error());
  const Result<bool> row = step(*query);
  if (!row) return std::unexpected(row.error());
  return *row ? query->integer(0) : 0;
}

std::int64_t Database::changes() const noexcept { return sqlite3_changes64(handle_); }
std::int64_t Database::last_number() const noexcept { return sqlite3_last_insert_rowid(handle_); }
bool Database::in_transaction() const noexcept { return sqlite3_get_autocommit(handle_) == 0; }

}  // namespace entente::internal
