// SPDX-License-Identifier: EUPL-1.2
/// Decides which words tell clients what becomes of their answers: the five sentences of the
/// consent (EDPB guidelines 05/2020, 64) and the eight pages behind "more" (Art. 13 DSGVO), with
/// what the centre's configuration says of itself.
///
/// A questionnaire may have words of its own: `privacy.<questionnaire>.data.text` stands in the
/// place of `privacy.data.text`. Leaves alone how they are drawn (consent.h). The digest of what a
/// client saw goes into the intake, so what is shown and what is digested come from here.
#pragma once

#include <string>
#include <vector>

#include "text/words/catalogue.h"
#include "ui/kit/branding.h"

namespace lotse::ui {

struct NoticePage {
    const char* name;  ///< of the text ids `privacy.<name>.title` and `.text`
    const char* icon;
};
const std::vector<NoticePage>& notice_pages();
/// Pictograms of the sentences `privacy.short.1` and so on.
const std::vector<const char*>& consent_icons();

/// The questionnaire's own text of that id, else the one of all.
std::string privacy_text_id(const text::Catalogue& catalogue, const std::string& questionnaire,
                            const std::string& rest);
/// What texts on privacy may name.
text::Arguments privacy_arguments(const Branding& branding);
/// Everything that somebody who consents can read, one text a line.
std::string privacy_words(const text::Catalogue& catalogue, const std::string& tag,
                          const std::string& questionnaire, const Branding& branding);

}  // namespace lotse::ui
