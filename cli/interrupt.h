// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace newsgraph {

/// From now on Ctrl-C, a closed terminal and SIGTERM take unfinished outputs away, say so, and end the
/// program with 128 + the signal's number, as shells count, unless the caller had them ignored ("nohup"). An
/// input that is cut while it is mapped does the same and ends with 2.
void clean_up_on_interrupt();

}  // namespace newsgraph
