// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "export/text_out.h"

namespace newsgraph {

// XML text as the JDK's readers survive it: since JDK 24 every named reference (&amp; and the like) counts against a
// limit of 100,000 a file, numeric references and CDATA sections do not.

inline constexpr Escapes kXmlAttribute{{{'&', "&#38;"}, {'<', "&#60;"}, {'>', "&#62;"}, {'"', "&#34;"}, {'\n', "&#10;"}, {'\t', "&#9;"}}};
inline constexpr Escapes kXmlText{{{'&', "&#38;"}, {'<', "&#60;"}, {'>', "&#62;"}}};

inline void write_xml_attribute(TextOut& out, std::string_view text) { out.escaped(text, kXmlAttribute); }

/// Element content: raw when it needs no escaping, else in CDATA sections (Gephi drops white space that stands alone
/// between two references).
inline void write_xml_text(TextOut& out, std::string_view text) {
  if (text.find_first_of("&<>") == std::string_view::npos) {
    out.escaped(text, kPlainText);
    return;
  }
  const std::string safe = cleaned(text);
  out << "<![CDATA[";
  std::size_t begin = 0;
  for (std::size_t end = safe.find("]]>"); end != std::string::npos; end = safe.find("]]>", begin)) {
    out << std::string_view(safe).substr(begin, end + 2 - begin) << "]]><![CDATA[";
    begin = end + 2;
  }
  out << std::string_view(safe).substr(begin) << "]]>";
}

}  // namespace newsgraph
