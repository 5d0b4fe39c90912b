// SPDX-License-Identifier: EUPL-1.2
#include "core/reason.h"

#include <gtest/gtest.h>

#include "core/limits.h"

namespace lotse {
namespace {

TEST(Reason, every_cause_has_a_word_that_reads_back) {
    for (int i = 0; i <= static_cast<int>(Cause::NoAdmin); ++i) {
        const auto cause = static_cast<Cause>(i);
        EXPECT_EQ(cause_from(to_string(cause)), cause);
    }
    EXPECT_EQ(cause_from("from_a_newer_program"), Cause::None);
    EXPECT_EQ(cause_from(""), Cause::None);
}

TEST(Reason, cause_place_and_english_survive_the_line) {
    for (const Error& error :
         {Error{Kind::Refused, "HTTP 403", "terminal: was revoked", Cause::UnknownTerminal},
          Error{Kind::Refused, "texts, uk, start.title", "argument (x): is missing",
                Cause::BrokenText},
          Error{Kind::Refused, "", "", Cause::Signature}}) {
        const Reason read = read_reason(written_reason(error));
        EXPECT_EQ(read, (Reason{error.cause, error.where, error.detail}));
    }
}

TEST(Reason, a_line_that_was_cut_keeps_its_cause) {
    const Error error{Kind::Refused, std::string(2 * limits::kLongestReasonBytes, 'x'), "y",
                      Cause::Questionnaire};
    const std::string line = written_reason(error).substr(0, limits::kLongestReasonBytes);
    EXPECT_EQ(read_reason(line).cause, Cause::Questionnaire);
    EXPECT_FALSE(read_reason(line).where.empty());
}

TEST(Reason, a_line_of_an_older_or_a_newer_program_is_of_no_known_cause) {
    for (const char* line : {"HTTP 403: terminal: is not enrolled", "", "bad signature (key): no",
                             "novel_cause (here): why", "unknown_terminal"}) {
        const Reason read = read_reason(line);
        EXPECT_EQ(read.cause, Cause::None) << line;
        EXPECT_EQ(read.detail, line);
    }
    EXPECT_EQ(written_reason(Error{Kind::Refused, "key", "is wrong"}), "key: is wrong");
}

TEST(Reason, an_errors_own_cause_is_not_covered_by_a_coarser_one) {
    const Error error = because(Cause::Logo, Error{Kind::Refused, "a", "b"});
    EXPECT_EQ(error.cause, Cause::Logo);
    EXPECT_EQ(because(Cause::Questionnaire, error).cause, Cause::Logo);
}

}  // namespace
}  // namespace lotse
