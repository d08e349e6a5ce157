// SPDX-License-Identifier: Apache-2.0
// Cuts inputs into raw articles, one at a time.
//
// What is being read is a stack of places: a list of inputs, a folder, an archive, the lines of a file.
// Asking the top one for more gives a raw article, opens a further place on top, or ends it. So a page in a
// zip in a folder needs three small places in memory and never the folder's listing of everything below, the
// archive, or the file.
#include "extract/article/reader.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <functional>
#include <utility>

#include "extract/article/byte_source.h"
#include "extract/article/json_splitter.h"
#include "extract/article/record.h"
#include "extract/article/sniff.h"
#include "extract/article/warc.h"

namespace newsgraph {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kExpansionFloor = std::uint64_t{64} << 20;

// What a place says when it is asked for more.
enum class Step { kArticle, kOpened, kEnd };

struct Context;

class Place {
 public:
  Place() = default;
  virtual ~Place() = default;
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  virtual Step next(Context& context, RawInput& out) = 0;
};

struct Context {
  ReaderOptions options;
  Ledger* ledger;
  std::vector<std::unique_ptr<Place>> places;
  std::uint64_t sequence = 0;
  std::uint64_t bytes_read = 0;
  std::uint64_t files_read = 0;

  void problem(std::string source, ProblemKind kind, std::string message) {
    ledger->add({std::move(source), kind, std::move(message), true});
  }
};

// `outer`: what the archive has expanded to that the stream is a member of, at depth 1 and beyond.
void open_stream(Context& context, BufferedSource source, std::string name, unsigned depth,
                 std::shared_ptr<Expansion> outer);

std::string too_large(const Context& context) {
  return "more than " + std::to_string(context.options.max_article_bytes >> 20) +
         " MB in one article; split it, or allow more with --max-article";
}

class Whole final : public Place {
 public:
  Whole(BufferedSource source, std::string name, RawKind kind)
      : source_(std::move(source)), name_(std::move(name)), kind_(kind) {}

  Step next(Context& context, RawInput& out) override {
    if (done_) return Step::kEnd;
    done_ = true;
    out.bytes.clear();
    if (!source_.read_all(out.bytes, context.options.max_article_bytes)) {
      throw ReadError(ProblemKind::kTooLarge, too_large(context));
    }
    out.kind = kind_;
    out.source = name_;
    return Step::kArticle;
  }

 private:
  BufferedSource source_;
  std::string name_;
  RawKind kind_;
  bool done_ = false;
};

class Lines final : public Place {
 public:
  Lines(BufferedSource source, std::string name) : source_(std::move(source)), name_(std::move(name)) {}

  Step next(Context& context, RawInput& out) override {
    for (;;) {
      ++number_;
      out.bytes.clear();
      bool any = false;
      bool fits = true;
      for (bool more = true; more;) {
        const std::string_view view = source_.peek(1);
        if (view.empty()) break;
        any = true;
        const auto* end = static_cast<const char*>(std::memchr(view.data(), '\n', view.size()));
        const std::size_t size = end == nullptr ? view.size() : static_cast<std::size_t>(end - view.data());
        fits = fits && out.bytes.size() + size <= context.options.max_article_bytes;
        if (fits) {
          out.bytes.reserve(out.bytes.size() + size + kRoomBehindJson);
          out.bytes.append(view.substr(0, size));
        }
        more = end == nullptr;
        source_.skip(more ? size : size + 1);
      }
      if (!any) return Step::kEnd;
      out.source = name_ + ":" + std::to_string(number_);
      if (!fits) {
        context.problem(out.source, ProblemKind::kTooLarge, too_large(context));
        out.bytes = std::string();
        continue;
      }
      if (out.bytes.find_first_not_of(" \t\r") == std::string::npos) continue;
      out.kind = RawKind::kJson;
      return Step::kArticle;
    }
  }

 private:
  BufferedSource source_;
  std::string name_;
  std::uint64_t number_ = 0;
};

class Values final : public Place {
 public:
  Values(BufferedSource source, std::string name) : source_(std::move(source)), name_(std::move(name)) {}

  Step next(Context& context, RawInput& out) override {
    for (;;) {
      out.bytes.clear();
      const JsonSplitter::Found found = splitter_.next(source_, out.bytes, context.options.max_article_bytes);
      if (found == JsonSplitter::Found::kEnd) {
        if (number_ == 0) {
          context.problem(name_, ProblemKind::kNoText,
                          "JSON without an object in it; a record needs \"text\" or \"html\"");
        } else {
          tell_of_junk(context);
        }
        return Step::kEnd;
      }
      tell_of_junk(context);
      ++number_;
      out.source = splitter_.in_array() || number_ > 1 ? name_ + "#" + std::to_string(number_) : name_;
      if (found == JsonSplitter::Found::kTooLarge) {
        context.problem(out.source, ProblemKind::kTooLarge, too_large(context));
        continue;
      }
      out.kind = RawKind::kJson;
      return Step::kArticle;
    }
  }

 private:
  void tell_of_junk(Context& context) const {
    if (!splitter_.junk().words.empty())
      context.problem(name_, ProblemKind::kBadJson, splitter_.junk_message());
  }

  BufferedSource source_;
  std::string name_;
  JsonSplitter splitter_;
  std::uint64_t number_ = 0;
};

class WebArchive final : public Place {
 public:
  WebArchive(BufferedSource source, std::string name) : source_(std::move(source)), name_(std::move(name)) {}

  Step next(Context& context, RawInput& out) override {
    for (;;) {
      ++number_;
      WarcRecord record;
      if (!read_warc_header(source_, record)) {
        if (!any_)
          context.problem(name_, ProblemKind::kNoText,
                          "a web archive without a page; wanted responses of type HTML, or plain text");
        return Step::kEnd;
      }
      out.source = name_ + "#" + std::to_string(number_);
      const bool wanted = wants_warc_record(record);
      const bool fits = record.length <= context.options.max_article_bytes;
      out.bytes.clear();
      read_warc_body(source_, record, wanted && fits ? &out.bytes : nullptr);
      if (!wanted) continue;
      if (!fits) {
        any_ = true;
        context.problem(out.source, ProblemKind::kTooLarge, too_large(context));
        continue;
      }
      if (record.http && !is_page_response(out.bytes)) continue;
      any_ = true;
      out.kind = record.http                                     ? RawKind::kHttp
                 : record.content_type.starts_with("text/plain") ? RawKind::kText
                                                                 : RawKind::kHtml;
      out.url = std::move(record.url);
      return Step::kArticle;
    }
  }

 private:
  BufferedSource source_;
  std::string name_;
  std::uint64_t number_ = 0;
  bool any_ = false;  // page was there, read or not
};

class Packed final : public Place {
 public:
  Packed(BufferedSource source, std::string name, unsigned depth, const ReaderOptions& options,
         std::shared_ptr<Expansion> outer)
      : name_(std::move(name)),
        depth_(depth),
        archive_(std::move(source), std::min(options.max_article_bytes, kExpansionFloor),
                 options.max_expansion, std::move(outer)) {}

  Step next(Context& context, RawInput&) override {
    Archive::Member member;
    if (!archive_.next(member)) {
      if (!any_)
        context.problem(name_, ProblemKind::kEmpty, "archive without visible files, articles were wanted");
      return Step::kEnd;
    }
    const std::size_t slash = member.name.find_last_of('/');
    const std::string_view leaf =
        std::string_view(member.name).substr(slash == std::string::npos ? 0 : slash + 1);
    if (leaf.starts_with('.')) return Step::kOpened;  // hidden, as in folders
    any_ = true;
    std::string name = member.name.empty() ? name_ : name_ + "/" + member.name;
    open_stream(context, BufferedSource(std::move(member.source)), std::move(name), depth_ + 1,
                archive_.expansion());
    return Step::kOpened;
  }

 private:
  std::string name_;
  unsigned depth_;
  Archive archive_;
  bool any_ = false;  // visible member was there
};

// A path given, or found in a folder; links to folders are followed only where they were given.
void open_path(Context& context, const std::string& path, bool given);

class Folder final : public Place {
 public:
  explicit Folder(const std::string& path) : path_(path) {
    std::error_code error;
    for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
      std::string name = entry->path().filename().string();
      if (!name.starts_with('.')) names_.push_back(std::move(name));
    }
    if (error) throw ReadError(ProblemKind::kUnreadable, "folder cannot be read: " + error.message());
    std::sort(names_.begin(), names_.end(), std::greater<>());  // taken from the back
  }

  [[nodiscard]] bool empty() const { return names_.empty(); }

  Step next(Context& context, RawInput&) override {
    if (names_.empty()) return Step::kEnd;
    const std::string name = std::move(names_.back());
    names_.pop_back();
    open_path(context, path_.ends_with('/') ? path_ + name : path_ + "/" + name, false);
    return Step::kOpened;
  }

 private:
  std::string path_;
  std::vector<std::string> names_;
};

class Inputs final : public Place {
 public:
  explicit Inputs(std::vector<std::string> inputs) : inputs_(std::move(inputs)) {}

  Step next(Context& context, RawInput&) override {
    if (index_ == inputs_.size()) return Step::kEnd;
    const std::string& input = inputs_[index_++];
    if (input == "-") {
      try {
        ++context.files_read;
        open_stream(context,
                    BufferedSource(open_descriptor(context.options.standard_input, context.bytes_read)), "-",
                    0, nullptr);
      } catch (const ReadError& error) {
        context.problem("-", error.kind, error.what());
      }
    } else {
      open_path(context, input, true);
    }
    return Step::kOpened;
  }

 private:
  std::vector<std::string> inputs_;
  std::size_t index_ = 0;
};

// Places that a ReadError can come out of say their name for the ledger.
class Named final : public Place {
 public:
  Named(std::unique_ptr<Place> place, std::string name) : place_(std::move(place)), name_(std::move(name)) {}
  Step next(Context& context, RawInput& out) override {
    try {
      return place_->next(context, out);
    } catch (const ReadError& error) {
      context.problem(name_, error.kind, error.what());
      return Step::kEnd;
    }
  }

 private:
  std::unique_ptr<Place> place_;
  std::string name_;
};

void open_path(Context& context, const std::string& path, bool given) {
  try {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (fs::is_directory(status)) {
      if (!given && fs::is_symlink(fs::symlink_status(path, error))) return;
      auto folder = std::make_unique<Folder>(path);
      if (given && folder->empty())
        throw ReadError(ProblemKind::kEmpty, "folder without visible files, articles were wanted");
      context.places.push_back(std::move(folder));
      return;
    }
    if (fs::exists(status) && !fs::is_regular_file(status)) {
      // These may wait for ever for someone to write to them.
      const bool stream = fs::is_fifo(status) || fs::is_character_file(status);
      if (!stream) throw ReadError(ProblemKind::kUnreadable, "neither a file nor a folder");
      if (!given)
        throw ReadError(ProblemKind::kUnreadable,
                        "a pipe or device in a folder is not read; give it as an input of its own");
    }
    BufferedSource source(open_file(path, context.bytes_read));
    ++context.files_read;
    open_stream(context, std::move(source), path, 0, nullptr);
  } catch (const ReadError& error) {
    context.problem(path, error.kind, error.what());
  }
}

// Throws ReadError, or reports what the stream holds and does nothing, or puts a place on the stack.
void open_stream(Context& context, BufferedSource source, std::string name, unsigned depth,
                 std::shared_ptr<Expansion> outer) {
  std::unique_ptr<Place> place;
  try {
    const std::string_view head = source.peek(kSniffBytes);
    switch (sniff(head.substr(0, kSniffBytes), name)) {
      case Content::kEmpty:
        throw ReadError(ProblemKind::kEmpty, "empty, an article was wanted");
      case Content::kBinary:
        throw ReadError(ProblemKind::kBinary,
                        "binary data; wanted text, HTML, JSON, WARC or an archive of these");
      case Content::kOffice:
        throw ReadError(ProblemKind::kUnsupported,
                        "a word processor's file or a spreadsheet; save it as text, HTML or JSON");
      case Content::kFeed:
        throw ReadError(
            ProblemKind::kUnsupported,
            "a feed or a site map; wanted the articles themselves, fetch the pages that it lists");
      case Content::kTable:
        throw ReadError(ProblemKind::kUnsupported,
                        "a table; wanted an article, or a JSON object a row with its text, title and date");
      case Content::kGraph:
        throw ReadError(ProblemKind::kUnsupported,
                        "a graph, or a part of one; wanted an article, keep outputs in another folder");
      case Content::kFacts:
        throw ReadError(ProblemKind::kUnsupported,
                        "facts that were extracted before; 'newsgraph merge' makes a graph of them");
      case Content::kPacked:
        if (depth >= context.options.max_nesting) {
          throw ReadError(ProblemKind::kTooDeep, "more than " + std::to_string(context.options.max_nesting) +
                                                     " archives within each other; unpack it by hand");
        }
        place = std::make_unique<Packed>(std::move(source), name, depth, context.options, std::move(outer));
        break;
      case Content::kWarc:
        place = std::make_unique<WebArchive>(std::move(source), name);
        break;
      case Content::kJsonLines:
        place = std::make_unique<Lines>(std::move(source), name);
        break;
      case Content::kJsonValues:
        place = std::make_unique<Values>(std::move(source), name);
        break;
      case Content::kHtml:
        place = std::make_unique<Whole>(std::move(source), name, RawKind::kHtml);
        break;
      case Content::kText:
        place = std::make_unique<Whole>(std::move(source), name, RawKind::kText);
        break;
    }
  } catch (const ReadError& error) {
    context.problem(std::move(name), error.kind, error.what());
    return;
  }
  context.places.push_back(std::make_unique<Named>(std::move(place), std::move(name)));
}

}  // namespace

struct ArticleReader::Impl {
  Context context;
};

ArticleReader::ArticleReader(std::vector<std::string> inputs, ReaderOptions options, Ledger& ledger)
    : impl_(std::make_unique<Impl>()) {
  impl_->context.options = options;
  impl_->context.ledger = &ledger;
  impl_->context.places.push_back(std::make_unique<Inputs>(std::move(inputs)));
}

ArticleReader::~ArticleReader() {
  while (impl_ && !impl_->context.places.empty())
    impl_->context.places.pop_back();  // a member before its archive
}
ArticleReader::ArticleReader(ArticleReader&&) noexcept = default;
ArticleReader& ArticleReader::operator=(ArticleReader&&) noexcept = default;

std::optional<RawInput> ArticleReader::next() {
  Context& context = impl_->context;
  RawInput out;
  while (!context.places.empty()) {
    switch (context.places.back()->next(context, out)) {
      case Step::kArticle:
        out.sequence = context.sequence++;
        return out;
      case Step::kOpened:
        break;
      case Step::kEnd:
        context.places.pop_back();
        break;
    }
  }
  return std::nullopt;
}

std::uint64_t ArticleReader::bytes_read() const {
  return impl_->context.bytes_read;
}
std::uint64_t ArticleReader::files_read() const {
  return impl_->context.files_read;
}

}  // namespace newsgraph
