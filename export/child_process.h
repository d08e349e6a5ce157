// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace newsgraph {

/// Runs `work` in a forked child and returns the bytes it wrote, which `work` hands to its argument. The
/// child's stdout and stderr go nowhere. For work that cannot be cancelled, leaks or may crash: a Graphviz
/// layout. Throws std::runtime_error, beginning with `what`, when the child takes longer than `seconds` (it
/// is killed), ends by a signal, or `work` returns an error text that is not empty.
std::string run_in_child(
    std::string_view what, unsigned seconds,
    const std::function<std::string(const std::function<void(std::string_view)>& put)>& work);

}  // namespace newsgraph
