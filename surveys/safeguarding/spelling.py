"""How young people write words, and the words that the signs are written in.

Each line of a table is ``as written: as read``, separated by commas. What is read is plain full
English, so that a sign is written once ("i am going to") and not for each spelling of it.
"""

from __future__ import annotations


def _table(lines: str) -> dict[str, str]:
    table = {}
    for part in lines.replace("\n", ",").split(","):
        if ":" in part:
            written, read = part.split(":")
            for spelling in written.split():
                table[spelling] = read.strip()
    return table


SHORT_FORMS = _table(
    """
im ima iam: i am, ive iv: i have, id: i would, imma imo: i am going to
aint: is not, isnt: is not, arent: are not, wasnt: was not, werent: were not
dont dnt doesnt doesn dunno: do not, didnt dint: did not, cant carnt cnt cannot cannae: can not
couldnt: could not, wouldnt: would not, shouldnt: should not, wont wnt: will not
havent avent: have not, hasnt: has not, hadnt: had not, mustnt: must not, neednt: need not
hes: he is, shes: she is, theyre thayre: they are, youre ur: you are, its: it is, thats: that is
theres thers: there is, whos: who is, whats: what is, wheres: where is, everyones: everyone is
theyve: they have, youve: you have, weve: we have, theyll: they will, youll: you will
itll: it will, theyd: they would, youd: you would, hed: he would, wed: we would, nobodys: nobody is
somethings: something is, lets: let us, hows: how is, noones: no one is, someones: someone is
gonna gunna gna gon gona gunnae gonnae gonny: going to, wanna wana wanan: want to
gotta: got to, hafta: have to, tryna tryin: trying to, kinda: kind of, sorta: sort of
outta: out of, lemme: let me, gimme: give me, finna: going to, shoulda: should have
coulda: could have, woulda: would have, cuz coz cos cus bcos bcuz becos bc: because
noone: no one, nobody: no one, somebody: someone, anybody: anyone, everybody: everyone
aswell: as well, alot: a lot, infront: in front, incase: in case, anymore: any more
u: you, r: are, n: and, y: why, w: with, wiv wi wit: with, b: be, k: ok
da dat: that, dis: this, dem: them, de: the, tae: to, deid: dead, ma: my, yous: you
wee: little, nae: no, aw: all, owt: anything, nowt: nothing, summat summit: something
"""
)

TEXT_SPEAK = _table(
    """
kms kys kmsing: kill myself, ks: kill myself, sh: self harm, shing: self harming, od: overdose
oded oding: overdose, 2nite tonite 2night tnite: tonight, 2moro 2mo 2moz tomoz tmrw tmr: tomorrow
2morrow tomorow tommorow tmrow: tomorrow, 2day: today, nite: night, b4: before, gr8: great
l8: late, m8: mate, m8s: mates, sum1 some1: someone, every1: everyone, any1: anyone, no1: no one
ppl peeps: people, thru: through, frm: from, bf: boyfriend, gf: girlfriend, bff: best friend
msg: message, msgs: messages, txt: text, pls plz: please, rn: right now, atm: at the moment
idk: i do not know, idc: i do not care, tbh fr ngl tho: , jus: just, bin: been, wen: when
abt: about, wk: week, wks: weeks, sw: social worker, kw: keyworker, yp: young person, sth: something
dm: message, dms: messages, dming: messaging, dmd: messaged, pic: photo, pics: photos
pix: photos, vid: video, vids: videos, bday: birthday, smh: , idek: i do not even know
hw: how, nuffin nuthin nothin: nothing, sumfin sumthin: something, evry: every, evryday: every day
everyday: every day, everynight: every night, wa: was, coming2: coming to, ere: here, av: have
fone: phone, wot: what, luv: love, nvm: never mind, ffs: , wtf: , omg: , lol lmao lmfao haha: lol
hahaha rofl hehe: lol, xd: lol, jk: joke, ofc: of course, defo: definitely, prob: probably
probs: probably, def: definitely, rly rlly: really, v: very, govt: government, fb: facebook
insta ig: instagram, sc snap: snapchat, tt: tiktok, ns: new
"""
)

ALGOSPEAK = _table(
    """
unalive unaliving unalived unaliv: kill, iwant iwanna: i want, ibeen: i been, iget: i get
4t: at, icant: i can not, idont: i do not
sewerslide suislide suicde suiside sucide suicid suacide suecide sooicide: suicide
suicidel sucidal suicidle suisidal: suicidal, grape graped graping: grape, r4pe raip rap3: rape
raipd raped: raped, seggs secks sexed: sex, corn: corn, le$bian: lesbian, sa sad: sad
nudez nood noods noodz newds: nudes, selfharm selfharming: self harm, selfharmed: self harm
unalives: kills, sewerslide: suicide, pdf: pdf, pdfile pdffile peedo pedo paedo peado nonse: nonce, gorilla: gorilla
edating: dating, spicy: spicy, sewercide: suicide
"""
)

MISSPELT = _table(
    """
comit committ: commit, goin goign: going, hav hve haf: have, becuase becasue: because
frend freind frends: friend, freinds: friends, scard scerd: scared, hert hurted: hurt, hirt: hurt
hiting hittin: hitting, punchd: punched, slaping: slapping, strangeld strangld: strangled
beet beated: beat, beatin: beating, kilt: kill, kil kll: kill, killin: killing, stabb: stab
nife knive: knife, bullyed bulied bullyd bullie bullying: bullied, bulling bullyin: bullying
bullys bullies: bully, uglee: ugly, thay dey: they, kall: call, stel: steal, tuch: touch
tuched toched toutched: touched, tuching touchin: touching, staf stuff_: staff, restrane: restrain
restraned restrainned: restrained, breth breeth breath: breathe, unconshus unconcious: unconscious
pregnent pregant preggo preggers: pregnant, plasment placment: placement, runing: running
runaway: run away, alchohol achohol: alcohol, wonts: wants, truble: trouble, il: i will, skool: school
sumtimes somtimes: sometimes, cuting cuttin: cutting, fink: think, finking: thinking, wiv: with
dieing dyin: dying, diying: dying, alon: alone, hungrey: hungry, bruse bruses: bruises
bleding bleedin: bleeding, docter: doctor, hospitel: hospital, medcine medicin: medicine
paracetemol paracetomol parcetamol: paracetamol, ibroprofen: ibuprofen, somone: someone
dady daddy dada papa: dad, mam mom mummy mammy mumma mama ammi: mum, da: dad, abu: dad
grandad grandpa gramps: grandad, nana gran granny grandma: nan, bro: brother, sis: sister
stepdads: stepdad, tonihgt: tonight, goodby: goodbye, gudbye: goodbye, wont_: will not
rop: rope, agen: again, allways: always, evning: evening, yesturday: yesterday
threatend threaten threatens: threatens, blakmail: blackmail, blackmailed: blackmailing
groomd: groomed, drugz: drugs, depresed: depressed, anxeity: anxiety, wored: worried
feal: feel, feals: feels, scaring: scaring, diffrent: different, finaly: finally
trie: try, tryed tride: tried, pilz pillz: pills, tabs: tablets, meds: medication
medicines: medicine, hospitle: hospital, loosing: losing, safee: safe, realy: really
wanted_: wanted, sleepin: sleeping, livin: living, hangin: hanging, jumpin: jumping
takin: taking, comin: coming, gettin getin gettn: getting, doin: doing, makin: making
nothink: nothing, somethink: something, everythink: everything, askin: asking, tellin: telling
lookin: looking, havin: having, runnin: running, leavin: leaving, hurtin: hurting, burnin: burning
sellin: selling, pushin: pushing, kickin: kicking, shoutin: shouting, drinkin: drinking
smokin: smoking, walkin: walking, waitin: waiting, watchin: watching, laughin: laughing
"""
)

EMOJI = {
    "🔪": " knife ",
    "🗡": " knife ",
    "🩸": " bleeding ",
    "💀": " skull ",
    "☠": " skull ",
    "🔫": " gun ",
    "💊": " pills ",
    "👊": " punch ",
    "🤛": " punch ",
    "🤜": " punch ",
    "🏃": " run away ",
    "⚰": " coffin ",
    "🪦": " coffin ",
    "🌉": " bridge ",
    "🪢": " noose ",
    "😭": " crying ",
    "😂": " lol ",
    "🤣": " lol ",
    "🍆": " penis ",
    "🔥": " fire ",
    "🤰": " pregnant ",
    "🤮": " being sick ",
    "🚫": " no ",
    "❌": " no ",
    "🍇": " grape ",
    "🌽": " corn ",
    "💣": " bomb ",
    "🩹": " plaster ",
    "🆘": " help me ",
}

SPELLINGS = {**ALGOSPEAK, **MISSPELT, **TEXT_SPEAK, **SHORT_FORMS}
"""Every table in one; where two give a reading, the shorter forms' stands."""
for _kept in ("sad", "bullying", "wanted_", "wont_", "stuff_", "da"):
    SPELLINGS.pop(_kept, None)
SPELLINGS["da"] = "the"

LEET = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "$": "s", "@": "a"}
)
