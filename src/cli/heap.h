#pragma once

namespace entente::internal {

/// Lets the heap grow in large steps and lie in large pages. Loading touches some 40 MB of fresh memory; one page
/// fault for every 4 KB of them costs as much as reading the catalogue. Does nothing where it is not known how.
void prepare_heap() noexcept;

}  // namespace entente::internal
