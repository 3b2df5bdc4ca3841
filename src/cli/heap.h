#pragma once

namespace entente::internal {

/// Lets the heap grow in large steps and lie in large pages. Loading touches some 40 MB of fresh memory; one page
/// fault for every 4 KB of them costs as much as reading the catalogue. Does nothing where it is not known how.
void prepare_heap() noexcept;

/// Gives what the heap keeps free back to the system. What a worker frees, another may not use, so that after long articles
/// as many times their memory is kept as there are workers. Cost: some milliseconds.
void release_heap() noexcept;

}  // namespace entente::internal
