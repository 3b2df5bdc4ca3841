#include "cli/heap.h"

#include <cstdint>
#include <cstdlib>

#if defined(__linux__) && defined(__GLIBC__)
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace entente::internal {

#if defined(__linux__) && defined(__GLIBC__)

namespace {

constexpr std::uintptr_t kLargePage = std::uintptr_t{2} << 20;
constexpr int kStep = 64 << 20;  ///< Address space, not memory: pages count when they are touched.

std::uintptr_t heap_end() noexcept { return reinterpret_cast<std::uintptr_t>(sbrk(0)); }

}  // namespace

void prepare_heap() noexcept {
  const std::uintptr_t before = heap_end();
  mallopt(M_TOP_PAD, kStep);
  mallopt(M_MMAP_THRESHOLD, 32 << 20);  // what glibc itself comes to once large blocks have been freed
  void* volatile block = std::malloc(kLargePage);  // more than is left, so that the heap takes its step now
  std::free(block);
  const std::uintptr_t first = (before + kLargePage - 1) & ~(kLargePage - 1), last = heap_end() & ~(kLargePage - 1);
  if (first < last) (void)madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE);
}

void release_heap() noexcept { (void)malloc_trim(0); }

#else

void prepare_heap() noexcept {}
void release_heap() noexcept {}

#endif

}  // namespace entente::internal
