#include <doctest/doctest.h>

#include <limits>

#include "unit/nlp/parse_fixture.h"

using namespace entente;
using namespace entente::internal;

namespace {

Error error_of(std::string_view bytes) {
  const auto model = decode_parser_model(bytes, "parser.model");
  REQUIRE(!model);
  return model.error();
}

}  // namespace

TEST_CASE("a model written again has the same bytes, and at most three megabytes") {
  const std::string bytes = test::model_bytes();
  CHECK(bytes.size() <= 3'000'000);
  const auto model = decode_parser_model(bytes, "parser.model");
  REQUIRE(model);
  CHECK(encode(*model) == bytes);
}

TEST_CASE("a damaged model is refused wherever the damage is") {
  const std::string bytes = test::model_bytes();
  for (std::size_t at = 20; at < bytes.size(); at += bytes.size() / 40) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    const Error error = error_of(damaged);
    CHECK(error.code == ErrorCode::Corrupt);
    CHECK(error.message == "the parser model is damaged: its checksum does not fit");
    CHECK(error.where.file == "parser.model");
  }
}

TEST_CASE("a cut model is refused wherever it is cut") {
  const std::string bytes = test::model_bytes();
  for (const std::size_t size : {std::size_t{0}, std::size_t{4}, std::size_t{9}, std::size_t{19}, std::size_t{20}, bytes.size() / 2, bytes.size() - 1}) {
    CHECK(error_of(std::string_view(bytes).substr(0, size)).code == ErrorCode::Corrupt);
  }
  CHECK(error_of(bytes + "x").code == ErrorCode::Corrupt);
  CHECK(error_of("PK\x03\x04 a zip file").message == "not a parser model");
}

TEST_CASE("a model of a newer version says so") {
  std::string bytes = test::model_bytes();
  bytes[8] = 9;
  const Error error = error_of(bytes);
  CHECK(error.code == ErrorCode::Unsupported);
  CHECK(error.message == "parser model of version 9; this program reads version 1");
}

TEST_CASE("a model whose parts do not fit together is refused though its checksum is right") {
  const auto model = decode_parser_model(test::model_bytes(), "parser.model");
  REQUIRE(model);
  const auto refused = [](ParserModel broken) {
    return error_of(encode(broken)).message == "the parser model is damaged: its parts do not fit together";
  };
  ParserModel broken = *model;
  broken.action_bias.pop_back();
  CHECK(refused(broken));
  broken = *model;
  broken.lexicon.front().fine = 9999;
  CHECK(refused(broken));
  broken = *model;
  broken.layers.pop_back();
  broken.layers.pop_back();
  CHECK(refused(broken));
  broken = *model;
  broken.relations.front() = static_cast<Deprel>(200);
  CHECK(refused(broken));
  broken = *model;
  broken.units = 17;
  CHECK(refused(broken));
  for (const float wrong : {std::numeric_limits<float>::quiet_NaN(), 1e38F, -std::numeric_limits<float>::infinity()}) {
    broken = *model;
    broken.layers.front().input.scales.back() = wrong;
    CHECK(refused(broken));
    broken = *model;
    broken.action_bias.back() = wrong;
    CHECK(refused(broken));
  }
}
