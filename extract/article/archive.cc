// SPDX-License-Identifier: Apache-2.0
// Packed input through libarchive: one pass, members in the order of the file, nothing kept but one buffer.
//
// Zip bombs: what comes out is counted against what went in. From `unpacked_floor` bytes on, an expansion
// beyond `max_expansion` stops the archive: real text packs 3 to 20 times, a bomb a thousand times and more.
// Archives within an archive share its count, for a bomb of many layers multiplies on each;
// ReaderOptions::max_nesting bounds the layers.
#include <array>
#include <optional>
#include <utility>

#include <archive.h>
#include <archive_entry.h>

#include "extract/article/byte_source.h"

namespace newsgraph {

struct Archive::Impl {
  BufferedSource source;
  std::uint64_t unpacked_floor;
  std::uint32_t max_expansion;
  bool outermost;
  std::shared_ptr<Expansion> expansion;
  std::array<char, 64 * 1024> buffer{};
  bool failed = false;                    // told once; after that the archive is at its end
  std::optional<ReadError> source_error;  // exceptions must not pass through C frames
  struct archive* reader = nullptr;

  Impl(BufferedSource from, std::uint64_t floor, std::uint32_t most, std::shared_ptr<Expansion> outer)
      : source(std::move(from)),
        unpacked_floor(floor),
        max_expansion(most),
        outermost(outer == nullptr),
        expansion(outermost ? std::make_shared<Expansion>() : std::move(outer)) {}
  ~Impl() { archive_read_free(reader); }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  static la_ssize_t give(struct archive*, void* self, const void** data) {
    Impl& impl = *static_cast<Impl*>(self);
    try {
      const std::size_t got = impl.source.read(impl.buffer.data(), impl.buffer.size());
      if (impl.outermost) impl.expansion->packed += got;
      *data = impl.buffer.data();
      return static_cast<la_ssize_t>(got);
    } catch (const ReadError& error) {
      impl.source_error = error;
      return -1;
    }
  }

  [[noreturn]] void fail(const char* found) {
    failed = true;
    if (source_error) throw *source_error;
    const char* detail = archive_error_string(reader);
    const std::string text = detail != nullptr ? detail : "unknown damage";
    const bool cut =
        text.find("runcated") != std::string::npos || text.find("premature") != std::string::npos;
    if (cut) {
      throw ReadError(
          ProblemKind::kTruncated,
          "packed file ends too early (" + text + "); what came whole before was read, fetch the file again");
    }
    throw ReadError(ProblemKind::kBadArchive,
                    std::string(found) + " (" + text + "); test it with its own program");
  }

  void count(std::size_t bytes) {
    expansion->unpacked += bytes;
    if (expansion->unpacked > unpacked_floor && expansion->unpacked > expansion->packed * max_expansion) {
      failed = true;
      throw ReadError(ProblemKind::kTooLarge,
                      "swells to more than " + std::to_string(max_expansion) +
                          " times its packed size, as a zip bomb does; unpack it by hand if "
                          "it can be trusted");
    }
  }
};

namespace {

class MemberSource final : public ByteSource {
 public:
  using Read = std::size_t (*)(void*, char*, std::size_t);
  MemberSource(void* archive, Read how) : archive_(archive), read_(how) {}
  std::size_t read(char* data, std::size_t size) override { return read_(archive_, data, size); }

 private:
  void* archive_;
  Read read_;
};

}  // namespace

Archive::Archive(BufferedSource source, std::uint64_t unpacked_floor, std::uint32_t max_expansion,
                 std::shared_ptr<Expansion> outer)
    : impl_(std::make_unique<Impl>(std::move(source), unpacked_floor, max_expansion, std::move(outer))) {
  impl_->reader = archive_read_new();
  archive_read_support_filter_gzip(impl_->reader);
  archive_read_support_filter_zstd(impl_->reader);
  archive_read_support_filter_xz(impl_->reader);
  archive_read_support_filter_bzip2(impl_->reader);
  archive_read_support_format_tar(impl_->reader);
  archive_read_support_format_zip_streamable(impl_->reader);
  archive_read_support_format_raw(impl_->reader);
  archive_read_support_format_empty(impl_->reader);
  if (archive_read_open(impl_->reader, impl_.get(), nullptr, Impl::give, nullptr) != ARCHIVE_OK) {
    impl_->fail("cannot be unpacked");
  }
}

Archive::~Archive() = default;
Archive::Archive(Archive&&) noexcept = default;

std::shared_ptr<Expansion> Archive::expansion() const {
  return impl_->expansion;
}

bool Archive::next(Member& member) {
  while (!impl_->failed) {
    struct archive_entry* entry = nullptr;
    const int status = archive_read_next_header(impl_->reader, &entry);
    if (status == ARCHIVE_EOF) return false;
    if (status < ARCHIVE_WARN) impl_->fail("damaged archive");
    const auto type = archive_entry_filetype(entry);
    if (type != AE_IFREG && type != 0) continue;
    const bool raw = archive_format(impl_->reader) == ARCHIVE_FORMAT_RAW;
    if (raw && archive_filter_code(impl_->reader, 0) == ARCHIVE_FILTER_NONE) {
      impl_->failed = true;
      throw ReadError(ProblemKind::kBadArchive,
                      "begins like a packed file but is none; test it with its own program");
    }
    const char* name = archive_entry_pathname_utf8(entry);
    if (name == nullptr) name = archive_entry_pathname(entry);
    member.name = raw || name == nullptr ? std::string() : name;
    if (archive_entry_is_encrypted(entry) != 0) {
      throw ReadError(ProblemKind::kUnsupported, "archive is encrypted; unpack it first");
    }
    member.source = std::make_unique<MemberSource>(impl_.get(), [](void* self, char* data, std::size_t size) {
      Impl& impl = *static_cast<Impl*>(self);
      const la_ssize_t got = archive_read_data(impl.reader, data, size);
      if (got < 0) impl.fail("damaged archive");
      impl.count(static_cast<std::size_t>(got));
      return static_cast<std::size_t>(got);
    });
    return true;
  }
  return false;
}

bool looks_packed(std::string_view head) {
  using namespace std::string_view_literals;
  for (const std::string_view magic : {"\x1f\x8b"sv, "\x28\xb5\x2f\xfd"sv, "PK\x03\x04"sv, "PK\x05\x06"sv,
                                       "\xfd"
                                       "7zXZ\0"sv}) {
    if (head.starts_with(magic)) return true;
  }
  if (head.size() > 10 && head.starts_with("BZh") && head.substr(4, 6) == "1AY&SY") return true;
  return head.size() >= 262 && head.substr(257, 5) == "ustar";
}

}  // namespace newsgraph
