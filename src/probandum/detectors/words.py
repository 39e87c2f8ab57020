"""English words that mean nothing by themselves when they are also a name (lists of zxcvbn, MIT).

Made by ``tests/unit/detectors/make_tables.py``.
"""

ORDINARY = frozenset(
    """
aaron abaddon abandoned ability above absent abuse academic academy accepted access accompanied according
account accounts accused achieve achieved acid acidrain acquire acquired acres acronym across act action
actions active activities activity actor actors actress acts actual adapted added adding addition additional
additionally address addresses adjacent admin administration administrative admiral admitted adopted adult
adults advance advanced advertising affairs affected affiliated africa african afrodita after afterwards
against age aged agencies agency agenda agent agents ages aggressive agreement agricultural agriculture air
aircraft aired airport akira album albums alert alfa alfonso ali alibaba alice alien alina alleged alliance
allied allow allowed allowing allows alma along alongside alpha alphabet also alternate alternative although
aluminum ambassador american americans amnesia amoeba among amongst amos amount analysis anarchy anchor
ancient and andromeda angeles anger angry animal animals anniversary announced annual annually anonymous
another anti anubis apocalypse apollo apostle appeal appear appearance appearances appeared appearing
appears appetite appleseed application applications applied appointed approach approved approximately arab
arcane architect architectural architecture archive archivist are area areas arena argentina argued argument
arguments arkansas armageddon armed army arranged arrival arrived art article articles artifacts artificial
artillery artist artistic artists arts asia asian aspects assassin assembly assigned assist assistance
assistant associate associated association assumed astaroth athena athletic athletics atlantic atlantida
atmosphere atomic attached attack attacked attacks attempt attempted attempts attend attended attributes
audience audio august aurora australia australian austria austrian author authorities authority authorized
authors auto available avemaria avenger avenue average aviation award awarded awards axiom azazel babar
babylon bachelor backdoor background backspace backup bad badnews bahamut baltimore bamboo banana band
bandit bands bang bank banker bankshot banshee barb barbie barbwire barium bart base based basic basin basis
basketball battalion battery battle bay bazar beacon beanie bear bears became become becomes becoming beds
been beetle before began beginning begins begun beijing being belgium believed bella bellhop below benchmark
benefits best between bibi bible big bigboss billboard billgates billion binary bind biography birddog birds
birmingham birth biscuit bismuth bits bitter bittersweet black blackburn blackcat blackfly blackheart
blackjack blackrock blacksun blackwood blame bleeding blind blink blister blitz blizzard block blocking
blocks bloodhound blossom blue bluefox bluelight bluesky board boats bodies body bombing book books bookworm
boombox boot border born boron borough boss both bottle bouncer bouncing boundary bowl box brain branches
brand brass brave bravo brazilian bread break breakthrough brick bridge brief briefly brigade britain
british broad broadcast broadcasting broadway bromine bronze broomstick brothers brown bublik buckeye budget
buffalo build builder building buildings built bumblebee bunny bureau buried burkina business businesses
butler butterfly bypass byzantine cabbage cabin cabinet cable cacao cactus calcium calendar caliente
california caligula call called callisto callme calls calypso camaro cambridge cameleon camp campaign campus
canadian canal candidate candidates cannon canopy capabilities capacity cape capital capture captured
caramel carbon cardinal career carmine carried cars cases casino casper cast castle catch category cathedral
catholic caused causes causing cavalry cedar celebrated cell cells cemetery census center centers central
centre centuries century cerber cerberus cerium certain certificate chachi chain chairman challenge chamber
chameleon chamois champions championship championships chan chang change changes channel channels chaos
chapel chaperone chapter character characteristics characters charged charger charming chart charter charts
chat chaya checks chemical cherry cheshire chewbacca chickens chief childhood children chili chimera china
chinese chisel chopper chosen chrome chromium chrono church churches cicada cinema cinnamon circle circuit
circus citadel cited cities citizens city civil claim claimed claims class classes classical classification
classified clean cleaner cleanup clear cleaver clever client climate clinical clipper closed closely cloud
clover club clubs cluster coach coaching coal coalition coast coastal cobalt cobra code cold collaboration
collected collection collections collective collector college colleges colonial colony color colour columbia
column combat combination combined combos comedy comet comic comics command commander comment commerce
commercial commission commissioned commissioner committee common commonly commonwealth commune communication
communications communist communities community companies company compared compete competed competing
competition competitions competitive compilation compiled complete completed completion complex component
components composed composer composition compression compromise compute concept concerns concert concerts
concluded conditions conduct conducted conference configuration confirmed conflict confluence confucius
congress connected connecticut connection connections consecutive conservation conservative considerable
considered consisted consisting consists constant constituency constitution constitutional constructed
construction contagious contain contained containing contains contemporary content contest context conti
continental continue continued continues continuing contract contrast contributed contributions control
controlled controller controls controversial controversy convention converted cookie cookies copies copper
copy core corporate corporation corps corruption corsair cosmic cost costs cotton council counter counties
countries country county couples courses court courts covenant cover coverage covered covering covers covert
cowboy cozy cracking crane crash crawling create created creating creation credentials credited credits
creek crew crimson crisis critic critical criticism criticized critics crossing crosswalk crown crutch
crysis crystal cthulhu cuba cultural culture cup curator curious curly current currently cursed custom
customer customers cutting cyber cyborg cycle cyclone cyclops czech daemon dagger daily dairy damage damaged
dancer dancing danish dark darkmoon darkside data databases dated dates daughters davenport davinci day days
dead deadbolt deadeye deadwood death debate debut debuted decade decades decaf december decided declared
decline declined dedicated deep defeat defeated defeating defence defense defensive defined definition
degree degrees deimos delay delegate delete delivered delivery delta demand democratic demographics denial
denied denis denmark density dented department departure depending deployment depression depth deputy
derived described describes description desert design designated designed designs despite destroy destroyed
destroyer destruction determine determined develop developed developer developing development device devices
devil dexter dharma diamond dickens did died differences different digital diocese direct directed direction
directly director directors disambiguation disc disco discovered discovery disease disk display distance
distinct distinguished distributed distribution district districts divergent divided division divisions
dizzy doc document documentary documents dog dogfish domain domains domestic dominated donot donut door
double doubles down downtown draft dragon dragonfly drake drama draw drawdown drawing drawn dream dreamland
driftwood drive driven driver drop dropping duck dudley due dukes dummy dump dumping dupont during dust
dutch duties dynamic dynamite dynasty each eagle earlier earliest early earned earth easily east eastern
easy echelon eclipse economic economics economy edge edinburgh edison edited edition editor educated
education educational effect effective effectively effects effort efforts eggs egypt eight eighth eleanor
elected election elections electoral electric electrical electron electronic elementary elements elephant
elevated elevation elevator elfin eli eliminated elise elmer embargo embedded emerald emerson emissary
emperor empire employed employee employees employment encoded end ended ending enemy energy engine
engineering engineers engines england english enigma ensure entered entering entertainment entirely entitled
entrance entries entropy entry environment environmental epic episode episodes epsilon equal equation
equinox equipment equipped equivalent era erebus erica escape escobar essex establish established
establishment estate estimated eternity ethnic europe european event events eventually ever evil evolution
example examples excalibur exception exchange exclusive executed execution executive exhibition exile exist
existed existence existing exists exodus exorcist exotic expand expanded expansion expected expedition
experience experienced experiences experimental explained exploits explosive export express expressed
expression extended extension extensive extent external extra extreme eye eyes facade face faced facilities
facility facing factor factors factory faculty fail failed failure fake falcon fallout falls fame families
family famous fancy fanny fans fargo farm farmers fashion fast feather feature featured features featuring
february federal federation fellow female females fenix ferocious festival few fiction fictional field fifth
fighters fighting figures file filed files film filmed films filter final finals finance financial finished
finishing finland fire fireball firebird firewall firm firmware first fisher fishing five flag flame flamer
flanders flash flashback flat fleet flight flipside flood flow flows flying focus focused folk followed
following follows footballer for force forced forces foreign forest forests form formal formally format
formation formed former formerly forming forms fort fought found foundation founded founder founding four
fourth fox foxy frame framework france franchise frankenstein franklin frat freakout free french frequency
frequently frog from frontier fuel full fully function functions fund funded funding funds furball further
fusion gain gained gallery gallium gambler game gameday gameover games gang garden gardens gasket gather
gauss gearshift gemini gender general generally generation generic genesis geneva genie genre genus
geography german germany get ghost giant gibberish gift gimmick given glasses glimpse global globe gmina
goal goals goblin godfather godzilla goggles gold golden goldeneye goldfish golf golfing goods goodtimes
google goopy gopher gorilla gosh gothic government governments governor grade gradually graduate graduated
grand granite granted graphite grateful gravity gray grayling grease greater greatest greatly greece greek
green grew grey grief griffon grinch grizzly ground grounds group groups grove growing growth grunt guard
guardian guerrilla guessing guide guitarist gulf guns guru gypsy habitat hack hacker had hades hail hajime
half hammer hampshire hand hangman hangover happy harbor hardware harpy harvard harvest has hatman havoc
hawkeye hazel head headquarters health heart heavily heavy height held helium hello hellokitty hellsing
helper hence her herbst heritage hermes hermit hickman hidden hide hiding high higher highest highland
highly highway hildegard hills himself his hispanic historian historic historical history hits holds
hollywood holy home homeland homes honeybee honorary honors honour honours hoodoo hook hooking hooks hopper
horse host hosted hosts hot hotel houdini hound house household householder households houses housing
however http https human humans hundreds hungarian hungary hunt hunter huntley hurricane hussar hybrid hydra
hyena icarus ice identified identify identity ignore illinois illusion iloveyou image images immediately
immortal impact imperial impersonation importance improve improved inception incident include included
includes including income incorporated increase increased increasing increasingly incubator independence
independent index india indian indicated indigenous individual individuals indonesia indra industrial
industries industry infantry infection inferno influence influenced influential information infrastructure
inhabitants initial initially initiative injection injured injury inner innings input insomnia inspired
install installation installed installutil instance instead institute institution institutions instrument
instrumental instruments integrated integration intel intelligence intended inter interception interest
interests interior internal international internet interview into introduced introduction invasion inventory
investment involved involvement involving iodine iowa iran iranian iraq ireland iridium irish iron islamic
island islands israeli issue issued issues italian italy items its itself ivy jackal jade james january
japan japanese jason java javascript jazz jersey jewish jews jigsaw jimmy jinx job jobs joined joining joint
joker journal journalist journey judges judgment juicy july jumper junction june junk jupiter justforfun
justice kabob kairos kala kami karma kasha kasper katana katrina kentucky kessel kevin key keyhole keys
keystone kill kingdom kings kiss kitten kittens kitty knight knock knocking knockout knot knowledge known
kong korea korean kraken kronos krypton kungfu label labor laboratory labour lack lady laid lake lakes
lambert land landing landmark lands landscape language languages large largely larger largest lasted late
later lateral latin latinus latter launch launched laundry law laws layer lazarus lead leader leaders
leadership leading leads league learning leash leaves lebanese led left legal legislation legislative
legislature legitimate lemon lena length leopard less letsgo letters level levels leverage leviathan lexus
liberal liberty library lies lieutenant life lifting light lightning likely lili lilith lily lime limit
limited limits line linen lines link linked links linux lion list listed listing lists literary literature
lived living load loading loan local located location locations locker lojack loki longest longhorn lord
lorenz los loss losses lost lotus louisiana love low lowell lower lowkey luca lucifer lucky luckycat luna
lunar lurid lyceum lyrics mac macaw machete machine mad made madmax mafalda magazine maggie magic magnesium
magnetic mail mailto main mainly maintain maintained maintenance major majority make maker makeup maktub
malaysia male males mallard malware mamba mami man mana managed management manager managers mandrake manga
manganese mango manner manticore mantis manual manufacturing manuscript many maple mapp march marcher maria
mariposa mark marked market marketing markets married mars maryland mask masquerading mass massachusetts
masson mata match matches material materials mathematics matrix maverick max maximum maximus may mayor maze
meaning meanwhile measure measures mechanical mechanism medal medals media median medical medicine medieval
medium medley medusa meek meetings meets melbourne melody member members membership memorial memory men
mentioned meow mercury merged merlin mermaid message messages metal meteor meters method methods metres
metro metropolitan mexican mid midas middle midnight mikey milan mile military milkmaid mill million miner
mini minibus minimum mining minion minister ministry minnesota mint mirage misha mission missions
mississippi missouri mixed mobile mode model models modern modified module mole momentum monastery money
monitor monitors monkey monsoon monster month months monti monty monument moon moonlight moonwalk moose mora
more mori morphine mortalkombat mortis moses mosquito most mostly moth motion motor mount mountains mounted
mouse moved movement movements mozart multi multiple mummy municipal municipality murderer museum mushroom
music musical musician musicians muslim mustang mustard mutual mydogs mystic mythic name named names narrow
nation national nations native natural nature nautilus naval navy nazar nazi ncaa near nearby nearest nearly
nebulae necro ned needles negative neighbor neighborhood nemesis nephilim netherlands network networks
neuron neutrino nevada nevertheless new newly newpass news newscaster newspaper newspapers newsreels nexus
nibiru nickel night nightclub nighthawk nine ninja ninth nitro noble nokian nominated non normally north
northeast northern northstar northwest norton norway norwegian nosedive not notable notably noted notes nova
novel novels november now nuclear number numbered numerous object objects obscene observed obtain obtained
occasionally occasions occupation occupied occur occurred occurs ocean october octopus oddjob offensive
offered offers office officer officers offices official officially officials often ohio oklahoma old older
oldest olive olympic olympics omega one only ontario opal open opened opening opera operate operated
operates operating operation operational operations operator opportunities opposed opposite opposition
options orange orbit orchard orchestra order ordered oregon organisation organization organizations
organized origin original originally origins orleans orthodox osiris other others ottoman out outer outlaw
output outstanding over overall overboard overlord override own owned owner owners ownership oxygen oyster
pacemaker pacific package packages packing packrat page pain painted painting paintings pair palace paladin
pale palevo panda pandora panel paradise parallel parasite parent paris parish park parliament parliamentary
parrot part participants participate participated participation particular particularly parties partners
partnership parts party pass passage passed passenger passengers passes passing passwd password pasty patch
patchwork path patients patrol pattern pawn pay peace peach peak peaked peapod pearl peer pegasus penalty
pencil peninsula pennsylvania penquin people peppy per percent perform performance performances performed
performing period permanent permission personal personnel persons phantom phase philadelphia philippines
philosophy phishing phobos phoenix phosphorus photo physical physics piano pickpocket pieces pilot ping pink
pioneer pipeline pirat pirate pirates pisces pitstop pittsburgh place placed places planned plant plants
platform platinum play played players playing plays plead plot plutonium poem poems poet poetry point points
poison poisoned poisoning poland polaris policies policy polish political politician politics polonium
polyglot pond pony popcorn popeye popper popular popularity population port portal portion portrayed
portuguese poseidon position positions positive post potassium potential poverty power powered powerless
powerplant practice practices praised predator prelude premier premiered presence present presented
preserved president presidential press prestige prevent previous previously primarily primary prime
primitive prince principal principle principles print printed prior prism prisoners private privilege prix
prize procedure procedures process processes processing produce produced producer producers producing
product production productions products professional professor profile profit program programme programming
programs progress progressive project projects prolific prometheus prominent promote promoted promotion
properties property prophet proposal proposed protected protection protector protein proteus protocol proton
proved provide provided provider providers provides providing province provinces provincial proxy public
publication publications publish published publishing puerto pulsar pumping pumpkin punisher punk purchase
purchased purple purpose purposes putter pyramid python qualified qualifying quality quarter quasar quebec
queen queensland quick quickly rabbit raccoon race races racial racket racoon radiation radio radium
ragnarok rail railroad railway rain raindrop rainyday raised rambo ramsay rana range rank ranked ranking
ranks ransom rapid rapidly rare rate rated rates rather rating ratio rattlesnake ratty rave raven razor
reached reaching reaction read reaper rear reaver rebel rebellion receive received receiving recent recently
reception reckless recognition recognized reconnaissance record recorded recording recordings records
recovery red redalert redline redrum redtail reduce reduced refer reference references referred refers
reflection reform refused regarded regarding regime regiment regin region regional regions register
registered registration regular regularly reign rejected related relations relationship relationships
relative relatively relay release released releases relief religion religious remain remained remaining
remains remix remote removal remove removed remy renamed replace replaced replacement replacing report
reported reports represent representation representative representatives represented representing represents
reptile republic republican request require required requirements requires research reserve reservoir
residence resident residential residents residing resigned resistance resolution resource resources
respectively responder response responsible restoration restored result resulted resulting results retail
retained retired retirement retro return returned returning returns revealed revenant revenge revenue review
reviews revival revive revolution revolutionary rex rhino riddle right rights ripper riptide rise rising
ritual rival river rizzo road roads robin robinhood roboto rock rocke rocket rodrigo rogue role roles
romania romanized rome romeo rook rooms root roots rose rotor rotten roughly round route routes rover royal
ruby rugby rule ruled ruler rules run runner running runs rural russia russian rust ruthless sabbath saber
safe safety saga sage sahara saigon saint saitama salamander sale sales salmon salome salt saltwater same
samurai san sandman sands sapphire saratoga sardonic sarit satan satana satellite satori sauron scale scan
scanner scar scarab scarecrow scarlet scattered scene scenes scheduled scheme scholar scholars scholarship
school schools science sciences scientific scientists score scored scoring scorpion scottish scout screen
script scully sea search season seasons seat seats second secondary secret secretary secrets section
sections sector security seek selected selection self selling semi senate senator senior sent seoul separate
separated september sequence series serpent serpico serve served server serves service services serving
session sessions set seth sets setting settings settled settlement setup seven seventh several severe shade
shadow shakti shallow shape shaped share shared shares sharik shark sharp she shell shifu shindig ship ships
shipshape shore short shortly show shown shows shylock side sides sidewalk sidewinder siege sierra siesta
signal signature signed significant significantly signing silence silent silicon silk silver sima similar
similarly simple simply since singapore singer singing single singles site sites situated six sixth size
skills skip skipper skyline slack slam slapstick slave slayer slightly slime slingshot sliver smackdown
small smaller smith smoke snake snatch sneaky sniffing snooping snoopy snowball social socialist society
socks sodium soft software soil solar sold soldier soldiers solo solution some somewhat song songs sons
soraya sought soul souls soundtrack soundwave source sources south southeast southern southwest soviet space
spaceship spain spanish spark sparkle sparrow spartacus special species specific specifically specter
spectre speed spent sphinx spicy spider spiritual splinter split sponge sponsored sport sports spread spring
springs sprite spyder squad squadron square stadium staff stage staged stages stalker standard standards
stands star stardust starman starred starring stars started state stated states static stating station
stations statistics status steal stealth steam steel sterling sticky stinger stitch stock stolen stone stop
storage stored stores stories storm story stowaway strategic strategy strawberry stream street streets
strider strike string strongly strontium struck structure structures student students studied studies studio
studios study stuffing sturgeon style styles subject subjects submarine subsequent subsequently substantial
subtle subzero succeeded successful successfully successor such sudan suffered sugar suggested suggests
suite sulphur summit sunburst sunless sunnyday superior superman supernova supplies supply support supported
supporters supporting supports supreme surface surname surrounded surrounding surveillance survey survived
surviving swallowtail swan sweden swedish swift swiss switzerland sword symbiote symphony system systems
table taiwan tajmahal taken tamil tank tantalum target task taught taurus teachers teaching teal team teams
teardrop technetium technical technique techniques technologies technology telegram teleport television temp
temper temperature tempest template temple temporary teng tennessee term terminal terminator termite terms
terra territories territory test texas text thallium than thanatos thanos the theater theatre theft their
them theme themes themoon themselves then theola theory there thereafter therefore these they thief third
thirsty though thousands thread threat three through throughout thus tick ticket tickets tiger tim time
times tiny titan title titled titles toddler token tokyo tomato tommygun took tool tools top torii torn
total tour touring tourism tournament toward towards tower town towns township toxic track tracks trade
trading tradition traditional traditionally traffic trail trailblazer train trained training trains transfer
transferred transit transition translated translation transmission transmitted transmitter transport
transportation trap traveling treatment treaty trees triada tribe tribes trick trickster trident tries
trinity triple triton trojan troll trooper troops trophy tropical troy trust trusted tsukuba tsunami tunnel
turk turkish turtle twilight twin twisted two tycoon type types typhoon typical typically ugly ukraine
ukrainian ulster ultimately unable undead under underground union unique unit united units universal
universities university unknown unlike unlock until upon upper urban use used useful user users uses using
usually utah utility valeria valid valley value values vancouver vanguard vanilla variable variant variety
various vault vector vega vehicle vehicles velocity velvet vendetta venomous venus vermin version versions
versus vessel vessels via vice vicious victim victims victorian video videos vienna vietnam view views
viking village villages violence violet violin viper virtual visible visited visiting visitors visual vocal
vocals voice void voivodeship voldemort volume voodoo vote voted votes vovan voyeur vulnerabilities vulture
wales walker wandering war warhawk warlock wars warzone was watchdog water wave way weakness weapons weather
website websites weekly weight were werewolf western when where whereas which while whilst whirlpool whisper
white whiteout who whom whose wicked wide widely widespread wildcard wildfire wildlife win window windows
windshield windy wine wing wings winners winning wins winter wipe wiper wisconsin with within wizard wolf
women won wooden woodland woody work worked workers works world worldwide worm wormhole would wounded wraith
wrestling writer writers writing written wrote xtreme yakuza yard yards year years yellow york yorkshire
younger youth zealand zeppelin zero zeus zigzag zinc zirconium zombie zone
""".split()  # noqa: SIM905
)
