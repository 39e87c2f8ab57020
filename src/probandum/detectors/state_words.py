"""What states are called by besides their names: demonyms, capitals, organs; and phrases that only look like it.

Data, to be read like a form; codes are ISO 3166-1 alpha-2, forms are parted by semicolons and written as people write
them. Capitals are those of the MISP galaxy ``country`` (CC0, from GeoNames), with other spellings and seats of government.
Left out on purpose: what several states or better-known towns and people share (Korean, Congolese, Victoria, Kingston,
San José, Georgetown, Malé), what is first of all a language (English), and capitals whose status is disputed.
A row says what a word is used for, not what anybody's status is.
"""


def _table(rows: str) -> dict[str, str]:
    """Return forms by code out of ``code forms | code forms …``."""
    return dict(row.strip().split(" ", 1) for row in " ".join(rows.split()).split(" | "))


DEMONYMS: dict[str, str] = _table(
    """
AD Andorran | AE Emirati | AF Afghan | AL Albanian | AM Armenian | AO Angolan | AR Argentine; Argentinian;
Argentinean | AT Austrian | AU Australian | AZ Azerbaijani | BA Bosnian | BB Barbadian | BD Bangladeshi | BE
Belgian | BF Burkinabe | BG Bulgarian | BH Bahraini | BI Burundian | BJ Beninese | BN Bruneian | BO Bolivian
| BR Brazilian | BS Bahamian | BT Bhutanese | BW Botswanan | BY Belarusian; Belarussian | BZ Belizean | CA
Canadian | CF Central African | CH Swiss | CI Ivorian | CL Chilean | CM Cameroonian | CN Chinese; Sino | CO
Colombian | CR Costa Rican | CU Cuban | CV Cape Verdean | CY Cypriot | CZ Czech | DE German | DJ Djiboutian
| DK Danish | DZ Algerian | EC Ecuadorian | EE Estonian | EG Egyptian | ER Eritrean | ES Spanish | ET
Ethiopian | FI Finnish | FJ Fijian | FR French; Franco | GA Gabonese | GB British; Briton | GD Grenadian |
GE Georgian | GH Ghanaian | GM Gambian | GR Greek | GT Guatemalan | GY Guyanese | HN Honduran | HR Croatian
| HT Haitian | HU Hungarian | ID Indonesian | IE Irish | IL Israeli | IN Indian | IQ Iraqi | IR Iranian | IS
Icelandic | IT Italian | JM Jamaican | JO Jordanian | JP Japanese | KE Kenyan | KG Kyrgyz | KH Cambodian |
KP North Korean | KR South Korean | KW Kuwaiti | KZ Kazakh; Kazakhstani | LA Laotian | LB Lebanese | LI
Liechtensteiner | LK Sri Lankan | LR Liberian | LT Lithuanian | LU Luxembourgish | LV Latvian | LY Libyan |
MA Moroccan | MC Monegasque | MD Moldovan | ME Montenegrin | MG Malagasy | MK Macedonian; North Macedonian |
ML Malian | MM Burmese | MN Mongolian | MR Mauritanian | MT Maltese | MU Mauritian | MV Maldivian | MW
Malawian | MX Mexican | MY Malaysian | MZ Mozambican | NA Namibian | NE Nigerien | NG Nigerian | NI
Nicaraguan | NL Dutch | NO Norwegian | NP Nepali; Nepalese | NZ New Zealander | OM Omani | PA Panamanian |
PE Peruvian | PG Papua New Guinean | PH Philippine; Filipino | PK Pakistani | PL Polish | PR Puerto Rican |
PS Palestinian | PT Portuguese | PY Paraguayan | QA Qatari | RO Romanian | RS Serbian | RU Russian; Russo |
RW Rwandan | SA Saudi; Saudi Arabian | SD Sudanese | SE Swedish | SG Singaporean | SI Slovenian; Slovene |
SK Slovak; Slovakian | SL Sierra Leonean | SN Senegalese | SO Somali | SR Surinamese | SS South Sudanese |
SV Salvadoran | SY Syrian | TD Chadian | TG Togolese | TH Thai | TJ Tajik | TL Timorese | TM Turkmen | TN
Tunisian | TR Turkish | TT Trinidadian | TW Taiwanese | TZ Tanzanian | UA Ukrainian | UG Ugandan | US
American | UY Uruguayan | UZ Uzbek | VE Venezuelan | VN Vietnamese | XK Kosovar | YE Yemeni | ZA South
African | ZM Zambian | ZW Zimbabwean
"""
)
"""Adjectives, and nouns for the people; a plural in ``s`` is added to forms that end in n or i."""

CAPITALS: dict[str, str] = _table(
    """
AD Andorra la Vella | AE Abu Dhabi | AF Kabul | AL Tirana | AM Yerevan | AO Luanda | AR Buenos Aires | AS
Pago Pago | AT Vienna | AU Canberra | AW Oranjestad | AZ Baku | BA Sarajevo | BB Bridgetown | BD Dhaka | BE
Brussels | BF Ouagadougou | BG Sofia | BH Manama | BI Gitega | BJ Porto-Novo | BN Bandar Seri Begawan | BO
Sucre; La Paz | BR Brasilia; Brasília | BS Nassau | BT Thimphu | BW Gaborone | BY Minsk | BZ Belmopan | CA
Ottawa | CD Kinshasa | CF Bangui | CG Brazzaville | CH Bern; Berne | CI Yamoussoukro | CL Santiago | CM
Yaounde; Yaoundé | CN Beijing; Peking | CO Bogota; Bogotá | CU Havana | CV Praia | CW Willemstad | CY
Nicosia | CZ Prague | DE Berlin | DK Copenhagen | DM Roseau | DO Santo Domingo | DZ Algiers | EC Quito | EE
Tallinn | EG Cairo | EH El-Aaiun | ER Asmara | ES Madrid | ET Addis Ababa | FI Helsinki | FJ Suva | FM
Palikir | FR Paris | GA Libreville | GB London | GE Tbilisi | GF Cayenne | GH Accra | GL Nuuk | GM Banjul |
GN Conakry | GQ Malabo | GR Athens | GS Grytviken | GT Guatemala City | GU Hagatna | GW Bissau | HN
Tegucigalpa | HR Zagreb | HT Port-au-Prince | HU Budapest | ID Jakarta | IE Dublin | IN New Delhi; Delhi |
IQ Baghdad | IR Tehran; Teheran | IS Reykjavik; Reykjavík | IT Rome | JO Amman | JP Tokyo | KE Nairobi | KG
Bishkek | KH Phnom Penh | KI Tarawa | KM Moroni | KP Pyongyang | KR Seoul | KW Kuwait City | KZ Nur-Sultan;
Astana | LA Vientiane | LB Beirut | LC Castries | LI Vaduz | LK Colombo | LR Monrovia | LS Maseru | LT
Vilnius | LV Riga | LY Tripoli | MA Rabat | MD Chisinau; Chișinău | ME Podgorica | MG Antananarivo | MH
Majuro | MK Skopje | ML Bamako | MM Nay Pyi Taw; Naypyidaw | MN Ulaanbaatar | MP Saipan | MR Nouakchott | MT
Valletta | MU Port Louis | MW Lilongwe | MX Mexico City | MY Kuala Lumpur | MZ Maputo | NA Windhoek | NC
Noumea | NE Niamey | NG Abuja | NI Managua | NL Amsterdam; The Hague | NO Oslo | NP Kathmandu | NR Yaren |
NZ Wellington | OM Muscat | PA Panama City | PE Lima | PF Papeete | PG Port Moresby | PH Manila | PK
Islamabad | PL Warsaw | PT Lisbon | PW Melekeok | PY Asuncion; Asunción | QA Doha | RO Bucharest | RS
Belgrade | RU Moscow | RW Kigali | SA Riyadh | SB Honiara | SD Khartoum | SE Stockholm | SI Ljubljana | SK
Bratislava | SL Freetown | SN Dakar | SO Mogadishu | SR Paramaribo | SS Juba | ST Sao Tome; São Tomé | SV
San Salvador | SY Damascus | SZ Mbabane | TD N'Djamena | TG Lome | TH Bangkok | TJ Dushanbe | TL Dili | TM
Ashgabat | TN Tunis | TO Nuku'alofa | TR Ankara | TT Port of Spain | TW Taipei | TZ Dodoma | UA Kyiv; Kiev |
UG Kampala | US Washington; Washington, D.C.; Washington D.C.; Washington, DC; Washington DC | UY Montevideo
| UZ Tashkent | VA Vatican City | VE Caracas | VI Charlotte Amalie | VN Hanoi | VU Port Vila | WS Apia | XK
Pristina | YE Sanaa; Sana'a | YT Mamoudzou | ZA Pretoria | ZM Lusaka | ZW Harare
"""
)
"""Seats of government, which stand for the government in “Paris denies it” and for the town in “arrested in Paris”."""

ORGANS: dict[str, str] = {
    "AU": "Australian Signals Directorate",
    "BY": "Belarusian KGB",
    "CA": "Communications Security Establishment; Canadian Security Intelligence Service",
    "CN": "Zhongnanhai; Ministry of State Security; MSS; People's Liberation Army; PLA; Chinese Communist Party",
    "CZ": "NÚKIB",
    "DE": "Bundestag; Bundesregierung; Bundesamt; Bundesnachrichtendienst; BND; Bundeswehr",
    "FR": "Élysée; Elysée; Elysee; Quai d'Orsay; DGSE; ANSSI",
    "GB": "Whitehall; Downing Street; GCHQ; MI5; MI6; Foreign, Commonwealth and Development Office; "
    "Foreign, Commonwealth & Development Office",
    "IL": "Knesset; Mossad; Unit 8200; Shin Bet",
    "IN": "Lok Sabha",
    "IR": "Islamic Revolutionary Guard Corps; Revolutionary Guards; Revolutionary Guard Corps; IRGC; "
    "Ministry of Intelligence and Security; MOIS",
    "KP": "Reconnaissance General Bureau; Workers' Party of Korea; Bureau 121",
    "KR": "Blue House",
    "NL": "Binnenhof; AIVD; MIVD",
    "PK": "Inter-Services Intelligence",
    "RU": "Kremlin; State Duma; Duma; GRU; FSB; SVR; Federal Security Service; Roskomnadzor",
    "UA": "Verkhovna Rada; SBU",
    "US": "White House; Pentagon; Capitol Hill; Foggy Bottom; Oval Office; State Department; Justice Department; "
    "Department of Homeland Security; Federal Bureau of Investigation; Central Intelligence Agency; "
    "National Security Agency; FBI; CIA; NSA; CISA",
}
"""Houses, offices and services that one state alone has under this name."""

NOT_STATES: tuple[str, ...] = (
    *(
        "New Mexico",
        "New Jersey",
        "New Guinea",
        "Northern Ireland",
        "Northern Irish",
        "North America",
        "South America",
    ),
    *(
        "Latin America",
        "Central America",
        "Latin American",
        "South American",
        "North American",
        "Central American",
    ),
    *(
        "African American",
        "American Indian",
        "Native American",
        "Gulf of Mexico",
        "Gulf of Oman",
        "Gulf of Guinea",
    ),
    *("Sea of Japan", "South China Sea", "East China Sea", "Panama Canal", "Niger Delta", "Niger River"),
    *("Jordan River", "River Jordan", "Atlanta, Georgia", "Georgia, USA", "Georgia, US", "State of Georgia"),
    *(
        "state of Georgia",
        "Washington State",
        "State of Washington",
        "state of Washington",
        "Washington state",
    ),
    *(
        "British Columbia",
        "British Airways",
        "American Express",
        "American Airlines",
        "Persian Gulf",
        "Bank of America",
    ),
    *("Swiss cheese", "Swiss Army knife", "Turkish delight", "French fries", "Dutch auction", "Chinese wall"),
    *(
        "Chinese whispers",
        "Russian roulette",
        "Russian doll",
        "Russian dolls",
        "Indian summer",
        "Indian Ocean",
    ),
    *("Dutch East Indies", "African-American", "Paris Agreement", "Paris Call", "Geneva Convention"),
    *(
        "Vienna Convention",
        "Budapest Convention",
        "Warsaw Pact",
        "Treaty of Rome",
        "Havana syndrome",
        "Havana Syndrome",
    ),
    *(
        "Stockholm syndrome",
        "Lisbon Treaty",
        "Tunis Agenda",
        "Tallinn Manual",
        "China Daily",
        "London Stock Exchange",
    ),
    *(
        "American English",
        "British English",
        "Los Angeles",
        "Kremlin Cup",
        "Contact US",
        "About US",
        "Follow US",
    ),
)
"""Phrases in which the word of a state does not name it."""

OTHER_NAMES: dict[str, str] = {
    "CG": "Congo-Brazzaville",
    "IE": "Republic of Ireland",
    "TW": "Republic of China",
    "CN": "People’s Republic of China; mainland China",
    "KP": "Democratic People’s Republic of Korea",
}
"""Longer or other names that the pack may lack; they win over shorter ones inside them."""

OFFICES = frozenset(
    """
ambassador ambassadors air armed army attorney authorities central chancellor communist congress consulate court customs
cyber defence defense delegation department deputy district embassy federal forces foreign government house intelligence
interior internal justice military minister ministry mission national navy office officials parliament party people's
permanent police premier president presidential prime prosecutor public representative secret secretary security senate
special spokesman spokesperson spokeswoman state states supreme treasury vice
""".split()  # noqa: SIM905
)
"""Words, in lower case, that with a capital stand beside the name of a state and leave it one: “China Foreign Ministry”."""
