// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "export/format.h"
#include "extract/article/byte_source.h"

namespace newsgraph {

/// How a file is packed, told by the end of its name, whatever its case.
enum class Packing { kNone, kGzip /* .gz */, kZstd /* .zst */ };

Packing packing_of(std::string_view file_name);
/// The name without the suffix of its packing: "news.json" of "news.json.gz".
std::string_view unpacked_name(std::string_view file_name);

/// `produce` for a file of this name: what it writes is packed if the name says so. The same bytes give the
/// same packed bytes with one version of the packing library. The result throws what `produce` and the sink
/// throw, and std::runtime_error when nothing can be packed so here.
std::function<void(Sink&)> packed_by_name(std::string_view file_name, std::function<void(Sink&)> produce);

/// What the file holds, unpacked if its first bytes are those of a packed file; "-" is standard input. Throws
/// std::runtime_error, beginning with `path`, here and while it is read: the file cannot be read, is damaged,
/// or is an archive of files.
std::unique_ptr<ByteSource> open_unpacked(const std::string& path);

}  // namespace newsgraph
