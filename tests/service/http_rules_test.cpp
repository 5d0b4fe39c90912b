// SPDX-License-Identifier: EUPL-1.2
#include "service/http_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <vector>

#include "service/http_forms.h"

namespace lotse::service {
namespace {

class HttpForm : public testing::TestWithParam<test::HttpForm> {};

TEST_P(HttpForm, is_judged_by_its_bytes) {
    const std::string& bytes = GetParam().bytes;
    ASSERT_EQ(head_length(bytes), bytes.size());
    const auto refused = refusal_of_head(bytes);
    EXPECT_EQ(refused ? refused->status : 200, GetParam().status);
    if (refused) {
        EXPECT_NE(refused->where, "");
        EXPECT_NE(refused->detail, "");
    }
}
INSTANTIATE_TEST_SUITE_P(Forms, HttpForm, testing::ValuesIn(test::http_forms()),
                         [](const auto& form) { return form.param.name; });

TEST(HttpHead, ends_with_its_empty_line_and_not_before) {
    EXPECT_EQ(head_length(""), 0U);
    EXPECT_EQ(head_length("GET / HTTP/1.1\r\nHost: x\r\n"), 0U);
    EXPECT_EQ(head_length("GET / HTTP/1.1\r\n\r\nbody\r\n\r\n"), 18U);
    EXPECT_EQ(head_length("GET / HTTP/1.1\n\nGET / HTTP/1.1\r\n\r\n"), 16U);
}

TEST(HttpTarget, of_the_absolute_form_is_the_same_path) {
    EXPECT_EQ(origin_form("/v1/health?a=b"), "/v1/health?a=b");
    EXPECT_EQ(origin_form("https://x:8443/v1/health"), "/v1/health");
    EXPECT_EQ(origin_form("HTTP://x/"), "/");
    EXPECT_EQ(origin_form("https://x"), "");
    EXPECT_EQ(origin_form("ftp://x/v1"), "ftp://x/v1");
}

}  // namespace
}  // namespace lotse::service
