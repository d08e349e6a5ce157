// SPDX-License-Identifier: Apache-2.0
#include "extract/read_file.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <stdexcept>
#include <unistd.h>

namespace newsgraph {
namespace {

std::error_code read_all(int descriptor, std::string& bytes) {
  std::array<char, 1U << 16> block;
  for (;;) {
    const ssize_t got = ::read(descriptor, block.data(), block.size());
    if (got == 0) return {};
    if (got < 0 && errno != EINTR) return {errno, std::generic_category()};
    if (got > 0) bytes.append(block.data(), static_cast<std::size_t>(got));
  }
}

}  // namespace

std::error_code read_file(const std::string& path, std::string& bytes) {
  bytes.clear();
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return {errno, std::generic_category()};
  const std::error_code error = read_all(descriptor, bytes);
  ::close(descriptor);
  return error;
}

std::string read_file(const std::string& path) {
  std::string bytes;
  if (const std::error_code error = read_file(path, bytes))
    throw std::runtime_error(path + ": cannot be read: " + error.message());
  return bytes;
}

}  // namespace newsgraph
