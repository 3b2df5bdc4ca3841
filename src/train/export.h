#pragma once

#include <filesystem>

namespace entente::train {

/// Writes the weights of a checkpoint as a model file with 8-bit weights. False, with a message on
/// stderr, if a file fails or a label is none of the program's.
bool export_model(const std::filesystem::path& checkpoint, const std::filesystem::path& model);

}  // namespace entente::train
