// SPDX-License-Identifier: EUPL-1.2
// What the other tests of this folder rely on: a warning that nobody announced is seen.
#include "support/log_watch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lotse::support {
namespace {

TEST(LogWatch, sees_warnings_and_errors_that_nobody_announced) {
    LogWatch watch;
    watch.expect("outbox refuses");
    EXPECT_THAT(
        watch.unannounced("[2026-11-29 10:00:00.000 +01:00] [info] all is well\n"
                          "[2026-11-29 10:00:01.000 +01:00] [error] outbox refuses: full\n"
                          "[2026-11-29 10:00:02.000 +01:00] [warning] queue service: gone\n"
                          "[2026-11-29 10:00:03.000 +01:00] [critical] worse\n"),
        testing::ElementsAre(testing::EndsWith("queue service: gone"), testing::EndsWith("worse")));
}

}  // namespace
}  // namespace lotse::support
