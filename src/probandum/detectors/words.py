"""English words that mean nothing by themselves when they are also a name (lists of zxcvbn, MIT).

Made by ``tests/unit/detectors/make_tables.py``.
"""

ORDINARY = frozenset(
    """
aaron abaddon ability able about above absent absolutely abuse academic academy accept accepted access
accident according account accounts achieved acidrain acquire acquired acres acronym across act acting
action actions active activities activity actor actress acts actually added addition additional address
addresses admin administration administrative admit adopted adult advanced advice affairs afraid africa
african afrodita after afternoon again against age aged agency agenda agent aggressive ago agree agreement
agricultural ahead air aircraft aired airport akira album albums alert alfa alfonso ali alibaba alice alien
alina alive all alliance allow allowed allowing allows alma almost alone along alongside alpha alphabet
already alright also alternate alternative although aluminum always amazing american americans amnesia
amoeba among amos amount analysis anarchy anchor ancient and andromeda angeles anger angry animal animals
announced annual anonymous another answer anti anubis any anybody anymore anyone anything anyway anywhere
apart apartment apocalypse apollo apologize apostle apparently appear appearance appearances appeared
appears appetite appleseed application applications applied appointed appreciate approach approximately
arcane architecture archive archivist are area areas arena argument arguments armageddon armed arms army
around arrest arrived art article articles artifacts artificial artist artists arts asia asian ask asked
asking assassin assembly assigned assist assistant associated association astaroth athena atlantic atlantida
atmosphere atomic attack attacked attacks attempt attempted attempts attended attention attorney attributes
audience audio august aunt aurora australia australian author authorities authority authorized auto
available avemaria avenger avenue average award awarded awards away awful axiom azazel babar baby babylon
back backdoor background backspace backup bad badnews bahamut bamboo banana band bandit bands bang bank
banker bankshot banshee bar barb barbie barbwire barium bart base based basic basin basis basketball
battalion battle bay bazar beacon beanie bear beat beautiful became because become becomes becoming bed beds
been beetle before began begin beginning begins behind beijing being believe believed bella bellhop below
benchmark besides best bet better between bibi big bigboss billboard billgates billion binary bind biography
birddog birth birthday biscuit bismuth bit bits bitter bittersweet black blackburn blackcat blackfly
blackheart blackjack blackrock blacksun blackwood blame bleeding blind blink blister blitz blizzard block
blocking blocks blood bloodhound blossom blow blue bluefox bluelight bluesky board boat body bombing book
books bookworm boombox boot border born boron boss both bother bottle bought bouncer bouncing boundary bowl
box boy boyfriend boys brain brand brass brave bravo bread break breakfast breakthrough breathe bridge
brigade bring britain british broadcast broadcasting broke broken bromine bronze broomstick brother brothers
brought brown bublik buckeye bucks buffalo buffy build builder building buildings built bumblebee bunny
bureau buried burkina business busy but butler butterfly buy bye bypass byzantine cabbage cabin cacao cactus
calcium calendar caliente california caligula call called calling callisto callme calls calm calypso camaro
came cameleon camp campaign campus can canadian candidate cannon cannot canopy capabilities capacity capital
capture captured car caramel carbon card cardinal care career careful cares carly carmine carried cars case
cases casino casper cast castle catch category catholic caught cause caused cedar cell cells cemetery census
center central centre centuries century cerber cerberus cerium certain certainly certificate chachi chain
chairman challenge chameleon chamois champions championship championships chan chance chang change changed
changes channel channels chaos chaperone character characters charge charger charming chart chat chaya check
checked checks cherry cheshire chewbacca chickens chief child children chili chimera china chinese chisel
chloe choice chopper chosen christmas chrome chromium chrono church churches cicada cinnamon circle circuit
circus citadel cities citizens city civil claim claimed claims class classes classical clean cleaner cleanup
clear cleaver clever client climate clipper close closed closer clothes cloud clover club clubs cluster
coach coast cobalt cobra code cold collected collection collective collector college colony color columbia
combat combined combos come comedy comes comet comfortable coming command commander comment commercial
commission commissioned committee common commonly communication communications communist communities
community companies company compared competed competition compiled complete completed completely complex
component components composed compression compromise compute concept concerned concert conditions conducted
conference configuration confirmed conflict confluence confucius congratulations congress connected
connection connections conservative consider considered consists constitution constructed construction
contagious containing contains contemporary content conti continue continued continues contract control
controlled controller controls convention conversation cookie cookies cool copies copper cops copy core
corporation corps corruption corsair cosmic cost cotton could council count countries country county couple
course court covenant cover covered covers covert cowboy cozy cracking crane crash crawling crazy create
created creating creation credentials creek crew crime crimson crisis cristian critical critics crosswalk
crown crutch crysis crystal cthulhu cuba cultural culture cup curator curious curly current currently cursed
custom customer cut cute cutting cyber cyborg cyclone cyclops dad daddy daemon dagger daily dairy damage
damn dance dancer dancing dangerous dark darkmoon darkside darling data databases date dating daughter
davenport davinci day days dead deadbolt deadeye deadwood deal dear death debut decaf december decide
decided decision declared dedicated deep defeat defeated defence defense defined definitely degree deimos
delay delegate delete delivery delta democratic demon denial denis density dented department deployment
deputy derived described description desert deserve design designated designed despite destroy destroyed
destroyer destruction detective determine develop developed developer development device devices devil
dexter dharma diamond dickens did die died difference different difficult digital dinner direct directed
direction directly director disco discovered discovery discuss disease disk distance distributed
distribution district districts divergent divided division divorce dizzy doc documentary does dog dogfish
doing dollars domain domains domestic done donot donut door double doubt down draft dragon dragonfly drake
drama draw drawdown dream dreamland dress driftwood drink drive driver driving drop dropping drug drugs
drunk duck dude dudley due dukes dummy dump dumping dupont during dust dutch dying dynamic dynamite each
eagle earlier early earned earth easier east eastern easy eat eating echelon eclipse economic economy edge
edison edition editor education educational effect effective effects effort efforts eggs eight either
eleanor elected election elections electric electron elements elephant elevated elevation elevator elfin eli
elise elmer else embargo embedded emerald emerson emissary emperor empire employed employee encoded end
ended ending enemy energy engine engineering engines england english enigma enjoy enough entered
entertainment entire entitled entries entropy entry environment environmental epic episode episodes epsilon
equation equinox equipment era erebus erica escape escobar especially essex establish established estate
estimated eternity europe european even evening event events eventually ever every everybody everyone
everything evidence evil exactly example examples excalibur except exchange exclusive excuse execution
executive exile existence existing exodus exorcist exotic expand expanded expansion expect expected
experience explain exploits explosive export express extended extension extensive external extra extreme eye
eyes facade face facilities facility facing fact factor factory faculty fail failed fair fake falcon fall
fallout falls fame families family famous fancy fanny fans far fargo farm fast father fault favor favorite
fear feather feature featured features featuring february federal federation feel feeling feelings feels
feet fell fellow felt female females fenix ferocious festival few fiction field fifth fifty fight fighters
fighting figure figured figures file files film films filter final finally finals financial find finds fine
finish finished fire fireball firebird firewall firm firmware first fisher fishing five fix flame flamer
flanders flash flashback fleet flight flipside flood floor flow flying focus follow followed following
follows food fool footballer for force forced forces foreign forest forget forgive forgot form format
formation formed former formerly forms fort forward fought found foundation founded founder founding four
fourth fox foxy framework france frankenstein franklin frasier frat freakout free french frequently friend
friends frog from front frontier full fully fun function functions fund funding funny furball further fusion
future gained gallery gallium gambler game gameday gameover games gang garden gasket gather gauss gave
gearshift gemini general generally generation generic genesis geneva genie gentlemen genus geography german
germany get gets getting ghost giant gibberish gift gimmick girl girlfriend give given gives giving glad
glasses glimpse global globe goal goals goblin god godfather godzilla goes goggles goin going gold golden
goldeneye goldfish golf golfing gone gonna good goodtimes google goopy gopher gorilla gosh got gothic gotta
gotten government governor grab grade graduate graduated grand granite granted graphite grateful gravity
gray grayling grease great greater greatest greek green greenlee grew grey grief griffon grinch grizzly
ground group groups grove growing growth grunt guard guardian guerrilla guess guessing guilty gun guru guy
guys gypsy hack hacker had hades hail hair hajime half hammer hand handle hands hang hanging hangman
hangover happen happened happening happens happy hard hardware harpy harvest has hate hatman have having
havoc hawkeye hazel head headquarters health hear heard hearing heart heavy held helium hell hello
hellokitty hellsing help helped helper helping her herbst here heritage hermes hermit herself hey hickman
hidden hide hiding high higher highest highland highly highway hildegard hills him himself his historic
historical history hit hmm hold holding holds holy home homeland honest honey honeybee honor hoodoo hook
hooking hooks hope hoping hopper horrible horse hospital host hosted hot hotel houdini hound hour hours
house household households houses housing how however http https huge huh human hundred hungry hunt hunter
huntley hurricane hurry hurt husband hussar hybrid hydra hyena icarus ice idea identified identify identity
idiot ignore illinois illusion iloveyou image imagine immediately immortal impact imperial impersonation
important impossible inception incident include included includes including income incorporated increase
increased increasing incredible incubator independence independent india indian individual individuals indra
industrial industry infantry infection inferno influence influenced information infrastructure initial
initially injection injury innocent input inside insomnia inspired install installation installutil instance
instead institute institutions integration intel intelligence intended inter interception interest
interested interesting interior internal international internet interview into introduced inventory involved
iodine iran iranian ireland iridium irish iron islamic island islands issue issued issues italian italy
items its itself ivy jackal jade jail james january japan japanese jason java javascript jax jazz jealous
jen jersey jewish jigsaw jimmy jinx job jobs join joined joint joke joker journal judge judgment juicy july
jump jumper june junk jupiter just justforfun justice kabob kairos kala kami karma kasha kasper katana
katrina keep keeping keeps kept kessel kevin key keyhole keys keystone kick kid kidding kids kill killed
killing kind kinda kingdom kiss kitchen kitten kittens kitty knew knight knock knocking knockout knot know
knowing knowledge known knows kong korea korean kraken kronos krypton kungfu label labor labour lack ladies
lady lake lambert land landmark language languages large largely larger largest last late lately later
lateral latin latinus latter laugh launch launched laundry law laws lawyer layer lazarus lead leader leaders
leadership leading league learn learned learning leash least leave leaves leaving lebanese led left legal
legislative legitimate lemon lena length leopard less let letsgo letter letters letting level levels
leverage leviathan lexus liberal liberty library lie lied lies lieutenant life lifting light lightning like
liked likely likes lili lilith lily lime limited limits line linen lines link linux lion list listed listen
listening literary literature little live lived lives living livvie load loading local located location
locations locker lojack loki longer longhorn look looked looking looks lord lorenz los lose losing loss lost
lot lotus love loved loves low lowell lower lowkey luca lucifer luck lucky luckycat luna lunar lunch lurid
lyceum lying lyrics mac macaw machete machine mad made madmax mafalda magazine maggie magic magnesium
magnetic mail mailto main mainly major majority make maker makes making maktub male males mallard malware
mama mamba mami man mana managed management manager managers mandrake manga manganese mango manticore mantis
manual manuscript many maple mapp march marcher maria mariposa mark marked market marriage married marry
mars mask masquerading mass massachusetts masson mata match matches material materials matrix matter matters
maverick max maximum maximus may maybe mayor maze mean meaning means meant mechanical mechanism medal media
median medical medicine medium medley medusa meek meet meeting melody member members memorial memory men
mention mentioned meow mercury merlin mermaid mess message messages met metal meteor method methods metres
metropolitan mexican mid midas middle midnight might mikey milan mile military milkmaid mill million mind
mine miner mini minibus mining minion minister ministry minnesota mint minute minutes mirage misha miss
missed missing mission mistake mixed mmm mobile mode model models modern modified module mole mom moment
momentum mommy money monitor monitors monkey monsoon monster month months monti monty moon moonlight
moonwalk moose mora more mori morning morphine mortalkombat mortis moses mosquito most mostly moth mount
mountains mouse mouth move moved movement movie moving mozart mrs much multi multiple mummy municipal
municipality murder murderer museum mushroom music musical must mustang mustard mutual mydogs myself mystic
mythic name named names nation national nations native natural nature nautilus naval navy nazar nbsp near
nearby nearest nearly nebulae necro ned need needed needles needs neighbor neither nemesis nephilim nervous
netherlands network networks neuron neutrino nevada never new newly newpass news newscaster newspaper
newsreels next nexus nibiru nice nickel night nightclub nighthawk niles nine ninja nitro noble nobody nokian
nominated non none normal north northeast northern northstar northwest norton norwegian nose nosedive not
notable noted notes nothing notice nova novel november now nuclear number numbered numerous object obscene
obtain obtained obviously occupied occurred ocean october octopus oddjob off offer offered offers office
officer officers offices official officially officials often ohio okay old older oldest olive olympic
olympics omega once one ones only ontario ooh opal open opened opening opera operated operating operation
operations operator opportunity opposed opposition options orange orbit orchard orchestra order ordered
organization organizations organized origin original originally osiris other others our ourselves out outer
outlaw outside outta over overall overboard overlord override owe own owned owner oxygen oyster pacemaker
pacific package packages packing packrat page paid pain painting palace paladin pale palevo panda pandora
panel paper papers paradise parasite parent parents paris parish park parliament parrot part participated
particular particularly parties parts party pass passed passwd password past pasty patch patchwork path
patient pawn pay peace peach peak peapod pearl peer pegasus pencil pennsylvania penquin people peppy per
percent perfect perfectly perform performance performances performed performing perhaps period permanent
permission person personal personnel phantom phase philadelphia philosophy phishing phobos phoebe phoenix
phone phosphorus photo physical pick picked pickpocket picture pictures piece pieces pilot ping pink pioneer
pipeline pirat pirate pirates pisces pitstop place placed places plan plane planned planning plans plant
plants platform platinum play played players playing plays plead please pleasure plenty plot plutonium poet
poetry point points poison poisoned poisoning poland polaris policies policy polish political politician
politics polonium polyglot pond pony poor popcorn popeye popper popular population port portal portion
poseidon position positions positive possible possibly post potassium potential power powerless powerplant
practice predator pregnant prelude premier presence present presented president presidential press prestige
pretend pretty prevent previous previously primarily primary prime primitive prince principal print prior
prism prison private privilege prize probably problem problems procedure procedures process processing
produce produced producer product production products professional professor profile program programme
programming programs project projects prolific prometheus prominent promise promised promoted promotion
proof properties property prophet proposed protect protection protector proteus protocol proton proud prove
provide provided provider providers provides providing province provincial proxy public publication publish
published pull pulled pulsar pumping pumpkin punisher punk purchase purchased purple purpose push put putter
putting pyramid python quality quarter quasar queen question questions quick quickly quiet quit quite rabbit
raccoon race races racket racoon radiation radio radium rafe ragnarok rail railroad railway rain raindrop
rainyday raised rambo ramsay ran rana range rank ranked ransom rapid rate rather rattlesnake ratty rave
raven razor reached read reading ready real realize realized really reaper rear reason reaver rebel
rebellion receive received recent recently reception reckless recognition recognized reconnaissance record
recorded recording records recovery red redalert redline redrum redtail reduce reduced refer reference
references referred refers reflection refused regiment regin region regional regions register registration
regular related relations relationship relationships relatively relax relay release released religion
religious remain remained remaining remains remember remix remote removal remove removed remy renamed
replaced report reported reports representative representatives represented reptile republic republican
request required research reserve reservoir resident residents resolution resource resources respect
respectively responder response responsible rest result resulted resulting results retired retirement retro
return returned returning revealed revenant revenge review reviews revive revolution rex rhino riddle ride
ridge ridiculous right rights ring ripper riptide rise rising risk ritual river rizzo road roads robin
robinhood roboto rock rocke rocket rodrigo rogue role roles romantic rome romeo rook room root rose rotor
rotten round route rover royal ruby rugby ruin rule ruler rules run runner running runs rural russia russian
rust ruthless sabbath saber safe safety saga sage sahara said saigon saint saitama sake salamander sales
salmon salome salt saltwater same samurai san sandman sands sapphire saratoga sardonic sarit satan satana
satellite satori sauron save saved saw say saying says scale scan scanner scar scarab scarecrow scared
scarlet scattered scene scheduled school schools science sciences scientific score scored scoring scorpion
scottish scout screen script scully sea search season seasons seat seats second secondary seconds secret
secretary secrets section sector security see seeing seek seem seemed seems seen selected self sell selling
semi senate send senior sense sent seoul separate september series serious seriously serpent serpico serve
served server serves service services serving session set seth sets setting settings settled settlement
setup seven several shade shadow shakti shall shallow share shared shares sharik shark sharp she shell
sheridan shifu shindig ship ships shipshape shoes shoot short shortly shot should show showed shown shows
shut shylock sick side sides sidewalk sidewinder sierra siesta sign signature signed significant signing
silence silent silicon silk silver sima similar simple simply since singer singing single singles sir sister
sit site sites sitting situated situation six sixth size skip skipper skye skyline slack slam slapstick
slave slayer sleep sleeping slept slime slingshot sliver slow smackdown small smaller smart smell smile
smith smoke snake snatch sneaky sniffing snooping snoopy snowball social society socks sodium soft software
solar sold soldier soldiers solo some somebody somehow someone something sometimes somewhere son song songs
sonny sons soon sooner soraya sorry sort soul souls sound sounds soundwave source sources south southeast
southern soviet space spaceship spain spanish spark sparkle sparrow spartacus speak speaking special species
specific specter spectre speed spell spend spent sphinx spicy spider splinter split sponge sport sports
spread spring sprite spyder squad squadron square stadium staff stage staged stalker stand standard
standards standing star stardust starman starring stars start started starting state stated states static
station stations status stay staying steal stealth steel step sterling stick sticky still stinger stitch
stock stolen stone stop stopped storage store stored stores stories storm story stowaway straight strange
strawberry street strider strike strontium structure stuck student students studied studies studio study
stuff stuffing sturgeon style subject subsequent subsequently subtle subzero succeeded successful such sudan
suddenly suffered sugar suggested suit suite sulphur summit sunburst sunless sunnyday superman supernova
supply support supported supporting suppose supposed supreme sure surface surprise surprised surrounding
surveillance swallowtail swan swear sweden swedish sweet sweetheart sweetie swift sword symbiote symphony
system systems table tajmahal take taken takes taking talk talked talking tantalum tape target task taught
taurus teaching teal team teams teardrop technetium technical technology telegram teleport television tell
telling tells temp temper tempest template temple temporary ten teng term terminal terminator termite terms
terra terrible territory test texas text thallium than thanatos thank thanks thanos that the theater theatre
theft their them theme themoon themselves then theola theory there therefore these they thief thing things
think thinking thinks third thirsty thirty this those though thought thousand thread threat three through
throughout throw thus tick ticket tickets tiger till tim time times tiny tired titan title titled titles
today toddler together token told tomato tommygun tomorrow tonight too took tool tools top torii torn total
totally touch tough tour tournament towards tower town towns township toxic track tracks trade tradition
traditional traffic trailblazer train training trains transfer transferred translation transmitted
transmitter transport transportation trap traveling treat treatment treaty trees triada tribe trick
trickster trident tried trinity trip triton trojan troll trooper troops tropical troy true trust trusted
truth try trying tsukuba tsunami tunnel turk turn turned turns turtle twenty twice twilight twin twisted two
tycoon type types typhoon typically ugly ukraine ukrainian ulster ultimately unable uncle undead under
understand union unique unit united units university unknown unless unlike unlock until upon upper upset
upstairs urban use used user users uses using usually utility valeria valid valley value vanguard vanilla
variable variant variety various vault vector vega vehicle vehicles velocity velvet vendetta venomous venus
vermin version versions very via vice vicious victim video view viking village villages violet violin viper
virtual visit visited visual voice void voldemort volume voodoo vote votes vovan voyeur vulnerabilities
vulture wait waiting wake wales walk walked walker walking wandering wanna want wanted wants war warhawk
warlock warm warzone was waste watch watchdog watching water wave way ways weakness weapons wear wearing
website websites wedding week weekend weekly weight weird well went were werewolf western what when where
whether which while whirlpool whisper white whiteout who whoa whole whom whose why wicked wide widely wife
wildcard wildfire will willing win window windows windshield windy wine wing winning winter wipe wiper wish
witch with within without wizard wolf woman women won wonder wonderful wondering woodland woody word words
work worked workers working works world worldwide worm wormhole worried worry worse worst worth would wow
wraith wrestling write writer writers writing written wrong wrote xtreme yakuza yard yards yeah year years
yellow yes yesterday yet york you younger your yours yourself youth zealand zeppelin zero zeus zigzag zinc
zirconium zombie zone
""".split()  # noqa: SIM905
)
