"""Small lists of words that the signs are put together from: who, whom, what is done, when."""

from __future__ import annotations

_IRREGULAR = {
    "hit": "hit hits hitting",
    "beat": "beat beats beating beaten",
    "hurt": "hurt hurts hurting",
    "hold": "hold holds holding held",
    "throw": "throw throws throwing threw thrown",
    "cut": "cut cuts cutting",
    "burn": "burn burns burning burnt burned",
    "bite": "bite bites biting bit bitten",
    "choke": "choke chokes choking choked",
    "shake": "shake shakes shaking shook shaken",
    "put": "put puts putting",
    "make": "make makes making made",
    "force": "force forces forcing forced",
    "give": "give gives giving gave given",
    "take": "take takes taking took taken tooken",
    "send": "send sends sending sent",
    "sell": "sell sells selling sold",
    "run": "run runs running ran",
    "sleep": "sleep sleeps sleeping slept",
    "go": "go goes going went gone",
    "leave": "leave leaves leaving left",
    "say": "say says saying said",
    "tell": "tell tells telling told",
    "keep": "keep keeps keeping kept",
    "get": "get gets getting got",
    "come": "come comes coming came",
    "buy": "buy buys buying bought",
    "think": "think thinks thinking thought",
    "feel": "feel feels feeling felt",
    "hang": "hang hangs hanging hung hanged",
    "drown": "drown drowns drowning drowned",
    "stab": "stab stabs stabbing stabbed",
    "shoot": "shoot shoots shooting shot",
    "strip": "strip strips stripping stripped",
    "grab": "grab grabs grabbing grabbed",
    "slap": "slap slaps slapping slapped",
    "drag": "drag drags dragging dragged",
    "steal": "steal steals stealing stole stolen",
    "nick": "nick nicks nicking nicked",
    "rob": "rob robs robbing robbed",
    "drug": "drugged",
    "lie": "lie lies lying lay",
    "kill": "kill kills killing killed",
    "call": "call calls calling called",
    "pin": "pin pins pinning pinned",
    "tie": "tie ties tying tied",
    "die": "die dies dying died",
    "try": "try tries trying tried",
    "kiss": "kiss kisses kissing kissed",
    "smash": "smash smashes smashing smashed",
    "punch": "punch punches punching punched",
    "touch": "touch touches touching touched",
    "push": "push pushes pushing pushed",
    "thrash": "thrash thrashes thrashing thrashed",
    "carry": "carry carries carrying carried",
    "bully": "bully bullies bullying bullied",
    "rape": "rape rapes raping raped",
    "see": "see sees seeing saw seen",
    "catch": "catch catches catching caught",
    "fight": "fight fights fighting fought",
    "stamp": "stamp stamps stamping stamped",
    "batter": "batter batters battering battered",
    "wet": "wet wets wetting wetted",
    "spit": "spit spits spitting spat",
    "jump": "jump jumps jumping jumped",
    "trap": "traps trapping trapped",
    "shot": "shotting shots",
    "whip": "whip whips whipping whipped",
    "dig": "digs dug digging",
    "swing": "swing swings swung swinging",
}


def verbs(*bases: str) -> str:
    """Every form of each verb, as alternatives parted by ``|``."""
    forms: list[str] = []
    for base in " ".join(bases).split():
        if base in _IRREGULAR:
            forms += _IRREGULAR[base].split()
        elif base.endswith("e"):
            forms += [base, f"{base}s", f"{base[:-1]}ing", f"{base}d"]
        else:
            forms += [base, f"{base}s", f"{base}ing", f"{base}ed"]
    return "|".join(forms)


def either(words: str) -> str:
    """Alternatives from a list; an underscore stands for a space inside one."""
    return "|".join(word.replace("_", " ") for word in words.split())


_KIN = (
    "mum dad stepdad stepmum step_dad step_mum uncle aunt auntie aunty nan grandad cousin parents"
    " father mother family stepfather stepmother brother sister mums_boyfriend mums_bf mums_fella"
    " mums_partner mums_man dads_girlfriend stepbrother step_brother half_brother guardian"
    " mums_ex dads_mate dads_friend husband pastor imam family_friend neighbour aunts_husband"
    " parent stepdads uncles dads brothers fella guardians relative relatives da"
)
_CARER = (
    "foster_carer foster_carers foster_mum foster_dad foster_parents foster_parent carer carers"
    " foster_family foster_brother foster_son foster_placement"
)
_PARTNER = "boyfriend girlfriend ex partner husband ex_boyfriend"
_STAFF = (
    "staff worker workers keyworker keyworkers key_worker support_worker manager managers"
    " night_staff agency teacher teachers coach tutor social_worker carer_here youth_worker"
    " member_of_staff staff_member deputy care_worker residential_worker team_leader waking_night"
    " agency_guy agency_staff shift_leader bank_staff teaching_assistant sir headteacher mentor"
    " night_worker the_guard the_guards guard guards counsellor therapist warden officer driver"
    " chef cook cleaner volunteer trainer staffs key_workers personal_adviser pa"
)
_PEER = (
    "lad lads boy boys girl girls kid kids kids_here year_10s roommate room_mate olders older_boys"
    " resident residents bully bullies classmate other_kids they_all gang year_11s group big_lads"
    " the_others others students pupils young_person young_people housemate people classmates"
    " everyone teenagers bullied mandem gyal teen teens one_of_them schoolmates mates new_lad"
)

WORDS = {
    "i": "i|me and|we|man",
    "me": "me|us|my|our|myself|man",
    "my": "my|our|me",
    "be": "am|is|are|was|were|be|been|being|get|gets|getting|got|feel|feels",
    "have": "have|had|has|having|got",
    "will": "going to|will|about to|want to|wants to|planning to|plan to|gunna|would|might|gonna"
    "|ready to|need to|thinking of|thinking about|trying to|tempted to|swear i will|has to",
    "surely": "going to|will|about to|planning to|plan to|ready to|off to|decided to|am",
    "want": "want|wants|wanted|wanting|wish|need|wished|wishes",
    "now": "now|tonight|today|right now|tomorrow|this weekend|later|on friday|on saturday|on monday"
    "|this morning|this evening|after school|when everyone is asleep|next week|soon|this week"
    "|at the moment|on sunday|currently|when staff go to bed|in a bit|at night time",
    "just": "just|now|tonight|today|yesterday|last night|this morning|earlier|an hour ago|again"
    "|right now|the other day|at the weekend|on friday|on saturday|on sunday|this week|last week",
    "often": "always|every|all the time|keep|keeps|everyday|constantly|never stops|most|again|still"
    "|non stop|every time|each|kept|often|forever|sometimes|whenever|continuously|daily|nightly",
    "kin": _KIN + " " + _CARER + " " + _PARTNER,
    "staff": _STAFF + " " + _CARER,
    "home_staff": _STAFF,
    "peer": _PEER,
    "adult": "man|men|guy|guys|bloke|blokes|older guy|older guys|older man|older men|someone|olders"
    "|lads|older lads|older boys|stranger|strangers|grown man|grown men|an older|dude|geezer|lad"
    "|people|a lady|woman|taxi driver|driver|adult|adults|some boys|boy|boys|mandem|older girl"
    "|elders|elder|older|dealer|dealers|boss|pimp|friend|boyfriend|bf|cousin|gang|person|girl",
    "who": "he|she|they|someone|them|him|her|one of them|who|it|that",
    "friend": "friend|friends|mate|mates|best friend|best mate|sister|brother|roommate|girl|boy"
    "|lad|cousin|girlfriend|boyfriend|someone|roomate|bestie|room mate|she|he|kid|kids|one of the"
    "|resident|pal|bezzie|person|they|mum|stepbrother|stepsister|ex|housemate|bredrin|cuz|them",
    "child": "brother|sister|brothers|sisters|siblings|kids|kid|baby|little one|little ones|child"
    "|children|girl|girls|boy|boys|young ones|younger ones|younger kids|younger|little kids"
    "|year old|lad|toddler|nephew|niece|cousin|young one|little lad|youngest|new kid|small kids",
    "hit": verbs(
        "hit beat punch slap kick hurt batter smack thump whack leather lamp clout belt shove bash"
        " wallop abuse strangle choke throttle headbutt grab bite scratch burn push drag clip pinch"
        " attack assault bray twat clobber deck thrash harm bang spank whip stamp spit cane shake"
        " pinch welt twist manhandle restrain jump nut brayed molest slam"
    )
    + "|beats up|beat up|violent to|violent with|violent towards|lays into|goes for|laid into"
    "|lay hands on|laid hands on|lays hands on|put hands on|puts hands on|puts his hands on"
    "|put his hands on|rough with|heavy handed|laid a hand on|lays a hand on|kicks in|kicks off on"
    "|raise hand to|raised his hand to|raises his hand to|pulled my hair|knocked out|knock out",
    "hit_done": "hit|beaten|beat|punched|slapped|kicked|hurt|battered|smacked|thumped|whacked|belted"
    "|shoved|bashed|abused|strangled|choked|grabbed|burned|burnt|pushed|dragged|attacked|assaulted"
    "|beaten up|beat up|jumped|brayed|leathered|lamped|spat on|headbutted|stabbed|bitten|licks"
    "|licked|beats|the belt|the slipper|the stick|a beating|a hiding|a kicking|a smack|a slap"
    "|battering|lashes|smacks|slaps|a clout|twatted|booted|thrashed|whipped|the cane|the wire",
    "sexual": verbs("touch rape molest grope finger fondle fiddle") + "|sexually assaulted|grape"
    "|sexually abused|touchy with|interfered with|interferes with|takes advantage of|nonced"
    "|took advantage of|does stuff to|did stuff to|do stuff to|does things to|did things to"
    "|do things to|doing stuff to|doing things to|feels up|felt up|feeling up|forced himself on"
    "|forces himself on|tried it on with|on top of|had sex with|has sex with|having sex with"
    "|got off with|sexual with|feels me up|felt me up|does bad things to|did bad things to|noncing",
    "private": "private|privates|private parts|private part|bum|boobs|breast|breasts|chest|thigh"
    "|thighs|down there|willy|penis|vagina|fanny|dick|cock|pussy|nipples|crotch|knickers|bra|tits"
    "|underwear|pants|trousers|skirt|boxers|between legs|between my legs|arse|ass|where they should"
    " not|where he should not|bits|body|hand down|places i do not like|inappropriately|wrong places",
    "shape": "kill|end|off|top|neck|hang|drown|harm|hurt|cut",
    "knife": "knife|knives|blade|blades|shank|machete|zombie knife|rambo|strap|gun|burner|weapon"
    "|weapons|flick knife|hammer|bat|acid|axe|sword|mash|ting|pistol|shotgun|firearm|crossbow"
    "|screwdriver|petrol|knuckle duster|samurai|bricks|brick|chib|skeng|skengman|poker|dagger",
    "sharp": "blade|blades|razor|razors|knife|sharpener|scissors|glass|lighter|pin|needle|compass"
    "|razor blade|stanley",
    "body": "arm|arms|leg|legs|wrist|wrists|thigh|thighs|skin|stomach|body|face|hands|hips|tummy",
    "pills": "pills|tablets|paracetamol|medication|ibuprofen|meds|insulin|antidepressants|drugs"
    "|sleeping tablets|painkillers|co codamol|box|packet|sertraline|overdose|fluoxetine|the lot",
    "fear": "scared|afraid|frightened|frighten|terrified|petrified|not safe|unsafe|in danger"
    "|uncomfortable|shook|dread|fear|scares|frightens|terrifies|creeped out|scary to",
    "nude": "nude|nudes|naked|topless|undressed|private photo|private photos|private pictures"
    "|dirty photo|dirty photos|dirty pictures|sexy photos|sexy photo|photo of my body|underwear"
    "|photos of my body|photos of me naked|without clothes|with no clothes|no clothes on",
    "photo": "photo|photos|video|videos|picture|pictures|nude|nudes|image|images|screenshots|leak"
    "|footage|naked|clip|selfie",
    "drug": "drugs|weed|coke|crack|heroin|bags|food|packages|package|wraps|packet|parcels|parcel|b"
    "|ket|spice|pills|gear|pack|packs|green|white|bits|stuff|zoots|light and dark|packets|bag|tings"
    "|phones|line|vapes|things|work|box|cash|money|envelope|envelopes|deliveries|something|it",
    "home": "home|house|placement|here|care|school|place|yard|foster home|unit|carers|this place",
    "homeward": "home",
    "run": "run away|running away|runs away|ran away|run off|running off|ran off|runs off|leg it"
    "|legging it|legged it|do a runner|doing a runner|did a runner|do one|doing one|escape|escaping"
    "|bolt|bunk off|go missing|going missing|gone missing|goes missing|went missing|abscond"
    "|absconded|dip|bounce|do a bunk|disappear|vanish|awol|scarper|skedaddle|jump out of the window"
    "|climb out the window|climb out of the window|sneak out|break out|get away from here|duss"
    "|run from here|take off|sneaking out|sneaks out|snuck out|climbing out the window|skip out"
    "|climbs out the window|cut out of here|get on a train|disappearing|get out of here for good"
    "|escaped|walk out|walked out|walked out of|dipped|ghost this place|doing a bunk|done one"
    "|runned away|leave and not come back|go on the run|on the run|run way|hop on a train|run",
    "mock": "fat|ugly|names|tramp|gay|slag|slut|whore|retard|spaz|spastic|freak|smelly|scum|stupid"
    "|thick|worthless|useless|weirdo|dirty|faggot|fag|nonce|terrorist|monkey|pig|n word|p word|idiot"
    "|loser|skank|tranny|mong|cripple|psycho|mental|waste of space|rat|snitch|grass|bastard|trash"
    "|little bitch|bitch|paki|gypsy|pikey|unwanted|nobody|horrible|nasty|disgusting|sket|orphan"
    "|dirty foreigner|liar|waste|waste of time|care kid|little shit|unlovable|a mistake|pathetic",
    "laugh": "laugh at|laughs at|laughing at|laugh of|laughs of|laughed at|laugh about|laugh on"
    "|make fun of|makes fun of|making fun of|take the mick out of|takes the mick out of|mock|mocks"
    "|taking the mick out of|take the piss out of|takes the piss out of|pick on|picks on|picking on"
    "|mocking|tease|teases|teasing|bully|bullied|wind up|winds up|winding up|gang up on|gangs up on"
    "|ganging up on|start on|starts on|starting on|started on|humiliate|humiliates|have a go at"
    "|having a go at|intimidate|intimidates|threaten|threatens|threatening|threatened|spit at|cuss"
    "|target|targets|targeting|victimise|embarrass|slag off|slagging off|slags off|cussing|violating"
    "|violate|move to|moving to|harass|harassing|harasses|torment|torments|tormenting|has it in for"
    "|have it in for|horrible to|nasty to|mean to|bullying|cruel to|cyberbullying|vile to|rude to"
    "|make life hell for|give grief|giving grief|trolling|push around|pushes around|order about"
    "|bosses about|boss about|laughed of|pushing around|picked on|bullies|rip into|rips into|rinse"
    "|rinsing|boy me off|boying me|boying|bare rude to",
}
for _name in ("kin", "staff", "home_staff", "peer"):
    WORDS[_name] = either(WORDS[_name])

KIN = frozenset(WORDS["kin"].split("|"))
STAFF = frozenset(WORDS["home_staff"].split("|"))
PEER = frozenset(WORDS["peer"].split("|"))
