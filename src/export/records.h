#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/graph.h"

namespace entente::internal {

// The graph as records, which every database gets alike: actors, articles, facts and what bears them out. Names are
// those that no SQL dialect reserves.

enum class FieldType : std::uint8_t { Text, Whole, Real, Day, Flag };

struct Field {
  std::string_view name;
  FieldType type = FieldType::Text;
  bool required = false;        ///< Never null.
  std::string_view refers{};    ///< The record type whose id it is; empty if none.
};

struct RecordType {
  std::string_view name;           ///< "entity"
  std::string_view title;          ///< "Entity", as graph databases write labels.
  std::span<const Field> fields;   ///< The first is "id".

  /// Requires: it has the field.
  [[nodiscard]] std::size_t index_of(std::string_view field) const noexcept;
};

/// Values as text, in the order of the fields: sound UTF-8 without NUL, numbers in decimals, days as YYYY-MM-DD, flags
/// as "true" or "false"; nullopt for null.
using Record = std::vector<std::optional<std::string>>;

enum class RecordKind : std::uint8_t { Entity, Article, Edge, Mention };

/// By RecordKind, in an order in which nothing refers to what comes later.
[[nodiscard]] std::span<const RecordType> record_types() noexcept;
[[nodiscard]] const RecordType& record_type(RecordKind kind) noexcept;

/// Gives all records of one kind, always in the same order.
void each_record(const KnowledgeGraph& graph, RecordKind kind, const std::function<void(const Record&)>& sink);

/// A hash of all records: 16 hexadecimal digits.
[[nodiscard]] std::string records_hash(const KnowledgeGraph& graph);

}  // namespace entente::internal
