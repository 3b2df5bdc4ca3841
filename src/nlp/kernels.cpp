#include "nlp/kernels.h"

#include <array>

namespace entente::internal {
namespace {

struct Choice {
  std::array<const Kernels*, 3> sets{};
  std::size_t count = 0;
};

Choice choose() {
  Choice choice;
  const auto add = [&](const Kernels* set) {
    if (set != nullptr) choice.sets[choice.count++] = set;
  };
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")) add(kAvx512Kernels);
  if (__builtin_cpu_supports("avx2")) add(kAvx2Kernels);
#endif
  add(kPlainKernels);
  return choice;
}

}  // namespace

std::span<const Kernels* const> kernels() {
  static const Choice kChoice = choose();
  return {kChoice.sets.data(), kChoice.count};
}

}  // namespace entente::internal
