#pragma once

#include <boost/container/small_vector.hpp>
#include <cstddef>

namespace entente::internal {

/// A list that is short nearly always: up to `N` items need no memory of their own.
template <class T, std::size_t N = 8>
using Few = boost::container::small_vector<T, N>;

}  // namespace entente::internal
