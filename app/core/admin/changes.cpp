// SPDX-License-Identifier: EUPL-1.2
#include "core/admin/changes.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace lotse::admin {
namespace {

std::string percent(double share) {
    return std::to_string(std::lround(share * 100));
}
std::string count(std::int64_t number) {
    return std::to_string(number);
}

template <class Map>
std::set<std::string> keys_of(const Map& a, const Map& b) {
    std::set<std::string> keys;
    for (const auto& [key, value] : a) {
        keys.insert(key);
    }
    for (const auto& [key, value] : b) {
        keys.insert(key);
    }
    return keys;
}

template <class Map>
const typename Map::mapped_type* find(const Map& map, const std::string& key) {
    const auto it = map.find(key);
    return it == map.end() ? nullptr : &it->second;
}

const char* word_for(QuestionUse use) {
    switch (use) {
        case QuestionUse::AsWritten:
            return "on";
        case QuestionUse::Optional:
            return "optional";
        case QuestionUse::On:
            return "block_on";
        case QuestionUse::Off:
            break;
    }
    return "off";
}

class Difference {
public:
    Difference(const Configuration& before, const Configuration& after, const Installed& installed)
        : m_before(before), m_after(after), m_installed(installed) {}

    std::vector<Change> run() {
        languages();
        texts();
        questions();
        centre();
        return std::move(m_changes);
    }

private:
    void add(Change change) { m_changes.push_back(std::move(change)); }
    void value(const char* kind, const std::string& before, const std::string& after) {
        if (before != after) {
            add({kind, "", "", before, after});
        }
    }

    void languages() {
        for (const std::string& tag : keys_of(m_before.added_languages, m_after.added_languages)) {
            const auto *was = find(m_before.added_languages, tag),
                       *is = find(m_after.added_languages, tag);
            if (was == nullptr || is == nullptr) {
                add({is != nullptr ? "language_added" : "language_removed", tag, "", "", ""});
            } else if (*was != *is) {
                add({"language_folder", tag, "", "", ""});
            }
        }
        const std::vector<std::string> was = offered_languages(m_before, m_installed),
                                       is = offered_languages(m_after, m_installed);
        std::vector<std::string> stayed_before, stayed_after;
        for (const std::string& tag : was) {
            if (contains(is, tag)) {
                stayed_before.push_back(tag);
            } else {
                add({"language_off", tag, "", "", ""});
            }
        }
        for (const std::string& tag : is) {
            if (contains(was, tag)) {
                stayed_after.push_back(tag);
            } else {
                add({"language_on", tag, "", "", ""});
            }
        }
        if (stayed_before != stayed_after) {
            add({"language_order", "", "", "", ""});
        }
        const std::string before = default_language(m_before, m_installed),
                          after = default_language(m_after, m_installed);
        if (before != after) {
            add({"default_language", after, "", before, after});
        }
        const std::string second_before = second_language(m_before, m_installed),
                          second_after = second_language(m_after, m_installed);
        if (second_before != second_after) {
            add({second_after.empty() ? "no_second_language" : "second_language", second_after, "",
                 second_before, second_after});
        }
        value("threshold", percent(m_before.threshold.value_or(m_installed.threshold)),
              percent(m_after.threshold.value_or(m_installed.threshold)));
    }

    void texts() {
        static const std::map<std::string, std::string> kNone;
        for (const std::string& tag : keys_of(m_before.texts, m_after.texts)) {
            const auto *was = find(m_before.texts, tag), *is = find(m_after.texts, tag);
            const auto &old_texts = was ? *was : kNone, &new_texts = is ? *is : kNone;
            for (const std::string& id : keys_of(old_texts, new_texts)) {
                const std::string *before = find(old_texts, id), *after = find(new_texts, id);
                if (after == nullptr) {
                    add({"text_reset", tag, id, *before, ""});
                } else if (before == nullptr || *before != *after) {
                    add({"text", tag, id, before ? *before : "", *after});
                }
            }
        }
        confirmed_texts();
    }

    /// Somebody saw the German text that is new and let the words stand.
    void confirmed_texts() {
        static const std::map<std::string, std::string> kNone;
        for (const auto& [tag, is] : m_after.made_from) {
            const auto *was = find(m_before.made_from, tag), *old_texts = find(m_before.texts, tag),
                       *new_texts = find(m_after.texts, tag);
            for (const auto& [id, fingerprint] : is) {
                const std::string *before = find(was ? *was : kNone, id),
                                  *old_words = find(old_texts ? *old_texts : kNone, id),
                                  *words = find(new_texts ? *new_texts : kNone, id);
                const bool same_words = (old_words == nullptr) == (words == nullptr) &&
                                        (words == nullptr || *words == *old_words);
                if (same_words && (before == nullptr || *before != fingerprint)) {
                    add({"text_confirmed", tag, id, "", ""});
                }
            }
        }
    }

    /// A definition that is not installed says what a question means without the configuration;
    /// then nothing is known before.
    void meanings(const std::string& form) {
        static const std::map<std::string, Meaning> kNone;
        const auto *old = find(m_before.meanings, form), *now = find(m_after.meanings, form);
        const std::vector<QuestionFacts>* all = find(m_installed.questions, form);
        for (const std::string& question : keys_of(old ? *old : kNone, now ? *now : kNone)) {
            QuestionFacts facts;
            facts.name = question;
            if (all != nullptr) {
                for (const QuestionFacts& one : *all) {
                    facts.meaning = one.name == question ? one.meaning : facts.meaning;
                }
            }
            const Meaning before = meaning_of(m_before, form, facts),
                          after = meaning_of(m_after, form, facts);
            if (before != after) {
                add({"question_meaning", "", form + "/" + question, std::string(to_string(before)),
                     std::string(to_string(after))});
            }
        }
    }

    void questions() {
        for (const std::string& form : keys_of(m_before.questionnaires, m_after.questionnaires)) {
            const std::string *before = find(m_before.questionnaires, form),
                              *after = find(m_after.questionnaires, form);
            if (before == nullptr || after == nullptr || *before != *after) {
                add({after == nullptr ? "questionnaire_reset" : "questionnaire", "", form, "", ""});
            }
        }
        const std::vector<std::string> was = m_before.offered_questionnaires.value_or(
                                           m_installed.questionnaires),
                                       is = m_after.offered_questionnaires.value_or(
                                           m_installed.questionnaires);
        for (const std::string& form : was) {
            if (!contains(is, form)) {
                add({"questionnaire_off", "", form, "", ""});
            }
        }
        for (const std::string& form : is) {
            if (!contains(was, form)) {
                add({"questionnaire_on", "", form, "", ""});
            }
        }
        for (const std::string& form : keys_of(m_before.meanings, m_after.meanings)) {
            meanings(form);
        }
        for (const std::string& form : keys_of(m_before.questions, m_after.questions)) {
            static const std::map<std::string, QuestionUse> kNone;
            const auto *old_uses = find(m_before.questions, form),
                       *new_uses = find(m_after.questions, form);
            for (const std::string& question :
                 keys_of(old_uses ? *old_uses : kNone, new_uses ? *new_uses : kNone)) {
                const QuestionUse before = use_of(m_before, form, question),
                                  after = use_of(m_after, form, question);
                if (before != after) {
                    add({std::string("question_") + word_for(after), "", form + "/" + question,
                         word_for(before), word_for(after)});
                }
            }
        }
    }

    void centre() {
        value("institution", m_before.institution.value_or(m_installed.institution),
              m_after.institution.value_or(m_installed.institution));
        value("opening_hours", m_before.opening_hours.value_or(""),
              m_after.opening_hours.value_or(""));
        value("funding_line", m_before.funding_line.value_or(m_installed.funding_line),
              m_after.funding_line.value_or(m_installed.funding_line));
        for (const std::string& logo : keys_of(m_before.logos, m_after.logos)) {
            const std::string *before = find(m_before.logos, logo),
                              *after = find(m_after.logos, logo);
            if (after == nullptr) {
                add({"logo_removed", "", logo, "", ""});
            } else if (before == nullptr || *before != *after) {
                add({"logo", "", logo, "", ""});
            }
        }
        value("idle", count(m_before.idle.value_or(m_installed.idle).count()),
              count(m_after.idle.value_or(m_installed.idle).count()));
        value("number_shown",
              count(m_before.number_shown.value_or(m_installed.number_shown).count()),
              count(m_after.number_shown.value_or(m_installed.number_shown).count()));
        value("text_scale", percent(m_before.text_scale.value_or(m_installed.text_scale)),
              percent(m_after.text_scale.value_or(m_installed.text_scale)));
        if (m_before.retention != m_after.retention) {
            const auto days = [](const Configuration& of) {
                return of.retention ? count(of.retention->count()) : std::string("none");
            };
            add({m_after.retention ? "retention" : "retention_reset", "", "", days(m_before),
                 days(m_after)});
        }
    }

    const Configuration &m_before, &m_after;
    const Installed& m_installed;
    std::vector<Change> m_changes;
};

}  // namespace

bool contains(const std::vector<std::string>& list, const std::string& one) {
    return std::find(list.begin(), list.end(), one) != list.end();
}

std::vector<std::string> offered_languages(const Configuration& configuration,
                                           const Installed& installed) {
    return configuration.languages.value_or(installed.languages);
}

std::vector<std::string> all_languages(const Configuration& configuration,
                                       const Installed& installed) {
    std::vector<std::string> out = offered_languages(configuration, installed);
    const auto add = [&](const std::string& tag) {
        if (!contains(out, tag)) {
            out.push_back(tag);
        }
    };
    for (const std::string& tag : installed.folders) {
        add(tag);
    }
    for (const auto& [tag, files] : configuration.added_languages) {
        add(tag);
    }
    return out;
}

std::string default_language(const Configuration& configuration, const Installed& installed) {
    return configuration.default_language.value_or(installed.default_language);
}

std::string second_language(const Configuration& configuration, const Installed& installed) {
    return configuration.second_language.value_or(installed.second_language);
}

QuestionUse use_of(const Configuration& configuration, const std::string& questionnaire,
                   const std::string& question) {
    const auto* uses = find(configuration.questions, questionnaire);
    const QuestionUse* use = uses == nullptr ? nullptr : find(*uses, question);
    return use == nullptr ? QuestionUse::AsWritten : *use;
}

Meaning meaning_of(const Configuration& configuration, const std::string& questionnaire,
                   const QuestionFacts& facts) {
    const auto* meanings = find(configuration.meanings, questionnaire);
    const Meaning* meaning = meanings == nullptr ? nullptr : find(*meanings, facts.name);
    return meaning == nullptr ? facts.meaning : *meaning;
}

std::vector<Change> changes(const Configuration& before, const Configuration& after,
                            const Installed& installed) {
    return Difference(before, after, installed).run();
}

}  // namespace lotse::admin
