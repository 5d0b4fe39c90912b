// SPDX-License-Identifier: EUPL-1.2
/// What is known of the German occupations that a foreign qualification can be compared with: who
/// regulates each, which body decides, by which procedure.
///
/// It orients a counsellor and decides nothing; a client never sees any of it but the name. An
/// intake holds the id, so an id is never given to another occupation. Kinds of regulation and
/// procedures: Berufsqualifikationsfeststellungsgesetz (BQFG), Handwerksordnung (HwO) annex A.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace lotse {

/// `Craft`: only to run the trade oneself; employed people need no recognition (HwO §§ 1, 7–9).
/// `Title`: anybody may work so, but not call himself so.
enum class Regulation : std::uint8_t { Federal, Land, Craft, Title, None };
/// A licence to practise, a notice of equivalence, a statement on a certificate (by the ZAB).
enum class RecognitionProcedure : std::uint8_t { Licence, Equivalence, Statement };
/// Of what a row says; below High the kind of the rule, the law or the body is not confirmed.
enum class Confidence : std::uint8_t { High, Medium, Low };

/// The words of the tables, "federal", "berufszulassung", "high".
std::string_view to_string(Regulation regulation);
std::string_view to_string(RecognitionProcedure procedure);
std::string_view to_string(Confidence confidence);

struct Occupation {
    std::string id;                     ///< "pflegefachkraft"
    std::string name;                   ///< German, of both genders
    std::string label;                  ///< the same, for a tile
    std::vector<std::string> synonyms;  ///< German: former, colloquial and misspelt names
    std::string english;
    std::string isco08, kldb2010;  ///< 4 and 5 digits; the second may be empty
    Regulation regulation = Regulation::None;
    std::string legal_basis, competent_body;  ///< German; the kind of body, no address
    RecognitionProcedure procedure = RecognitionProcedure::Equivalence;
    bool comparable = true;  ///< false: there is no German qualification to compare with
    std::string group;       ///< one of occupation_groups()
    int rank = 0;            ///< the more frequent, the lower
    Confidence confidence = Confidence::Low;
    std::vector<std::string> sources;  ///< as staff read them
    bool operator==(const Occupation&) const = default;
};

/// Names of the groups that occupations are shown in, the ones most asked for first. Each has a
/// pictogram `occ_<name>` and a text `occupation_group.<name>`.
const std::vector<std::string_view>& occupation_groups();

class Occupations {
public:
    Occupations() = default;
    /// Of two with one id the later one holds: a centre's own row takes the place of the shipped.
    explicit Occupations(std::vector<Occupation> rows);

    /// The most frequent first; of equal rank as they were given.
    const std::vector<Occupation>& by_rank() const { return m_rows; }
    /// Null: unknown, as an id of a table that is no longer there.
    const Occupation* find(std::string_view id) const;

private:
    std::vector<Occupation> m_rows;
    std::map<std::string, std::size_t, std::less<>> m_places;
};

}  // namespace lotse
