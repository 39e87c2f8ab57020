"""The adjective of a state and its name in full, as embassies call themselves: data, to be read like a form.

Names are those of the UN terminology database (UNTERM); a row says how a state is called, nothing else. States that
share an adjective (Congolese, Dominican, Guinean, Korean) are left out.
"""

_ROWS = """
Afghan|the Islamic Republic of Afghanistan
Albanian|the Republic of Albania
Algerian|the People's Democratic Republic of Algeria
American|the United States of America
Andorran|the Principality of Andorra
Angolan|the Republic of Angola
Argentine|the Argentine Republic
Armenian|the Republic of Armenia
Australian|Australia
Austrian|the Republic of Austria
Azerbaijani|the Republic of Azerbaijan
Bahraini|the Kingdom of Bahrain
Bangladeshi|the People's Republic of Bangladesh
Belarusian|the Republic of Belarus
Belgian|the Kingdom of Belgium
Beninese|the Republic of Benin
Bhutanese|the Kingdom of Bhutan
Bolivian|the Plurinational State of Bolivia
Brazilian|the Federative Republic of Brazil
British|the United Kingdom of Great Britain and Northern Ireland
Bulgarian|the Republic of Bulgaria
Burundian|the Republic of Burundi
Cambodian|the Kingdom of Cambodia
Cameroonian|the Republic of Cameroon
Canadian|Canada
Chadian|the Republic of Chad
Chilean|the Republic of Chile
Chinese|the People's Republic of China
Colombian|the Republic of Colombia
Costa Rican|the Republic of Costa Rica
Croatian|the Republic of Croatia
Cuban|the Republic of Cuba
Cypriot|the Republic of Cyprus
Czech|the Czech Republic
Danish|the Kingdom of Denmark
Ecuadorian|the Republic of Ecuador
Egyptian|the Arab Republic of Egypt
Emirati|the United Arab Emirates
Eritrean|the State of Eritrea
Estonian|the Republic of Estonia
Ethiopian|the Federal Democratic Republic of Ethiopia
Finnish|the Republic of Finland
French|the French Republic
Gabonese|the Gabonese Republic
Georgian|Georgia
German|the Federal Republic of Germany
Ghanaian|the Republic of Ghana
Greek|the Hellenic Republic
Guatemalan|the Republic of Guatemala
Haitian|the Republic of Haiti
Honduran|the Republic of Honduras
Hungarian|Hungary
Icelandic|Iceland
Indian|the Republic of India
Indonesian|the Republic of Indonesia
Iranian|the Islamic Republic of Iran
Iraqi|the Republic of Iraq
Irish|Ireland
Israeli|the State of Israel
Italian|the Republic of Italy
Jamaican|Jamaica
Japanese|Japan
Jordanian|the Hashemite Kingdom of Jordan
Kazakh|the Republic of Kazakhstan
Kenyan|the Republic of Kenya
Kuwaiti|the State of Kuwait
Kyrgyz|the Kyrgyz Republic
Lao|the Lao People's Democratic Republic
Latvian|the Republic of Latvia
Lebanese|the Lebanese Republic
Liberian|the Republic of Liberia
Libyan|the State of Libya
Lithuanian|the Republic of Lithuania
Luxembourgish|the Grand Duchy of Luxembourg
Malagasy|the Republic of Madagascar
Malaysian|Malaysia
Malian|the Republic of Mali
Maltese|the Republic of Malta
Mauritanian|the Islamic Republic of Mauritania
Mexican|the United Mexican States
Moldovan|the Republic of Moldova
Mongolian|Mongolia
Montenegrin|Montenegro
Moroccan|the Kingdom of Morocco
Mozambican|the Republic of Mozambique
Namibian|the Republic of Namibia
Nepalese|the Federal Democratic Republic of Nepal
Netherlands|the Kingdom of the Netherlands
Nicaraguan|the Republic of Nicaragua
Nigerian|the Federal Republic of Nigeria
North Macedonian|the Republic of North Macedonia
Norwegian|the Kingdom of Norway
Omani|the Sultanate of Oman
Pakistani|the Islamic Republic of Pakistan
Panamanian|the Republic of Panama
Paraguayan|the Republic of Paraguay
Peruvian|the Republic of Peru
Philippine|the Republic of the Philippines
Polish|the Republic of Poland
Portuguese|the Portuguese Republic
Qatari|the State of Qatar
Romanian|Romania
Russian|the Russian Federation
Rwandan|the Republic of Rwanda
Salvadoran|the Republic of El Salvador
Saudi|the Kingdom of Saudi Arabia
Senegalese|the Republic of Senegal
Serbian|the Republic of Serbia
Singaporean|the Republic of Singapore
Slovak|the Slovak Republic
Slovenian|the Republic of Slovenia
Somali|the Federal Republic of Somalia
South African|the Republic of South Africa
Spanish|the Kingdom of Spain
Sri Lankan|the Democratic Socialist Republic of Sri Lanka
Sudanese|the Republic of the Sudan
Swedish|the Kingdom of Sweden
Swiss|the Swiss Confederation
Syrian|the Syrian Arab Republic
Tajik|the Republic of Tajikistan
Tanzanian|the United Republic of Tanzania
Thai|the Kingdom of Thailand
Tunisian|the Republic of Tunisia
Turkish|the Republic of Türkiye
Turkmen|Turkmenistan
Ugandan|the Republic of Uganda
Ukrainian|Ukraine
Uruguayan|the Eastern Republic of Uruguay
Uzbek|the Republic of Uzbekistan
Venezuelan|the Bolivarian Republic of Venezuela
Vietnamese|the Socialist Republic of Viet Nam
Yemeni|the Republic of Yemen
Zambian|the Republic of Zambia
Zimbabwean|the Republic of Zimbabwe
"""

FORMAL: dict[str, str] = dict(row.split("|") for row in _ROWS.strip().split("\n"))
"""Adjective → name in full, with its article."""
