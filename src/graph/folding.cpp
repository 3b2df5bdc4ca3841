#include "graph/folding.h"

#include <system_error>
#include <utility>

namespace entente::internal {

Folding::Folding(FactTable& facts, StatementTable& table, std::uint32_t first) : facts_(facts), table_(table), folded_(first), there_(first) {
  make_room();
  try {
    thread_ = std::thread([this] { run(); });
  } catch (const std::system_error&) {  // where none is to be had, end() folds all
    idle_ = true;
  }
  go_on();
}

Folding::~Folding() { close(); }

void Folding::run() noexcept {
  std::unique_lock lock(mutex_);
  while (true) {
    idle_ = folded_ == there_ || met_;
    if (idle_) {
      changed_.notify_all();
      if (closing_) return;
      changed_.wait(lock, [this] { return closing_ || (folded_ != there_ && !met_); });
      continue;
    }
    const std::uint32_t until = there_;
    lock.unlock();
    try {
      for (; folded_ < until; ++folded_) facts_.add(folded_);
    } catch (...) {
      met_ = std::current_exception();
    }
    lock.lock();
  }
}

/// Waits until nothing is read, as directories of the table move.
void Folding::make_room() {
  std::unique_lock lock(mutex_);
  if (thread_.joinable()) changed_.wait(lock, [this] { return idle_; });
  table_.make_room(kRoom + kStep);
  room_ = table_.size() + kRoom;
}

void Folding::go_on() {
  if (table_.size() > room_) make_room();
  const std::lock_guard lock(mutex_);
  there_ = table_.size();
  changed_.notify_all();
}

void Folding::close() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
    changed_.notify_all();
  }
  thread_.join();
}

void Folding::end() {
  go_on();
  close();
  if (met_) std::rethrow_exception(std::exchange(met_, nullptr));
  for (; folded_ < there_; ++folded_) facts_.add(folded_);
}

}  // namespace entente::internal
