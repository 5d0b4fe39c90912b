// SPDX-License-Identifier: EUPL-1.2
// Occupations as they are shipped: what clients type finds them, in every language.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "kiosk/configuration/content.h"
#include "support/temp_folder.h"

namespace lotse::kiosk {
namespace {

using testing::Contains;
using testing::HasSubstr;

class ShippedOccupations : public testing::Test {
protected:
    void SetUp() override { load(""); }
    void load(const std::string& own) {
        codec::KioskConfig config;
        config.languages = {"de", "en", "ar"};
        config.occupations = own;
        Result<Content> content = load_content(LOTSE_SOURCE_DIR, config);
        ASSERT_TRUE(content.ok()) << to_string(content.error());
        m_content = std::make_unique<Content>(std::move(*content));
        m_words = occupation_words(*m_content);
    }
    std::vector<std::string> found(const std::string& tag, const std::string& query) {
        std::vector<std::string> ids;
        const text::SearchList& list = m_words.list(tag);
        for (const std::size_t item :
             m_words.search(tag, query, m_content->catalogue.languages()).items) {
            ids.push_back(list.items()[item].code);
        }
        ids.resize(std::min<std::size_t>(ids.size(), 6));
        return ids;
    }

    std::unique_ptr<Content> m_content;
    text::OccupationWords m_words;
};

TEST_F(ShippedOccupations, are_found_as_people_write_them) {
    const struct {
        const char *tag, *query, *id;
    } kTyped[] = {
        {"de", "krankenschwester", "pflegefachkraft"},
        {"de", "krankenschwesta", "pflegefachkraft"},
        {"de", "Artz", "arzt"},
        {"de", "doktor", "arzt"},
        {"de", "ingenör", "ingenieur"},
        {"de", "lerer", "lehrer"},
        {"de", "elektrika", "elektroniker_energie"},
        {"de-x-leicht", "pflegefachfrau", "pflegefachkraft"},
        {"en", "nurse", "pflegefachkraft"},
        {"en", "staff nurse", "pflegefachkraft"},
        {"en", "doctor", "arzt"},
        {"en", "enginer", "ingenieur"},
        {"uk", "медсестра", "pflegefachkraft"},
        {"uk", "медсистра", "pflegefachkraft"},
        {"uk", "медицинская сестра", "pflegefachkraft"},
        {"uk", "krankenschwester", "pflegefachkraft"},
        {"uk", "лікар", "arzt"},
        {"ru", "врач", "arzt"},
        {"ru", "инженер", "ingenieur"},
        {"ar", "ممرضة", "pflegefachkraft"},
        {"ar", "ممرض", "pflegefachkraft"},
        {"ar", "طبيب", "arzt"},
        {"ar", "مهندس", "ingenieur"},
        {"fa", "پرستار", "pflegefachkraft"},
        {"fa", "پزشک", "arzt"},
        {"fa-AF", "نرس", "pflegefachkraft"},
        {"fa-AF", "پرستار", "pflegefachkraft"},
        {"ps", "نرس", "pflegefachkraft"},
        {"ckb", "پەرستار", "pflegefachkraft"},
        {"ku", "hemşîre", "pflegefachkraft"},
        {"ku", "hemsire", "pflegefachkraft"},
        {"ku", "hemşire", "pflegefachkraft"},
        {"tr", "hemşire", "pflegefachkraft"},
        {"tr", "hemsire", "pflegefachkraft"},
        {"tr", "mühendis", "ingenieur"},
        {"ti", "ነርስ", "pflegefachkraft"},
        {"am", "ነርስ", "pflegefachkraft"},
        {"fr", "infirmière", "pflegefachkraft"},
        {"fr", "infirmiere", "pflegefachkraft"},
        {"fr", "médecin", "arzt"},
        {"es", "enfermera", "pflegefachkraft"},
        {"es", "médico", "arzt"},
        {"pl", "pielęgniarka", "pflegefachkraft"},
        {"pl", "pielegniarka", "pflegefachkraft"},
        {"pl", "lekarz", "arzt"},
        {"ro", "asistent medical", "pflegefachkraft"},
        {"ro", "asistentă medicală", "pflegefachkraft"},
        {"sr-Latn", "medicinska sestra", "pflegefachkraft"},
        {"sr-Latn", "lekar", "arzt"},
        {"hi", "नर्स", "pflegefachkraft"},
        // In a language that is not the screen's.
        {"de", "медсестра", "pflegefachkraft"},
        {"de", "ممرضة", "pflegefachkraft"},
        {"de", "hemşire", "pflegefachkraft"},
        {"uk", "hemşire", "pflegefachkraft"},
        {"tr", "enfermera", "pflegefachkraft"},
        {"ar", "lekarz", "arzt"},
        {"de", "طبيب", "arzt"},
        {"de", "учитель", "lehrer"},
        {"ti", "повар", "koch"},
    };
    for (const auto& typed : kTyped) {
        EXPECT_THAT(found(typed.tag, typed.query), Contains(typed.id))
            << typed.tag << ": " << typed.query;
    }
}

TEST_F(ShippedOccupations, nonsense_finds_nothing_and_the_empty_query_all) {
    EXPECT_TRUE(found("de", "xqzzk").empty());
    EXPECT_EQ(m_words.list("de").search("").items.size(), 479U);
}

TEST_F(ShippedOccupations, are_named_in_the_clients_language_and_in_german_otherwise) {
    EXPECT_EQ(m_words.name("pflegefachkraft", "de"), "Pflegefachfrau/-mann");
    EXPECT_EQ(m_words.name("pflegefachkraft", "ar"), "ممرض");
    EXPECT_EQ(m_words.name("pflegefachkraft", "vi"), "Pflegefachfrau/-mann") << "no such folder";
    EXPECT_EQ(m_words.name("gone", "ar"), "gone");
}

TEST_F(ShippedOccupations, stand_in_groups_the_frequent_ones_first) {
    EXPECT_EQ(m_words.groups().size(), occupation_groups().size());
    EXPECT_EQ(m_words.of_group("care").front(), "pflegefachkraft");
    std::size_t all = 0;
    for (const std::string& group : m_words.groups()) {
        all += m_words.of_group(group).size();
        EXPECT_NE(m_content->icons.find(text::OccupationWords::icon_of_group(group)), nullptr);
        EXPECT_TRUE(m_content->catalogue.has("de", "occupation_group." + group)) << group;
    }
    EXPECT_EQ(all, 479U);
}

TEST_F(ShippedOccupations, no_two_tiles_of_the_frequent_ones_have_the_same_picture) {
    std::set<std::string> pictures;
    int frequent = 0;
    for (const text::NamedCode& item : m_words.list("uk").items()) {
        if (item.frequent) {
            ++frequent;
            EXPECT_TRUE(pictures.insert(m_words.icon(item.code)).second) << item.code;
        }
    }
    EXPECT_EQ(frequent, 4);
}

TEST_F(ShippedOccupations, a_centres_own_rows_and_names_are_added_and_take_precedence) {
    const support::TempFolder folder;
    std::filesystem::create_directories(folder.path("names"));
    std::ofstream(folder.path("own.tsv"))
        << "id\tname_de\tshort_de\tsynonyms_de\tname_en\tisco08\tkldb2010\tregulated\tlegal_basis\t"
           "competent_body\tprocedure\tgroup\tfrequency_rank\tconfidence\tsource\n"
           "xb_hirt\tHirtin/Hirt\tHirt/in\tSchäfer\tshepherd\t6121\t\tno\tBBiG\tIHK\t"
           "gleichwertigkeit\tagriculture\t900\tlow\tBeirat\n";
    std::ofstream(folder.path("names/ar.json")) << R"({"xb_hirt":{"name":"راع","also":[]}})";
    load(folder.path());
    EXPECT_EQ(m_words.list("de").items().size(), 480U);
    EXPECT_THAT(found("ar", "راع"), Contains("xb_hirt"));
    std::ofstream(folder.path("own.tsv")) << "id\tname_de\n";
    codec::KioskConfig config;
    config.occupations = folder.path();
    const Result<Content> refused = load_content(LOTSE_SOURCE_DIR, config);
    ASSERT_FALSE(refused.ok()) << "a table that cannot be read is told at the start";
    EXPECT_THAT(refused.error().where, HasSubstr("own.tsv"));
}

}  // namespace
}  // namespace lotse::kiosk
