"""Signs that somebody may hurt another person, an animal or a place, or has."""

SIGNS = """
3 plan: {will_r} .. stab/shank/knife/shoot/kill/murder/slash/poison/strangle/behead/chib/execute/shank_up/acid/wet_up/cut_up .. {person} .. {when_r}
3 plan: {when_r} .. {will_r2} .. stab/shank/shoot/kill/murder/hurt/slash/jump/batter/poison/strangle/wet .. {person}
3 plan: {will_r} .. shoot/burn/blow/bomb/torch/set_fire/set_alight/light_up/petrol .. {place}
3 plan: burn/burning/torch/set_fire/bomb/blow_up/shoot_up .. {place} .. {tonight_in}
3 plan: petrol/lighter_fluid/acid/bomb/explosive/explosives .. {target_r}
3 plan: {got_r} .. knife/gun/machete/blade/weapon/bat/bats/acid/petrol/shank/rambo/strap/hammer/axe/burner .. {use_r}
3 plan: {will_r} .. jump/batter/attack/beat/smash/do/get/hurt/shank/bottle/rush/move_to .. {person} .. {weapon_r}
3 plan: know .. where/how .. get/got a? gun/knife/machete/weapon/bomb .. {anyr}
3 plan: know where he/she/they live/lives/sleeps/goes/works/is .. {pay_r}
3 plan: {armed} .. know_where_he/know_where_she/know_where_they
3 plan: put/putting/slip/slipping/spike/poison .. {poison_in}
3 plan: made/make/making/got/wrote/written/keeping .. list .. of? people/kill/names/who/hurt .. {anyr_list}
3 plan: getting/gets/get wetted/wet/shanked/dipped/poked/chinged/splashed/stabbed/merked/deaded .. {anyr_slang}
3 plan: sliding/slide/riding/ride_out/ridin/pull_up/pulling_up on/for .. {them_r}
3 plan: {will_r} .. make him/her/them/you pay/suffer/bleed/regret .. {weapon_or}
3 plan: bring/bringing/brought/taking/took/take .. knife/gun/blade/weapon/machete/bat .. to/into/in school/college/{homeward}/house/town/meeting .. {anyr}
3 plan: will_not/not/never wake_up/wake/see_tomorrow/breathe_again/walk_again .. {after_i} !n
3 plan: {hurt_first} .. room/boy/girl/him/her/staff .. {when_r}
3 plan: {when_r} i_will/i hurt/kill/stab/get .. the/him/her/them/boy/girl
3 plan: knife/gun .. that/the/him/her/boy/girl/teacher/staff .. {tomorrow_r}
3 third: {friend_r} .. {got_any} .. knife/gun/machete/blade/petrol/bomb/weapon/acid .. {going_use}
3 third: {friend_r} .. {says_r} .. stab/kill/shoot/shank/murder/burn/bomb/attack/blow_up/torch .. {anyr}
3 third: {friend_r} .. touching/touched/touches/raping/raped/molesting/abusing .. little/kids/younger/young/child/children/7/8/6/5/year_old/sister/brother/small
3 third: {friend_r} .. make/making/makes/made/gets/getting/got/forces/forcing .. sister/brother/little/younger/young/year_old/kid/kids/child/girls .. {sexthing}
3 third: sex/sexual things/stuff .. {friend_to}
3 confess: i/have/we .. touched/did_something/done_something/did_stuff/raped/abused/molested/did_sexual/did_things .. {young_victim}
3 confess: i .. something sexual/bad to .. {young_victim}
3 confess: i/we stabbed/shot/killed/raped/slashed/poisoned someone/a/him/her/my/somebody/boy/lad .. {anyr}
3 weapon: {with_blade_who} .. {with_blade_where} .. with a/an/his/her/their/some/that big/small/massive/huge/kitchen/little? knife/knives/blade/blades/machete/gun/shank/rambo/sword/crossbow/shotgun/pistol
3 slang: rambo/strap/shank/tool/machete ready/loaded/on_me
2 intent: {want_r} .. kill/hurt/stab/murder/strangle/shoot/batter/smash/harm/burn/attack/punch/slap/poison/choke/torture/headbutt/beat/shank/die/suffer/end/wet .. {person} .. {anyr}
2 intent: {want_r} .. see/watch/make .. {person} .. burn/die/suffer/bleed/dead/pay/hurt/cry
2 intent: {will_r} .. kill/stab/murder/batter/hurt/smash/shank/strangle/beat/bang/dip/chib/fuck/do/knock/attack/end/merk/shoot/slap/punch/headbutt/leather/bottle .. {person} .. {anyr}
2 intent: {think_r} .. hurting/killing/stabbing/attacking/strangling/murdering/shooting/burning/hitting/smashing/poisoning/violence/torturing .. {person_loose}
2 intent: {think_r} .. hurt/kill/stab/harm/attack .. {person_loose}
2 intent: thoughts/urges/urge/voices/voice/dreams .. hurt/kill/hurting/killing/stab/stabbing/harm/harming/attack .. {person_loose}
2 intent: smash/kick/cave/bash/stamp/stove .. his/her/their/your head/face/skull/teeth .. {anyr}
2 intent: going_to/will/one_day/might .. snap/lose_it/flip/explode .. hurt/kill/someone/somebody/stab/hospital/really
2 intent: get him/her/them/it back .. {getback}
2 intent: revenge/payback/pay_for_it/make_them_pay/make_him_pay/make_her_pay/retaliate/retaliation .. {rev_r}
2 intent: he/she/they/you/teacher/dad .. deserve/deserves .. to_die/die/to_be_killed/to_get_stabbed/to_suffer/to_be_hurt/stabbing .. {anyr}
2 intent: would/wish/hope .. love/like/enjoy/were/he/she/they .. hurt/burn/dead/die/stab/kill/dies .. {person_or}
2 intent: make/want_make pain to/for/in .. {anyr}
2 weapon: {carry_r} .. knife/knives/blade/shank/machete/zombie_knife/gun/weapon/strap/flick_knife/acid/burner/hammer/screwdriver/skeng/rambo/ching/poker/chib/sword/bb_gun/firearm .. {not_kitchen}
2 weapon: {carry_only} .. {anyr_carry}
2 weapon: {got_r} .. a? zombie/big/small/rambo/flick/kitchen/hunting/lock knife/blade/machete .. {hidden_r}
2 weapon: {got_r} .. knife/blade/machete/gun/shank/hammer/weapon .. {hidden_r}
2 weapon: knife/blade/machete/gun/weapon/shank/bat/hammer .. {hidden_r2}
2 weapon: gun/firearm/pistol/shotgun .. in_the_house/of_my_friend/friends_house/at_home/my_friend/my_brother/his_room/my_cousin
2 weapon: holding/hold/minding/keeping/hiding .. a? strap/gun/knife/machete/burner/weapon/tool/blade .. {anyr}
2 weapon: only a? small/little knife/blade .. {anyr}
2 weapon: bat under my/the bed/pillow .. {anyr}
2 weapon: {friend_r} .. {carries} .. knife/blade/machete/gun/weapon/shank/strap/acid .. {anyr}
2 violence: i/we .. hit/hits/punch/punched/kick/kicked/slap/slapped/bite/bit/strangled/choked/pushed/push/battered/attacked/stabbed/hurt/headbutted/beat/bottled/scratch/threw/smack/smacked/spit/shoved/burned/burnt/bruised/drowned/whacked .. {victim_r}
2 violence: i/we kicked/bite/punch/bit/hit and kick/bite/punch/hit/scratch people/staff/them/kids .. {anyr}
2 violence: i only hit/hurt/slapped/pushed/punched her/him/them .. {anyr}
2 violence: put/puts a?/him/her/someone/kid/boy/lad/them .. in_hospital/in_a_coma/in_a_and_e .. {anyr}
2 violence: ended_up/ends_up in hospital .. {anyr_h}
2 violence: {angry_r} .. hit/hurt/attack/lash/black_out/punch/batter/kill/throw/choke/snap/strangle .. {anyone_r}
2 violence: lose/lost/losing my? it/head/temper/rag/control .. hit/hurt/attack/punch/smash/push/throw/slap .. {anyone_r}
2 violence: i/have threatened/threaten/pulled .. with_a_knife/a_knife_on/with_scissors/to_kill/to_stab/with_a_bat/knife .. {anyr}
2 violence: setting/set/sets/started/starting/light/lighting/lit .. fire/fires .. {fire_r}
2 violence: like/enjoy/love/liked/enjoyed .. hurting/killing/scaring/torturing/watching .. animals/people/cats/kids/things/them/dogs/suffer .. {anyr}
2 violence: kill/killed/hurt/hurting/strangled/kicked/kick/hurts/torture/tortured/burned/drowned/killing/stabbed/kicks/throws/swings .. {animals}
2 violence: robbed/mugged/jumped/stabbed/rushed/bottled a/some/him/someone/this kid/lad/boy/girl/man/guy/year_7 .. {anyr}
2 violence: we/i/boys/mandem .. robbed/robbing/jumped/jumping/mugged/rolled .. {someone_r} .. {anyr}
2 violence: bully/bullied/bullying/picking_on .. {i_bully}
2 extrem: should/must/need_to/deserve_to .. all? be killed/shot/wiped_out/gassed/exterminated/burned/attacked/blown_up/die .. {anyr}
2 extrem: attack/attacking/bomb/burn/blow_up/shoot .. mosque/mosques/church/synagogue/muslims/jews/immigrants/gays/police/parliament/government/school/migrants/asylum/hotel/blacks/whites/women/kafir
2 extrem: join/joining/joined/fight/travel .. fighters/isis/the_cause/jihad/terrorists/nazis/syria/the_brotherhood/caliphate/the_movement/soldiers/race_war .. {anyr}
2 extrem: make/making/made/build/building/learn/watching/how_to .. bomb/bombs/explosives/explosive/pipe_bomb/molotov/gun/guns/weapons .. {bomb_r}
2 extrem: hitler/nazi/incel/school_shooters/shooters/columbine/terrorist/manifesto .. right/hero/legend/agree/respect/admire/cool/was_right/idols/inspire
2 sexual: thoughts/fantasies/feelings/urges/attracted/turned_on .. {kids_r}
2 sexual: {kids_r} .. turned_on/attracted/sexual/fantasies
2 sexual: i/we .. sent/shared/posted/leaked/showed/put .. a?/her/his/my/girls/ex .. nudes/nude/naked/private_photos/photos_of_her/photo_of_her .. {anyr}
2 sexual: made/make/forced/pressured/got/had .. her/him .. do_it/have_sex/sex/even_though/said_no .. {anyr_no}
2 sexual: she/he said_no .. {i_did}
2 sexual: i touched/grabbed/groped/raped/had_sex_with/kissed .. {without_r}
2 sexual: following/follows/followed/goes/watching/watches/going .. {young_girls} .. bathroom/toilet/bedroom/shower/rooms/room/get_changed
2 sexual: makes/made/making/gets/got .. little/younger/young .. ones/kids/boys/girls/lad/lads .. touch/strip/kiss/undress/do_things/show/take .. {anyr}
2 third: {friend_r} .. hurts/hurt/kicks/tortures/kills/hurting/strangled/kicking/hits/drowned .. {animals}
2 third: {friend_r} .. going_to/wants_to/planning/plans_to/says/threatening/said/talks_about/saying/threatens .. hurt/kill/jump/stab/attack/shoot/rob/shooting/stabbing/hurting/beat .. {person_or2}
2 third: {friend_r} .. sets/setting/set/starts/started/lights .. fires/fire/bins .. {anyr}
2 third: {friend_r} .. violent/attacks/threatens/beats_up/knife_on .. kids/everyone/staff/people/us/mum/girlfriend/children/the_little/younger
2 question: is_it/am_i .. bad/normal/wrong/weird/evil/psycho .. {think_q} .. killing/hurting/stabbing/kill/hurt/stab .. {anyr}
2 question: what_happens/how_long/what_do_you_get/do_you_go_to/how_much_time/will_i .. stab/stabbing/carry/carrying/kill/killing/shoot/knife/murder/attack/gbh/hit_someone/hurt_someone .. {anyr}
2 question: how_do_i/how_can_i/help_me/how_do_you/need_help .. stop/control/not .. hurting/hitting/anger/violent/hurt/attacking/punching/lashing/kill/kicking/myself_from_hitting .. {anyr_h2}
2 minimised: messing/playing/joking .. hospital/stitches/unconscious/broken/bled/hurt_bad
3 plan: smash/cave/bash/crack/kick/stamp_on/stove her/his/their/that_teachers skull/head/face in !s
2 weapon: not/never leave/go/going/step .. without .. my knife/blade/shank/machete/strap/tool !n !s
3 plan: bring/bringing/brings/taking a/his/her/my/the knife/blade/machete/gun/shank .. in/school/college/tomorrow
1 anger: want/wanting/feel_like/urge .. hit/punch/hurt/batter/smash/slap .. the/that/this new/other/little/younger kid/girl/boy/lad/one
2 violence: i slap/slapped/hit/punch/punched/kick/kicked/choke/choked my? her/girlfriend/boyfriend/brother/sister/mum/nan
1 worry: so angry/mad .. scare/scared/scares/hurt/hit/worried/kill/explode/snap .. {anyr}
1 worry: feel/want/sometimes/tempted/could .. smash/smashing/hit/hitting/hurt/hurting/punch/punching/kick/attack/lash/slap .. {everything_r}
1 worry: lose/lost/losing/loses my temper/my_rag/my_head/control/it .. {throw_r}
1 worry: worried/scared/frightened/afraid .. what_i/i_might/i_will/i_am_going/hurt_someone/of_what_i/of_myself .. {do_r}
1 worry: kick/kicking/kicked off .. hurt/staff/hit/people/smash/break/do_not_mean
1 worry: fight/fights/fighting/scrap .. {fight_r}
1 worry: can_not .. control my? anger/temper/rage/myself .. {anyr} !n
1 worry: anger_issues/anger_problem/anger_problems/violent_thoughts/rage .. {anyr_anger}
"""
_PERSON = (
    "him|her|them|someone|somebody|my dad|my stepdad|my mum|my brother|my sister|the boy|the girl|the"
    " lad|jay|that boy|that girl|that lad|this boy|this kid|this girl|staff|teacher|people|everyone"
    "|foster dad|foster mum|my uncle|the kid|you|everybody|my ex|that kid|boy|girl|girls|kid|dad|mum"
    "|stepdad|keyworker|kids|my roommate|roommate|my teacher|a teacher|one of them|them man|that man|the"
    " baby|the manager|my carer|some people|yous|my step dad|another|lad|dem|uncle|your|each other"
    "|my cousin|brother|sister|a boy|a girl|these|those|the staff|his|baby|children|bully|ops|opps|opp"
)
LISTS = {
    "anyr": "|",
    "person": _PERSON,
    "will_r": "going to|will|about to|planning to|planning on|ready to|want to|plan to|would|swear|might"
    "|gonna|are going to|we are going to|need to|could|try to|tempted to|feel like|feel like i could",
    "will_r2": "going to|will|am|are|i",
    "when_r": "tomorrow|tonight|after school|when i go|when he|when she|on friday|on monday|next time|today"
    "|this weekend|when i see|at school|later|when i get|next week|he will not|when they|with a|with my"
    "|soon|on saturday|on sunday|at lunch|when i find|if he comes|before|in his sleep|when everyone",
    "place": "house|home|school|place|building|this place|car|shed|room|unit|office|college|them in it|door"
    "|mosque|church|flat|it down|everything down|the lot|whole|bins|everyone",
    "tonight_in": "tonight|them in it|everyone in|tomorrow|down|with|going to|plan|want|swear|will|to the",
    "target_r": "where he lives|where she lives|his house|her house|their house|his room|burn|throw|house|room"
    "|face|know where|going to|him|her|place|school",
    "got_r": "got|have|have got|has|with|carrying|brought|bringing|bought|stole|holding|keep|hidden|hid|there is"
    "|grab|taking|took|get",
    "use_r": "use it on|use it|for him|for her|going to|gonna|who it is for|for jay|on him|on her|ready for|waiting"
    " for him|waiting for her|stab|kill|him tomorrow|get him|with his name|for the boy|when he|when she"
    "|for that|for when he|for them|get them|hurt|next time he|if he|pay|on someone",
    "weapon_r": "with a bat|with bats|bats|bat|knife|knives|machete|hammer|bottle|brick|tonight|tomorrow|with a"
    "|after school|weapons|when staff|acid|later|when he is asleep|in his sleep|at the bus",
    "pay_r": "petrol|pay|going to|kill|hurt|get him|get her|stab|burn|tonight|gun|knife|wait|and i will",
    "armed": "petrol and i|knife and i|gun and i|bat and i|machete and i|weapon and i",
    "poison_in": "in her drink|in his drink|in their food|in his food|in her food|in their drink|in the food|so she"
    " gets ill|so he gets ill|in staff|rat poison|bleach in|in her tea|in his tea|his water|her water",
    "anyr_list": "going to|get|kill|hurt|people|die|hate|pay|stab|revenge|deserve|who are",
    "anyr_slang": "tonight|tomorrow|soon|by me|up|when|today|man|trust|watch|if",
    "them_r": "them|him|opps|ops|tonight|man|block|yute|ends|her|dem|them man|tomorrow",
    "weapon_or": "knife|tomorrow|tonight|i mean it|school|blood|with|for what|i swear|he will|life|bad|all|for",
    "after_i": "tonight i|i will hurt|after i|i am going to|when i am done|if i|i get|once i|boy",
    "hurt_first": "i will hurt|i am going to hurt|going to hurt|will hurt",
    "tomorrow_r": "tomorrow|tonight|after school|later|today|soon|on monday",
    "friend_r": "mate|friend|lad|boy|he|she|brother|sister|roommate|someone|girl|one of the|they|jay|kid|mates"
    "|boys|lads|cousin|boyfriend|girlfriend|resident|housemate|classmate|somebody|older|one of them|people"
    "|mandem|group|most of us|dad|uncle|stepbrother|older lad",
    "got_any": "got|has|have|carries|carrying|with|brought|took|shown|hiding|showed|hid|keeps",
    "going_use": "use it|going to|on someone|after school|tomorrow|tonight|stab|kill|burn|says|hurt|someone|will",
    "says_r": "says|said|going to|saying|planning|planning to|wants to|threatening|told me|will|plans|swears"
    "|keeps saying|about to|talking about|messaged|posted",
    "sexthing": "sex|sexual|take his clothes|take her clothes|touch him|touch her|touch|undress|strip|clothes off"
    "|kiss|suck|private|privates|pants|naked|do things|show",
    "friend_to": "little sister|little brother|younger|little kids|to a kid|small kids|with a child|year old",
    "young_victim": "little brother|little sister|younger|a kid|a child|little kid|little girl|little boy|my cousin"
    "|year old|my sister|my brother|little cousin|a young|my nephew|my niece|the baby|foster sister|small",
    "want_r": "want to|wanna|want|wish i could|would love to|would like to|feel like|feel like i want to|like to"
    "|tempted to|keep wanting to|wanted to|need to|really want to|desperate to|think i might|might"
    "|dream of|the urge to|urge to|i could",
    "think_r": "think about|thinking about|thoughts about|thoughts of|imagine|imagining|fantasise about|dream"
    " about|dreams about|keep thinking|picture|daydream about|fantasies about|thinking of|fantasise|obsessed with"
    "|think of|imagines|intrusive thoughts",
    "person_loose": _PERSON
    + "|foster|all the time|others|friends|family|class|my|the|other|kids|person|a lot",
    "getback": "hospital|hurt|stab|knife|bad|kill|batter|jump|pay|he will|she will|they will|regret|boys",
    "rev_r": "him|her|them|knife|on|for what|tonight|soon|plan|get|want|going|hurt",
    "person_or": _PERSON,
    "person_or2": _PERSON + "|a|the|this|himself or|teachers|me and",
    "carry_r": "carry|carries|carrying|got|keep|bring|bought|took|take|have|has|brought|hide|stole|hidden|leave the"
    " house without|without my|i walk with|walk with|walk around with|hiding|ordered|sleep with|never leave"
    " without|go out with",
    "not_kitchen": "protection|school|on me|bag|sock|pocket|under|mattress|bed|safe|room|street|town|waistband|just"
    " in case|out|to|for|hidden|every|jacket|round|now|always|trousers|with me|my|case|if|because|$",
    "carry_only": "most of us carry|we all carry|i carry|everyone carries|i still carry|have to carry|got to carry"
    "|started carrying|i am carrying|carrying for|he carries|she carries|mate carries",
    "anyr_carry": "round here|protection|every|for my|on me|just in|to school|knife|knives"
    "|safety|blade|weapon|a knife|for|$",
    "hidden_r": "hidden|under|bag|room|mattress|sock|drawer|bed|pillow|locker|school|pocket|coat|case|stashed|home",
    "hidden_r2": "hidden|under my mattress|under his mattress|under my bed|under my pillow|in my sock|in my bag|in"
    " his bag|in his room|in her room|on me|in my pocket|in my waistband|in my room|in her bag|under his bed|in"
    " his locker",
    "carries": "carries|carry|carrying|has got|has|got|brings|keeps|hiding|had|owns|bought|took",
    "victim_r": "my girlfriend|my boyfriend|my brother|my little|my sister|a staff|staff|her and broke|the cat|the dog"
    "|my mum|my dad|the small kids|a kid|kids|a teacher|teacher|my teacher|people when|people who|people and"
    "|someone|my carer|my foster|my nan|my ex|my keyworker|a member|the baby|him and|a boy|a girl|my mate|my"
    " friend|my partner|the others|my cousin|other kids|whoever|him in the|her in the|him on purpose|lad",
    "anyr_h": "|",
    "with_blade_who": "he|she|they|someone|somebody|dad|mum|stepdad|step dad|brother|sister|uncle|cousin|boyfriend"
    "|girlfriend|ex|man|men|woman|guy|bloke|boy|boys|girl|lad|lads|kid|stranger|people|one of them|neighbour",
    "with_blade_where": "here|outside|inside|downstairs|upstairs|at the|at my|in my|in the|in our|on the|came|come"
    "|comes|coming|turned up|turns up|showed up|standing|stood|sat|waiting|chasing|chased|walking|after me|after us"
    "|banging|running|ran",
    "angry_r": "get angry|get so angry|when angry|when i am angry|so angry|see red|kick off|kicks off|get mad|rage"
    "|black out|lose my head|lose it|get wound|so mad|lose my temper",
    "anyone_r": "people|whoever|someone|anyone|him|her|them|staff|kids|everyone|small|out|my|others|hits|the|and|i",
    "fire_r": "woods|bins|room|house|school|stuff|on purpose|shed|car|like|things|again|been|to the|watch|park|fires"
    "|bed|curtains|home",
    "animals": "cat|cats|dog|dogs|animals|animal|kitten|puppy|hamster|rabbit|bird|birds|the pets|the pet|squirrel"
    "|pigeons|pigeon|guinea pig|frogs|hedgehog",
    "someone_r": "kid|lad|boy|man|someone|people|him|girl|person|old|guy|woman|delivery|year|yute|them",
    "i_bully": "i am|by me|i have been|i was the|i feel bad|i do it|am the one|him and i|i like|her and i",
    "bomb_r": "how to|online|videos|instructions|shed|room|at home|going to|show|i|to|for|me|bombs|we|in",
    "kids_r": "about little kids|about kids|about children|about little girls|about little boys|to kids|to children"
    "|little girls|little boys|young kids|towards children|by kids|to little|younger children|about young",
    "anyr_no": "said no|even though|did not want|no|crying|drunk|asleep|she was|not want",
    "i_did": "i did|but i|and i|i kept|i carried|i made|i still|i do not stop|i did not stop",
    "without_r": "said no|asleep|did not want|little|younger|and she|drunk|without|my little|and now she|year old",
    "young_girls": "younger girls|young girls|little girls|little kids|younger ones|young ones|the little|the girls"
    "|younger kids|the younger|little ones|small kids",
    "think_q": "think|thinking|want|imagine|dream|like|feel|enjoy|thoughts|wanting",
    "anyr_h2": "|",
    "everything_r": "someone|everything|people|him|her|them|everyone|somebody|stuff|things|the place|out|walls|up|a"
    " person|staff|wall|anyone|kids",
    "throw_r": "throw|hit|smash|things|break|hurt|scared|all the time|easily|and|a lot|kick|punch|quick",
    "do_r": "do|angry|hurt|will|might|capable|someone|when|if|snap|could|going|myself|lose",
    "fight_r": "keep|always|getting into|school|started|start|got into|got in|every day|all the time|into fights",
    "anyr_anger": "|",
}
