"""Words by part of speech: closed lists, known verbs, verb forms that are mostly nouns, phrases used as adverbs."""

import re

from probandum.detectors.sayings import lexica
from probandum.detectors.sayings.inflect import Word, verb_forms
from probandum.detectors.sayings.wordlist import listed

_OTHER_VERBS = listed("""
be have do go come become seem appear remain stay keep make take give get put set let leave bring begin start stop cease end continue help need want wish
try fail manage allow permit enable prevent hinder follow include contain consist involve concern affect cause lead result mean require provide offer serve
work act live meet join agree oppose fight crack protect defend safeguard respect comply develop improve grow increase decrease rise fall reduce cut add
change turn move return open close build create produce sell buy pay cost lose win hold play show look seek find discover see hear read watch learn teach
understand remember forget believe hope expect plan intend decide choose call name know dub track urge ask request invite appeal insist refuse decline
deny reject dismiss refute rebut disprove contest challenge question doubt answer respond reply retaliate receive accept obtain possess own belong speak talk discuss
travel arrive carry wait sign cooperate collaborate support back sponsor fund expel summon recall sever impose sanction freeze seize publish post upload download
share spread distribute deliver send write draft print cite base rest rely depend derive originate emanate stem hail operate hide cover shelter block patch
update install remove delete disable detect notice monitor investigate examine analyse analyze review assess identify confirm verify repeat reiterate happen occur
remain exist persist emerge evolve resemble overlap match relate refer apply ensure maintain reserve strive contribute achieve earn file deserve backfire constitute
represent reflect demonstrate underscore accompany precede break cry catch curb contain slander deceive trust swear vow pledge promise guarantee advise recommend
encourage warn remind instruct beg implore exhort insult defame defraud harm damage hurt kill injure wound bear enter swap sweep drag play slap defend train arm equip
escape escort face feel force gather grab handle hire ignore impact inform intend interview introduce issue judge knock label launch listen log mark masquerade
mimic notify pass point prompt push quote reach realise realize receive recognise recognize register resume reveal schedule serve settle stand suffer surface tie tip
uncover undertake cook peddle hurl sling fling concoct hype manufacture trump rent lease affiliate align employ codename connect hire identify own upgrade urge visit vote weigh withdraw shut cast draw spend like love hate prefer tend redirect stain aspire endanger unseal extradite interview codename nickname benefit compete dominate emulate
exaggerate exist fear finish hack head hint host imply inflict inherit injure inspect invest isolate lack lean leap locate look match mourn negotiate observe occupy paint pick plead plunge pollute
predict pretend print profit pull punish pursue quit reassure rebuke regard regret reject relay rent reroute rest restrain retain retreat reward risk rival rule rush scare scold shake share shout
signal silence sink sleep slip smash smell smile soar spark specialise specialize split spoil squander stage stain stare store stretch strip submit succeed sue suit survive suspend swing tackle tempt
test thank thrive topple torment touch tour trail transmit treat trick triumph twist unleash unveil upset value verify vanish violate waste weaken wear welcome whisper witness wonder worry wrap yield behave care pose tighten disturb
court slip sneak creep crawl burrow rummage rifle worm nest camp dwell roam wander prey hunt pester besiege ravage pillage swipe suck vacuum drain
empty lift pull copy skim scrape fake doctor clone spoof blind disable switch knock plunge smuggle insert snatch fetch photograph mail boast
brag brute unlock jailbreak bribe seduce groom mislead trojanise trojanize backdoor comb sift shadow tail covet dispatch guide mobilise mobilize
assemble unmask disseminate amplify stash craft load peek peep pry overhear bury lodge entrench dig oust peddle
""")
VERBS: dict[str, tuple[Word, ...]] = verb_forms(
    {
        *_OTHER_VERBS,
        *lexica.HOSTILE_VERBS,
        *lexica.LIGHT_VERBS,
        *lexica.GROUP_VERBS,
        *lexica.ACCUSE_VERBS,
        *lexica.ATTRIBUTE_VERBS,
        *lexica.REPORT_VERBS,
        *lexica.SAY_VERBS,
        *lexica.RHETORIC_VERBS,
    }
)
NOUNS_TOO = frozenset(
    listed("""
attack attacks hack hacks target targets breach breaches compromise compromises threat threats claim claims charge charges report reports state states name names link links ties tie
exploit exploits abuse support back use uses plan plans plot plots test tests work works act acts cover covers answer answers call calls cause causes change changes
comment comments concern concerns control controls cost costs crack cut damage defence demand demands deal deals doubt doubts end ends fight fund funds group groups harm help hope hopes
influence interest issue issues lead leads leak leaks lie lies look loss mark marks move moves need note notes offer offers operation order orders overlap overlaps play point points post posts
practice practices program project projects promise push question questions raid raids read release releases remark remarks reply request requests response result results return review reviews rise risk run
sale scan scans scheme search share shares show shows smear smears slander source sources spread start step steps stand stop strike strikes study supply surface swap talk talks threat tip title track tracks
trade train trick tricks trust turn update updates view visit visits vote wait watch wipe wish word words exchange experience fault finger fingers force forces face face host hosts ram bug bugs tap taps flood
poison level model document documents detail details list lists command commands code codes record records access drive drives file files log logs malware patch patches state-backed blame suspect suspects
sentence poach raid launch launches dump dumps transfer transfers label labels block blocks set sets service form forms interview quote quotes purchase increase decrease force rest tweet tweets build serve mount stage
spies conduct estimate finds position draft print aim aims bait pivot lure lures drop drops register registers load loads ransom sabotage corrupt forge jam approach film blind empty mail shadow tail court worm nest camp hunt clone photograph doctor guide scrape skim copy lift stash groom peddle hound conspire
""")
)
CLOSED: dict[str, str] = {}
for _tag, _words in {
    "D": "the a an this these those its their his her our your my some any all several many other another both each every certain such no few numerous various",
    "P": "he she it they we i you us them him me someone somebody anyone anybody nobody everyone themselves itself himself herself ourselves one others none something nothing anything",
    "I": "of in on at by for from with against into onto about over under through during between among across within without behind toward towards upon via per as like after before since until till because_of"
    " despite concerning regarding including beyond amid amidst around near off out up down inside outside versus alongside throughout besides except",
    "C": "and or but nor & yet",
    "W": "that which who whom whose where when if because while although though whether why how what unless whereas so than once",
    "X": "am is are was were be been being has have had having do does did will would can could may might must shall should cannot ought 'd 've 'll 're ’ve ’ll ’re isn't aren't wasn't weren't hasn't haven't hadn't"
    " doesn't don't didn't won't wouldn't can't couldn't shouldn't mustn't",
    "G": "not never neither hardly scarcely",
    "R": "also already again still then now just even only too very often always sometimes soon later earlier previously recently currently once further instead together thus therefore hence however moreover"
    " meanwhile nevertheless indeed rather quite perhaps maybe ever yet today yesterday tomorrow back away there here all-out twice first far long itself themselves likely",
    "T": "to",
    ",": ", ; : – — ( )",
    ".": ". ? ! …",
}.items():
    for _word in _words.split():
        CLOSED.setdefault(_word, _tag)
NUMBERS = frozenset(
    listed("two three four five six seven eight nine ten eleven twelve dozens hundreds thousands")
)
SAME_PAST = frozenset(listed("spread hit put cut set shut read cost hurt"))
BE = frozenset(listed("am is are was were be been being 're ’re isn't aren't wasn't weren't"))
HAVE = frozenset(listed("has have had having 've ’ve hasn't haven't hadn't"))
DO = frozenset(listed("do does did don't doesn't didn't"))
ADVERB = re.compile(r"[a-z]{3,}ly\Z")
NOT_ADVERB = frozenset(
    listed(
        "family reply supply ally assembly anomaly early only daily weekly monthly likely unlikely deadly friendly italy july apply rely comply imply multiply"
    )
)
ADVERBIAL = frozenset(
    [
        "in turn",
        "in fact",
        "of course",
        "at least",
        "so far",
        "for example",
        "for instance",
        "in part",
        "at times",
        "at first",
        "at last",
        "once again",
        "time and again",
        "for the first time",
        "for years",
        "for decades",
        "for some time",
        "in particular",
        "in addition",
        "on several occasions",
        "more than once",
        "to date",
        "by now",
        "in recent years",
        "in recent months",
        "in recent weeks",
        "over the years",
        "at the time",
        "at once",
        "in all likelihood",
        "with high confidence",
        "with moderate confidence",
        "with medium confidence",
        "with low confidence",
        "with some confidence",
        "with great confidence",
        "on this occasion",
        "in the end",
        "in general",
        "in secret",
        "in public",
        "in any case",
        "as well",
        "in all probability",
        "on purpose",
        "of late",
        "by all accounts",
        "beyond doubt",
        "without doubt",
        "no longer",
        "no doubt",
    ]
)
ADVERBIAL_STARTS = frozenset(phrase.split()[0] for phrase in ADVERBIAL)
ADVERBIAL_SECONDS = {
    first: frozenset(phrase.split()[1] for phrase in ADVERBIAL if phrase.split()[0] == first)
    for first in ADVERBIAL_STARTS
}
"""What may stand behind each of them."""
TRANSITIVE = frozenset(
    listed("stealing sabotaging tampering bugging tapping hijacking poisoning killing smearing")
)
"""Names of acts in -ing that take an object, and are verbs before one."""
