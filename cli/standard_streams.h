// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace newsgraph {

/// Takes the places of standard input, output and error where the caller has closed them ("2>&-"): else the
/// next file that is opened gets one of their numbers, and messages go into an output. Reading or writing
/// them still fails.
void hold_closed_streams();

}  // namespace newsgraph
