#pragma once

#include <fstream>
#include <ostream>
#include <string>

#include "entente/result.h"

namespace entente::internal {

/// Where a result goes: standard output, or a file that appears under its name only when it is complete.
class Output {
 public:
  /// `name`: a file, or "-". Errors: Io.
  static Result<Output> open(const std::string& name);
  Output(Output&&) noexcept;
  Output& operator=(Output&&) = delete;
  ~Output();  ///< Removes the unfinished file if finish() was not called.

  [[nodiscard]] std::ostream& stream();
  /// Flushes and gives the file its name. Errors: Io, also for what failed earlier.
  [[nodiscard]] Result<void> finish();

 private:
  Output() = default;
  std::string name_, temporary_;
  std::ofstream file_;
};

}  // namespace entente::internal
