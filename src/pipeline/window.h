#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace entente::internal {

/// A bounded window of jobs that workers do side by side and that come out in the order they went in.
/// push() and pop() belong to one thread. With one worker the work is done inside pop(), on that thread.
template <class In, class Out>
class OrderedWindow {
 public:
  /// `threads`: 0 means one per core. `capacity`: 0 means 32 per worker, so that there is work while push() and pop() wait for a core.
  OrderedWindow(unsigned threads, std::size_t capacity, std::function<Out(In)> work)
      : work_(std::move(work)),
        workers_wanted_(threads ? threads : std::max(1U, std::thread::hardware_concurrency())),
        capacity_(capacity ? capacity : std::size_t{32} * workers_wanted_) {
    if (workers_wanted_ < 2) { capacity_ = 1; return; }
    for (unsigned i = 0; i < workers_wanted_; ++i) workers_.emplace_back([this] { serve(); });
  }
  ~OrderedWindow() {
    {
      const std::lock_guard lock(mutex_);
      closing_ = true;
    }
    todo_changed_.notify_all();
    for (std::thread& worker : workers_) worker.join();
  }
  OrderedWindow(const OrderedWindow&) = delete;
  OrderedWindow& operator=(const OrderedWindow&) = delete;

  [[nodiscard]] bool empty() const { return jobs_.empty(); }
  [[nodiscard]] bool full() const { return jobs_.size() >= capacity_; }

  /// Requires: not full().
  void push(In in) {
    auto job = std::make_shared<Job>(std::move(in));
    jobs_.push_back(job);
    if (workers_.empty()) return;
    {
      const std::lock_guard lock(mutex_);
      todo_.push_back(std::move(job));
    }
    todo_changed_.notify_one();
  }

  /// The result of the oldest job, waiting for it. Requires: not empty().
  [[nodiscard]] Out pop() {
    const std::shared_ptr<Job> job = std::move(jobs_.front());
    jobs_.pop_front();
    if (workers_.empty()) return work_(*std::move(job->in));
    std::unique_lock lock(mutex_);
    done_changed_.wait(lock, [&] { return job->out.has_value(); });
    return *std::move(job->out);
  }

 private:
  struct Job {
    explicit Job(In value) : in(std::move(value)) {}
    std::optional<In> in;
    std::optional<Out> out;  ///< Guarded by mutex_.
  };

  void serve() {
    for (;;) {
      std::shared_ptr<Job> job;
      {
        std::unique_lock lock(mutex_);
        todo_changed_.wait(lock, [this] { return closing_ || !todo_.empty(); });
        if (closing_) return;
        job = std::move(todo_.front());
        todo_.pop_front();
      }
      Out out = work_(*std::move(job->in));
      {
        const std::lock_guard lock(mutex_);
        job->out.emplace(std::move(out));
      }
      done_changed_.notify_one();
    }
  }

  // Constant after construction.
  std::function<Out(In)> work_;
  unsigned workers_wanted_;
  std::size_t capacity_;
  std::vector<std::thread> workers_;
  // Belongs to the thread that pushes and pops.
  std::deque<std::shared_ptr<Job>> jobs_;
  // Guarded by mutex_.
  std::mutex mutex_;
  std::condition_variable todo_changed_, done_changed_;
  std::deque<std::shared_ptr<Job>> todo_;
  bool closing_ = false;
};

}  // namespace entente::internal
