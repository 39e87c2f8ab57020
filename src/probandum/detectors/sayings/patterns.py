"""How quantities are written: number words, money, ranks, lengths of time; and the numbers that are none."""

import re

from probandum.detectors.sayings.wordlist import listed

ONES = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
TENS = {
    word: 10 * (rank + 2)
    for rank, word in enumerate(listed("twenty thirty forty fifty sixty seventy eighty ninety"))
}
MANY = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
    "bn": 10**9,
}
ORDINALS = {
    word: rank + 1
    for rank, word in enumerate(listed("first second third fourth fifth sixth seventh eighth ninth tenth"))
}
WORDS = {word: value for value, word in enumerate(ONES)} | TENS
NUMBER_WORD = "|".join(sorted((*WORDS, "a couple of", "half a", "a dozen"), key=len, reverse=True))
SCALE = "hundreds?|thousands?|millions?|billions?|trillions?|dozens?|bn"
APPROXIMATE = (
    r"about|around|nearly|almost|some|roughly|approximately|approx\.?|more than|over|at least|up to|as many as|as much as|fewer than"
    r"|less than|no more than|no fewer than|close to|(?:an )?estimated|just over|just under|well over|under|upwards of|in excess of|circa|only"
)
PLAIN = r"\d{1,3},\d{1,2}(?=\s?(?:million|billion|%|per ?cent))|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
NUMBER = re.compile(
    rf"(?<![\w.,:/#@\\-])(?:(?P<approx>{APPROXIMATE})\s+)?(?:(?P<left>US\$|A\$|C\$|NT\$|HK\$|[$€£¥₽]|USD ?|EUR ?|GBP ?|RMB ?)\s?)?"
    rf"(?P<number>{PLAIN}|(?:\b(?:{NUMBER_WORD})(?:[- ](?:{'|'.join(ONES[1:10])}))?\b(?!-)))"
    rf"(?:\s?(?:-|–|to|and)\s?(?P<high>{PLAIN})(?![\d:/-]))?"
    rf"(?:[ -](?P<scale>{SCALE})\b)?(?:(?P<percent>\s?%|\s?per ?cent\b|\s?percentage points?)|(?=[\s,;.)\]”\"’'?!:–—-]|\Z))",
    re.IGNORECASE,
)
VAGUE = re.compile(
    rf"\b(?:(?P<approx>{APPROXIMATE})\s+)?(?P<scale>dozens|hundreds|(?:tens of |hundreds of )?(?:thousands|millions|billions))\s+of\b|\bseveral (?P<several>hundred|thousand|dozen|million)\b(?! of)",
    re.IGNORECASE,
)
RANK = re.compile(
    r"\b(?:is|are|was|were|becom(?:e|es|ing)|became|mak(?:e|es|ing)|made|remain(?:s|ed|ing)?|rank(?:s|ed|ing)?(?: as)?|as)\s+(?:[^\s,;]+\s+){0,4}?"
    r"(?P<surface>(?:the|its|their|(?P<owner>the world|the globe|\w+)['’]s)\s+(?:(?P<nth>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))[- ])?"
    r"(?:single )?(?:biggest|largest|greatest|highest|smallest|lowest|top|leading|number[- ]one|fastest[- ]growing)"
    r"\s+(?P<unit>[a-z][\w-]*(?:\s(?!of\b|in\b|for\b|among\b|worldwide\b|on\b|at\b|to\b|by\b|and\b|with\b|from\b)[a-z][\w-]*){0,2}))"
    r"(?:\s+(?:of|for|among|in)\s+(?P<of>[^,;.()]{2,80}))?",
)
RHETORIC = frozenset(
    listed(
        "threat threats thief thieves mistake problem challenge lie lies empire danger risk enemy perpetrator hacker hackers bully violator liar scale extent"
        " possible part priority concern importance"
    )
)
RANKED = re.compile(
    r"\brank(?:s|ed|ing)?\s+(?P<surface>(?P<nth>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,3}(?:st|nd|rd|th))\b)",
    re.IGNORECASE,
)
DURATION = re.compile(
    r"\s*-?(?P<unit>(?:consecutive )?(?:years?|months?|weeks?|days?|nights?|hours?|minutes?|decades?|centur(?:y|ies)))\b(?P<ago>\s+(?:ago|earlier|before|later))?(?!-old)"
)
MONTHS = listed("january february march april may june july august september october november december")
MONTH = "|".join(f"{month}|{month[:3]}\\.?" for month in MONTHS)
WHEN = re.compile(
    rf"\b(?:(?P<month>{MONTH})(?: (?P<day>\d{{1,2}}),?)? (?P<year>(?:19|20)\d\d)|(?:in|since|during|by|of|from|for|until|through|year)\s+(?:early |late |mid-)?(?P<alone>(?:19|20)\d\d))\b",
    re.IGNORECASE,
)
DATE_AFTER = re.compile(
    rf"(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{MONTH})\b|:\d\d|\s?(?:[ap]\.?m\b|hrs\b|UTC|GMT)", re.IGNORECASE
)
NUMBERED = listed(
    "figure fig table section sec article art chapter page pages pp p part appendix annex note no nos number step phase stage version ver port ports"
    " unit room bureau line lines row type level case resolution directive paragraph para clause rule title act order age aged windows office directorate department build"
    " server layer tier week day event id code offset base utf rsa aes sha md flight mh category class generation protocol release flash"
)
"""What a number behind it is the name of."""
NOT_BEFORE = re.compile(rf"(?:\b(?:{'|'.join(NUMBERED)})[.:]?|\bv|[#§№])\s*\Z", re.IGNORECASE)
MONTH_BEFORE = re.compile(rf"\b(?:{MONTH})\s*\Z", re.IGNORECASE)
NOT_AFTER = re.compile(
    r"\s?-?\s?(?:bits?|bytes?|pixels?|px|hz|[kmg]hz|ms|milliseconds?|characters?|iterations|rounds|lines|st|nd|rd|th"
    r"|of (?:the|this|these|those|our|them|which|us)\b|seconds?|x)\b|/\d|-(?!year|month|week|day|hour|fold)\w|\.\d",
    re.IGNORECASE,
)
MODIFIER = r"[A-Za-z][\w'’&/-]*"
COUNTED = re.compile(rf"\s+(?P<of>{MODIFIER}(?:\s+{MODIFIER}){{0,6}})")
NO_NOUN = frozenset(
    listed(
        "a an the of in on at by for from to with and or but as is are was were be been has have had will would can could may might should must that which who"
        " when while where if than then so not also more less per via since until after before during between into over under about against this these those it"
        " its they their he she we i you did do does said told percent times ago later earlier points"
    )
)
BREAKS = NO_NOUN | frozenset(
    listed(
        "filed stolen compromised attacked targeted affected hit infected worth located including such used reported being using based around across within"
    )
)
SOURCE = re.compile(
    r"\b(?:according to|as reported by|(?:data|figures|statistics|numbers) (?:from|by|of|released by|published by)|via(?= (?:the )?[A-Z]))\s+(?P<source>[^,;.()]{2,60}(?:\([A-Z]{2,8}\)[^,;.()]{0,30})?)"
)
LEADING = listed("of by to at is was reached hit")
LEFT_OF = re.compile(
    rf"(?:\b(?:an?|the|its|their)\s+)?(?P<of>(?:[\w’'-]+\s+){{0,4}}[\w’'-]+)\s+(?:{'|'.join(LEADING)})\s*\Z"
)
BEFORE_AGO = re.compile(
    r"(?:\b(?:since|after|until)\s+|^|[,;:]\s*)(?P<of>(?!since |after |until )(?:the\s+)?(?:[\w’'-]+\s+){1,8})\Z",
    re.IGNORECASE,
)
PEOPLE = frozenset(
    listed(
        "sides side countries states hackers hacker men women nationals citizens officers individuals people persons suspects defendants spies agents parties governments things ways reasons points questions"
        " spokespersons pillars factors"
    )
)
LEAST_WORD = 10
DIGITS = re.compile(
    r"\d(?:(?:(?<=\A\d)|(?<=[\s($€£¥“\"]\d))[\d,.]*(?:[\s%);:”\"]|$|-(?:year|month|day|fold))|(?<=[$€£¥]\d)|(?<=[$€£¥]\s\d))"
)
SPOT = re.compile(r"(?<![\w.,:/#@\\-])(?:\d|[$€£¥₽]\s?\d|(?:US|A|C|NT|HK)\$|(?:USD|EUR|GBP|RMB) ?\d)")
"""Where a number in digits may begin."""
WORD_SPOT = re.compile(rf"(?<![\w.,:/#@\\-])(?:{NUMBER_WORD})\b", re.IGNORECASE)
"""Where a number in words may begin."""
APPROXIMATELY = re.compile(rf"(?:\A|(?<=[\s(“\"]))(?:{APPROXIMATE})\s+\Z", re.IGNORECASE)
"""Words before a number that make it approximate."""
