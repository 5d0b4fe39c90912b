// SPDX-License-Identifier: EUPL-1.2
/// Decides what staff read first about a client, and in which order the answers stand on the case
/// sheet.
///
/// Pure: ids, codes and dates, no words. Flags come first, each with the rule that fired (text
/// `flag.<rule>`); then the answers in the order of the questionnaire, free text as it was typed
/// beside its language. Nothing that was answered is left out: what does not stand in this
/// questionnaire (another version) is listed as unplaced.
///
/// A rule reads questions by their meanings (core/form/meanings.h) and does not fire where no
/// question of the questionnaire has them. `today` is the day the sheet is opened, so that a
/// deadline is judged then; what was asked is judged on the day the intake was finished.
///
///     rule                 fires when                                      carries
///     notice_deadline      a notice may be contested still (one            dates: notice, deadline
///                          month, § 70 VwGO, and 4 days of delivery,
///                          § 41(2) VwVfG)
///     residence_expired    residence title has ended for certain           dates: date
///     residence_expires    it may end within three months                  dates: date
///     interpreter_needed   interpreter = yes                               codes: language
///     interpreter_brought  interpreter = bring
///     discuss              "I'll discuss it" was chosen                    questions; count
///     document_lost        a document that proves the qualification        documents; count
///                          is lost, or degree_where = lost (§ 14
///                          BQFG: other suitable procedures)
///     needs                practical needs were named                      text_ids: the needs
///     reads_latin_no       reads_latin = no
///     reads_latin_some     reads_latin = some
///     counsellor_wish      a woman or a man as counsellor                  text_ids: the wish
///     funding              needs funding, wholly or in part                text_ids: the answer
///     route_eu             a nationality of EU, EEA or Switzerland         codes: nationalities
///                          (2005/36/EC), or, where none is told, such
///                          a residence_status
///     route_third_country  nationality or status known, none of those      codes: nationalities
///     occupation_…         an occupation that was chosen: _regulated,      occupation, body,
///                          _title, _craft, _equivalence, _statement by     basis, sources,
///                          its row in the reference table; _unknown        confidence
///                          where there is no German qualification to
///                          compare with: to be discussed
///     documents_complete   always when documents were asked and answered,  complete, total
///                          by documents_have, else by the grids
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/form/form.h"
#include "core/form/questionnaire.h"
#include "core/intake/intake_content.h"
#include "core/occupations.h"

namespace lotse {

struct CaseFlag {
    enum class Weight : unsigned char { Urgent, Prepare, Know } weight = Weight::Know;
    std::string rule;
    std::map<std::string, std::string> arguments;  ///< numbers, words of a table; for the message
    std::map<std::string, CivilDate> dates;        ///< for the message, to be written in German
    std::vector<std::string> text_ids;             ///< listed below the message
    std::vector<std::string> codes;                ///< ISO 3166 countries, or a language tag
    std::string message_id() const { return "flag." + rule; }
    bool operator==(const CaseFlag&) const = default;
};

struct ChosenTexts {
    std::vector<std::string> text_ids;
    bool operator==(const ChosenTexts&) const = default;
};
struct ChosenCodes {
    enum class Of : unsigned char { Countries, Languages, Occupations } of = Of::Countries;
    std::vector<std::string> codes;
    SecretText typed = {};  ///< what the client looked for; empty: nothing
    bool operator==(const ChosenCodes&) const = default;
};
/// An acknowledgement that was given.
struct Confirmed {
    bool operator==(const Confirmed&) const = default;
};
struct GridTexts {
    struct Row {
        std::string text_id;
        std::vector<std::pair<std::string, std::string>>
            cells;  ///< text ids of column and choice, in order of columns
        bool operator==(const Row&) const = default;
    };
    std::vector<Row> rows;
    bool operator==(const GridTexts&) const = default;
};
using CaseValue = std::variant<TextAnswer, NumberAnswer, PartialDate, TimeOfDay, Special,
                               ChosenTexts, ChosenCodes, Confirmed, GridTexts>;

struct CaseRow {
    FieldPath path;
    std::string label_id;
    CaseValue value;
    bool operator==(const CaseRow&) const = default;
};
/// Rows that stand together: those of one entry of a repeat, or those between repeats.
struct CaseBlock {
    std::string entry_id;  ///< text with {number}; empty outside repeats
    int number = 0;        ///< from 1
    std::vector<CaseRow> rows;
    bool operator==(const CaseBlock&) const = default;
};
struct CaseSection {
    std::string title_id;
    std::vector<CaseBlock> blocks;
    bool operator==(const CaseSection&) const = default;
};
/// As whom the client is addressed: the names of the passport, or of who speaks for a company, and
/// the client's own way of writing them.
struct ClientName {
    std::vector<TextAnswer> latin;
    std::optional<TextAnswer> own_script;
    bool operator==(const ClientName&) const = default;
};
struct CaseSheet {
    ClientName name;
    std::vector<CaseFlag> flags;
    std::vector<CaseSection> sections;  ///< without those that have no answer
    std::vector<CaseRow> unplaced;      ///< label_id is the bare name of the question
    bool operator==(const CaseSheet&) const = default;
};

/// Without `occupations` no rule reads an occupation.
CaseSheet case_sheet(const Questionnaire& form, const IntakeContent& content,
                     const CivilDate& today, const Occupations* occupations = nullptr);

}  // namespace lotse
