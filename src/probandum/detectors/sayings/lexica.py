"""How hostile acts, charges, denials and reports are worded. Words only: no actor, no state."""

from probandum.detectors.sayings.wordlist import listed

HOSTILE_VERBS = frozenset(
    listed("""
hack breach infiltrate penetrate spy eavesdrop wiretap sabotage cripple deface hijack exfiltrate steal pilfer siphon loot plunder rob extort ransom
destroy disrupt compromise attack target infect poison phish intrude surveil tamper meddle interfere subvert destabilise destabilize smear slander
vilify defame fabricate weaponise weaponize bombard paralyse paralyze launder dox implant backdoor impersonate blackmail coerce bully intimidate
harass snoop misappropriate encrypt wipe overwrite intercept tap bug undermine violate threaten cyberattack plagiarise plagiarize burgle raid
assault strike invade ransack corrupt trojanise trojanize ddos spoof brute-force spear-phish poach ram rig falsify mislead distort besmirch discredit
prowl lurk rummage burrow pillage ravage trojanise trojanize vacuum blind pry conspire burgle hound rob abduct kidnap murder assassinate poison bribe embezzle defraud cheat forge counterfeit exploit abuse victimise victimize overload flood jam
""")
)
"""Acts that are hostile by themselves."""

CRIME_VERBS = HOSTILE_VERBS - frozenset(
    listed(
        "target encrypt intercept tap bug undermine violate threaten strike exploit abuse flood jam poison rig overload raid"
    )
)

MACHINE_VERBS = frozenset(listed("encrypt overwrite wipe infect spoof overload flood poison corrupt"))
"""What malware does as well as people."""

LIGHT_VERBS = frozenset(
    listed("""
conduct carry launch mount stage orchestrate perpetrate commit engage execute undertake wage run operate direct order authorise authorize sponsor support back
fund finance mastermind plan facilitate participate assist harbour harbor shelter condone tolerate deploy use unleash develop create distribute deliver do lead
make pursue sanction instigate organise organize coordinate oversee supervise control command pay hire recruit task enable abet provoke cause spread
release plant send indulge resort continue intensify escalate involve repeat employ wield practise practice initiate prepare attempt try host arrange prosecute spearhead
""")
)
"""With a hostile thing as what is done."""

GROUP_VERBS = (
    HOSTILE_VERBS
    | LIGHT_VERBS
    | frozenset(
        listed("""
leverage collect obtain gain access enter move install drop upload download register embed adopt maintain exploit abuse focus target compromise shift
expand attempt breach gather harvest scan probe hit reach customise customize modify update introduce retool weaponize bypass evade hide establish set persist
pivot escalate dump extract transfer masquerade pose trick lure entice bait seek aim prioritise prioritize switch favour favor rely utilise utilize load
inject backdoor abuse begin start resume return continue go come attempt try operate build write code craft get take give work act serve cover share spread combine drop pass
""")
    )
)
"""What makes a charge where a hacking group does it."""

HOSTILE_NOUNS = frozenset(
    listed("""
attack attacks cyberattack cyberattacks cyber-attack cyber-attacks hack hacks hacking intrusion intrusions breach breaches break-in break-ins espionage
cyberespionage cyber-espionage spying theft thefts sabotage interference meddling surveillance eavesdropping wiretapping infiltration compromise compromises malware
ransomware phishing spearphishing spear-phishing disinformation misinformation exploitation aggression cybercrime cybercrimes crime crimes offence offences offense
wiper wipers worm worms virus viruses spyware trojan trojans backdoor backdoors implant implants sabotaging defacement leak leaks hijacking cyberwarfare warfare
cyberwar provocation provocations subversion infiltrations robbery heist heists extortion fraud snooping bugging tapping tampering manipulation smear slander smears
lies lie falsehoods fabrications fabrication ddos denial-of-service intimidation harassment coercion terrorism disruption disruptions damage plot plots conspiracy onslaught
assault assaults incursion incursions raid raids scam scams stealing vandalism spamming interception hegemony outage blackout destruction killing poisoning
""")
)
"""Things done that are hostile by themselves."""

SOFT_NOUNS = frozenset(
    listed("""
campaign campaigns operation operations activity activities action actions incident incidents conduct behaviour behavior acts act offensive offensives effort efforts
attempt attempts targeting collection access tools tool weapons infrastructure means methods servers accounts messages emails email domain domains
exploit exploits vulnerability vulnerabilities code arsenal deed deeds work wave practice practices programme program programmes programs scheme
software file files samples capability capabilities tactics techniques interest interests goals objectives strategy
""")
)
"""Hostile only where a word beside them or the doer makes them so."""

HOSTILE_ADJECTIVES = frozenset(
    listed("""
malicious hostile cyber illegal unlawful criminal offensive covert clandestine destructive disruptive hacking espionage malign reckless irresponsible destabilising destabilizing
aggressive intrusive sinister subversive harmful nefarious spy spying phishing ransomware malware ddos dirty shady cyberespionage clandestine secret state-sponsored digital network
intelligence hack-and-leak surveillance
""")
)

ACCUSE_VERBS = frozenset(
    listed(
        "accuse blame charge indict prosecute convict denounce condemn implicate suspect incriminate arraign sue fault fault unmask sentence arrest vilify finger name"
    )
)
"""Whoever they have as object is accused."""

ATTRIBUTE_VERBS = frozenset(
    listed(
        "attribute link tie trace connect ascribe pin impute associate assign track lead point map peg lay"
    )
)
"""Whoever stands behind *to*, *on* or *with* is accused."""

REPORT_VERBS = frozenset(
    listed("""
say tell report state declare announce claim allege assert maintain insist argue contend write add note explain stress emphasise emphasize reiterate underline underscore
point believe think assess conclude judge estimate suspect reveal disclose confirm find establish determine show prove indicate suggest observe mention warn admit
acknowledge concede deny reject dismiss refute call describe publish accuse ask demand repeat recall testify suppose know see consider hold hint agree affirm attest vow
promise hope remark comment respond reply answer counter retort tweet post complain charge cite quote learn detect identify document attribute detail express
""")
)

SAY_VERBS = frozenset(
    listed("""
say tell report state declare announce claim allege assert maintain insist argue contend write add note explain stress emphasise emphasize reiterate underline underscore
believe think assess conclude judge estimate suspect reveal disclose confirm find establish determine mention warn admit acknowledge concede repeat recall testify
suppose remark comment respond reply answer counter retort tweet post complain hold describe ask express affirm agree document detail publish note observe demand call point
""")
)
"""Who does this in the active voice is the source of what follows."""

RHETORIC_VERBS = frozenset(
    listed("show prove demonstrate reveal indicate suggest confirm expose establish attest")
)
"""With a thing as their subject, the thing is the basis."""

STATE_HEADS = frozenset(
    listed(
        "government governments state states authorities authority regime administration leadership side nation country republic federation officials leaders party rulers empire power powers"
    )
)
ORGANISATION_HEADS = frozenset(
    listed("""
service services agency agencies ministry ministries military army navy unit units bureau directorate office offices department departments embassy command commission council center
centre corps intelligence forces police institute institutes company companies firm firms contractor contractors university secretariat mission delegation media newspaper press
broadcaster committee security corporation laboratory academy front outlet outlets farm farms arsenal nexus organisation organisations organization organizations task-force team defence defense organ organs spies-agency
apparatus division board academy bank parliament prosecutor prosecutors court
""")
)
GROUP_HEADS = frozenset(
    listed("""
group groups hackers hacker actor actors apt apts gang gangs crew crews cluster clusters collective adversary adversaries aggressor aggressors attackers attacker threat threats cybercriminals
criminals espionage-group operators operator syndicate ring cell intruders hacktivists teams intrusion-set trolls cyberspies cyber-spies hacking-groups affiliates affiliate proxies mercenaries
activists cyberwarriors outfit outfits armies intruder saboteurs partisans hands militia militias brigade brigades mob patriots crooks bandits extortionists gangsters cybercrooks spammers makers handlers
creators masters hacktivist spyware-operators customers
""")
)
PERSON_HEADS = frozenset(
    listed("""
nationals national citizens citizen officers officer men man women woman individuals individual students student members member spies spy agents agent people person persons suspects suspect
defendants defendant employee employees soldier soldiers engineers engineer scientist scientists researcher operative operatives businessman duo trio brothers colonel
general president minister premier chancellor insider insiders partner partners
exiles patriots programmers programmer technicians technician specialists specialist saboteurs saboteur contractor moles mole freelancers coders coder recruits handlers handler developers developer
fraudsters youths teenagers teenager volunteers commanders commander diplomats diplomat attaché fugitive fugitives burglars informant informants workers professor academics mercenary
""")
)
VAGUE_GROUPS = frozenset(
    listed(
        "attackers attacker hackers hacker intruders operators operator adversaries adversary actors actor criminals cybercriminals affiliates threat threats aggressors"
    )
)
"""By themselves they tell nobody apart."""

STATELY = r"state|nation-state|government|military"
BACKED = r"state|nation-state|government|military|foreign|hostile"
LINK_WORDS = (
    r"link(?:ed)?|tie[ds]?|back(?:ed)?|sponsor(?:ed)?|support(?:ed)?|affiliat(?:ed)?|align(?:ed)?|connect(?:ed)?|associat(?:ed)?|controll(?:ed)?|direct(?:ed)?|run|based|nexus|origin"
    r"|funded|financed|owned|employed|paid|hired|recruited|working|acting|operating|loyal|subordinate|speaking|trained|tolerated|commanded"
)
"""How a group stands to a state: ``X-linked``, ``linked to X``."""

HEDGES = (
    r"allegedly|alleged|reportedly|purported(?:ly)?|apparently|suspected|suspects?|believed?s?|thought|presumably|presumed|supposed(?:ly)?|likely|unlikely|probabl[ey]|possibl[ey]|perhaps|maybe"
    r"|might|may(?= [a-z])|could|would (?:be|seem|appear)|seems?|seemed|appears?|appeared|suggest(?:s|ed)?|(?:with )?(?:very )?(?:high|medium|moderate|low|great|strong|some|reasonable)(?:-to-\w+)? confidence"
    r"|almost certain(?:ly)?|highly likely|(?:we )?assess(?:es|ed)?|in (?:our|its|their) (?:assessment|view|opinion|judgement|judgment)|consistent with|accus(?:e|es|ed|ing)|alleg(?:e|es|ed|ing|ation)"
    r"|claim(?:s|ed|ing)?|linked to|tied to|point(?:s|ed|ing)? to|conclud(?:e|es|ed)|preliminar(?:y|ily)(?: \w+)?|doubtless|undoubtedly|no doubt|clearly|certainly|definitely|estimat(?:e|es|ed)|attribut(?:e|es|ed)"
)
"""The speaker's own words of confidence or doubt, the ones that stand first in a sentence first."""

CHARGE_NOUNS = (
    r"accusations?|allegations?|claims?|charges?|assertions?|speculations?|insinuations?|imputations?|reports?|stor(?:y|ies)|tales?|narratives?|rumou?rs?|finger-pointing|attributions?|conclusions?"
    r"|statements?|smears?|slanders?|hype|lies?|remarks?|blame|suspicions?|indictments?|theor(?:y|ies)|propaganda|suggestions?|innuendos?|evidence|hypothes[ei]s|nonsense|invention|fabrications?|fake news"
)
GROUNDLESS = (
    r"groundless(?:ly)?|baseless(?:ly)?|unfounded|unsubstantiated|unproven|fabricat(?:ed|ing|ions?|es?)|concocted?|concoct(?:ing|ion)|trumped[- ]up|absurd(?:ity|ities)?|ridiculous|preposterous|ludicrous|nonsens(?:e|ical)"
    r"|false(?:ly|hoods?)?|untrue|far-fetched|politically[- ]motivated|political(?:ly)? (?:manipulat\w+|motivat\w+|farce|theatre|theater|stunt|purposes?|show|game)|ill-founded|unwarranted|without (?:any )?(?:foundation|basis|merit|grounds|substance)"
    r"|no (?:basis|foundation|grounds|merit|substance)|made[- ]up|out of thin air|fantas(?:y|ies|tic)|fairy[- ]tales?|fictions?|fictitious|invented|inventions?|propaganda|hysteria|paranoia|witch[- ]hunt|far from (?:the )?(?:truth|reality)"
    r"|unjustified|unfair|irresponsible|malicious (?:smear|speculation|slander|hype)|spurious|bogus|sham|hypocrit(?:e|ical|es)|hypocrisy|provocation|smears?|smearing|slanders?|slanderous|disinformation|so-called|unacceptable|arbitrary"
)
BENIGN_VERBS = frozenset(
    listed("""
be have become seem appear remain stay face suffer endure experience report say tell condemn oppose fight combat counter investigate examine analyse analyze expel sanction summon impose
respond retaliate receive detect discover find see hear learn know notice identify block stop prevent foil thwart repel dismantle protect defend safeguard secure warn ask call urge want need
demand require join cooperate publish issue announce meet visit discuss agree sign vote lose close open cut restore recover rebuild confirm fear worry hope expect consider understand live
help fall include contain mean describe deserve follow respect comply deny reject refute dismiss welcome thank criticise criticize ban restrict limit review study monitor track trace
attribute link tie blame accuse charge indict prosecute arrest convict sentence extradite seek_justice refuse decline insist take_note concern affect cost depend rely remember forget like
belong exist occur happen die celebrate invest grow rise fail end patch update mitigate withstand name recall withdraw sever break_off freeze seize offer propose promise pledge vow can could
may might must shall should will would do get host adopt recognise recognize represent believe think
""")
)
"""What victims, investigators and speakers do beside a hostile act; whoever does it is not charged with the act."""

GROUP_IDLE = frozenset(
    listed(
        "be have become seem appear remain say claim tell state declare announce write post publish deny call overlap resemble include contain mean exist emerge belong refer consist deserve"
        " boast admit apologise apologize stand comprise live change disband retire vanish disappear receive suffer lose face get like know think add warn"
    )
)
"""What is no charge even where a hacking group does it."""
RABBLE = r"hackers?|criminals?|cybercriminals?|terrorists?|terrorism|gangs?|mercenar(?:y|ies)|trolls?|extremists?|fugitives?|saboteurs?|spies|hacktivists?|cyber ?units?|cyber ?army|armies of"
"""Whom to keep is a charge."""
SERVING = (
    r"on behalf of|in the (?:direct )?(?:service|interests?|pay|name|employ) of|at the (?:behest|instigation|bidding|orders?|direction|request) of|on (?:the )?(?:direct )?orders? (?:of|from)|on instructions? (?:of|from)"
    r"|under the (?:\w+ )?(?:direction|control|command|guidance|supervision|orders?|umbrella|auspices|leadership) of|with the (?:\w+ )?(?:help|support|backing|knowledge|blessing|approval|assistance|consent|protection) of"
    r"|work(?:s|ed|ing)? (?:directly )?(?:for|on behalf of|in support of)|employed by|hired by|paid by|controlled by|directed by|ordered by|sent by|steered by|commissioned by|tasked by|run by|financed by|funded by|backed by|sponsored by"
    r"|supported by|answer(?:s|ing)? to|report(?:s|ing)? to|subordinate(?:d)? to|the hand of|the handwriting of|the signature of|the fingerprints of|the hallmarks? of|the territory of|the soil of|in the ranks of|for the benefit of|(?:orders|instructions|money|funding|payments?|pay|protection|direction|guidance) from|(?:as|are|were|is|was|being|be) (?:an? |the )?(?:\w+ )?(?:officers?|members?|agents?|employees?|arms?|units?|prox(?:y|ies)|tools?|front|cover|branch|wing|creature|instrument|contractors?) (?:of|for)|to benefit|benefit the interests? of|to serve the (?:\w+ )?(?:aims|interests|goals|purposes) of"
)
"""Before whoever stands behind an act or a group."""
