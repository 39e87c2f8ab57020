"""The words of the example "Olympic Destroyer": our own, after public facts with their references. A table of data."""

from document import NOTICE, Article, Bundle, Document, Event, Mail, Sheet, Zip

TALOS = "https://blog.talosintelligence.com/2018/02/olympic-destroyer.html"
TALOS_WHO = "https://blog.talosintelligence.com/2018/02/who-wasnt-responsible-for-olympic.html"
INTEZER = "https://www.intezer.com/2018-winter-cyber-olympics-code-similarities-cyber-attacks-pyeongchang/"
FUTURE = "https://www.recordedfuture.com/olympic-destroyer-malware"
RICH = "https://securelist.com/the-devils-in-the-rich-header/84348/"
TRICK = "https://securelist.com/olympicdestroyer-is-here-to-trick-the-industry/84295/"
GUARDIAN = (
    "https://www.theguardian.com/sport/2018/feb/11/winter-olympics-was-hit-by-cyber-attack-officials-confirm"
)
POST = (
    "https://www.washingtonpost.com/world/national-security/russian-spies-hacked-the-olympics-and-tried-to-make-it-look"
    "-like-north-korea-did-it-us-officials-say/2018/02/24/44b5468e-18f2-11e8-92c9-376b4fe57ff7_story.html"
)
ATTACK = "https://attack.mitre.org/software/S0365/"
JUSTICE = (
    "https://www.justice.gov/opa/pr/six-russian-gru-officers-charged-connection-worldwide-deployment-destructive-"
    "malware-and"
)
UK = "https://www.gov.uk/government/news/uk-exposes-series-of-russian-cyber-attacks-against-olympic-and-paralympic-games"

# What the vendor saw, in our words; the trade press item repeats it almost word for word, as such items did.
SEEN = (
    (
        "The samples only destroy: nothing in them carries data out of the network. The first file drops two stealers of "
        "credentials. One reads the passwords that web browsers have stored, the other takes credentials out of the memory "
        "of the LSASS process. What they find is written into the next copy of the malware, so that each copy knows more "
        "accounts than the one before. The first sample already carried 44 accounts of the domain pyeongchang2018[.]com."
    ),
    (
        "To find other machines the malware reads the ARP table and asks Windows Management Instrumentation for the computers "
        "of the directory. It copies itself to them over the administrative share and starts there with PsExec, which it "
        "brings along, or through WMI."
    ),
    (
        "Then it makes recovery hard. It runs vssadmin to delete the shadow copies, wbadmin to delete the catalogue of "
        "backups and bcdedit to switch off the repair at boot. It clears the System and Security event logs with wevtutil, "
        "sets every service to disabled, overwrites the files on mapped network shares and shuts the machine down."
    ),
)

MINISTRY_2018 = Article(
    "ministry-2018-02-07.html",
    "2018-02-07",
    "Reports on a statement of the Russian foreign ministry",
    "Foreign ministry expects to be accused of attacks on the Games",
    (
        (
            "Two days before the opening of the Winter Games the foreign ministry of Russia said that it expected to be blamed "
            "for attacks on computers of the Games. Western media, it said, were preparing what it called pseudo-investigations "
            'about "Russian fingerprints" in attacks on information resources of the Games in the Republic of Korea.'
        ),
        (
            "The ministry added that no evidence would be presented to the world. The statement was made before any attack had "
            "been reported and names no author of one."
        ),
    ),
    (GUARDIAN,),
)

ORGANISERS = Article(
    "organisers-2018-02-11.html",
    "2018-02-11",
    "The Guardian, 11 February 2018",
    "Organisers confirm an attack during the opening ceremony",
    (
        (
            "The organisers of the Winter Games in Pyeongchang confirmed on Sunday that computers of the Games had been attacked "
            "during the opening ceremony on 9 February. Internet access and televisions in the press centre failed, and the "
            "website of the Games was taken down, so that visitors could not print their tickets. The site was working again "
            "on the next morning, about twelve hours later."
        ),
        (
            "Spokespersons of the organising committee and of the International Olympic Committee said that they knew the cause "
            "but would not speak about who was behind it. All issues had been resolved, they said, and the security of the "
            "Games was not touched."
        ),
    ),
    (GUARDIAN,),
)

VENDOR = Article(
    "vendor-analysis-2018-02-12.html",
    "2018-02-12",
    "Cisco Talos, 12 February 2018",
    "What the malware did that hit the Games in Pyeongchang",
    (
        (
            "Cisco Talos examined samples which it holds, with moderate confidence, to be those used against the Winter Games. "
            "How the malware first came into the network was not known to it."
        ),
        *SEEN,
        "The company named no author. Disruption, it wrote, was the clear aim, and the opening ceremony the moment chosen.",
    ),
    (TALOS,),
)

REPEAT = Article(
    "trade-press-2018-02-13.html",
    "2018-02-13",
    "Trade press repeating Cisco Talos",
    "Malware at the Games was built to destroy, researchers say",
    (
        (
            "Researchers of Cisco Talos have published an analysis of the malware that struck the Winter Games, according to "
            "which its makers wanted disruption and nothing else."
        ),
        SEEN[0],
        SEEN[1].replace(
            "To find other machines the malware reads", "To find further machines the malware reads"
        ),
        SEEN[2].replace("Then it makes recovery hard. It runs", "It then makes recovery hard: it runs"),
    ),
    (TALOS,),
)

TECHNIQUES = (
    (
        "T1555.003",
        "Credentials from Web Browsers",
        "A stealer reads the credentials that web browsers have stored.",
    ),
    ("T1003.001", "LSASS Memory", "A stealer takes credentials out of the memory of the LSASS process."),
    ("T1016", "System Network Configuration Discovery", "It reads the ARP table through an API call."),
    ("T1018", "Remote System Discovery", "It asks WMI for the computers of the directory."),
    ("T1135", "Network Share Discovery", "It lists mapped network shares."),
    ("T1021.002", "SMB/Windows Admin Shares", "It runs commands through the administrative share."),
    ("T1570", "Lateral Tool Transfer", "It copies itself to other machines."),
    ("T1569.002", "Service Execution", "It starts itself on other machines with PsExec."),
    ("T1047", "Windows Management Instrumentation", "It starts itself on other machines through WMI."),
    (
        "T1490",
        "Inhibit System Recovery",
        "It runs vssadmin, wbadmin and bcdedit against shadow copies, backups, repair.",
    ),
    ("T1070.001", "Clear Windows Event Logs", "It clears the System and Security logs with wevtutil."),
    ("T1489", "Service Stop", "It sets all services to disabled."),
    ("T1485", "Data Destruction", "It overwrites files on local disks and network shares."),
    ("T1529", "System Shutdown/Reboot", "It shuts the machine down when it is done."),
)

BEHAVIOUR = Bundle(
    "malware-behaviour-2018-02-12.stix.json",
    "2018-02-12",
    "Cisco Talos",
    "Behaviour of the malware that hit the Winter Games 2018",
    "What the published analysis of 12 February 2018 describes, as ATT&CK techniques.",
    TECHNIQUES,
    (("S0365", "Olympic Destroyer", "malware"), ("S0029", "PsExec", "tool")),
    (TALOS, ATTACK),
)

OBSERVED = Event(
    "observed-2018-02-13.misp.json",
    "2018-02-13",
    "Incident desk of the example",
    "Wiper during the opening of the Winter Games",
    (
        (
            "domain",
            "Other",
            "pyeongchang2018.com",
            "domain of the 44 accounts in the first sample: the victim's",
        ),
        ("filename", "Artifacts dropped", "evtchk.txt", "file whose presence the malware checks"),
        ("text", "External analysis", "vssadmin.exe delete shadows /all /quiet", "command of the malware"),
        ("text", "External analysis", "wbadmin.exe delete catalog -quiet", "command of the malware"),
        ("text", "External analysis", "wevtutil.exe cl System", "command of the malware"),
        ("link", "External analysis", TALOS, "published analysis"),
    ),
    (
        ("T1490", "Inhibit System Recovery"),
        ("T1070.001", "Clear Windows Event Logs"),
        ("T1489", "Service Stop"),
        ("T1485", "Data Destruction"),
    ),
    (TALOS,),
)

INDICATORS = Sheet(
    "indicators-2018-02-13.csv",
    (
        ("domain", "pyeongchang2018[.]com", "domain of the accounts in the first sample (the victim's)"),
        ("filename", "evtchk.txt", "file whose presence the malware checks"),
        ("filename", "vssadmin.exe", "system tool that the malware runs"),
        ("filename", "wbadmin.exe", "system tool that the malware runs"),
        ("filename", "bcdedit.exe", "system tool that the malware runs"),
        ("filename", "wevtutil.exe", "system tool that the malware runs"),
    ),
    (TALOS,),
)

COMMANDS = Zip(
    "commands-2018-02-13.zip",
    "2018-02-13",
    (
        (
            "commands.txt",
            (
                "Commands that the malware ran, as published on 12 February 2018\n\n"
                "c:\\Windows\\system32\\vssadmin.exe delete shadows /all /quiet\n"
                "wbadmin.exe delete catalog -quiet\n"
                "bcdedit.exe /set {default} bootstatuspolicy ignoreallfailures\n"
                "bcdedit /set {default} recoveryenabled no\n"
                "wevtutil.exe cl System\n"
                "wevtutil.exe cl Security"
            ),
        ),
        ("note.txt", f"{NOTICE}\n{TALOS}"),
    ),
)

LIKENESS = Article(
    "code-likeness-2018-02-12.txt",
    "2018-02-12",
    "Intezer, 12 February 2018",
    "Where pieces of the code had been seen before",
    (
        (
            "Intezer compared the samples from Pyeongchang with its collection of known code. It reported small pieces that had "
            "so far been seen only in tools of groups which several vendors place in China: APT3, APT10 and APT12."
        ),
        (
            "A stealer of credentials shared a part of its code with a tool of APT3, and a function that makes keys for AES had "
            "been seen before only in tools of APT10."
        ),
        "The findings say where code was seen before. They do not say who put it there this time.",
    ),
    (INTEZER,),
)

UNATTRIBUTED = Article(
    "unattributed-2018-02-14.html",
    "2018-02-14",
    "Recorded Future, 14 February 2018",
    "Attack on the Games remains without an author",
    (
        (
            "Recorded Future looked at the same samples and found overlaps of code with tools of several groups that have "
            "nothing to do with each other. Small overlaps of this kind, the company wrote, are not enough to name an author."
        ),
        (
            "It therefore left the attack unattributed and pointed out that a false flag has to be reckoned with, since so many "
            "different parties had been named within a few days."
        ),
    ),
    (FUTURE,),
)

OFFICIALS = Article(
    "officials-2018-02-24.html",
    "2018-02-24",
    "The Washington Post, 24 February 2018",
    "Officials speak of Russian military spies and a North Korean disguise",
    (
        (
            "Officials of the United States who were not named told a newspaper that Russian military spies hacked several "
            "hundred computers used by authorities at the Winter Games, and tried to make it appear as the work of North Korea."
        ),
        (
            "They named the Main Center for Special Technology of the military intelligence agency GRU, which according to an "
            "intelligence report had access to as many as 300 computers of the Games in early February. The disguise, they said, "
            "included addresses in North Korea. Nothing of the report was shown."
        ),
        (
            "Western intelligence agencies, the newspaper adds, also saw routers in South Korea entered in January and new malware "
            "put to use on the day of the opening."
        ),
    ),
    (POST,),
)

NOT_RESPONSIBLE = Article(
    "who-was-not-responsible-2018-02-26.pdf",
    "2018-02-26",
    "Cisco Talos, 26 February 2018",
    "Who was not responsible: the clues and what they are worth",
    (
        "Two weeks after its first analysis Cisco Talos went through the clues on which others had named an author.",
        (
            "For Lazarus: the malware checks for a file evtchk.txt, and file names of the same pattern are known from the theft at "
            "the central bank of Bangladesh, which is ascribed to Lazarus. The function that wipes files is like the one in a "
            "wiper of Bluenoroff, a part of Lazarus."
        ),
        (
            "For groups placed in China: pieces of a stealer of credentials and of a function that makes keys are like those in "
            "tools of APT3 and APT10."
        ),
        (
            "For the authors of Nyetya: both spread with PsExec and WMI and both hand over stolen credentials through a named "
            "pipe. The code that does it is not the same."
        ),
        (
            "Any author could have known all of this from published reports. Talos concludes that the clues contradict each other, "
            "that some of them may have been planted, and that from the samples alone no author can be named with certainty."
        ),
    ),
    (TALOS_WHO,),
)

HEADER = Article(
    "rich-header-2018-03-08.pdf",
    "2018-03-08",
    "Kaspersky Lab, 8 March 2018",
    "The header says one thing, the code another",
    (
        (
            "Kaspersky Lab found that the wiper carries a Rich header, a record of the build tools, which is the same as in a tool "
            "of the group Lazarus. Taken alone this was a complete match with Lazarus and with nobody else."
        ),
        (
            "Then the header was compared with the code. The header speaks of Visual Studio 6. The code refers to the library "
            "mscoree.dll, which did not exist at the time of Visual Studio 6, and was built with Visual Studio 2010."
        ),
        (
            "The header does not belong to the code: somebody took it from the other tool and put it in by hand. The company "
            "calls it a false flag and writes that it means to deceive those who look for the author."
        ),
        (
            "On the author it stays careful. The attackers used a VPN service and a hosting firm that take Bitcoin, as had been "
            "seen before with the group Sofacy. The company did not hold this to be enough to name anybody."
        ),
    ),
    (RICH, TRICK),
)

DIGEST = Mail(
    "reading-list-2018-03-09.eml",
    "2018-03-09",
    "Reading list: the attack on the Winter Games, four weeks on",
    (
        "Dear reader,",
        (
            "within four weeks of 9 February the press has named three states: North Korea, because of likeness to tools of "
            "Lazarus; China, because of pieces of code known from APT3 and APT10; and Russia, because officials of the United "
            "States who were not named said so."
        ),
        "No government has accused another in its own name so far. The attached table gives the dates.",
    ),
    "timeline.csv",
    "date,what\n2018-02-07,foreign ministry of Russia expects to be accused\n2018-02-09,attack during the opening\n"
    "2018-02-11,organisers confirm an attack\n2018-02-12,first analysis by Cisco Talos\n2018-02-24,unnamed officials speak "
    "to a newspaper\n2018-03-08,Kaspersky Lab calls the Rich header forged\n",
)

INDICTMENT_SAYS = (
    (
        "A grand jury in Pittsburgh has charged six officers of Unit 74455 of the GRU, the military intelligence agency of "
        "Russia, with computer attacks between 2015 and 2019. Researchers know the unit as Sandworm Team, Telebots, Voodoo Bear "
        "and Iron Viking."
    ),
    (
        "According to the indictment the accused attacked the power supply of Ukraine, released NotPetya, and from December 2017 "
        "to February 2018 entered computers that supported the Winter Games, which ended in the destructive attack with Olympic "
        "Destroyer on 9 February 2018. It alleges that they tried to imitate code of the group Lazarus."
    ),
    "An indictment is an allegation. The accused have not been before a court, and the evidence has not been tested.",
)

INDICTMENT = Article(
    "indictment-2020-10-19.pdf",
    "2020-10-19",
    "Department of Justice of the United States, 19 October 2020",
    "Six officers charged with worldwide computer attacks",
    INDICTMENT_SAYS,
    (JUSTICE, "https://www.justice.gov/opa/press-release/file/1328521/download"),
)

INDICTMENT_NEWS = Article(
    "news-agency-2020-10-20.html",
    "2020-10-20",
    "News agencies repeating the Department of Justice",
    "United States charges six with attack on the Games",
    (
        "The Department of Justice of the United States made an indictment public on Monday.",
        *(text.replace("has charged six officers", "charged six officers") for text in INDICTMENT_SAYS),
    ),
    (JUSTICE,),
)

UK_STATEMENT = Article(
    "uk-statement-2020-10-19.html",
    "2020-10-19",
    "Foreign, Commonwealth and Development Office of the United Kingdom, 19 October 2020",
    "United Kingdom names Russian military intelligence for attacks on the Games",
    (
        (
            "On the same day as the indictment in the United States the government of the United Kingdom said that the Main Centre "
            "for Special Technologies of the GRU, also called Unit 74455, was behind the attack on the opening of the Winter Games "
            "in 2018, and that it had disguised itself as hackers from North Korea and China."
        ),
        (
            "The National Cyber Security Centre assesses with high confidence that the attacks were carried out by this unit, which "
            "is also known as Sandworm and VoodooBear. The statement adds that the unit also spied out organisations of the Games "
            "in Tokyo before these were postponed. What the assessment rests on was not published."
        ),
    ),
    (UK,),
)

ANSWER = Article(
    "answer-2020-10-20.html",
    "2020-10-20",
    "Reports on statements of the Russian embassy in the United States and of the government of Russia",
    "Russia rejects the charges",
    (
        (
            "The embassy of Russia in the United States rejected the indictment. It said that the accusations have nothing to do "
            'with reality and serve to stir up hostility, and it spoke of a "witch hunt".'
        ),
        (
            "Russia, the embassy said, has no intention of destabilising anybody anywhere in the world. The government in Moscow "
            "said that Russia never attacked computers of the Games."
        ),
    ),
    (JUSTICE, UK),
)

EARLY: tuple[Document, ...] = (
    *(
        MINISTRY_2018,
        ORGANISERS,
        VENDOR,
        REPEAT,
        BEHAVIOUR,
        OBSERVED,
        INDICATORS,
        COMMANDS,
        LIKENESS,
        UNATTRIBUTED,
    ),
    *(OFFICIALS, NOT_RESPONSIBLE, HEADER, DIGEST),
)
LATE: tuple[Document, ...] = (INDICTMENT, INDICTMENT_NEWS, UK_STATEMENT, ANSWER)
CASES = (
    ("olympic-destroyer/as-of-2018-03", EARLY),
    ("olympic-destroyer", (*EARLY, *LATE)),
)
