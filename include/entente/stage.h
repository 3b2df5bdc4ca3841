#pragma once

#include <string_view>

#include "entente/document.h"
#include "entente/result.h"

namespace entente {

/// One step of analysis. Threads: run() may be called from many threads at once.
class Stage {
 public:
  virtual ~Stage() = default;
  [[nodiscard]] virtual std::string_view name() const noexcept = 0;
  [[nodiscard]] virtual Layers needs() const noexcept = 0;
  [[nodiscard]] virtual Layers adds() const noexcept = 0;
  /// Adds exactly adds(). Requires: `doc` has needs(). Errors: Limit for a sentence over
  /// kMaxSentenceTokens; `doc` is then fit only to be destroyed.
  [[nodiscard]] virtual Result<void> run(Document& doc) const = 0;
};

}  // namespace entente
