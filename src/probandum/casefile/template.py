"""The case file that a new case starts from."""

import json

from probandum.model.scales import ICD_203, LEVELS, STANDARDS, Level

_TEMPLATE = """\
# A case for probandum. Lines that begin with # are notes and examples: take the # away to use one.
# Everything here is stated by a person, is read like code, and goes into the ledger with each assessment.

[case]
title = {title}
tlp = "TLP:CLEAR"                  # who may see the dossier: TLP:CLEAR, :GREEN, :AMBER, :AMBER+STRICT, :RED
# as_of = 2024-03-31               # knowledge and evidence published later are left out

[question]
text = {question}
level = "{level}"                  # {levels}
standard = "{standard}"
#   {standards}
#   or your own: standard = {{ title = "our standard", threshold = "0.80", budget = 2 }}
#   threshold: least probability; budget: how many items may have been planted. It is fixed before the first result.
# prior = "uniform"                # or "reporting-rate" (triage only: favours who is reported on most),
#                                  # or your own: prior = {{ G0001 = "0.2", G0002 = "0.1" }}

[knowledge]
# pack = "packs/mine.json"         # default: the pack built from the registry packages
exclude = []                       # names or URLs of citations about this incident: knowledge must not
#                                  # testify to its own case, e.g. ["Vendor Report 2024", "https://…"]

# Who reports. reliability: Admiralty A (completely reliable) to E (unreliable), F (cannot be judged).
# [[source]]
# name = "Example Vendor"
# reliability = "B"
# interest = "sells protection against what it reports"
# relies_on = []                   # names of sources whose reporting it repeats
# party = ""                       # those who act for one party share an interest
# right = 0                        # its accusations that later proved right, and wrong;
# wrong = 0                        # its denials likewise: denials_right, denials_wrong
# record = "court records 2010–2020, counted by A. Analyst"   # where the counts are from; needed with any of them

# What a file in evidence/ is. Files without an entry are used with the defaults.
# [[evidence]]
# file = "evidence/report.html"
# source = "Example Vendor"
# published = "2024-02-12"
# url = "https://vendor.example/report"
# credibility = 2                  # Admiralty 1 (confirmed) to 5 (improbable), 6 (cannot be judged)
# use = ["behaviour", "claims"]    # what it may testify to; ["background"]: neither
# tlp = "TLP:CLEAR"

# Who says what about whom. Quotes must stand in the file word for word (white space apart).
# [[claim]]
# file = "evidence/report.html"
# quote = "we assess that the group is behind the intrusion"
# stance = "accuses"               # accuses, denies, rejects-basis, counter-accuses, asserts, questions
# speaker = "Example Vendor"       # the last in the chain: the accuser, not the newspaper
# subject = "the group"
# predicate = "is behind the intrusion"
# level = "group"
# linked_to = "Example State"      # who is said to stand behind the subject, and how: link = "sponsored by"
# basis = "code that it shares with older tools"
# hedge = "we assess"
# name = "vendor-accuses"          # so that another claim can say: answers = ["vendor-accuses"]
# hypothesis = "G0001"             # whom you take the subject to be: the saying is weighed. Without it: shown only
# by = "A. Analyst"

# What an artefact is worth, in your judgement, with your reason.
# [[judgement]]
# file = "evidence/report.html"
# quote = "compiled between nine and five in one time zone"
# hypothesis = "G0001"             # id in the knowledge, your own hypothesis, or "unknown"
# item = "working hours"
# if_true = "likely"               # {bands}
# if_false = "roughly even chance"
# forgery = 1                      # what forging it would cost: 1 cheap, 2 moderate, 3 costly, 4 out of reach
# reason = "the clock of the build machine is easily set"
# by = "A. Analyst"

# That an actor belongs to a larger one. Without a link nothing is concluded about the larger one.
# [[link]]
# file = "evidence/report.html"
# quote = "the group is a unit of the organisation"
# child = "G0001"
# parent = "Example Organisation"
# level = "organisation"
# band = "likely"
# reason = "stated by one side only"
# by = "A. Analyst"

# Your decision on what a program extracted.
# [[review]]
# decision = "reject"              # or "accept"
# value = "T1059.001"
# file = "evidence/report.html"    # leave out to decide for all files
# reason = "the report describes what defenders ran"
# by = "A. Analyst"

# A table of known figures, against which stated ones are checked. Columns: of, unit, when, value, and if you like rank, note.
# [[reference]]
# file = "evidence/filings-2019.csv"
# source = "Example Office of Statistics, yearly report"
# published = "2020-04-07"

# Which documents you count as one origin, or apart, whatever the program finds: join, or split.
# [[origin]]
# join = ["evidence/report.html", "evidence/article.html"]
# reason = "the article was written from the vendor's briefing, in other words"
# by = "A. Analyst"

# An actor whom the knowledge does not have.
# [[hypothesis]]
# name = "an insider"
# level = "operator"
"""


def template(
    title: str,
    question: str = "Who carried it out?",
    level: Level = "group",
    standard: str = "clear-and-convincing",
) -> str:
    """Return a commented ``case.toml`` that parses as it is.

    Args:
        title: of the case; line breaks and quotation marks are escaped.
        question: in words.
        level: what kind of answer is meant.
        standard: a name in ``scales.STANDARDS``.
    """
    return _TEMPLATE.format(
        title=_string(title),
        question=_string(question),
        level=level,
        levels="one of " + ", ".join(LEVELS),
        standard=standard,
        standards=", ".join(STANDARDS),
        bands=", ".join(band.word for band in ICD_203),
    )


def _string(text: str) -> str:
    # a JSON string is a TOML basic string, apart from DEL and lone surrogates
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(clean, ensure_ascii=False).replace("\x7f", "\\u007f")
