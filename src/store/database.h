#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "entente/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace entente::internal {

/// A prepared statement of SQL. Parameters and columns count from 1 and from 0, as SQLite has it.
class Sql {
 public:
  Sql() = default;
  Sql(Sql&& other) noexcept;
  Sql& operator=(Sql&& other) noexcept;
  ~Sql();

  void bind(int parameter, std::string_view text);       ///< Requires: `text` stays until the statement has been run.
  void bind_copy(int parameter, std::string_view text);  ///< Requires: `text` is not empty.
  void bind(int parameter, std::int64_t number);
  void bind(int parameter, double number);
  void bind_null(int parameter);
  explicit operator bool() const noexcept { return handle_ != nullptr; }
  void reset();  ///< Ends a statement of which not all rows were asked for.
  [[nodiscard]] std::string_view text(int column) const;  ///< Empty for null. Valid until the next step.
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] double real(int column) const;
  [[nodiscard]] bool is_null(int column) const;

 private:
  friend class Database;
  sqlite3_stmt* handle_ = nullptr;
};

enum class Access : std::uint8_t { Write, Read };

/// An open SQLite file; its errors name the file and what to do. Owns the connection.
class Database {
 public:
  /// Errors: Io, NotFound (Access::Read), Corrupt if it is no SQLite file.
  static Result<Database> open(const std::string& file, Access access);
  Database(Database&& other) noexcept;
  Database& operator=(Database&& other) noexcept;
  ~Database();

  /// Runs every statement of `sql`. Errors: Io, Corrupt.
  [[nodiscard]] Result<void> run(const char* sql) const;
  /// Requires: `sql` is right; a fault of it is an Internal error.
  [[nodiscard]] Result<Sql> prepare(std::string_view sql) const;
  /// Goes to the next row; false, and ready for another round, at the end. Errors: Io, Corrupt.
  [[nodiscard]] Result<bool> step(Sql& sql) const;
  /// Runs a statement that gives no rows. Errors: Io, Corrupt.
  [[nodiscard]] Result<void> done(Sql& sql) const;
  /// The one number that `sql` asks for. Errors: Io, Corrupt.
  [[nodiscard]] Result<std::int64_t> number(std::string_view sql) const;
  /// Rows that the last run() or step() has changed.
  [[nodiscard]] std::int64_t changes() const noexcept;
  [[nodiscard]] std::int64_t last_number() const noexcept;  ///< Of the row that was inserted last.
  [[nodiscard]] bool in_transaction() const noexcept;
  [[nodiscard]] const std::string& file() const noexcept { return file_; }
  /// An error about this file.
  [[nodiscard]] std::unexpected<Error> fault(ErrorCode code, std::string message) const;

 private:
  Database() = default;
  [[nodiscard]] std::unexpected<Error> fault() const;

  sqlite3* handle_ = nullptr;
  std::string file_;
};

/// While it lives, the file is read as it was when it was made, whoever writes to it.
class ReadTransaction {
 public:
  explicit ReadTransaction(const Database& database) : database_(database), began_(!database.in_transaction() && database.run("BEGIN").has_value()) {}
  ReadTransaction(const ReadTransaction&) = delete;
  ReadTransaction& operator=(const ReadTransaction&) = delete;
  ~ReadTransaction() {
    if (began_) (void)database_.run("COMMIT");
  }
  [[nodiscard]] bool began() const noexcept { return began_; }  ///< False too if one was open already.

 private:
  const Database& database_;
  bool began_;
};

}  // namespace entente::internal
