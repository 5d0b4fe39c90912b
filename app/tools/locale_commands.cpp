// SPDX-License-Identifier: EUPL-1.2
#include "tools/locale_commands.h"

#include <ostream>

#include "codec/findings_json.h"
#include "codec/language_json.h"
#include "text/locale_lint.h"

namespace lotse::tools {

Result<void> lint_locales(const LintLocales& request, Console& console) {
    const Result<std::vector<Language>> languages = codec::read_languages(request.locales);
    if (!languages) {
        return languages.error();
    }
    const std::vector<Finding> findings = text::lint_locales(*languages);
    if (request.json) {
        console.out << codec::write_findings(findings);
    } else {
        for (const Finding& finding : findings) {
            console.out << text::to_string(finding) << "\n";
        }
    }
    if (!findings.empty()) {
        return Error{Kind::Refused, request.locales,
                     std::to_string(findings.size()) + " findings; they are listed above"};
    }
    return {};
}

}  // namespace lotse::tools
