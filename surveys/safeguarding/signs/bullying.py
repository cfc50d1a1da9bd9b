"""Signs that other children or young people are hurting, threatening or shutting somebody out."""

SIGNS = """
3 threat: {peer_any} .. says/said/saying/going_to/threatening/threatened/threatens/wants/promised/texted/messaged .. stab/kill/shank/knife/slash/shoot/burn/murder/set_fire .. me/us/my .. {anyb}
3 threat: waiting/wait/waited/outside/after .. me/us .. knife/knives/bat/weapon/machete/bats/stab
3 threat: knife/bat/weapon/machete/scissors .. to/on/at/for me/my/us .. {anyb}
3 threat: pulled/pull/pulls/got/has/held/brought .. knife/blade/machete/weapon/bat .. on_me/at_me/to_my/on_us/for_me
3 threat: {peer_any} .. held/hold/holding/put/pushed .. my_head/me .. toilet/under_water/water/pool/bath
3 threat: set/sets/setting .. fire/light .. my_bed/my_hair/my_room/my_door/my_bag/me
3 threat: i_am dead/getting_stabbed/going_to_get_stabbed/getting_jumped/going_to_get_jumped/going_to_be_killed .. tomorrow/when/after/tonight/if/school
3 threat: going_to .. jump/batter/stab/kill/get/beat/smash/shank/do me .. {now}
3 threat: jumped/beat/beaten/battered/attacked/kicked .. me/us .. today/tonight/just/tomorrow/again_tomorrow/hospital/unconscious/knocked_out
3 threat: got/been/getting jumped/stabbed/beaten_up/kicked_in/battered .. today/tonight/tomorrow/just/last_night/hospital
2 harm: {peer_any} .. {hit} .. me/us/my_brother/my_sister/my_friend/my_mate/him/each_other/the_little/the_young/the_new/the_small !a
2 harm: got/get/gets/getting/been/being/was/am jumped/battered/beaten_up/beat_up/kicked_in/started_on/spat_on/pushed_about/pushed_around/picked_on/ganged_up_on/cussed_out/tripped/shoved/bashed/robbed .. {anyb} !a
2 harm: push/pushes/pushing/shove/shoves/trip/trips/knock me/us .. about/around/over/up/down/into/out
2 harm: they/he/she/lads/girls/boys/kids push/hit/kick/spit/trip/punch/pinch/poke/slap .. {anyb_end}
2 harm: pin/pins/pinned/hold/holds/held/sit/sits me/us down/against .. {anyb} !a
2 harm: throw/throws/threw/throwing/chuck/chucks stones/things/stuff/bottles/rocks/food/eggs/balls/chairs at .. {anyb}
2 harm: spit/spits/spat/spitting/peed/wee/pissed/weed on/in/at me/my/us/food .. {anyb}
2 harm: put/puts/putting something/stuff/spit/bleach/soap/things in my food/drink/bed/shampoo/tea .. {anyb}
2 harm: film/films/filmed/filming/recorded .. me/us .. beaten/beat_up/hit/crying/fight/changing/shower/toilet/upset/beat
2 harm: {peer_any} .. lock/locks/locked/shut/shuts/trap/trapped me/us/him .. in/cupboard/out/toilet/shed
2 harm: locks/locked/lock/shut me in/inside .. cupboard/toilet/shed/wardrobe/bin .. {anyb}
2 verbal: call/calls/called/calling me/us/him/her .. {mock} .. {anyb}
2 verbal: call/calls/called/calling .. names .. {anyb}
2 verbal: get/gets/getting/got/been/being/am called .. {mock} .. {anyb}
2 verbal: {peer_any} .. {laugh} .. me/us/my/him/her/everyone/the/each .. {often_ctx}
2 verbal: {laugh} me/my/us/him/her .. {often}/because/for/school/in_front/about/{homeward}/kids/at/accent/clothes/in_care
2 verbal: {often} .. {laugh} me/my/us/him/her
2 verbal: says/say/said/saying/tells/tell/told/shouts/shout/write/wrote/comments .. racist/kill_myself/homophobic/nasty_things/horrible_things/mean_things/go_back/my_mum_did_not/no_one_wants/nobody_wants/monkey/smell/ugly/fat/horrid_things/horrible_stuff/bad_things_about/stuff_about_my_mum/things_about_my_mum/about_my_mum
2 verbal: racist/homophobic/transphobic/racism/islamophobic/sexist .. to_me/at_me/about_me/school/here/to_us/every/every_day/towards_me/comments/things/jokes/abuse/names
2 verbal: monkey_noises/n_word/p_word/racial .. {anyb}
2 verbal: people/they/kids/comments/he/she/everyone tell/tells/told/telling/says/saying/keeps_telling me .. to kill_myself/die/kms/end_it/go_die
2 verbal: group_chat/groupchat/chat/page/account/fake_account/tiktok/story .. about_me/of_me/slagging/just_for/cussing/laughing/against_me/taking_the/mocking/bullying
2 verbal: fake account/profile/page .. {anyb}
2 verbal: rumours/rumour/lies/gossip .. about/that/spread .. {anyb}
2 verbal: spread/spreads/spreading/started/posting/posted .. rumours/lies/things/photos/stuff/edited .. {anyb}
2 verbal: pulled/pulls/ripped/rip/snatched/grabbed .. my hijab/headscarf/hair/turban/skirt/trousers/bag/wig/glasses/scarf
2 verbal: deadnaming/deadname/deadnames/misgender/misgendering/misgenders .. {anyb}
2 verbal: cyberbullied/cyber_bullied/trolled/cyberbullying/cyber_bullying .. me/i/online/by/happening
2 fear: {fear} .. to/of/when/come/go/leave .. room/school/college/him/her/them/lad/lads/boy/boys/girl/girls/bus/kids/corridor/lounge/downstairs/kitchen/group/canteen/others .. {anyb}
2 fear: not/never .. feel .. safe .. with/around/near/when/because/here/school/in_this/in_the/bus .. {anyb} !n !s
2 fear: not/never .. feel .. safe $ !n !s
2 fear: not go/going/been/went/come_out/came/leave/want_to_go/like_going .. because .. of/they/he/she/them/him/scared/kids/boys/girls/lads !n
2 fear: eat/hide/hiding/stay/sit/spend/eating/staying/stuck/lock .. room/toilet/toilets/library/bathroom/nurse .. lunch/see/avoid/because_of/away_from/them/they/him/her/every_break/break/when_he/when_she
2 fear: avoid/avoiding/dodge .. him/her/them/corridor/bus/lads/girls .. scared/because/hit/every_day
2 direct: i/me/we/am/is/been/being/get/gets/getting/keep/keeps/was/still/still_get/brother/sister/friend/mate/always bullied .. {anyb}
2 direct: bully/bullies/bullying .. me/us/him/her/my/new/younger/little/everyone/people .. {anyb}
2 direct: {peer_any} .. bully/bullies/bullying/bullied .. me/us/the/my/him/her/young/new/everyone/people/kids/other
2 direct: is/being/getting/with/about/of/from/suffer/suffering/experiencing the? bullying .. {bully_here}
2 direct: bullying .. {bully_here}
2 direct: pick/picks/picking/picked/gang/gangs/ganging on/up_on .. me/us/him/her/everyone/my/one/the_little/younger/the_new .. {anyb}
2 direct: picked_on/ganged_up_on/singled_out/victimised/targeted .. {anyb}
2 direct: mean/horrible/nasty/cruel/awful/vile/evil/rude/bad/unkind/not_nice .. to_me/to_us/towards_me/with_me/to_my/to_him/to_her .. {often_or_peer}
2 direct: make/makes/making/made my/our/his/her life/time hell/a_misery/miserable/difficult/a_nightmare/horrible/unbearable
2 direct: life .. hell/misery .. because_of/thanks_to .. {peer_any}
2 direct: leave me/us alone .. {alone_neg} !n
2 direct: they/he/she/kids/boys/girls .. not/never leave/leaves me/us alone !n !s
2 direct: not let_me/leave_me be/alone/in_peace !n
2 direct: has/have/got/having it_in_for/a_go_at/beef_with/a_vendetta me/us .. {often_or_peer}
2 direct: keep/keeps threatening/hitting/pushing/calling/laughing/taking/starting/robbing/messaging_horrible/poking/violating/kicking/punching/teasing/winding/mocking/harassing/following/stealing .. {anyb_me}
2 direct: every_day/keeps/all_the_time/daily/everyday .. start/starts/started/having_a_go/have_a_go/picks/pick/hit/kick on/at/me/us .. {anyb} !n
2 direct: take/takes/taking/took/rob/robs/robbed/nick/nicks/steal/steals/stealing/smash/smashes/smashed/break/breaks/broke/wreck/wrecks/wrecked/ruin/ruins my .. money/dinner_money/stuff/things/phone/shoes/clothes/food/bag/lunch/belongings .. {bully_ctx}
2 direct: give them/him/her my/her/his/their money/dinner/stuff/things/phone/food .. {anyb}
2 direct: dinner/lunch money .. take/takes/took/taking/or/off_me/rob
2 direct: is_it/is_this/does_that bullying/grassing/snitching/banter .. if/when/or/to
2 direct: how_do_i/how_can_i/how_do_you/what_do_i_do/what_do_you_do/how_to .. stop/when/if .. them/him/her/hit/hitting/bullying/bullied/pick/picking/being/mean/hate
2 direct: how_do_i/how_can_i make/get them/him/her to? stop
2 direct: {banter} .. not .. funny/like/laugh/nice/joke/enjoy/fair !n
2 direct: {banter} .. every_day/all_the_time/hurts/too_far/goes_too/non_stop/upset/cry
2 direct: {nastiness} .. used_to_it/every_day/usual/nothing_new/always/always_do/again
2 direct: usual people being nasty/mean/horrible
2 direct: start/starts/started/starting/kicks_off/kick_off on/with me/us/him/her .. {anyb}
2 direct: hate/hates/despise/cannot_stand/turned_against/against/turn_against me .. {peer_ctx}
2 direct: everyone/they_all/all_of_them/they/the_others/girls/boys/kids/people hate/hates/turned_against/against/are_against me .. {anyb}
2 direct: make/makes/made/force/forces/forcing .. little/younger/young/new/small/him/her/kids/each .. fight/hit/money/lick/eat/steal/do_things/cry
2 direct: grass/snitch/tell .. batter/hit/kill/worse/beat/get_it/hurt .. me/if
2 direct: if_i grass/tell/snitch/say .. batter/hit/kill/worse/beat/get_it/hurt/get_me/get_battered
2 third: {third_who} .. gets/is/getting/being/get/been/always/keeps bullied/picked_on/beaten/battered/hit/teased/beat_up/called/laughed_at/pushed/kicked/left_out/ganged/jumped/getting .. {anyb}
2 third: {peer_any} .. bully/bullies/pick_on/picks_on/batter/hit/hurt/torment/leathering/leathers/beat_up/target .. the_new/the_wee/the_young/younger/little/small/weak/new/the_little
3 now: locked/trapped/cornered/pinned/held .. changing_rooms/changing_room/toilets/toilet/cupboard .. filming/film/videoing/recording me/us/it !s
3 now: set/setting/lit/light my hair/coat/bag/jacket/clothes/jumper on_fire !s
1 worry: people/they/kids/others/girls/boys/everyone/some/lads/peers .. mean/laugh/laughs/laughing/whisper/whispers/stare/ignore/ignores/exclude/giggle/unkind/blank/blanks/talk_about/avoid/avoids/not_nice .. me/at/about/to/when/walk
1 worry: no_one .. talk/talks/speak/speaks/sit/sits/plays/play/like/likes/include/invite/invites/wants_to_be/hang/hangs/bothers/wants .. me/with/here/to !n
1 worry: leave/leaves/left/leaving/exclude/excluded/cut/miss me/us? .. out/excluded .. {anyb_left}
1 worry: left_out/excluded/isolated/outcast/ostracised/blanked .. {anyb}
1 worry: no/not/any/have_no/any_real friends/mates/friend .. {anyb_fr} !n
1 worry: always/sit/sits/eat/alone/on_my_own/own/by_myself .. lunch/break/school/bus/every_day/at_home/friends
1 worry: friends/mates/everyone/they/all .. blocked/unfriended/removed/ditched/dropped/ghosted/kicked me/out_of/from .. {anyb}
1 worry: kicked/removed/booted me out/from .. chat/group/game
1 worry: winding/winds/wind/annoys/pesters/bothers/bugging/messing_with me/us up? .. {often}/school/class/{homeward}/on_purpose
1 worry: keeps/keep/always winding_me/annoying_me/making_fun/being_mean/being_nasty/being_horrible/slagging .. {anyb}
1 worry: not .. fit_in/belong/like_me/welcome .. {anyb} !n
1 past: bullied/bullying/picked_on .. {past_b}
"""
LISTS = {
    "peer_any": "lad|lads|boy|boys|girl|girls|kid|kids|roommate|room mate|older ones|resident|they"
    "|he|she|someone|some|year 10s|year 11s|everyone|people|group|gang|others|one of them|students"
    "|residents|friends|mates|big lads|classmates|pupils|bully|bullies|them|peers|year 9s|year 8s"
    "|teenager|teenagers|young people|young person|housemate|housemates|ten of them|mandem|gyal"
    "|bigger kids|older kids|neighbour|cousin|message|guy|anyone|my class|this one|mates|in my class",
    "anyb": "|",
    "anyb_end": "me|us|because|and|at|every|in|my|too|also|when|on|off|always|$",
    "often_ctx": "|",
    "bully_here": "me|here is|in here|in the house|in my|happening|happens|going on|at school|every"
    "|bad here|getting worse|worse|on the bus|from|by|i get|is bad|no one stops|again|a lot|so bad"
    "|carries on|at night|is a problem here|still|goes on|at college|since|nothing",
    "often_or_peer": "here|school|every|all|always|kids|other|everyone|lads|girls|boys|people|because"
    "|when|they|he|she|sometimes|one|some|class|home|house|$",
    "alone_neg": "will not|do not|never|not",
    "anyb_me": "me|us|my|on|at|him|at me|things|stuff|names",
    "bully_ctx": "they|he|she|laugh|laughing|every|boys|girls|lads|threw|window|hit|hits|kids|says"
    "|batter|and|because|on purpose|again|always|roommate|out|all the time",
    "banter": "banter|joking|joke|jokes|messing about|messing|bants|a laugh|teasing",
    "nastiness": "pushing|name calling|being nasty|nasty|shoving|hitting|teasing|names|kicking|mean",
    "peer_ctx": "here|school|class|everyone|because|girls|boys|they|all|group|kids",
    "third_who": "boy|girl|lad|kid|brother|sister|mate|friend|one|someone|she|he|they|new girl|cousin"
    "|new boy|roommate|ones|everyone|people|kids|new lad|quiet one|young one|younger ones|them",
    "anyb_left": "of|in|when|because|all|at|and|by|on|again|always|$|everything",
    "anyb_fr": "here|at|since|and|in|to|i|left|$|anymore|any|because|no|so",
    "past_b": "old school|last year|used to|primary|before|when i was|my last|ago|years|better now",
}
