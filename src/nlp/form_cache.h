#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::internal {

/// What the first layer makes of word forms that came before: a few thousand forms are most of any text. It is filled once, by
/// whoever comes first, and nothing is taken out. Sums depend on the form alone, so results do not depend on what is kept here.
/// Threads: many at once, without locks.
class FormCache {
 public:
  FormCache() = default;
  FormCache(const FormCache&) = delete;
  FormCache& operator=(const FormCache&) = delete;
  ~FormCache() {
    for (const std::atomic<const Entry*>& slot : slots_) delete slot.load(std::memory_order_relaxed);
  }

  /// The sums kept for `form`, for as long as the cache lives; null if there are none. `hash` is of the form, any that is always the same.
  [[nodiscard]] const std::int32_t* find(std::string_view form, std::size_t hash) const noexcept {
    for (std::size_t probe = 0; probe < kProbes; ++probe) {
      const Entry* entry = slots_[(hash + probe) % kSlots].load(std::memory_order_acquire);
      if (entry == nullptr) return nullptr;
      if (entry->form == form) return entry->sums.data();
    }
    return nullptr;
  }

  /// Keeps a copy of `sums`, unless there is no room left near its place or the form is long.
  void add(std::string_view form, std::size_t hash, std::span<const std::int32_t> sums) {
    if (form.size() > kLongestForm || size_.load(std::memory_order_relaxed) >= kForms) return;
    auto made = std::make_unique<const Entry>(std::string(form), std::vector<std::int32_t>(sums.begin(), sums.end()));
    for (std::size_t probe = 0; probe < kProbes; ++probe) {
      const Entry* there = nullptr;
      if (slots_[(hash + probe) % kSlots].compare_exchange_strong(there, made.get(), std::memory_order_acq_rel)) {
        made.release();
        size_.fetch_add(1, std::memory_order_relaxed);
        return;
      }
      if (there->form == form) return;
    }
  }

  [[nodiscard]] std::size_t size() const noexcept { return size_.load(std::memory_order_relaxed); }

  static constexpr std::size_t kForms = 8192;      ///< 2 KB each; four fifths of the distinct forms of a news article are among the first so many.
  static constexpr std::size_t kLongestForm = 32;  ///< Bytes.

 private:
  struct Entry {
    std::string form;
    std::vector<std::int32_t> sums;
  };
  static constexpr std::size_t kSlots = 4 * kForms, kProbes = 8;

  std::array<std::atomic<const Entry*>, kSlots> slots_{};
  std::atomic<std::size_t> size_ = 0;
};

}  // namespace entente::internal
