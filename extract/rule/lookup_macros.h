// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "extract/rule/symbol_table.h"

namespace newsgraph {

/// Puts the lookups of macros in the place of their names. A macro that there is not, that uses itself or
/// stands for a pattern is reported and left out.
void expand_lookups(std::vector<ast::Lookup>& lookups, const NameTable<const ast::MacroDeclaration*>& macros,
                    Problems& problems);

}  // namespace newsgraph
