// SPDX-License-Identifier: EUPL-1.2
/// Decides with which of ICU's data a language is shown. For .cpp files of text/: it includes ICU.
#pragma once

#include <unicode/locid.h>

#include <string>

namespace lotse::text {

/// Whether ICU has data for the locale. For an unknown one ICU silently takes the process default's
/// data (U_USING_DEFAULT_WARNING), which would be a different language on every machine.
bool locale_known(const std::string& locale);

/// The root locale instead of one that ICU does not know: the same on every machine, whatever its
/// settings and, as far as digits go, its ICU.
icu::Locale known_locale(const std::string& locale);

}  // namespace lotse::text
