#pragma once

#include <string>

#include "entente/statement.h"
#include "store/database.h"

namespace entente::internal {

/// "INSERT INTO statements …" with one parameter for each column, in the order of bind_statement().
[[nodiscard]] const std::string& insert_statement_sql();
/// "SELECT … FROM statements" with the columns in the order of read_statement(), without a WHERE.
[[nodiscard]] const std::string& select_statement_sql();
void bind_statement(Sql& sql, const Statement& statement);
/// Fills `statement`, which is new.
void read_statement(const Sql& sql, Statement& statement);

}  // namespace entente::internal
