// SPDX-License-Identifier: Apache-2.0
#include "export/file_output.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include "export/abandoned.h"
#include "export/packing.h"
#include "extract/article/content_hash.h"

namespace newsgraph {
namespace {

namespace fs = std::filesystem;

using Produce = std::function<void(Sink&)>;

// --- temporary files that a signal handler may have to remove ---

constexpr std::size_t kMostUnfinished = 512;
std::array<std::atomic<const char*>, kMostUnfinished> unfinished{};

/// Lists a path for remove_unfinished_outputs as long as it lives.
class Unfinished {
 public:
  explicit Unfinished(std::string path) : path_(std::move(path)) {
    for (auto& place : unfinished) {
      const char* none = nullptr;
      if (place.compare_exchange_strong(none, path_.c_str())) {
        place_ = &place;
        return;
      }
    }
  }
  ~Unfinished() {
    if (place_ != nullptr) place_->store(nullptr);
  }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;

 private:
  std::string path_;
  std::atomic<const char*>* place_ = nullptr;
};

// --- errors ---

std::string reason(int error) {
  return std::generic_category().message(error);
}

[[noreturn]] void fail(const std::string& path, const std::string& what) {
  throw OutputError(path + ": " + what);
}

std::string cannot_write(int error) {
  std::string message = "cannot write: " + reason(error);
  if (error == ENOSPC || error == EDQUOT) message += "; make room or write elsewhere";
  if (error == EACCES || error == EPERM || error == EROFS) message += "; choose a folder you may write to";
  return message;
}

[[noreturn]] void fail_to_write(const std::string& path, int error) {
  fail(path, cannot_write(error) + " (what was there before is unchanged)");
}

/// Of devices, pipes and standard output, which take what was written before the error.
[[noreturn]] void fail_to_hand_on(const std::string& path, int error) {
  fail(path, cannot_write(error));
}

// --- sinks ---

/// Writes to a descriptor and counts. `fail` tells of an error.
class DescriptorSink : public Sink {
 public:
  using Fail = void (*)(const std::string& path, int error);
  DescriptorSink(std::string path, int descriptor, Fail fail)
      : path_(std::move(path)), descriptor_(descriptor), fail_(fail) {}

  void write(std::string_view bytes) override {
    written_ += bytes.size();
    while (!bytes.empty()) {
      const ssize_t done = ::write(descriptor_, bytes.data(), bytes.size());
      if (done < 0 && errno == EINTR) continue;
      if (done <= 0) fail_(path_, done < 0 ? errno : ENOSPC);
      bytes.remove_prefix(static_cast<std::size_t>(done));
    }
  }
  void note(std::string_view message) override { notes_.emplace_back(message); }

  [[nodiscard]] std::uint64_t written() const { return written_; }
  std::vector<std::string> take_notes() { return std::move(notes_); }

 private:
  std::string path_;
  int descriptor_;
  Fail fail_;
  std::uint64_t written_ = 0;
  std::vector<std::string> notes_;
};

constexpr mode_t kData = 0666, kProgram = 0777;

/// A file that is there only when it is whole: written under `temporary`, closed by `finish`.
class TemporaryFile {
 public:
  /// `mode` of an old file is kept; where there is none, zero, `permissions` as far as the user's mask
  /// allows.
  TemporaryFile(std::string shown, std::string temporary, mode_t mode, mode_t permissions = kData)
      : shown_(std::move(shown)), temporary_(std::move(temporary)), listed_(temporary_) {
    do {
      if (descriptor_ >= 0) ::close(descriptor_);
      ::unlink(temporary_.c_str());
      descriptor_ =
          ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, permissions);
      if (descriptor_ < 0) fail_to_write(shown_, errno);
    } while (!lock_unfinished(descriptor_));
    if (mode != 0) static_cast<void>(::fchmod(descriptor_, mode));
    sink_ = std::make_unique<DescriptorSink>(shown_, descriptor_, &fail_to_write);
  }
  ~TemporaryFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
    if (!finished_) ::unlink(temporary_.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  DescriptorSink& sink() { return *sink_; }

  /// Everything on the disk, as long as it was written; a full disk may show only here.
  void finish() {
    struct stat info {};
    if (::fsync(descriptor_) != 0 || ::fstat(descriptor_, &info) != 0) fail_to_write(shown_, errno);
    if (static_cast<std::uint64_t>(info.st_size) != sink_->written()) fail_to_write(shown_, EIO);
    const int descriptor = descriptor_;
    descriptor_ = -1;
    if (::close(descriptor) != 0) fail_to_write(shown_, errno);
    finished_ = true;
  }
  [[nodiscard]] const std::string& temporary() const { return temporary_; }

 private:
  std::string shown_;
  std::string temporary_;
  Unfinished listed_;
  int descriptor_ = -1;
  bool finished_ = false;
  std::unique_ptr<DescriptorSink> sink_;
};

/// The files of a folder and of folders in it, one after the other, in a temporary folder.
class FolderSink final : public Sink {
 public:
  FolderSink(std::string shown, std::string temporary)
      : shown_(std::move(shown)), temporary_(std::move(temporary)), listed_(temporary_) {
    do {
      if (descriptor_ >= 0) ::close(descriptor_);
      remove_folder(temporary_);
      if (::mkdir(temporary_.c_str(), 0777) != 0) fail_to_write(shown_, errno);
      descriptor_ = ::open(temporary_.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
      if (descriptor_ < 0) fail_to_write(shown_, errno);
    } while (!lock_unfinished(descriptor_));
  }
  ~FolderSink() override {
    file_.reset();
    if (!finished_) remove_folder(temporary_);
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  FolderSink(const FolderSink&) = delete;
  FolderSink& operator=(const FolderSink&) = delete;

  void begin_file(std::string_view name) override { begin(name, kData); }
  void begin_program(std::string_view name) override { begin(name, kProgram); }
  void write(std::string_view bytes) override { file_->sink().write(bytes); }
  void note(std::string_view message) override { notes_.emplace_back(message); }

  void finish() {
    end_file();
    finished_ = true;
  }
  [[nodiscard]] std::uint64_t written() const { return written_; }
  std::vector<std::string> take_notes() { return std::move(notes_); }

  static void remove_folder(const std::string& path) {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }

 private:
  void begin(std::string_view name, mode_t permissions) {
    end_file();
    const std::string temporary = temporary_ + "/" + std::string(name);
    make_folder(fs::path(temporary).parent_path());
    file_ = std::make_unique<TemporaryFile>(shown_ + "/" + std::string(name), temporary, 0, permissions);
  }

  void make_folder(const fs::path& folder) {
    if (fs::exists(folder)) return;
    make_folder(folder.parent_path());
    done_.push_back(std::make_unique<Unfinished>(folder.string()));
    std::error_code error;
    if (!fs::create_directory(folder, error)) fail_to_write(shown_, error.value());
  }

  void end_file() {
    if (file_ == nullptr) return;
    file_->finish();
    written_ += file_->sink().written();
    done_.push_back(std::make_unique<Unfinished>(file_->temporary()));
    file_.reset();
  }

  std::string shown_;
  std::string temporary_;
  Unfinished listed_;
  int descriptor_ = -1;                            ///< of the temporary folder: holds its lock
  std::vector<std::unique_ptr<Unfinished>> done_;  ///< whole, but still in the temporary folder
  std::unique_ptr<TemporaryFile> file_;
  bool finished_ = false;
  std::uint64_t written_ = 0;
  std::vector<std::string> notes_;
};

// --- paths ---

std::string without_slash(std::string path) {
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

fs::path folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

/// In the same folder, so that renaming is one step. A name near the 255 bytes that systems allow is cut.
/// Takes away what killed runs left under such names.
std::string temporary_name(const fs::path& path) {
  constexpr std::size_t kLongest = 200;
  std::string name = ".";
  name += path.filename().string();
  if (name.size() > kLongest) {
    std::size_t end = kLongest;
    while ((name[end] & 0xC0) == 0x80) --end;  // between two characters
    name = name.substr(0, end) + content_hash(name);
  }
  name.append(".unfinished-");
  remove_abandoned(folder_of(path), name);
  return (folder_of(path) / name.append(std::to_string(::getpid()))).string();
}

void sync_folder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  static_cast<void>(::fsync(descriptor));
  ::close(descriptor);
}

constexpr std::string_view kMark = "newsgraph ";  // how README.txt of our folders begins

bool begins_with_mark(const fs::path& readme) {
  std::ifstream file(readme);
  std::string begin(kMark.size(), '\0');
  file.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  return file && begin == kMark;
}

/// The first by name of what stands in the folder and is no file of `format`; of a folder that we did not
/// write, of all files. Empty when there is none.
std::string foreign_file(const fs::path& folder, const Format* format) {
  const bool ours = format != nullptr && begins_with_mark(folder / "README.txt");
  std::string first;
  std::error_code error, odd;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (ours && entry->is_regular_file(odd) && format->has_file(name)) continue;
    if (first.empty() || name < first) first = name;
  }
  if (error)
    fail(folder.string(), "cannot look into this folder: " + error.message() + "; choose another name");
  return first;
}

/// `format` null: nothing may be there.
void check_folder_target(const std::string& path, const Format* format) {
  std::error_code error;
  if (!fs::exists(path, error)) return;
  if (!fs::is_directory(path, error))
    fail(path, "is a file, and this format writes a folder; remove it or choose another name");
  const std::string other = foreign_file(path, format);
  if (!other.empty())
    fail(path, "this folder holds other files, such as '" + other +
                   "'; choose another name, or move them elsewhere");
}

/// The folder that `name` is to be in: there, and writable unless `name` is a device or a pipe.
void check_folder(const std::string& name) {
  const std::string path = without_slash(name);
  const fs::path folder = folder_of(path);
  std::error_code error;
  if (!fs::is_directory(folder, error))
    fail(name, "there is no folder '" + folder.string() + "'; create it first");
  const bool special =
      fs::exists(path, error) && !fs::is_regular_file(path, error) && !fs::is_directory(path, error);
  if (!special && ::faccessat(AT_FDCWD, folder.c_str(), W_OK | X_OK, AT_EACCESS) != 0) {
    fail(name, "cannot write into the folder '" + folder.string() + "': " + reason(errno));
  }
}

void check_place(const Output& output) {
  const std::string path = without_slash(output.path);
  std::error_code error;
  check_folder(output.path);
  if (output.format->folder()) {
    check_folder_target(path, output.format);
  } else if (fs::is_directory(path, error)) {
    fail(output.path, "is a folder; name a file in it, such as '" + path + "/graph" +
                          std::string(output.format->suffix) + "'");
  }
}

const Format& format_of(const std::string& path, std::string_view format_name) {
  if (!format_name.empty()) {
    const Format* format = find_format(format_name);
    if (format != nullptr) return *format;
    throw OutputError("unknown format '" + std::string(format_name) + "'; formats are " + format_list());
  }
  if (path == "-") throw OutputError("standard output needs a format; formats are " + format_list());
  const Format* format = format_for_file(path);
  if (format != nullptr) return *format;
  const std::string suffix = fs::path(without_slash(path)).extension().string();
  const Format* const folder = format_for_file(unpacked_name(path));
  if (folder != nullptr && folder->folder())
    fail(path, "format " + std::string(folder->name) +
                   " writes a folder of files, which is not packed; name it '" +
                   std::string(unpacked_name(path)) + "'");
  fail(path, (suffix.empty() ? "a name without a suffix says no format"
                             : "no format has the suffix '" + suffix + "'") +
                 "; name the format, or end the file name as one of: " + format_list());
}

WrittenOutput write_directly(const std::string& path, const Produce& produce) {
  const bool standard = path == "-";
  const int descriptor = standard ? STDOUT_FILENO : ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) fail_to_write(path, errno);
  DescriptorSink sink(standard ? "standard output" : path, descriptor, &fail_to_hand_on);
  try {
    produce(sink);
  } catch (...) {
    if (!standard) ::close(descriptor);
    throw;
  }
  if (!standard && ::close(descriptor) != 0) fail_to_hand_on(path, errno);
  return {sink.written(), sink.take_notes()};
}

WrittenOutput write_regular(const std::string& shown, const fs::path& path, const Produce& produce) {
  struct stat old {};
  const bool replaces = ::stat(path.c_str(), &old) == 0;
  constexpr mode_t kPermissions = 07777;
  TemporaryFile file(shown, temporary_name(path), replaces ? old.st_mode & kPermissions : 0);
  produce(file.sink());
  file.finish();
  if (::rename(file.temporary().c_str(), path.c_str()) != 0) {
    const int error = errno;
    ::unlink(file.temporary().c_str());
    fail_to_write(shown, error);
  }
  sync_folder(folder_of(path));
  return {file.sink().written(), file.sink().take_notes()};
}

/// Puts the folder `temporary` in the place of `path`, in one step where the file system can.
void replace_folder(const std::string& shown, const fs::path& path, const std::string& temporary) {
  const std::string old = temporary + ".old";
  std::error_code missing;
  const bool replaces = fs::exists(path, missing);
  int error = 0;
  if (replaces && ::renameat2(AT_FDCWD, temporary.c_str(), AT_FDCWD, path.c_str(), RENAME_EXCHANGE) == 0) {
    FolderSink::remove_folder(temporary);
  } else {  // no exchange on this file system: the old folder is away for a moment
    if (replaces && ::rename(path.c_str(), old.c_str()) != 0) error = errno;
    if (error == 0 && ::rename(temporary.c_str(), path.c_str()) != 0) {
      error = errno;
      if (replaces) static_cast<void>(::rename(old.c_str(), path.c_str()));
    }
    if (error == 0) FolderSink::remove_folder(old);
  }
  if (error != 0) {
    FolderSink::remove_folder(temporary);
    fail_to_write(shown, error);
  }
  sync_folder(folder_of(path));
}

WrittenOutput write_files(const std::string& name, const Format* format, const Produce& produce) {
  check_folder(name);
  fs::path path = without_slash(name);
  check_folder_target(path.string(), format);
  std::error_code error;
  if (fs::is_symlink(path, error)) path = fs::weakly_canonical(path, error);
  const std::string temporary = temporary_name(path);
  FolderSink sink(name, temporary);
  produce(sink);
  sink.finish();
  replace_folder(name, path, temporary);
  return {sink.written(), sink.take_notes()};
}

}  // namespace

std::string format_list() {
  std::string list;
  for (const Format& format : formats()) {
    if (!list.empty()) list += ", ";
    list.append(format.name).append(" (").append(format.suffix).append(")");
  }
  return list;
}

bool is_same_file(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return false;
  if (a == "-" || b == "-") return a == b;
  std::error_code missing, error;
  const bool same = fs::equivalent(a, b, missing);
  if (same || !missing) return same;
  // Absolute first: of a path that is not there, only such a one is cleaned whole.
  const auto whole = [&](const std::string& path) {
    return fs::weakly_canonical(fs::absolute(without_slash(path)), error);
  };
  const fs::path one = whole(a);
  return !error && one == whole(b) && !error;
}

void check_file(const std::string& path) {
  std::error_code error;
  if (path.empty() || path == "-") return;
  check_folder(path);
  if (fs::is_directory(path, error)) fail(path, "is a folder; name a file in it");
}

std::vector<Output> plan_outputs(const std::vector<std::string>& paths, std::string_view format_name) {
  std::vector<Output> outputs;
  for (const std::string& path : paths) {
    if (path.empty()) throw OutputError("the name of an output is empty");
    const Output output{path, &format_of(path, format_name)};
    if (std::ranges::any_of(outputs, [&](const Output& other) { return is_same_file(other.path, path); }))
      fail(path, "two outputs have this name; give each a name of its own");
    if (path == "-") {
      if (output.format->folder())
        fail("standard output",
             "format " + std::string(output.format->name) + " writes a folder of files; give a name for it");
    } else {
      check_place(output);
    }
    outputs.push_back(output);
  }
  return outputs;
}

WrittenOutput write_file(const std::string& name, const Produce& produce) {
  if (name == "-") return write_directly(name, produce);
  check_file(name);
  std::error_code error;
  fs::path path = name;
  if (fs::is_symlink(path, error))
    path = fs::weakly_canonical(path, error);  // the link stays, what it names is replaced
  if (fs::exists(path, error) && !fs::is_regular_file(path, error)) return write_directly(name, produce);
  return write_regular(name, path, produce);
}

WrittenOutput write_folder(const std::string& name, const Produce& produce) {
  return write_files(name, nullptr, produce);
}

WrittenOutput write_output(const Graph& graph, const Output& output, const ExportOptions& options) {
  const auto produce = [&](Sink& sink) { write_graph(graph, *output.format, options, sink); };
  return output.format->folder() ? write_files(output.path, output.format, produce)
                                 : write_file(output.path, packed_by_name(output.path, produce));
}

void remove_unfinished_outputs() noexcept {
  for (const auto& place : unfinished) {
    if (const char* const path = place.load()) ::unlink(path);
  }
  // Folders, empty by now, those in others first: a FolderSink lists them after what they are in.
  for (auto place = unfinished.rbegin(); place != unfinished.rend(); ++place) {
    if (const char* const path = place->load()) ::rmdir(path);
  }
}

}  // namespace newsgraph
