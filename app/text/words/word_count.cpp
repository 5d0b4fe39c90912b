// SPDX-License-Identifier: EUPL-1.2
#include "text/words/word_count.h"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <memory>

namespace lotse::text {

int count_words(std::string_view text, const std::string& locale) {
    icu::UnicodeString words =
        icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int>(text.size())));
    words.findAndReplace(icu::UnicodeString(static_cast<UChar>(0x00AD)), icu::UnicodeString());
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> breaks(
        icu::BreakIterator::createWordInstance(icu::Locale(locale.c_str()), error));
    if (U_FAILURE(error)) {
        return 0;
    }
    breaks->setText(words);
    int count = 0;
    for (breaks->first(); breaks->next() != icu::BreakIterator::DONE;) {
        count += breaks->getRuleStatus() >= UBRK_WORD_NUMBER ? 1 : 0;
    }
    return count;
}

}  // namespace lotse::text
