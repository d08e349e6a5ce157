// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "extract/article/problem.h"

namespace newsgraph {

/// Reading cannot go on; becomes a Problem of the input it happened in.
struct ReadError : std::runtime_error {
  ReadError(ProblemKind why, const std::string& message) : std::runtime_error(message), kind(why) {}
  ProblemKind kind;
};

/// A stream of bytes: a file, standard input, a member of an archive.
class ByteSource {
 public:
  ByteSource() = default;
  virtual ~ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;

  /// Fills up to `size` > 0 bytes of `data` and says how many; 0 only at the end. Throws ReadError.
  virtual std::size_t read(char* data, std::size_t size) = 0;
};

/// Opens a file. Throws ReadError. `bytes_read` is advanced by what is read and must outlive the source.
std::unique_ptr<ByteSource> open_file(const std::string& path, std::uint64_t& bytes_read);
/// Reads a descriptor that is left open.
std::unique_ptr<ByteSource> open_descriptor(int descriptor, std::uint64_t& bytes_read);
/// Reads bytes that outlive the source.
std::unique_ptr<ByteSource> open_memory(std::string_view bytes);

/// A source that can be looked into before it is read.
class BufferedSource {
 public:
  explicit BufferedSource(std::unique_ptr<ByteSource> source);

  /// At least `size` bytes from the current place on, fewer only near the end. Valid until the next call.
  std::string_view peek(std::size_t size);
  /// Takes `size` bytes that peek() has shown.
  void skip(std::size_t size) { begin_ += size; }
  /// Appends all bytes to `out` as long as it is not longer than `limit`. True if the end was reached.
  bool read_all(std::string& out, std::uint64_t limit);
  /// As ByteSource::read.
  std::size_t read(char* data, std::size_t size);

 private:
  std::unique_ptr<ByteSource> source_;
  std::string buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool at_end_ = false;
  std::optional<ReadError> failure_;  // thrown once what was read before it has been taken
};

/// Bytes that went into an archive, and that came out of it and of all archives within it.
struct Expansion {
  std::uint64_t packed = 0, unpacked = 0;
};

/// Members of an archive, or the one content of a compressed file, one after the other. Bounded memory.
class Archive {
 public:
  /// Throws ReadError when `source` cannot be unpacked. Bounds as in ReaderOptions; `outer` is the expansion
  /// of the archive that this one is a member of.
  Archive(BufferedSource source, std::uint64_t unpacked_floor, std::uint32_t max_expansion,
          std::shared_ptr<Expansion> outer = nullptr);
  ~Archive();
  Archive(Archive&&) noexcept;

  struct Member {
    std::string name;                    ///< empty for a merely compressed file
    std::unique_ptr<ByteSource> source;  ///< valid until the next call of next()
  };
  /// False at the end. Folders and other things without content are passed over. Throws ReadError.
  bool next(Member& member);
  /// What the bounds count; archives within this one count there too.
  [[nodiscard]] std::shared_ptr<Expansion> expansion() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Whether the first bytes of a file are those of something Archive unpacks. Looks at up to 512 bytes.
bool looks_packed(std::string_view head);

}  // namespace newsgraph
