// SPDX-License-Identifier: Apache-2.0
// Packed fact files and graphs, through libarchive: it packs what is written, and Archive unpacks what is
// read.
#include "export/packing.h"

#include <algorithm>
#include <array>
#include <exception>
#include <limits>
#include <optional>
#include <stdexcept>
#include <unistd.h>
#include <utility>

#include <archive.h>
#include <archive_entry.h>

namespace newsgraph {
namespace {

struct Suffix {
  std::string_view text;
  Packing packing;
};
constexpr std::array kSuffixes = {Suffix{".gz", Packing::kGzip}, Suffix{".zst", Packing::kZstd}};

const Suffix* suffix_of(std::string_view name) {
  const auto ends_name = [&](const Suffix& suffix) { return has_suffix(name, suffix.text); };
  const auto found = std::ranges::find_if(kSuffixes, ends_name);
  return found == kSuffixes.end() ? nullptr : found;
}

/// Packs what is written and hands it on.
class PackedSink final : public Sink {
 public:
  PackedSink(Sink& to, Packing packing) : to_(to), writer_(archive_write_new(), &archive_write_free) {
    archive_write_set_format_raw(writer_.get());
    if (packing == Packing::kGzip) {
      check(archive_write_add_filter_gzip(writer_.get()));
      check(archive_write_set_filter_option(writer_.get(), "gzip", "timestamp", nullptr));  // no clock
    } else {
      check(archive_write_add_filter_zstd(writer_.get()));
    }
    archive_write_set_bytes_in_last_block(writer_.get(), 1);  // no zeros at the end
    check(archive_write_open(writer_.get(), this, nullptr, &PackedSink::hand_on, nullptr));
    const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(),
                                                                              &archive_entry_free);
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    check(archive_write_header(writer_.get(), entry.get()));
  }
  void write(std::string_view bytes) override {
    while (!bytes.empty()) {
      const la_ssize_t done = archive_write_data(writer_.get(), bytes.data(), bytes.size());
      check(done > 0 ? ARCHIVE_OK : ARCHIVE_FATAL);
      bytes.remove_prefix(static_cast<std::size_t>(done));
    }
  }
  void note(std::string_view message) override { to_.note(message); }
  void finish() { check(archive_write_close(writer_.get())); }

 private:
  // Exceptions must not pass through the frames of the library, which are C.
  static la_ssize_t hand_on(archive*, void* self, const void* bytes, std::size_t size) {
    auto& sink = *static_cast<PackedSink*>(self);
    if (sink.failure_ != nullptr) return -1;
    try {
      sink.to_.write({static_cast<const char*>(bytes), size});
      return static_cast<la_ssize_t>(size);
    } catch (...) {
      sink.failure_ = std::current_exception();
      return -1;
    }
  }
  void check(int status) {
    if (status == ARCHIVE_OK) return;
    if (failure_ != nullptr) std::rethrow_exception(failure_);
    const char* const why = archive_error_string(writer_.get());
    throw std::runtime_error(std::string("cannot pack the file: ") +
                             (why != nullptr ? why : "no reason told"));
  }

  Sink& to_;
  std::exception_ptr failure_;
  std::unique_ptr<archive, decltype(&archive_write_free)> writer_;
};

/// A file's bytes, unpacked when they are packed.
class UnpackedSource final : public ByteSource {
 public:
  explicit UnpackedSource(std::string path) : path_(std::move(path)) {
    told([&] {
      constexpr std::size_t kHead = 512;
      plain_.emplace(path_ == "-" ? open_descriptor(STDIN_FILENO, count_) : open_file(path_, count_));
      if (!looks_packed(plain_->peek(kHead))) return;
      // No bound: this is our own file, and is not held whole where it is large.
      archive_.emplace(std::move(*plain_), std::numeric_limits<std::uint64_t>::max(), 1);
      if (archive_->next(member_) && !member_.name.empty())
        throw ReadError(ProblemKind::kUnsupported, "is an archive of files, wanted one packed file");
    });
  }
  std::size_t read(char* data, std::size_t size) override {
    std::size_t got = 0;
    told([&] {
      if (!archive_)
        got = plain_->read(data, size);
      else if (member_.source != nullptr)
        got = member_.source->read(data, size);
    });
    return got;
  }

 private:
  template <class Work>
  void told(const Work& work) const {
    try {
      work();
    } catch (const ReadError& error) {
      throw std::runtime_error(path_ + ": " +
                               (error.kind == ProblemKind::kTruncated
                                    ? "the packed file ends too early; fetch it or make it again"
                                    : error.what()));
    }
  }

  std::string path_;
  std::uint64_t count_ = 0;  ///< of bytes read, which open_file wants
  std::optional<BufferedSource> plain_;
  std::optional<Archive> archive_;
  Archive::Member member_;
};

}  // namespace

Packing packing_of(std::string_view file_name) {
  const Suffix* const suffix = suffix_of(file_name);
  return suffix == nullptr ? Packing::kNone : suffix->packing;
}

std::string_view unpacked_name(std::string_view file_name) {
  const Suffix* const suffix = suffix_of(file_name);
  if (suffix != nullptr) file_name.remove_suffix(suffix->text.size());
  return file_name;
}

std::function<void(Sink&)> packed_by_name(std::string_view file_name, std::function<void(Sink&)> produce) {
  const Packing packing = packing_of(file_name);
  if (packing == Packing::kNone) return produce;
  return [packing, produce = std::move(produce)](Sink& sink) {
    PackedSink packed(sink, packing);
    produce(packed);
    packed.finish();
  };
}

std::unique_ptr<ByteSource> open_unpacked(const std::string& path) {
  return std::make_unique<UnpackedSource>(path);
}

}  // namespace newsgraph
