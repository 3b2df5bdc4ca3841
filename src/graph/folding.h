#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <mutex>
#include <thread>

#include "graph/fact_table.h"
#include "graph/statement_table.h"

namespace entente::internal {

/// Folds statements into facts on a thread of its own while their table grows. What it reads of the table is written no more, and
/// what is added meanwhile moves nothing, as there is room for it.
class Folding {
 public:
  static constexpr std::uint32_t kStep = 1024;  ///< As many statements are worth a call of has().

  /// Begins with the statement at `first`. Requires: until end(), `facts` is left alone, and no row of the table is changed or taken away.
  Folding(FactTable& facts, StatementTable& table, std::uint32_t first);
  ~Folding();
  Folding(const Folding&) = delete;
  Folding& operator=(const Folding&) = delete;

  /// Lets it fold all that the table has. Requires: at most kStep statements since the last call.
  void go_on();
  /// Returns when all that the table has are folded and nothing reads it any more. Throws what the thread met, such as std::bad_alloc.
  void end();

 private:
  static constexpr std::uint32_t kRoom = std::uint32_t{1} << 20U;  ///< Statements for which room is made at a time.

  void run() noexcept;
  void make_room();
  void close();

  FactTable& facts_;
  StatementTable& table_;
  std::uint32_t room_ = 0;    ///< So many statements may be in the table before make_room() is due.
  std::uint32_t folded_ = 0;  ///< Of the thread, until it has ended.
  std::exception_ptr met_;    ///< The same.

  std::mutex mutex_;
  std::condition_variable changed_;
  std::uint32_t there_ = 0;   ///< So many may be folded.
  bool idle_ = false, closing_ = false;
  std::thread thread_;
};

}  // namespace entente::internal
