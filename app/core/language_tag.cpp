// SPDX-License-Identifier: EUPL-1.2
#include "core/language_tag.h"

#include <algorithm>
#include <map>

#include "core/ascii.h"
#include "core/clean_text.h"
#include "core/composition.h"
#include "core/limits.h"
#include "core/utf8.h"

namespace lotse {
namespace {

/// As CLDR has them, but for one: who writes "pt" here means that of Portugal as often as not, so
/// that "pt-BR" keeps its region.
/// A language, its code of three letters, the script and the region that it has if nothing is said,
/// and what it is called in English, German, itself and otherwise.
struct LanguageRow {
    std::string_view language, three_letters, script, region, names;
};
constexpr LanguageRow kLanguages[] = {
    {"aa", "aar", "Latn", "ET", "Afar"},
    {"ab", "abk", "Cyrl", "GE", "Abkhazian|Abchasisch"},
    {"ae", "ave", "Avst", "IR", "Avestan|Avestisch"},
    {"af", "afr", "Latn", "ZA", "Afrikaans"},
    {"ak", "aka", "Latn", "GH", "Akan"},
    {"am", "amh", "Ethi", "ET", "Amharic|Amharisch|አማርኛ"},
    {"an", "arg", "Latn", "ES", "Aragonese|Aragonesisch"},
    {"ar", "ara", "Arab", "EG", "Arabic|Arabisch|العربية|Modern Standard Arabic|Hocharabisch"},
    {"as", "asm", "Beng", "IN", "Assamese|Assamesisch|অসমীয়া"},
    {"av", "ava", "Cyrl", "RU", "Avaric|Awarisch"},
    {"ay", "aym", "Latn", "BO", "Aymara"},
    {"az", "aze", "Latn", "AZ", "Azerbaijani|Aserbaidschanisch|azərbaycan"},
    {"ba", "bak", "Cyrl", "RU", "Bashkir|Baschkirisch"},
    {"be", "bel", "Cyrl", "BY", "Belarusian|Belarussisch|беларуская|Belorussian|Weißrussisch"},
    {"bg", "bul", "Cyrl", "BG", "Bulgarian|Bulgarisch|български"},
    {"bi", "bis", "Latn", "VU", "Bislama"},
    {"bm", "bam", "Latn", "ML", "Bambara|bamanakan"},
    {"bn", "ben", "Beng", "BD", "Bangla|Bengalisch|বাংলা|Bengali"},
    {"bo", "bod", "Tibt", "CN", "Tibetan|Tibetisch|བོད་སྐད་"},
    {"br", "bre", "Latn", "FR", "Breton|Bretonisch|brezhoneg"},
    {"bs", "bos", "Latn", "BA", "Bosnian|Bosnisch|bosanski"},
    {"ca", "cat", "Latn", "ES", "Catalan|Katalanisch|català"},
    {"ce", "che", "Cyrl", "RU", "Chechen|Tschetschenisch|нохчийн"},
    {"ch", "cha", "Latn", "GU", "Chamorro"},
    {"co", "cos", "Latn", "FR", "Corsican|Korsisch"},
    {"cr", "cre", "Cans", "CA", "Cree"},
    {"cs", "ces", "Latn", "CZ", "Czech|Tschechisch|čeština"},
    {"cu", "chu", "Cyrl", "RU", "Church Slavic|Kirchenslawisch"},
    {"cv", "chv", "Cyrl", "RU", "Chuvash|Tschuwaschisch|чӑваш"},
    {"cy", "cym", "Latn", "GB", "Welsh|Walisisch|Cymraeg"},
    {"da", "dan", "Latn", "DK", "Danish|Dänisch|dansk"},
    {"de", "deu", "Latn", "DE", "German|Deutsch"},
    {"dv", "div", "Thaa", "MV", "Divehi|Dhivehi|Maldivian"},
    {"dz", "dzo", "Tibt", "BT", "Dzongkha|རྫོང་ཁ"},
    {"ee", "ewe", "Latn", "GH", "Ewe|Eʋegbe"},
    {"el", "ell", "Grek", "GR", "Greek|Griechisch|Ελληνικά|Griechisch (modern)"},
    {"en", "eng", "Latn", "US", "English|Englisch"},
    {"eo", "epo", "Latn", "001", "Esperanto"},
    {"es", "spa", "Latn", "ES", "Spanish|Spanisch|español|Castilian|Kastilisch|Castellano"},
    {"et", "est", "Latn", "EE", "Estonian|Estnisch|eesti"},
    {"eu", "eus", "Latn", "ES", "Basque|Baskisch|euskara"},
    {"fa", "fas", "Arab", "IR",
     "Persian|Persisch|فارسی|Farsi|Persian (Farsi)|Iranian Persian|Western Persian|Iranisch"},
    {"ff", "ful", "Latn", "SN", "Fula|Ful|Pulaar|Fulani|Fulfulde"},
    {"fi", "fin", "Latn", "FI", "Finnish|Finnisch|suomi"},
    {"fj", "fij", "Latn", "FJ", "Fijian|Fidschi"},
    {"fo", "fao", "Latn", "FO", "Faroese|Färöisch|føroyskt"},
    {"fr", "fra", "Latn", "FR", "French|Französisch|français"},
    {"fy", "fry", "Latn", "NL", "Western Frisian|Westfriesisch|Frysk"},
    {"ga", "gle", "Latn", "IE", "Irish|Irisch|Gaeilge"},
    {"gd", "gla", "Latn", "GB", "Scottish Gaelic|Gälisch (Schottland)|Gàidhlig"},
    {"gl", "glg", "Latn", "ES", "Galician|Galicisch|galego"},
    {"gn", "grn", "Latn", "PY", "Guarani"},
    {"gu", "guj", "Gujr", "IN", "Gujarati|ગુજરાતી"},
    {"gv", "glv", "Latn", "IM", "Manx|Gaelg"},
    {"ha", "hau", "Latn", "NG", "Hausa|Haussa"},
    {"he", "heb", "Hebr", "IL", "Hebrew|Hebräisch|עברית|Ivrit|Iwrit"},
    {"hi", "hin", "Deva", "IN", "Hindi|हिन्दी|Hindustani"},
    {"ho", "hmo", "Latn", "PG", "Hiri Motu"},
    {"hr", "hrv", "Latn", "HR", "Croatian|Kroatisch|hrvatski"},
    {"ht", "hat", "Latn", "HT", "Haitian Creole|Haiti-Kreolisch|créole haïtien|Haitianisch|Kreyòl"},
    {"hu", "hun", "Latn", "HU", "Hungarian|Ungarisch|magyar"},
    {"hy", "hye", "Armn", "AM", "Armenian|Armenisch|հայերեն"},
    {"hz", "her", "Latn", "NA", "Herero"},
    {"ia", "ina", "Latn", "001", "Interlingua"},
    {"id", "ind", "Latn", "ID", "Indonesian|Indonesisch|Indonesia|Bahasa Indonesia"},
    {"ie", "ile", "Latn", "US", "Interlingue"},
    {"ig", "ibo", "Latn", "NG", "Igbo|Ibo"},
    {"ii", "iii", "Yiii", "CN", "Sichuan Yi|Yi|ꆈꌠꉙ"},
    {"ik", "ipk", "Latn", "US", "Inupiaq|Inupiak"},
    {"io", "ido", "Latn", "001", "Ido"},
    {"is", "isl", "Latn", "IS", "Icelandic|Isländisch|íslenska"},
    {"it", "ita", "Latn", "IT", "Italian|Italienisch|italiano"},
    {"iu", "iku", "Cans", "CA", "Inuktitut"},
    {"ja", "jpn", "Jpan", "JP", "Japanese|Japanisch|日本語"},
    {"jv", "jav", "Latn", "ID", "Javanese|Javanisch|Jawa"},
    {"ka", "kat", "Geor", "GE", "Georgian|Georgisch|ქართული"},
    {"kg", "kon", "Latn", "CD", "Kongo|Kongolesisch"},
    {"ki", "kik", "Latn", "KE", "Kikuyu|Gikuyu"},
    {"kj", "kua", "Latn", "NA", "Kuanyama|Kwanyama"},
    {"kk", "kaz", "Cyrl", "KZ", "Kazakh|Kasachisch|қазақ тілі"},
    {"kl", "kal", "Latn", "GL", "Kalaallisut|Grönländisch"},
    {"km", "khm", "Khmr", "KH", "Khmer|ខ្មែរ"},
    {"kn", "kan", "Knda", "IN", "Kannada|ಕನ್ನಡ"},
    {"ko", "kor", "Kore", "KR", "Korean|Koreanisch|한국어"},
    {"kr", "kau", "Latn", "ZZ", "Kanuri"},
    {"ks", "kas", "Arab", "IN", "Kashmiri|Kaschmiri|کٲشُر"},
    {"ku", "kur", "Latn", "TR",
     "Kurmanji|Kurmanci|Kurmandschi|Kurdish (Kurmanji)|Kurdisch (Kurmandschi)|Kurdî "
     "(Kurmancî)|Kurdisch (Kurmanci)|Kurmanji Kurdish|Northern "
     "Kurdish|Nordkurdisch|Badini|Behdini"},
    {"kv", "kom", "Cyrl", "RU", "Komi"},
    {"kw", "cor", "Latn", "GB", "Cornish|Kornisch|kernewek"},
    {"ky", "kir", "Cyrl", "KG", "Kyrgyz|Kirgisisch|кыргызча|Kirghiz"},
    {"la", "lat", "Latn", "VA", "Latin|Latein"},
    {"lb", "ltz", "Latn", "LU", "Luxembourgish|Luxemburgisch|Lëtzebuergesch"},
    {"lg", "lug", "Latn", "UG", "Ganda|Luganda"},
    {"li", "lim", "Latn", "NL", "Limburgish|Limburgisch"},
    {"ln", "lin", "Latn", "CD", "Lingala"},
    {"lo", "lao", "Laoo", "LA", "Lao|Laotisch|ລາວ"},
    {"lt", "lit", "Latn", "LT", "Lithuanian|Litauisch|lietuvių"},
    {"lu", "lub", "Latn", "CD", "Luba-Katanga|Tshiluba"},
    {"lv", "lav", "Latn", "LV", "Latvian|Lettisch|latviešu"},
    {"mg", "mlg", "Latn", "MG", "Malagasy"},
    {"mh", "mah", "Latn", "MH", "Marshallese|Marschallesisch"},
    {"mi", "mri", "Latn", "NZ", "Māori"},
    {"mk", "mkd", "Cyrl", "MK", "Macedonian|Mazedonisch|македонски"},
    {"ml", "mal", "Mlym", "IN", "Malayalam|മലയാളം"},
    {"mn", "mon", "Cyrl", "MN", "Mongolian|Mongolisch|монгол"},
    {"mr", "mar", "Deva", "IN", "Marathi|मराठी"},
    {"ms", "msa", "Latn", "MY", "Malay|Malaiisch|Melayu|Bahasa Melayu"},
    {"mt", "mlt", "Latn", "MT", "Maltese|Maltesisch|Malti"},
    {"my", "mya", "Mymr", "MM", "Burmese|Birmanisch|မြန်မာ|Burmesisch|Myanmar"},
    {"na", "nau", "Latn", "NR", "Nauru|Nauruisch"},
    {"nb", "nob", "Latn", "NO",
     "Norwegian Bokmål|Norwegisch (Bokmål)|norsk bokmål|Norwegian|Norwegisch|norsk|Bokmål"},
    {"nd", "nde", "Latn", "ZW", "North Ndebele|Nord-Ndebele|isiNdebele"},
    {"ne", "nep", "Deva", "NP", "Nepali|Nepalesisch|नेपाली"},
    {"ng", "ndo", "Latn", "NA", "Ndonga"},
    {"nl", "nld", "Latn", "NL", "Dutch|Niederländisch|Nederlands|Flemish|Flämisch"},
    {"nn", "nno", "Latn", "NO", "Norwegian Nynorsk|Norwegisch (Nynorsk)|norsk nynorsk"},
    {"nr", "nbl", "Latn", "ZA", "South Ndebele|Süd-Ndebele"},
    {"nv", "nav", "Latn", "US", "Navajo"},
    {"ny", "nya", "Latn", "MW", "Nyanja|Chichewa"},
    {"oc", "oci", "Latn", "FR", "Occitan|Okzitanisch"},
    {"oj", "oji", "Cans", "CA", "Ojibwa"},
    {"om", "orm", "Latn", "ET", "Oromo|Oromoo|Afaan Oromoo|Oromiffa|Afan Oromo"},
    {"or", "ori", "Orya", "IN", "Odia|Oriya|ଓଡ଼ିଆ"},
    {"os", "oss", "Cyrl", "GE", "Ossetic|Ossetisch|ирон"},
    {"pa", "pan", "Guru", "IN", "Punjabi|ਪੰਜਾਬੀ|Panjabi|Pandschabi"},
    {"pi", "pli", "Latn", "US", "Pali"},
    {"pl", "pol", "Latn", "PL", "Polish|Polnisch|polski"},
    {"ps", "pus", "Arab", "AF", "Pashto|Paschtu|پښتو|Pashtu|Paschto|Pushto|پشتو"},
    {"pt", "por", "Latn", "PT", "Portuguese|Portugiesisch|português"},
    {"qu", "que", "Latn", "PE", "Quechua|Runasimi"},
    {"rm", "roh", "Latn", "CH", "Romansh|Rätoromanisch|rumantsch"},
    {"rn", "run", "Latn", "BI", "Rundi|Ikirundi|Kirundi"},
    {"ro", "ron", "Latn", "RO", "Romanian|Rumänisch|română|Moldovan|Moldawisch|Moldavian"},
    {"ru", "rus", "Cyrl", "RU", "Russian|Russisch|русский"},
    {"rw", "kin", "Latn", "RW", "Kinyarwanda"},
    {"sa", "san", "Deva", "IN", "Sanskrit|संस्कृत भाषा"},
    {"sc", "srd", "Latn", "IT", "Sardinian|Sardisch|sardu"},
    {"sd", "snd", "Arab", "PK", "Sindhi|سنڌي"},
    {"se", "sme", "Latn", "NO", "Northern Sami|Nordsamisch|davvisámegiella"},
    {"sg", "sag", "Latn", "CF", "Sango"},
    {"si", "sin", "Sinh", "LK", "Sinhala|Singhalesisch|සිංහල|Sinhalese"},
    {"sk", "slk", "Latn", "SK", "Slovak|Slowakisch|slovenčina"},
    {"sl", "slv", "Latn", "SI", "Slovenian|Slowenisch|slovenščina"},
    {"sm", "smo", "Latn", "WS", "Samoan|Samoanisch"},
    {"sn", "sna", "Latn", "ZW", "Shona|chiShona"},
    {"so", "som", "Latn", "SO", "Somali|Soomaali|Af-Soomaali"},
    {"sq", "sqi", "Latn", "AL", "Albanian|Albanisch|shqip"},
    {"sr", "srp", "Cyrl", "RS", "Serbian (Cyrillic)|Serbisch (kyrillisch)|српски"},
    {"ss", "ssw", "Latn", "ZA", "Swati|Swazi"},
    {"st", "sot", "Latn", "ZA", "Southern Sotho|Süd-Sotho"},
    {"su", "sun", "Latn", "ID", "Sundanese|Sundanesisch|Basa Sunda"},
    {"sv", "swe", "Latn", "SE", "Swedish|Schwedisch|svenska"},
    {"sw", "swa", "Latn", "TZ", "Swahili|Suaheli|Kiswahili"},
    {"ta", "tam", "Taml", "IN", "Tamil|தமிழ்"},
    {"te", "tel", "Telu", "IN", "Telugu|తెలుగు"},
    {"tg", "tgk", "Cyrl", "TJ", "Tajik|Tadschikisch|тоҷикӣ"},
    {"th", "tha", "Thai", "TH", "Thai|Thailändisch|ไทย"},
    {"ti", "tir", "Ethi", "ET", "Tigrinya|ትግርኛ|Tigrigna|Tigrinja|Tigrinnisch"},
    {"tk", "tuk", "Latn", "TM", "Turkmen|Turkmenisch|türkmen dili"},
    {"tn", "tsn", "Latn", "ZA", "Tswana"},
    {"to", "ton", "Latn", "TO", "Tongan|Tongaisch|lea fakatonga"},
    {"tr", "tur", "Latn", "TR", "Turkish|Türkisch|Türkçe"},
    {"ts", "tso", "Latn", "ZA", "Tsonga"},
    {"tt", "tat", "Cyrl", "RU", "Tatar|Tatarisch|татар"},
    {"ty", "tah", "Latn", "PF", "Tahitian|Tahitisch"},
    {"ug", "uig", "Arab", "CN", "Uyghur|Uigurisch|ئۇيغۇرچە"},
    {"uk", "ukr", "Cyrl", "UA", "Ukrainian|Ukrainisch|українська"},
    {"ur", "urd", "Arab", "PK", "Urdu|اردو"},
    {"uz", "uzb", "Latn", "UZ", "Uzbek|Usbekisch|o‘zbek"},
    {"ve", "ven", "Latn", "ZA", "Venda"},
    {"vi", "vie", "Latn", "VN", "Vietnamese|Vietnamesisch|Tiếng Việt"},
    {"vo", "vol", "Latn", "001", "Volapük"},
    {"wa", "wln", "Latn", "BE", "Walloon|Wallonisch"},
    {"wo", "wol", "Latn", "SN", "Wolof"},
    {"xh", "xho", "Latn", "ZA", "Xhosa|IsiXhosa"},
    {"yi", "yid", "Hebr", "001", "Yiddish|Jiddisch|ייִדיש"},
    {"yo", "yor", "Latn", "NG", "Yoruba|Èdè Yorùbá"},
    {"za", "zha", "Latn", "CN", "Zhuang"},
    {"zh", "zho", "Hans", "CN",
     "Chinese|Chinesisch|中文|Mandarin|Mandarin Chinese|Chinese (Simplified)|Simplified "
     "Chinese|Chinesisch (vereinfacht)|简体中文|汉语"},
    {"zu", "zul", "Latn", "ZA", "Zulu|isiZulu"},
    {"ast", "", "Latn", "ES", "Asturian|Asturisch|asturianu"},
    {"bal", "", "Arab", "PK", "Baluchi|Belutschisch|Balochi|Belutschi"},
    {"bho", "", "Deva", "IN", "Bhojpuri|Bhodschpuri|भोजपुरी"},
    {"ceb", "", "Latn", "PH", "Cebuano"},
    {"ckb", "", "Arab", "IQ",
     "Central Kurdish|Zentralkurdisch|کوردیی ناوەندی|Sorani|Kurdish (Sorani)|Sorani "
     "Kurdish|Kurdisch (Sorani)|Kurdî (Soranî)|سۆرانی|کوردی سۆرانی"},
    {"crh", "", "Cyrl", "UA", "Crimean Tatar|Krimtatarisch"},
    {"dsb", "", "Latn", "DE", "Lower Sorbian|Niedersorbisch|dolnoserbšćina"},
    {"fil", "", "Latn", "PH", "Filipino|Tagalog|Pilipino"},
    {"gsw", "", "Latn", "CH", "Swiss German|Schweizerdeutsch|Schwiizertüütsch"},
    {"haz", "", "Arab", "AF", "Hazaragi|هزارگی"},
    {"hil", "", "Latn", "PH", "Hiligaynon"},
    {"hmn", "", "Latn", "CN", "Hmong|Miao"},
    {"hsb", "", "Latn", "DE", "Upper Sorbian|Obersorbisch|hornjoserbšćina"},
    {"ilo", "", "Latn", "PH", "Iloko|Ilokano"},
    {"kab", "", "Latn", "DZ", "Kabyle|Kabylisch|Taqbaylit"},
    {"kea", "", "Latn", "CV", "Kabuverdianu"},
    {"kmb", "", "Latn", "AO", "Kimbundu"},
    {"lus", "", "Beng", "IN", "Mizo|Lushai"},
    {"lrc", "", "Arab", "IR", "Northern Luri|Nördliches Luri|لۊری شومالی"},
    {"mai", "", "Deva", "IN", "Maithili|मैथिली"},
    {"mni", "", "Beng", "IN", "Manipuri|Meithei|মৈতৈলোন্|Meitei"},
    {"nds", "", "Latn", "DE", "Low German|Niederdeutsch|Plattdeutsch"},
    {"nqo", "", "Nkoo", "GN", "N’Ko"},
    {"pap", "", "Latn", "AW", "Papiamento"},
    {"pcm", "", "Latn", "NG", "Nigerian Pidgin|Nigerianisches Pidgin|Naijíriá Píjin"},
    {"rhg", "", "Rohg", "MM", "Rohingya|Rohingyalisch"},
    {"rom", "", "Latn", "RO", "Romany|Romani|Romanes"},
    {"rup", "", "Latn", "RO", "Aromanian|Aromunisch"},
    {"sah", "", "Cyrl", "RU", "Yakut|Jakutisch|саха тыла"},
    {"sat", "", "Olck", "IN", "Santali|ᱥᱟᱱᱛᱟᱲᱤ"},
    {"scn", "", "Latn", "IT", "Sicilian|Sizilianisch"},
    {"shi", "", "Tfng", "MA", "Tachelhit|Taschelhit|ⵜⴰⵛⵍⵃⵉⵜ"},
    {"skr", "", "Arab", "PK", "Saraiki"},
    {"syr", "", "Syrc", "IQ", "Syriac|Aramaic|Aramäisch"},
    {"szl", "", "Latn", "PL", "Silesian|Schlesisch (Wasserpolnisch)"},
    {"tig", "", "Ethi", "ER", "Tigre"},
    {"tzm", "", "Latn", "MA", "Central Atlas Tamazight|Zentralatlas-Tamazight|Tamaziɣt n laṭlaṣ"},
    {"vec", "", "Latn", "IT", "Venetian|Venetisch"},
    {"vmw", "", "Latn", "MZ", "Makua|Emakhuwa"},
    {"war", "", "Latn", "PH", "Waray"},
    {"wal", "", "Ethi", "ET", "Wolaytta|Walamo"},
    {"yue", "", "Hant", "HK", "Cantonese|Kantonesisch|粵語"},
    {"zgh", "", "Tfng", "MA", "Standard Moroccan Tamazight|Tamazight|ⵜⴰⵎⴰⵣⵉⵖⵜ|Amazigh"},
    {"zza", "", "Latn", "TR", "Zaza|Zazaki"},
};

/// Names of what is more than a language.
constexpr std::pair<std::string_view, std::string_view> kVarieties[] = {
    {"fa-AF",
     "Dari|Dari Persian|Afghan Persian|Dari (Afghanistan)|دری|"
     "فارسی دری|دری فارسی"},
    {"de-x-leicht",
     "Leichte Sprache|Deutsch (Leichte Sprache)|Deutsch in Leichter Sprache|"
     "Leichtes Deutsch|Easy German|Plain German|German (Easy Language)|Deutsch (leicht)|"
     "Deutsch leicht|German (easy)|German (simple)|Simple German|Easy-to-read German|"
     "Deutsch (LS)|Deutsch LS"},
    {"sr-Latn",
     "Serbian (Latin)|Serbisch (lateinisch)|srpski|srpski (latinica)|Serbo-Croatian|"
     "Serbokroatisch|srpskohrvatski|Bosanski / Hrvatski / Srpski|"
     "Bosnisch / Kroatisch / Serbisch|Bosnian / Croatian / Serbian|BCS|BKS"},
    {"zh-Hant", "Chinese (Traditional)|Traditional Chinese|Chinesisch (traditionell)|繁體中文"},
    {"pt-BR", "Brazilian Portuguese|Brasilianisch|português do Brasil"},
};

/// Codes that mean another: withdrawn ones, those of libraries (ISO 639-2/B), and varieties for
/// which everybody uses the code of the whole.
constexpr std::pair<std::string_view, std::string_view> kAliases[] = {
    {"iw", "he"},       {"in", "id"},      {"ji", "yi"},       {"jw", "jv"},     {"mo", "ro"},
    {"mol", "ro"},      {"sh", "sr-Latn"}, {"hbs", "sr-Latn"}, {"cnr", "sr-ME"}, {"scr", "hr"},
    {"scc", "sr"},      {"tl", "fil"},     {"tgl", "fil"},     {"no", "nb"},     {"nor", "nb"},
    {"tw", "ak"},       {"twi", "ak"},     {"fat", "ak"},      {"prs", "fa-AF"}, {"pes", "fa"},
    {"arb", "ar"},      {"kmr", "ku"},     {"cmn", "zh"},      {"swh", "sw"},    {"uzn", "uz"},
    {"uzs", "uz-Arab"}, {"azj", "az"},     {"azb", "az-Arab"}, {"khk", "mn"},    {"ekk", "et"},
    {"lvs", "lv"},      {"als", "sq"},     {"gaz", "om"},      {"plt", "mg"},    {"zsm", "ms"},
    {"ydd", "yi"},      {"pbu", "ps"},     {"pbt", "ps"},      {"pst", "ps"},    {"npi", "ne"},
    {"ory", "or"},      {"quz", "qu"},     {"diq", "zza"},     {"kiu", "zza"},   {"rmy", "rom"},
    {"bcc", "bal"},     {"bgn", "bal"},    {"bgp", "bal"},     {"knc", "kr"},    {"alb", "sq"},
    {"arm", "hy"},      {"baq", "eu"},     {"bur", "my"},      {"chi", "zh"},    {"cze", "cs"},
    {"dut", "nl"},      {"fre", "fr"},     {"geo", "ka"},      {"ger", "de"},    {"gre", "el"},
    {"ice", "is"},      {"mac", "mk"},     {"mao", "mi"},      {"may", "ms"},    {"per", "fa"},
    {"rum", "ro"},      {"slo", "sk"},     {"tib", "bo"},      {"wel", "cy"},
};
constexpr std::pair<std::string_view, std::string_view> kRegionAliases[] = {
    {"UK", "GB"}, {"BU", "MM"}, {"SU", "RU"}, {"YU", "RS"},
    {"CS", "RS"}, {"TP", "TL"}, {"ZR", "CD"}, {"DD", "DE"},
};
/// Where a language has another script than elsewhere, or is at home elsewhere in another script.
struct Elsewhere {
    std::string_view language, script, region;
};
constexpr Elsewhere kScriptOfRegion[] = {
    {"az", "Arab", "IQ"}, {"az", "Arab", "IR"},  {"az", "Cyrl", "RU"}, {"ha", "Arab", "CM"},
    {"ha", "Arab", "SD"}, {"kk", "Arab", "AF"},  {"kk", "Arab", "CN"}, {"kk", "Arab", "IR"},
    {"kk", "Arab", "MN"}, {"ku", "Arab", "LB"},  {"ky", "Arab", "CN"}, {"ky", "Latn", "TR"},
    {"mn", "Mong", "CN"}, {"ms", "Arab", "CC"},  {"pa", "Arab", "PK"}, {"sd", "Deva", "IN"},
    {"sr", "Latn", "ME"}, {"sr", "Latn", "RO"},  {"sr", "Latn", "RU"}, {"sr", "Latn", "TR"},
    {"tg", "Arab", "PK"}, {"ug", "Cyrl", "KZ"},  {"ug", "Cyrl", "MN"}, {"uz", "Arab", "AF"},
    {"uz", "Cyrl", "CN"}, {"yue", "Hans", "CN"}, {"zh", "Hant", "HK"}, {"zh", "Hant", "MO"},
    {"zh", "Hant", "TW"},
};
constexpr Elsewhere kRegionOfScript[] = {
    {"az", "Arab", "IR"}, {"kk", "Arab", "CN"}, {"ky", "Arab", "CN"},  {"ky", "Latn", "TR"},
    {"mn", "Mong", "CN"}, {"pa", "Arab", "PK"}, {"sd", "Deva", "IN"},  {"tg", "Arab", "PK"},
    {"ug", "Cyrl", "KZ"}, {"uz", "Arab", "AF"}, {"yue", "Hans", "CN"}, {"zh", "Hant", "TW"},
    {"ff", "Adlm", "GN"},
};

std::vector<std::string> parts_of(std::string_view tag) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at <= tag.size();) {
        const std::size_t end = std::min(tag.find('-', at), tag.size());
        out.emplace_back(tag.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

struct Tag {
    std::string language, script, region;
    std::string rest;  ///< variants and private use, "-x-leicht"
    bool operator==(const Tag&) const = default;

    std::string written() const {
        return language + (script.empty() ? "" : "-" + script) +
               (region.empty() ? "" : "-" + region) + rest;
    }
};

const LanguageRow* row_of(std::string_view language) {
    const auto* const row = std::ranges::find(kLanguages, language, &LanguageRow::language);
    return row == std::end(kLanguages) ? nullptr : row;
}

template <class Pairs>
std::string_view other_of(const Pairs& pairs, std::string_view key) {
    const auto found = std::ranges::find(pairs, key, [](const auto& pair) { return pair.first; });
    return found == std::end(pairs) ? std::string_view() : found->second;
}

/// With the script and the region that it has if nothing is said.
Tag maximised(Tag tag) {
    const LanguageRow* row = row_of(tag.language);
    if (row == nullptr) {
        return tag;
    }
    if (tag.script.empty()) {
        const auto* const found = std::ranges::find_if(kScriptOfRegion, [&](const Elsewhere& one) {
            return one.language == tag.language && one.region == tag.region;
        });
        tag.script = found == std::end(kScriptOfRegion) ? row->script : found->script;
    }
    if (tag.region.empty()) {
        const auto* const found = std::ranges::find_if(kRegionOfScript, [&](const Elsewhere& one) {
            return one.language == tag.language && one.script == tag.script;
        });
        tag.region = found == std::end(kRegionOfScript) ? row->region : found->region;
    }
    return tag;
}

/// The shortest tag that says the same; a script rather than a region.
Tag minimised(const Tag& tag) {
    Tag whole = maximised(tag);
    for (const Tag& shorter :
         {Tag{tag.language, "", "", tag.rest}, Tag{tag.language, whole.script, "", tag.rest},
          Tag{tag.language, "", whole.region, tag.rest}}) {
        if (maximised(shorter) == whole) {
            return shorter;
        }
    }
    return whole;
}

void replace_language(Tag& tag) {
    std::string_view other = other_of(kAliases, tag.language);
    if (other.empty() && tag.language.size() == 3) {
        const auto* const row =
            std::ranges::find(kLanguages, tag.language, &LanguageRow::three_letters);
        other = row == std::end(kLanguages) ? std::string_view() : row->language;
    }
    // Only who says just "Kurdish" can mean Sorani by its letters.
    if (tag.script == "Arab" && (tag.language == "ku" || tag.language == "kur")) {
        tag = {"ckb", "", tag.region, tag.rest};
        return;
    }
    if (other.empty() || (tag.script == "Arab" && tag.language == "kmr")) {
        return;
    }
    const std::vector<std::string> parts = parts_of(other);
    tag.language = parts[0];
    for (std::size_t i = 1; i < parts.size(); ++i) {
        std::string& place = parts[i].size() == 4 ? tag.script : tag.region;
        place = place.empty() ? parts[i] : place;
    }
}

/// Nothing if `text` is no tag. `text` has hyphens and no white space.
std::optional<Tag> tag_of(std::string_view text) {
    if (!is_language_tag(text)) {
        return std::nullopt;
    }
    const std::vector<std::string> parts = parts_of(text);
    Tag tag;
    tag.language = in_small(parts[0]);
    // "zh-yue", "ar-apc": languages that were once written behind the one that holds them.
    constexpr std::string_view kHolders[] = {"ar", "zh", "ms", "sw", "uz", "lv", "kok"};
    std::size_t at = 1;
    if (parts.size() > 1 && parts[1].size() == 3 && std::ranges::all_of(parts[1], is_letter) &&
        std::ranges::find(kHolders, tag.language) != std::end(kHolders)) {
        tag.language = in_small(parts[at++]);
    }
    for (; at < parts.size(); ++at) {
        const std::string part = in_small(parts[at]);
        const bool letters = std::ranges::all_of(part, is_letter);
        if (part == "x") {
            for (; at < parts.size(); ++at) {
                tag.rest += "-" + in_small(parts[at]);
            }
        } else if (part.size() == 1) {
            // Extensions say how to sort or count, not which language.
            while (at + 1 < parts.size() && parts[at + 1].size() > 1) {
                ++at;
            }
        } else if (part.size() == 4 && letters && tag.script.empty() && tag.region.empty()) {
            tag.script = in_capitals(part.substr(0, 1)) + part.substr(1);
        } else if (tag.region.empty() &&
                   ((part.size() == 2 && letters) ||
                    (part.size() == 3 && std::ranges::all_of(part, is_digit)))) {
            tag.region = in_capitals(part);
        } else {
            tag.rest += "-" + part;
        }
    }
    if (const std::string_view region = other_of(kRegionAliases, tag.region); !region.empty()) {
        tag.region = region;
    }
    replace_language(tag);
    // The registered variant, and what people write behind "x".
    constexpr std::string_view kEasy[] = {"-simple",          "-leicht",   "-easy",
                                          "-leichte-sprache", "-x-simple", "-x-leichte",
                                          "-x-easy",          "-x-ls",     "-x-leichte-sprache"};
    if (tag.language == "de" && std::ranges::find(kEasy, tag.rest) != std::end(kEasy)) {
        tag.rest = "-x-leicht";
    }
    return minimised(tag);
}

/// "de_DE.UTF-8 " → "de-DE"
std::string with_hyphens(std::string_view written) {
    std::string out = clean_word(written).text;
    out.resize(std::min(out.find_first_of(".@"), out.size()));
    std::ranges::replace(out, '_', '-');
    for (const std::string_view dash : {"\u2010", "\u2011", "\u2013"}) {
        for (auto at = out.find(dash); at != std::string::npos; at = out.find(dash, at)) {
            out.replace(at, dash.size(), "-");
        }
    }
    return out;
}

char32_t small_letter(char32_t c) {
    if ((c >= U'A' && c <= U'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) ||
        (c >= 0x0391 && c <= 0x03A9) || (c >= 0x0410 && c <= 0x042F)) {
        return c + 0x20;
    }
    switch (c) {
        case 0x0131:  // dotless i
            return U'i';
        case 0x0141:  // L with stroke
            return 0x0142;
        case 0x0643:  // Arabic kaf and yeh as Persian and Kurdish write them
            return 0x06A9;
        case 0x0649:
        case 0x064A:
            return 0x06CC;
        default:
            break;
    }
    return c >= 0x0400 && c <= 0x040F ? c + 0x50 : c >= 0x0531 && c <= 0x0556 ? c + 0x30 : c;
}

/// Letters and digits alone, small and without marks: "Kurdisch - Sorani" → "kurdischsorani".
std::string name_key(std::string_view name) {
    std::u32string out;
    for (const char32_t c : decomposed(code_points(folded(name)))) {
        const bool letter =
            c < 0x80
                ? is_letter(static_cast<char>(c)) || is_digit(static_cast<char>(c))
                : !(c < 0xC0 || (c >= 0x02B0 && c <= 0x036F) || (c >= 0x064B && c <= 0x065F) ||
                    c == 0x0670 || (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F));
        if (letter) {
            out += small_letter(c);
        }
    }
    return utf8(out);
}

using Names = std::map<std::string, std::string, std::less<>>;

void add_names(Names& out, std::string_view meaning, std::string_view names) {
    for (std::size_t at = 0; at < names.size();) {
        const std::size_t end = std::min(names.find('|', at), names.size());
        out.emplace(name_key(names.substr(at, end - at)), meaning);
        at = end + 1;
    }
}
std::string meaning_of(const Names& names, std::string_view name) {
    const auto found = names.find(name_key(name));
    return found == names.end() ? "" : found->second;
}

std::string tag_of_name(std::string_view name) {
    static const Names kNames = [] {
        Names out;
        for (const auto& [tag, names] : kVarieties) {
            add_names(out, tag, names);
        }
        for (const LanguageRow& row : kLanguages) {
            add_names(out, row.language, row.names);
        }
        return out;
    }();
    return meaning_of(kNames, name);
}

/// What a name in brackets says of a language before it: a script, never the language Latin.
std::string script_of_name(std::string_view name) {
    static const Names kNames = [] {
        Names out;
        add_names(out, "Latn", "Latin|Latin script|Latein|Lateinisch|lateinische Schrift|latinica");
        add_names(out, "Cyrl", "Cyrillic|Cyrillic script|Kyrillisch|kyrillische Schrift");
        add_names(out, "Arab", "Arabic|Arabic script|Arabisch|arabische Schrift");
        return out;
    }();
    return meaning_of(kNames, name);
}

/// The languages, one space between them, that go by one name; "" if it is no such name.
std::string shared_name(std::string_view name) {
    static const Names kNames = [] {
        Names out;
        add_names(out, "ku ckb kmr sdh lki", "Kurdish|Kurdisch|Kurdî|Kurdi|کوردی|کردی");
        add_names(out, "sr", "Serbian|Serbisch");
        return out;
    }();
    return meaning_of(kNames, name);
}

/// Whether anybody speaks what the tag names, as far as the tables know. All codes of two letters
/// are in them.
bool is_known(const Tag& tag) {
    return row_of(tag.language) != nullptr;
}

/// "Dari (prs)", "ar [Arabic]": what stands before the last bracket, and what inside.
std::optional<std::pair<std::string, std::string>> with_brackets(const std::string& text) {
    const auto open = text.find_last_of("([");
    if (open == std::string::npos || open == 0 || (!text.ends_with(')') && !text.ends_with(']'))) {
        return std::nullopt;
    }
    return std::pair(
        clean_word(std::string_view(text).substr(0, open)).text,
        clean_word(std::string_view(text).substr(open + 1, text.size() - open - 2)).text);
}

/// What both say together; nothing if they say two languages.
std::optional<std::string> agreed(const std::string& outside, const std::string& written_inside) {
    const Tag one = *tag_of(outside);
    const auto tag = tag_of(with_hyphens(written_inside));
    if (tag && tag->language == one.language) {
        // The usual script need not be written; where it is, it is meant.
        const std::vector<std::string> parts = parts_of(with_hyphens(written_inside));
        const bool names_script = std::any_of(
            parts.begin() + 1, parts.end(),
            [](const std::string& part) { return part.size() == 4 && is_letter(part[0]); });
        const bool says_less = tag->written() == tag->language && !names_script;
        return says_less ? outside : tag->written();
    }
    if (const std::string script = script_of_name(written_inside); !script.empty()) {
        return canonical_tag(one.language + "-" + script);
    }
    if (written_inside.size() == 2 && std::ranges::all_of(written_inside, is_letter) &&
        in_capitals(written_inside) == written_inside) {
        return one.region.empty() && one.rest.empty()
                   ? canonical_tag(outside + "-" + written_inside)
                   : outside;
    }
    if (tag) {
        return is_known(*tag) ? std::nullopt : std::optional(outside);
    }
    const auto named = language_meant(written_inside);
    if (!named) {
        return outside;  // "Arabic (Syria)"
    }
    return tag_of(*named)->language == one.language ? named : std::nullopt;
}

std::optional<std::string> meant_with_brackets(const std::string& outside,
                                               const std::string& inside) {
    if (const std::string languages = shared_name(outside); !languages.empty()) {
        const auto meant = language_meant(inside);
        const bool among =
            meant &&
            (" " + languages + " ").find(" " + tag_of(*meant)->language + " ") != std::string::npos;
        return among ? meant : std::nullopt;
    }
    const auto meant = language_meant(outside);
    return meant ? agreed(*meant, inside) : language_meant(inside);
}

/// "ar - Arabic", "Arabic / العربية": parts that all mean the same, as far as they mean anything.
std::optional<std::string> meant_by_parts(std::string text) {
    for (const std::string_view between : {" - ", " – ", " — ", "|", ",", ";"}) {
        for (auto at = text.find(between); at != std::string::npos; at = text.find(between, at)) {
            text.replace(at, between.size(), "/");
        }
    }
    if (text.find('/') == std::string::npos) {
        return std::nullopt;
    }
    std::optional<std::string> out;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('/', at), text.size());
        const auto meant = language_meant(std::string_view(text).substr(at, end - at));
        if (meant && out && meant != out) {
            return std::nullopt;
        }
        out = meant ? meant : out;
        at = end + 1;
    }
    return out;
}

}  // namespace

bool is_language_tag(std::string_view text) {
    if (text.empty() || text.size() > limits::kLongestLanguageTagBytes) {
        return false;
    }
    const std::vector<std::string> parts = parts_of(text);
    const std::string& language = parts.front();
    return language.size() >= 2 && language.size() <= 3 &&
           std::ranges::all_of(language, is_letter) &&
           std::ranges::all_of(parts, [](const std::string& part) {
               return !part.empty() && part.size() <= 8 &&
                      std::ranges::all_of(part, [](char c) { return is_letter(c) || is_digit(c); });
           });
}

std::optional<std::string> canonical_tag(std::string_view written) {
    const auto tag = tag_of(with_hyphens(written));
    return tag ? std::optional(tag->written()) : std::nullopt;
}

bool same_tag(std::string_view one, std::string_view other) {
    const auto first = canonical_tag(one);
    return first && first == canonical_tag(other);
}

std::optional<std::string> language_meant(std::string_view tag_or_name) {
    const std::string text = clean_word(tag_or_name).text;
    if (text.size() > limits::kLongestLanguageNameBytes) {
        return std::nullopt;
    }
    const auto tag = tag_of(with_hyphens(text));
    if (tag && is_known(*tag)) {
        return tag->written();
    }
    if (const std::string named = tag_of_name(text); !named.empty()) {
        return named;
    }
    if (tag) {
        // "IQ" of "Kurdish (IQ)" is a country.
        const bool country = text.size() == 2 && in_capitals(text) == text;
        return country ? std::nullopt : std::optional(tag->written());
    }
    const auto brackets = with_brackets(text);
    return brackets ? meant_with_brackets(brackets->first, brackets->second) : meant_by_parts(text);
}

std::optional<std::string> language_among(std::string_view tag_or_name,
                                          const std::vector<std::string>& known) {
    const std::string written = clean_word(tag_or_name).text;
    if (std::ranges::find(known, written) != known.end()) {
        return written;
    }
    const auto meant = language_meant(written);
    if (!meant) {
        return std::nullopt;
    }
    for (const std::string& tag : known) {
        if (same_tag(tag, *meant)) {
            return tag;
        }
    }
    const Tag whole = maximised(*tag_of(*meant));
    const Tag anywhere = minimised({whole.language, whole.script, "", ""});
    if (whole.rest.find("-x-") != std::string::npos) {
        return std::nullopt;
    }
    for (const std::string& tag : known) {
        if (same_tag(tag, anywhere.written())) {
            return tag;
        }
    }
    return std::nullopt;
}

}  // namespace lotse
