#include <doctest/doctest.h>

#include "base/text.h"
#include "entente/exporter.h"
#include "support/statements.h"

using namespace entente;
using namespace entente::test;

namespace {

/// The cell of that column.
std::string cell(const Statement& made, std::string_view column) {
  const auto row = to_event_row(made, *graph_catalogue());
  REQUIRE(row);
  const std::string header = events_header();
  const auto names = internal::split(header, '\t'), cells = internal::split(*row, '\t');
  REQUIRE(names.size() == cells.size());
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == column) return std::string(cells[i]);
  FAIL("no such column");
  return "";
}

std::string event(std::string_view relation, Modality modality) {
  const Statement made = statement({.subject = "state/usa", .relation = relation, .object = "state/irq", .modality = modality});
  return cell(made, "event") + " " + cell(made, "quad") + " " + cell(made, "goldstein");
}

std::string sector(std::string_view key, KindKey kind = {}) {
  Statement made = statement({.subject = key, .relation = "criticizes", .object = "state/fra"});
  if (!kind.empty()) made.subject.kind = kind;
  return cell(made, "source_iso3") + " " + cell(made, "source_sector");
}

}  // namespace

TEST_CASE("an event's class follows its modality") {
  CHECK(event("visits", Modality::Actual) == "CONSULT verbal-cooperation 4");
  CHECK(event("visits", Modality::Planned) == "AGREE verbal-cooperation 2.5");
  CHECK(event("attacks", Modality::Planned) == "THREATEN verbal-conflict -3.5");
  CHECK(event("gives-aid-to", Modality::Wanted) == "REQUEST verbal-conflict 0");
  CHECK(event("demands-of", Modality::Planned) == "REQUEST verbal-conflict 0");
  CHECK(event("attacks", Modality::Possible) == "ASSAULT material-conflict -9");
  CHECK(cell(statement({.subject = "state/usa", .relation = "visits", .object = "state/irq"}), "mode") == "visits");
}

TEST_CASE("sources and targets have the code of their state and a sector") {
  CHECK(sector("state/rus") == "RUS GOV");
  CHECK(sector("forces/rus") == "RUS MIL");
  CHECK(sector("person/sergei-lavrov") == "RUS GOV");
  CHECK(sector("person/nobody-known") == " CVL");
  CHECK(sector("body/unsc") == "UN IGO");
  CHECK(sector("alliance/nato") == "NATO IGO");
  CHECK(sector("group/irq-insurgents") == "IRQ REB");
  CHECK(sector("group/rus-angry-protesters") == "RUS CVL");
  CHECK(sector("group/hezbollah") == " IMG");  // no home state in these tables
}

TEST_CASE("of a symmetric relation the end that the text names first is the source") {
  Statement made = statement({.subject = "state/irn", .relation = "meets-with", .object = "state/lka"});
  made.subject.span = {0, 4};
  made.object.span = {10, 19};
  CHECK(cell(made, "source") == "state/irn");
  std::swap(made.subject.span, made.object.span);
  CHECK(cell(made, "source") == "state/lka");
  Statement directed = statement({.subject = "state/irn", .relation = "criticizes", .object = "state/lka"});
  directed.subject.span = {10, 19};
  directed.object.span = {0, 4};
  CHECK(cell(directed, "source") == "state/irn");
}

TEST_CASE("standing relations are no events") {
  CHECK(!to_event_row(statement({.subject = "state/usa", .relation = "allied-with", .object = "state/fra"}), *graph_catalogue()));
  CHECK(!to_event_row(statement({.subject = "person/sergei-lavrov", .relation = "holds-office-in", .object = "state/rus"}), *graph_catalogue()));
}

TEST_CASE("the day of an event comes before that of its article, and no cell breaks its line") {
  Statement made = statement({.subject = "state/usa", .relation = "visits", .object = "state/irq", .text = "One\ttwo\nthree."});
  CHECK(cell(made, "date") == "2024-02-03");
  made.on = DateSpan{*parse_day("2024-01-30"), *parse_day("2024-01-31")};
  CHECK(cell(made, "date") == "2024-01-30");
  CHECK(cell(made, "text") == "One two three.");
}
