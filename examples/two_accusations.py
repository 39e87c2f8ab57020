"""The words of the example "two accusations": our own, after public facts with their references. A table of data.

Both sides have the same kinds of documents: the accusation, an item that repeats it, its technical part, the answer, the
doubts, and a reading list.
"""

from document import Article, Bundle, Document, Mail, Sheet

JUSTICE = "https://www.justice.gov/opa/pr/two-chinese-hackers-working-ministry-state-security-charged-global-computer-intrusion"
EMBASSY = (
    "Chinese embassy in Belgium, 25 July 2020: questions and answers on media reports about the accusation"
)
CVERC = "https://www.cverc.org.cn/head/zhaiyao/news20220905-NPU.htm"
SENTINEL = "https://www.sentinelone.com/labs/chinas-cyber-revenge-why-the-prc-fails-to-back-its-claims-of-western-espionage/"

# --- July 2020: an accusation by the United States -------------------------------------------------------------------
CHARGED = (
    (
        "A grand jury in Spokane charged two nationals of China with entering the computers of hundreds of organisations over "
        "more than ten years. It alleges that in some cases they acted for their own profit and in others for the Ministry of "
        "State Security of China, with whose Guangdong State Security Department they are said to have worked."
    ),
    (
        "Among the targets were makers of machines, medical devices and software, firms in solar energy, medicine and defence "
        "in the United States, Australia, Belgium, Germany, Japan, Lithuania, the Netherlands, South Korea, Spain, Sweden and "
        "the United Kingdom. In 2020 the two are said to have looked for weak points in networks of firms that worked on "
        "vaccines and tests for COVID-19."
    ),
)

ACCUSATION_2020 = Article(
    "accusation-2020-07-21.html",
    "2020-07-21",
    "Department of Justice of the United States, 21 July 2020",
    "Two charged with intrusions over ten years",
    (
        "The Department of Justice of the United States made public an indictment of eleven counts.",
        *CHARGED,
        (
            "The department adds that an indictment is merely an allegation, and that all accused are presumed innocent until "
            "proven guilty."
        ),
    ),
    (JUSTICE,),
)

REPEAT_2020 = Article(
    "news-agency-2020-07-22.html",
    "2020-07-22",
    "News agencies repeating the Department of Justice",
    "United States accuses two of stealing research",
    (
        "The Department of Justice of the United States has published charges in a case of computer intrusion.",
        CHARGED[0].replace(
            "hundreds of organisations over more than", "hundreds of organisations for more than"
        ),
        CHARGED[1],
    ),
    (JUSTICE,),
)

TECHNICAL_2020 = Bundle(
    "technical-part-2020-07-21.stix.json",
    "2020-07-21",
    "Department of Justice of the United States",
    "What the accusation of July 2020 says was done on computers",
    "Alleged, not observed by anybody else: the technical statements of the accusation, as ATT&CK techniques.",
    (
        (
            "T1190",
            "Exploit Public-Facing Application",
            "Known weak points of web servers and web software were used.",
        ),
        ("T1505.003", "Web Shell", "Web shells were left on the servers."),
        ("T1560.001", "Archive via Utility", "Data was packed into encrypted RAR files."),
        ("T1036.008", "Masquerade File Type", "RAR files were given the suffix of pictures."),
        ("T1070.006", "Timestomp", "Times of files were changed."),
    ),
    (("S0020", "China Chopper", "malware"),),
    (JUSTICE,),
)

TABLE_2020 = Sheet(
    "technical-part-2020-07-21.csv",
    (
        ("text", "rar renamed to jpg", "packed data with the suffix of a picture, as alleged"),
        ("text", "recycle bin", "where programs and documents were put, as alleged"),
    ),
    (JUSTICE,),
)

ANSWER_2020 = Article(
    "answer-2020-07-25.html",
    "2020-07-25",
    "Chinese embassy in Belgium, 25 July 2020",
    "Embassy rejects the accusation",
    (
        (
            "Asked about reports on the accusation, the embassy of China in Belgium answered that China is itself a victim of "
            'attacks and that the accusations are "purely fabricated". The government of China, it said, opposes every form of '
            "attack on computers and acts against it."
        ),
        (
            "The embassy accused the United States in its turn of theft by computer on a scale larger than that of any other "
            "country, and named PRISM as the example that has shown this."
        ),
    ),
    (),
)

DOUBTS_2020 = Article(
    "what-is-tested-2020-07-31.pdf",
    "2020-07-31",
    "Notes on the public record of the accusation of July 2020",
    "What has been tested and what has not",
    (
        (
            "The accusation names what was taken and how, and it names accused persons. The technical data on which it rests, such "
            "as logs and seized files, is not attached to it, so that nobody outside can repeat the analysis."
        ),
        "The accused are not in custody. No court has heard the evidence, and the defence has not been heard.",
        (
            "That the two acted in part for a department of state security is stated by the accuser. The published part does not "
            "show on which documents that statement rests."
        ),
    ),
    (JUSTICE,),
)

DIGEST_2020 = Mail(
    "reading-list-2020-07-31.eml",
    "2020-07-31",
    "Reading list: the accusation of July 2020",
    (
        "Dear reader,",
        (
            "a prosecutor of the United States says that two persons worked with a department of state security in China. "
            "China says that this is invented and accuses the United States. The table gives the dates."
        ),
    ),
    "timeline.csv",
    "date,what\n2020-07-21,accusation published\n2020-07-25,embassy answers\n",
)

# --- September 2022: an accusation by China --------------------------------------------------------------------------
REPORTED = (
    (
        "The National Computer Virus Emergency Response Center of China and the firm 360 reported on the intrusion into "
        "Northwestern Polytechnical University in Xi'an. They allege that the Office of Tailored Access Operations, a part of the "
        "National Security Agency of the United States, carried it out and took data of more than 140 GB over the years."
    ),
    (
        "The office is said to have used 41 tools and to have come through 54 relays and proxies in 17 countries, among them "
        "Japan, South Korea, Sweden, Poland and Ukraine. In recent years, the report says, it carried out tens of thousands of "
        "attacks on networks in China."
    ),
)

ACCUSATION_2022 = Article(
    "accusation-2022-09-05.html",
    "2022-09-05",
    "National Computer Virus Emergency Response Center of China, 5 September 2022",
    "Report accuses an agency of intrusion into a university",
    (
        "China's centre for computer viruses made public a report on an intrusion into a university.",
        *REPORTED,
        "The foreign ministry of China condemned the intrusion on the same day and asked the United States for an explanation.",
    ),
    (CVERC,),
)

REPEAT_2022 = Article(
    "news-agency-2022-09-06.html",
    "2022-09-06",
    "News agencies repeating the centre's report",
    "China accuses United States of attack on a university",
    (
        "The centre for computer viruses of China has published a report in a case of computer intrusion.",
        REPORTED[0].replace("They allege that", "The authors allege that"),
        REPORTED[1],
    ),
    (CVERC,),
)

TECHNICAL_2022 = Bundle(
    "technical-part-2022-09-05.stix.json",
    "2022-09-05",
    "National Computer Virus Emergency Response Center of China",
    "What the accusation of September 2022 says was done on computers",
    "Alleged, not observed by anybody else: the technical statements of the accusation, as ATT&CK techniques. The tools that it "
    "names (NOPEN, SECONDDATE, FOXACID, SUCTIONCHAR) are not in ATT&CK.",
    (
        (
            "T1190",
            "Exploit Public-Facing Application",
            "Weak points of SunOS servers were used to make relays of them.",
        ),
        ("T1090.003", "Multi-hop Proxy", "The intruders came through relays in several countries."),
        ("T1189", "Drive-by Compromise", "Browsers were led to a server that attacks them (FOXACID)."),
        ("T1557", "Adversary-in-the-Middle", "Traffic was redirected at network devices (SECONDDATE)."),
        ("T1070", "Indicator Removal", "Traces in logs were wiped."),
    ),
    (),
    (CVERC,),
)

TABLE_2022 = Sheet(
    "technical-part-2022-09-05.csv",
    (
        ("text", "NOPEN", "backdoor, as named in the accusation"),
        ("text", "SUCTIONCHAR", "reads credentials of remote sessions, as named in the accusation"),
    ),
    (CVERC,),
)

FOLLOW_UP_2022 = Article(
    "follow-up-2022-09-27.txt",
    "2022-09-27",
    "National Computer Virus Emergency Response Center of China, 27 September 2022",
    "The second report: on what the accusation is said to rest",
    (
        "A second report says why the authors hold the Office of Tailored Access Operations to be the author.",
        (
            "Of the attacks, 98 per cent fell between 21:00 and 04:00 in Beijing, which is 09:00 to 16:00 on the east coast of the "
            "United States. None fell on a weekend or a public holiday there."
        ),
        (
            "American keyboards were used. Of the 41 tools, 16 are the same as tools that were published by the "
            "Shadow Brokers, and 23 are very much like them. Two could not be compared."
        ),
    ),
    (CVERC,),
)

FOLLOW_UP_2020 = Article(
    "details-2020-07-21.txt",
    "2020-07-21",
    "Department of Justice of the United States, indictment made public on 21 July 2020",
    "The indictment: on what the accusation is said to rest",
    (
        "The indictment says how the accused are held to have worked.",
        (
            "They are said to have used weak points in web software soon after these had become public, to have left the web shell "
            "China Chopper on the servers, and to have come back to the same victims years later."
        ),
        (
            "The intrusions were first found on computers of the Department of Energy at the Hanford site. The indictment ascribes "
            "the acts to the accused by name; the web shell is in wide use and by itself points to nobody."
        ),
    ),
    (JUSTICE,),
)

ANSWER_2022 = Article(
    "answer-2022-09-06.html",
    "2022-09-06",
    "Press reports of September 2022 on the side of the accused",
    "Accused agency does not comment",
    (
        (
            "The National Security Agency of the United States, asked by newsrooms about the report, gave no comment in the days "
            "after it. The reports that we follow here carry no denial and no confirmation."
        ),
        "Silence is neither. It is recorded here as a question that was put and not answered.",
    ),
    (CVERC,),
)

DOUBTS_2022 = Article(
    "what-is-tested-2024-02-12.pdf",
    "2024-02-12",
    "SentinelLabs, 12 February 2024, and notes on the public record",
    "What has been tested and what has not",
    (
        (
            "The accusation names what was taken and how, and it names an agency. The technical data on which it rests, such as "
            "logs and network traffic, is not attached to it, so that nobody outside can repeat the analysis."
        ),
        (
            "SentinelLabs, a firm in the United States, wrote in 2024 that accusations of this kind from China lean on documents "
            "and tools of the United States that had leaked years before, and that technical proof is not shown."
        ),
        "Tools that were published in 2016 and 2017 have been in everybody's reach since then.",
    ),
    (SENTINEL,),
)

DIGEST_2022 = Mail(
    "reading-list-2022-09-30.eml",
    "2022-09-30",
    "Reading list: the accusation of September 2022",
    (
        "Dear reader,",
        (
            "a centre of the government of China says that an office of an agency of the United States entered a university. The "
            "agency gives no comment. The table gives the dates."
        ),
    ),
    "timeline.csv",
    "date,what\n2022-09-05,accusation published\n2022-09-06,no comment of the accused agency\n2022-09-27,second report\n",
)

SIDE_2020: tuple[Document, ...] = (
    *(
        ACCUSATION_2020,
        REPEAT_2020,
        TECHNICAL_2020,
        TABLE_2020,
        FOLLOW_UP_2020,
        ANSWER_2020,
        DOUBTS_2020,
        DIGEST_2020,
    ),
)
SIDE_2022: tuple[Document, ...] = (
    *(
        ACCUSATION_2022,
        REPEAT_2022,
        TECHNICAL_2022,
        TABLE_2022,
        FOLLOW_UP_2022,
        ANSWER_2022,
        DOUBTS_2022,
        DIGEST_2022,
    ),
)
CASES = (
    ("two-accusations/accusation-2020", SIDE_2020),
    ("two-accusations/accusation-2022", SIDE_2022),
)
