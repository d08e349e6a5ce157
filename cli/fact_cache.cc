// SPDX-License-Identifier: Apache-2.0
#include "cli/fact_cache.h"

#include <atomic>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <unistd.h>

#include <fmt/format.h>

#include "export/abandoned.h"
#include "extract/article/content_hash.h"
#include "extract/read_file.h"

namespace newsgraph {
namespace {

constexpr std::size_t kHashDigits = 16;
constexpr std::string_view kUnfinished = "unfinished-";  // folders of entries that are being written

// The extraction code is part of what facts depend on, and the version number does not change with every
// build.
std::string program_hash() {
  std::string bytes;
  return read_file("/proc/self/exe", bytes) ? NEWSGRAPH_VERSION : content_hash(bytes);
}

}  // namespace

FactCache::FactCache(std::string folder, const std::string& rules_hash) : folder_(std::move(folder)) {
  if (folder_.empty()) return;
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  if (error)
    throw std::runtime_error(fmt::format("{}: no folder for the cache: {}", folder_, error.message()));
  const std::filesystem::path root = folder_;
  remove_abandoned(root, kUnfinished);
  std::string name = (root / kUnfinished).string() + "XXXXXX";
  if (::mkdtemp(name.data()) != nullptr) unfinished_ = name;  // else nothing is stored
  lock_ = ::open(unfinished_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (lock_ >= 0) lock_unfinished(lock_);
  scope_ = program_hash() + rules_hash;
}

FactCache::~FactCache() {
  std::error_code error;
  if (!unfinished_.empty()) std::filesystem::remove_all(unfinished_, error);
  if (lock_ >= 0) ::close(lock_);
}

std::string FactCache::key(const RawInput& input) const {
  const std::string about =
      fmt::format("{}\n{}\n{}\n{}", scope_, static_cast<int>(input.kind), input.url, input.bytes.size());
  return content_hash(about) + content_hash(input.bytes);
}

std::string FactCache::path(const std::string& key) const {
  return fmt::format("{}/{}/{}.facts", folder_, key.substr(kHashDigits, 2), key);
}

bool FactCache::load(const std::string& key, std::string& records) const {
  if (read_file(path(key), records) || records.size() < kHashDigits) return false;
  const std::string hash = records.substr(records.size() - kHashDigits);
  records.resize(records.size() - kHashDigits);
  return content_hash(records) == hash;
}

void FactCache::store(const std::string& key, std::string_view records) const {
  static std::atomic<unsigned> counter{0};
  const std::filesystem::path target = path(key);
  const std::filesystem::path temporary = fmt::format("{}/{}", unfinished_, counter++);
  if (unfinished_.empty()) return;
  std::error_code error;
  std::filesystem::create_directories(target.parent_path(), error);
  std::ofstream file(temporary, std::ios::binary);
  file << records << content_hash(records);
  file.close();
  if (file) {
    std::filesystem::rename(temporary, target, error);
  } else {
    std::filesystem::remove(temporary, error);
  }
}

}  // namespace newsgraph
