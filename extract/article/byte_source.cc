// SPDX-License-Identifier: Apache-2.0
#include "extract/article/byte_source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace newsgraph {
namespace {

constexpr std::size_t kBuffer = 256 * 1024;

class Descriptor final : public ByteSource {
 public:
  Descriptor(int descriptor, bool close, std::uint64_t& bytes_read)
      : descriptor_(descriptor), close_(close), bytes_read_(bytes_read) {}
  ~Descriptor() override {
    if (close_) ::close(descriptor_);
  }

  std::size_t read(char* data, std::size_t size) override {
    for (;;) {
      const ssize_t got = ::read(descriptor_, data, size);
      if (got >= 0) {
        bytes_read_ += static_cast<std::uint64_t>(got);
        return static_cast<std::size_t>(got);
      }
      if (errno != EINTR)
        throw ReadError(ProblemKind::kUnreadable, std::string("cannot be read: ") + std::strerror(errno));
    }
  }

 private:
  int descriptor_;
  bool close_;
  std::uint64_t& bytes_read_;
};

class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes) : bytes_(bytes) {}
  std::size_t read(char* data, std::size_t size) override {
    const std::size_t taken = bytes_.copy(data, size);
    bytes_.remove_prefix(taken);
    return taken;
  }

 private:
  std::string_view bytes_;
};

}  // namespace

std::unique_ptr<ByteSource> open_file(const std::string& path, std::uint64_t& bytes_read) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    if (errno == ENOENT || errno == ENOTDIR) {
      throw ReadError(ProblemKind::kMissing, "no such file or folder; check the name and the current folder");
    }
    throw ReadError(ProblemKind::kUnreadable, std::string("cannot be opened: ") + std::strerror(errno));
  }
  return std::make_unique<Descriptor>(descriptor, true, bytes_read);
}

std::unique_ptr<ByteSource> open_descriptor(int descriptor, std::uint64_t& bytes_read) {
  return std::make_unique<Descriptor>(descriptor, false, bytes_read);
}

std::unique_ptr<ByteSource> open_memory(std::string_view bytes) {
  return std::make_unique<MemorySource>(bytes);
}

BufferedSource::BufferedSource(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}

std::string_view BufferedSource::peek(std::size_t size) {
  while (end_ - begin_ < size && !at_end_) {
    if (begin_ > 0 && buffer_.size() - begin_ < std::max(size, kBuffer)) {
      std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
      end_ -= begin_;
      begin_ = 0;
    }
    if (buffer_.size() < begin_ + std::max(size, kBuffer)) buffer_.resize(begin_ + std::max(size, kBuffer));
    try {
      const std::size_t got = source_->read(buffer_.data() + end_, buffer_.size() - end_);
      at_end_ = got == 0;
      end_ += got;
    } catch (const ReadError& error) {
      failure_ = error;
      at_end_ = true;
    }
  }
  if (begin_ == end_ && failure_) throw ReadError(*failure_);
  return {buffer_.data() + begin_, end_ - begin_};
}

std::size_t BufferedSource::read(char* data, std::size_t size) {
  if (begin_ == end_) {
    if (failure_) throw ReadError(*failure_);
    return at_end_ ? 0 : source_->read(data, size);
  }
  const std::size_t take = std::min(size, end_ - begin_);
  std::memcpy(data, buffer_.data() + begin_, take);
  begin_ += take;
  return take;
}

bool BufferedSource::read_all(std::string& out, std::uint64_t limit) {
  for (;;) {
    const std::string_view view = peek(1);
    if (view.empty()) return true;
    if (out.size() + view.size() > limit) return false;
    out.append(view);
    skip(view.size());
  }
}

}  // namespace newsgraph
