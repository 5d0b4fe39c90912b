// SPDX-License-Identifier: EUPL-1.2
/// What countries and languages are also called, where no locale data say so: short names, former
/// ones, those of a part or of a people. Only found by, never shown.
///
/// A name of a region without a state of its own leads to the states that it lies in.
#pragma once

#include <string_view>

namespace lotse::text {

struct OtherName {
    std::string_view code;   ///< as in regions.h
    std::string_view names;  ///< with | between them
};

inline constexpr OtherName kAlsoCountries[] = {
    {"AE", "VAE|UAE|Emirate|Emirates|Dubai|Abu Dhabi|الإمارات|Emiratos"},
    {"BA", "Bosnien|Bosnia|Bosna|Herzegowina|Hercegovina|BiH"},
    {"BD", "Bengalen|Bengal|Ostpakistan"},
    {"BF", "Burkina|Obervolta|Haute Volta|Upper Volta"},
    {"BJ", "Dahomey"},
    {"BN", "Brunei"},
    {"BY", "Weißrussland|White Russia|Belorussia|Biélorussie|Bielorusia|Белоруссия"},
    {"CD",
     "Kongo Kinshasa|Congo Kinshasa|DR Kongo|DRC|RDC|Zaire|Demokratische Republik Kongo|"
     "Belgisch Kongo"},
    {"CF", "Zentralafrika|Centrafrique|RCA"},
    {"CG", "Kongo Brazzaville|Congo Brazzaville|Republik Kongo"},
    {"CI", "Elfenbeinküste|Ivory Coast|Cote d Ivoire|Costa de Marfil|Fildişi Sahili"},
    {"CN", "Tibet|Volksrepublik China|PRC"},
    {"CV", "Kapverden|Kap Verde|Cape Verde|Cap Vert"},
    {"CZ", "Tschechei|Tschechische Republik|Czech Republic|Česko"},
    {"DE", "BRD|Bundesrepublik|Germany|Almanya|Alemania"},
    {"DD", "DDR|GDR|Ostdeutschland|East Germany"},
    {"ET", "Abessinien|Abyssinia|Habesha|Oromia|Tigray"},
    {"GB",
     "UK|England|Großbritannien|Grossbritannien|Great Britain|Britain|Schottland|Scotland|Wales|"
     "Nordirland|Northern Ireland|Inglaterra|Ingiltere|Angleterre|Англия|انجلترا|انگلستان"},
    {"GH", "Goldküste|Gold Coast"},
    {"GR", "Hellas"},
    {"ID", "Niederländisch Indien"},
    {"IE", "Eire"},
    {"IN", "Hindustan|Bharat|Kaschmir|Kashmir|Punjab"},
    {"IQ", "Kurdistan|Mesopotamien"},
    {"IR", "Persien|Persia|Perse|Kurdistan|Islamische Republik Iran"},
    {"KG", "Kirgisien|Kirghizia|Kirgisistan"},
    {"KH", "Kampuchea|Kambodscha"},
    {"KP", "Nordkorea|North Korea|DPRK"},
    {"KR", "Südkorea|South Korea|Korea"},
    {"LK", "Ceylon"},
    {"MD", "Moldawien|Moldau|Moldavia|Молдавия"},
    {"MK", "Mazedonien|Makedonien|Macedonia|Makedonija|FYROM"},
    {"MM", "Birma|Burma|Birmanie"},
    {"NL", "Holland|Hollanda|Голландия|هولندا"},
    {"PK", "Kaschmir|Kashmir|Punjab"},
    {"PS", "Palästina|Palestine|Palestina|Filistin|Gaza|Westjordanland|West Bank"},
    {"RU",
     "Russische Föderation|Russian Federation|Tschetschenien|Chechnya|Dagestan|Inguschetien|"
     "Tatarstan|Чечня"},
    {"SA", "Saudi|KSA"},
    {"SO", "Somaliland"},
    {"SU", "UdSSR|USSR|SSSR|СССР|Soviet Union"},
    {"SY", "Kurdistan|Rojava"},
    {"SZ", "Swasiland|Swaziland"},
    {"TH", "Siam"},
    {"TL", "Osttimor|East Timor"},
    {"TR", "Kurdistan|Türkiye"},
    {"TW", "Formosa"},
    {"TZ", "Tanganjika|Sansibar|Zanzibar"},
    {"US", "USA|US|Amerika|America|Vereinigte Staaten|États Unis|EEUU|США|أمريكا|امریکا"},
    {"VA", "Vatikan|Vatican"},
    {"XK", "Kosova"},
    {"YU", "Jugoslavija|Yugoslavia"},
    {"ZW", "Rhodesien|Rhodesia"},
};

inline constexpr OtherName kAlsoLanguages[] = {
    {"aii", "Assyrisch|Assyrian|Syriac|Suret|Chaldäisch|Chaldean|Aramaic"},
    {"am", "Amharisch|Abessinisch"},
    {"bal", "Belutschi|Balutschi|Balochi|Baluchi"},
    {"bs", "Bosnisch|Serbokroatisch|BKS|Naški"},
    {"ckb", "Sorani|Kurdisch|Kurdish|Kürtçe"},
    {"dyu", "Dioula|Jula"},
    {"es", "Castellano|Kastilisch|Castilian"},
    {"fa", "Farsi|Persisch"},
    {"ff", "Fula|Fulani|Peul|Pulaar|Fulfulde"},
    {"fil", "Tagalog|Pilipino"},
    {"haz", "Hazara|Hazaragi"},
    {"he", "Ivrit|Hebräisch"},
    {"hr", "Kroatisch|Serbokroatisch|BKS"},
    {"ht", "Kreyol|Creole|Kreolisch"},
    {"kab", "Berber|Tamazight|Amazigh"},
    {"kmr", "Kurmandschi|Kurmanji|Kurmanci|Kurdisch|Kurdish|Kürtçe|Badini|Bahdini"},
    {"man", "Mandingo|Malinke"},
    {"nl", "Flämisch|Flemish|Vlaams|Holländisch"},
    {"om", "Oromifa|Afaan Oromoo|Galla"},
    {"prs", "Dari|Farsi Dari|Afghanisch|Afghan"},
    {"ps", "Paschtu|Pashto|Pashtu|Pushto|Pashtun|Afghanisch"},
    {"ro", "Moldauisch|Moldawisch|Moldovan"},
    {"rom", "Romanes|Sinti|Roma"},
    {"si", "Singhalesisch|Sinhala"},
    {"sr", "Serbisch|Serbokroatisch|BKS"},
    {"ti", "Tigrinya|Tigrigna|Tigrinisch|Eritreisch"},
    {"tru", "Turoyo|Suryoyo|Aramaic"},
    {"yue", "Kantonesisch|Cantonese"},
    {"zgh", "Berber|Tamazight|Amazigh|Tarifit"},
    {"zh", "Mandarin|Hochchinesisch|Putonghua"},
    {"zza", "Zaza|Dimli|Kirmancki|Zazaisch"},
};

}  // namespace lotse::text
