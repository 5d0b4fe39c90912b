// SPDX-License-Identifier: EUPL-1.2
/// The letters of a language as CLDR lists them. For .cpp files of text/ that judge a language: it
/// includes ICU.
#pragma once

#include <unicode/ulocdata.h>
#include <unicode/uniset.h>

#include <string>

namespace lotse::text {

/// Of an unknown locale: the root's, which is empty.
icu::UnicodeSet exemplars(const std::string& locale, ULocaleDataExemplarSetType type);

}  // namespace lotse::text
