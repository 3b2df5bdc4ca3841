#pragma once

#include <string>

#include "export/records.h"

namespace entente::internal {

// What the folder for psql and the loader send to PostgreSQL (12 or later). The tables are those of record_types(),
// in a schema of their own.

/// The schema, its tables, indices and views; made only where they are missing.
[[nodiscard]] std::string postgres_schema();
/// "entente.edge"
[[nodiscard]] std::string postgres_table(const RecordType& type);
/// A temporary table new_<name> that takes the records, until the transaction ends.
[[nodiscard]] std::string postgres_staging(const RecordType& type);
/// Makes the tables hold what the temporary ones hold, leaving rows that stay as they are alone.
[[nodiscard]] std::string postgres_replace();
/// A record as a line of COPY's text format.
void append_copy_line(std::string& out, const Record& record);

}  // namespace entente::internal
