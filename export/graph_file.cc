// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <iostream>
#include <iterator>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "export/graph_json.h"

namespace newsgraph {
namespace {

/// A file's bytes: mapped, or read when it cannot be (a pipe).
class MappedFile {
 public:
  explicit MappedFile(const std::string& path) {
    if (path == "-") {
      text_.assign(std::istreambuf_iterator<char>(std::cin), {});
      return;
    }
    descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor_ < 0) throw_errno(path, "cannot open the graph");
    struct stat info {};
    if (::fstat(descriptor_, &info) != 0) throw_errno(path, "cannot open the graph");
    if (S_ISDIR(info.st_mode))
      throw std::runtime_error(path + ": is a folder, wanted a graph written as JSON");
    if (S_ISREG(info.st_mode) && info.st_size > 0) {
      size_ = static_cast<std::size_t>(info.st_size);
      void* const mapped = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, descriptor_, 0);
      if (mapped != MAP_FAILED) {
        mapped_ = mapped;
        ::madvise(mapped_, size_, MADV_SEQUENTIAL);
        return;
      }
    }
    std::array<char, 1U << 16> block;
    for (ssize_t got = 0; (got = ::read(descriptor_, block.data(), block.size())) != 0;) {
      if (got < 0 && errno != EINTR) throw_errno(path, "cannot read the graph");
      if (got > 0) text_.append(block.data(), static_cast<std::size_t>(got));
    }
  }
  ~MappedFile() {
    if (mapped_ != nullptr) ::munmap(mapped_, size_);
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  [[nodiscard]] std::string_view bytes() const {
    return mapped_ != nullptr ? std::string_view(static_cast<const char*>(mapped_), size_) : text_;
  }

 private:
  [[noreturn]] void throw_errno(const std::string& path, const std::string& what) {
    const std::string reason = std::strerror(errno);
    if (descriptor_ >= 0) ::close(descriptor_);
    throw std::runtime_error(path + ": " + what + ": " + reason);
  }

  int descriptor_ = -1;
  void* mapped_ = nullptr;
  std::size_t size_ = 0;
  std::string text_;
};

}  // namespace

Graph read_graph_file(const std::string& path) {
  const MappedFile file(path);
  return read_graph_json(file.bytes(), path == "-" ? "standard input" : path);
}

}  // namespace newsgraph
