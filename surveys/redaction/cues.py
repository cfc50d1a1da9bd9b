"""The words that stand beside a name, and those that never do."""

from __future__ import annotations

ROLES = frozenset(
    "brother bro bruv brothers sister sis sisters cousin cousins cuz uncle unc aunt aunty auntie nan"
    " nana nanny gran granny grandma grandad grandpa mum mam mom mummy dad daddy stepdad stepmum"
    " son daughter niece nephew twin mate mates m8 friend friends bestie bff keyworker worker"
    " workers manager boss carer carers staff therapist counsellor advocate guardian mentor teacher"
    " tutor head headteacher ta senco boyfriend girlfriend bf gf ex lad lads girl girls boy boys man"
    " woman fella bloke kid kids iro sw nurse doctor psychologist psychiatrist officer pastor imam"
    " coach cook cleaner driver neighbour roommate housemate youngest oldest fosterer interpreter"
    " solicitor lawyer barber dog cat hooyo abo habo ate kuya mama baba papa umm abu amma"
    " visitor social yp resident student babysitter landlord partner husband wife baby".split()
)
TITLES = frozenset("mr mrs ms miss mister missus dr doctor sir madam prof pc sgt rev fr".split())
HONORIFICS = TITLES | frozenset("uncle aunt aunty auntie big lil little old young mama umm abu baba mama sister brother father nurse ate nanny nana granny grandma grandad".split())  # fmt: skip
CALLED = frozenset("called named name names nickname nicknamed signed".split())
AIMED = frozenset(
    "told tell tells telling ask asked asking trust with met meet texted text rang ring phoned phone"
    " call hug hugged hit punched kicked saw seen thank thanks thx cheers dear hi hey hello hiya"
    " bye love luv loves miss missed missing hate hates like liked likes want wanted blame blamed"
    " visit visited see help helped know knew moved let says said wish reckon think thought sorry"
    " and n nd & or from by to for of about cos because when if since that than without except only"
    " between via is was are were its be not even also then but so has have had give gave bring"
    " brought took remember forgot knows likely versus vs ft feat put got where why does did do can"
    " could would should shud will as while until til till after before who plus join joined"
    " through against around near behind next follow im am ive hug thinks wants needs".split()
)
STRONG_AIMED = frozenset(
    "told tell tells telling ask asked asking trust with met meet texted rang phoned hug hugged"
    " punched kicked thank thanks thx cheers dear hi hey hello hiya bye blame blamed visit visited"
    " sorry except reckon and wish".split()
)
DOING = frozenset(
    "said says sed saying told tells asked asks lets let shouts shouted shouting cries cried crying"
    " laughs laughed listens listened helped helps hits hit punched kicked pushed nicked stole broke"
    " breaks drives drove cooks cooked sings sang snores snored smokes smoked swears swore thinks"
    " thought knows knew promised promises hugged hugs plays played teaches taught rang calls rings"
    " phones texts texted comes came goes gets keeps kept works worked ran runs reads wrote visits"
    " visited wants wanted hates hated likes liked loves loved lives lived doesnt didnt dont wont"
    " cant couldnt isnt wasnt hasnt takes took gives gave shares shared stays stayed sits sat sleeps"
    " slept eats ate hid fixed fixes annoys annoyed bullied bullies grassed snitched threw throws"
    " cares cared understands understood ignores ignored lied lies moved left leaves started always"
    " never does did makes made got went restrained grabbed picked drops dropped bought buys brought"
    " brings chats chatted talks talked walks walked watches watched wears thinks speaks spoke"
    " forgot forgets ruined ruins sorted looked acts moans moaned misses missed trusts respects"
    " hurt hurts followed follows messaged sends sent shouldnt wouldnt explains explained prays".split()
)
BEING = frozenset("is was has had can will would could should are were who and n aint just still also only keeps who's".split())  # fmt: skip
DETERMINERS = frozenset(
    "the a an my your ur his her our their this that these those some any no more less every each"
    " much many most such what which another other very so too really quite bit how all both own"
    " pure real good bad big new old little nice first last next same few lots whole enough".split()
)
PRONOUNS = frozenset("i we you u they he she it who ya ye ur y'all us them me".split())
VERBISH = frozenset("will may can mark hope grant chase bless trust art rob".split())
OWNED = frozenset("room rooms mum mam mom dad shift phone stuff bed idea fault turn job car food cooking house music jokes joke birthday brother sister family nan mate friend mates boyfriend girlfriend social keyworker worker door clothes trainers hoodie charger place review meeting contact door voice face hair way side report room's xbox laptop bike dog cat".split())  # fmt: skip
MONTHS = frozenset("april may june august july january".split())
IN_MONTH = frozenset("in last next since until til till by this early mid late end of for".split())
TO_PEOPLE = frozenset("talk talked talking spoke speak speaking listen listened listening next close thanks thx thank sorry say said saying according went go belongs gave give nice mean kind happened due married related sat sit shout shouted lied lie love".split())  # fmt: skip
ADVERBS = frozenset("always never not just probably only be have also still ever definitely actually you u we i they it he she the a an this that my your there things anything anyone everything".split())  # fmt: skip
# Known to everybody, so giving nobody away; longest first where one begins another.
FAMOUS = frozenset(
    "heaven knows|god knows|petes sake|pete sake|grace period|grace and mercy|harry potter|taylor swift|chris brown|santa claus|santa|jesus christ|jesus|romeo and juliet"
    "|ella enchanted|jack potato|jacket potato|carol singing|carol singers|victoria sponge"
    "|daisy chain|earl grey|robin hood|peter pan|mary poppins|uncle ben|aunt bessies|dr pepper"
    "|ben and jerrys|ben and jerry|jeremy kyle|ariana grande|billie eilish|ed sheeran|marcus rashford"
    "|cristiano ronaldo|ronaldo|messi|harry kane|mo salah|bukayo saka|andrew tate|tom and jerry"
    "|james bond|mr bean|simon says|alice in wonderland|justin bieber|nicki minaj|kanye|drake|stormzy"
    "|tracy beaker|jacqueline wilson|roald dahl|anne frank|oliver twist|macbeth|shakespeare|hamlet"
    "|winnie the pooh|mickey mouse|bob marley|michael jackson|kim kardashian|king charles"
    "|prince harry|prince william|boris johnson|keir starmer|rishi sunak|mr beast|peppa pig"
    "|postman pat|bob the builder|fireman sam|thomas the tank|elsa|moana|spongebob|scooby doo"
    "|jack daniels|jack russell|johnny depp|tesco|jimmy choo|hugo boss|calvin klein|tommy hilfiger"
    "|ralph lauren|paul smith|marks and spencer|john lewis|jd sports|sainsburys|morrisons|jesse j"
    "|queen elizabeth|king edward potato|malala|mario kart|mario|sonic|zelda|bart simpson|homer"
    "|aladdin|mufasa|simba|tik tok|bruno mars|little mix|zendaya|olivia rodrigo|central cee|dave chappelle"
    "|snoop dogg|jay z|st georges day|st patricks day|jack frost|jack the ripper|jack the lad|joe wicks"
    "|bobby socks|bruce lee|jackie chan|leo messi|neymar|mbappe|haaland|saint nick|father christmas"
    "|virgin mary|mary berry|jamie oliver|gordon ramsay|ant and dec|paddy mcguinness|ellie goulding".split("|")
)
