// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <archive.h>
#include <archive_entry.h>

namespace newsgraph {

using Members = std::vector<std::pair<std::string, std::string>>;

/// Packs members with libarchive. `format` "tar", "zip" or "raw" (one member); `filter` "", "gzip" or "zstd".
inline std::string packed(const std::string& format, const std::string& filter, const Members& members) {
  std::size_t total = 1 << 20;
  for (const auto& [name, bytes] : members) total += bytes.size() + 4096;
  std::string out(total, '\0');
  std::size_t used = 0;
  struct archive* writer = archive_write_new();
  if (format == "tar") archive_write_set_format_pax_restricted(writer);
  if (format == "zip") archive_write_set_format_zip(writer);
  if (format == "raw") archive_write_set_format_raw(writer);
  if (filter == "gzip") archive_write_add_filter_gzip(writer);
  if (filter == "zstd") archive_write_add_filter_zstd(writer);
  archive_write_open_memory(writer, out.data(), out.size(), &used);
  for (const auto& [name, bytes] : members) {
    struct archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
    archive_entry_set_perm(entry, 0644);
    archive_write_header(writer, entry);
    archive_write_data(writer, bytes.data(), bytes.size());
    archive_entry_free(entry);
  }
  archive_write_close(writer);
  archive_write_free(writer);
  out.resize(used);
  return out;
}

inline std::string gzipped(const std::string& bytes) {
  return packed("raw", "gzip", {{"data", bytes}});
}

}  // namespace newsgraph
