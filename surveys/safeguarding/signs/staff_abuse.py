"""Signs that somebody who works with children is harming them. "Who" is often told apart later."""

SIGNS = """
3 sexual: {staff_any} .. kissed/kisses/kissing/raped/groped/molested/fingered/snogged me/us/her/him/one/girls/a/my/the
3 sexual: {staff_any} .. touched/touches/touching/feels/rubbed/stroked/strokes/fondled/touch/rubs me/us/my/her/the_girls/girls/kids/him .. {anyx} !a
3 sexual: {staff_any} .. hand/hands on/up/down/in .. my/her thigh/leg/bum/chest/knee/top/trousers/boobs/waist/skirt/neck/pants/back
3 sexual: {staff_any} .. sleeping_with/having_sex/had_sex/slept_with/getting_off_with/seeing/dating/going_out_with/in_a_relationship/has_sex/hooking_up/a_thing_with/together_with .. me/girl/girls/boy/one/resident/kid/lad/young/with/my_friend/my_mate
3 sexual: sleeping_with/seeing/dating/having_sex_with/in_a_relationship_with/going_out_with/with_one_of/in_love_with/kissed/kissing/slept_with one_of? the? my? {staff_any} .. {anyx}
3 sexual: {staff_any} .. send/sends/sent/sending/asked/asks/asking/wants/want .. nude/nudes/privates/naked/dick/underwear/photos_of_me/photos_of_us/photos_of_himself/photos_of_the_girls/photos_of_my/for_photos/photo_of_his/photos_of_his/naked_pictures/photo_of_me
3 sexual: {staff_any} .. sexy/fit/sex/horny/beautiful/gorgeous/love_me/loves_me/in_love .. {anyx}
3 sexual: {staff_any} .. my/your/her/the/me bed/house/flat/hotel/private/privates/bra/knickers .. {anyx_bed}
3 sexual: {staff_any} .. meet/meets/met/meeting/come_to/go_to/went_to/invited .. his/her/outside/secretly/alone/house/flat/work .. not/tell/secret/house/flat/alone/shift
3 sexual: {staff_any} .. secret/not_tell/keep_it_quiet/do_not_tell/not_say_anything/between_us .. {anyx}
3 sexual: {staff_any} .. comes/came/coming/gets/got/sits/lies/sneaks/climbs/walks .. in/into/on my/our/her/the_girls/girls room/bed/shower/bedroom .. touches/at_night/naked/touch/bed/sits/stares/watches/undressed/lies/strokes/dressed/when_i_am
3 sexual: {staff_any} .. flashed/exposed/sexual/sexually/inappropriate/inappropriately/masturbat .. {anyx}
3 sexual: {staff_any} .. message/messages/messaging/text/texts/texting/messaged/snapchat/snapchats/adds/added/follows/follow/calls/rings/facetimes .. at_night/sexy/private/late/secret/fit/own_phone/personal/girls/snapchat/love/kisses/instagram/photos/alone/pretty/babe/dirty/weird/every_night/2am/after_work/off_duty
3 injury: restrained/restraint/restrain/restraining/held_me/held_down/pinned/sat_on/on_top/face_down/prone/put_on_the_floor .. not_breathe/breathe/breath/choke/neck/broke/broken/unconscious/bleeding/arm_will_not/snapped/wrist/fractured/passed_out/hospital/blue/dislocated
3 injury: not_breathe/breathe .. restrained/restraint/held_me/hold_me/on_top_of_me/staff/sat_on
3 injury: broke/broken/fractured/dislocated/snapped/popped .. restraint/restrain/staff/restrained/keyworker/hold
3 injury: {staff_any} .. {hit} .. me/him/her/us/my/a_boy/a_girl/a_kid/one .. {just}
3 injury: {just_now} .. {staff_any} .. {hit} .. me/us/him/her/my/a
3 injury: {staff_any} .. just {hit_done} .. me/us/him/her
3 injury: {staff_any} .. strangled/choked/strangle/strangles/stamped/knocked_out/stabbed/throttled/headbutted/broke me/my/his/a/us/him/her/boy
3 threat: {staff_any} .. threatened/threatens/threatening/said/says/told .. kill/hurt/hit/stab/batter/break/end_up .. me/us/my/him/if
3 threat: {staff_any} .. said/says/told .. if_i_tell/if_i_told/if_we_tell/if_i_say/if_anyone_finds .. {anyx}
2 away: keep/get my/the/that/this {home_staff} .. away_from_me/away_from_us/off_me/out_of_my_room/out_of_my_bed !s
2 harm: {staff_any} .. {hit} .. me/us/kids/him/her/my/you/the_young/the_little/children/young_people/people/the_kids/each/one_of/the_boys/the_girls/lads/boys/girls/callum/someone/residents/a_kid/a_boy/a_girl/the_lad !a
2 harm: {staff_any} .. {hit_forms} .. me/us/him/her .. {anyx} !a
2 harm: {staff_any} .. twist/twists/twisted/bend/bends/bent/wrench/grip/yank/yanked/squeeze/squeezes/crush/squash/squeezed .. arm/arms/wrist/finger/fingers/hand/neck/shoulder/thumb/back
2 harm: twist/twists/twisted/bends/squeezes/squeezed/grabs/grabbed/yanks/wrenched my arm/arms/wrist/neck/shoulder/hair/fingers/hand
2 harm: {staff_any} .. throw/throws/threw/chuck/chucked/chucks/launched .. at_us/at_me/at_him/at_kids/me/us/him
2 harm: bruises/marks/bruise/hurts/scratches/carpet_burn/carpet_burns/sore/nails .. {restr}
2 harm: restrain/restrains/restrained/restraining/restraint/restraints .. {restr_bad}
2 harm: {restr_bad_first} .. restrain/restrains/restrained/restraining/restraint/restraints
2 harm: pulled/pulls/dragged/drags/pull/drag me/us/him/her/my_mate out_of_bed/out_of/by/up/down/across/along/from/to_my/to_our
2 harm: {staff_any} .. drag/drags/dragged/dragging/pulled/pulls/yanked/chucked/manhandle/manhandles .. room/stairs/bed/hair/hood/leg/arm/floor/car/door/kids/us/me
2 harm: {staff_any} .. rough/heavy_handed/physical/violent/aggressive/handsy/abusive/pushy_with_hands/too_much_force .. {anyx} !t
2 harm: get_heavy/gets_heavy/get_rough/gets_rough/getting_rough handed? .. {anyx}
2 harm: putting/put/puts/stick/pin/pinned people/us/kids/me/you/him/her/us_all on_the_floor/on_floor/to_the_floor/face_down/in_holds/in_a_hold/against_the_wall
2 harm: floor/floored/hold/holds/sat_on/sit_on/sits_on .. for_nothing/for_no_reason/till_he_cried/until/till/too_long
2 harm: manhandling/manhandles/manhandled/manhandle us/me/him/the/kids .. {anyx}
2 harm: hurt/hurts/hert/abuse/abuses/abused/hit/beat/beats/bullies/bully/harm/harms .. {by_staff} !a
2 harm: {hit_done}/restrained/grabbed/touched/bullied .. by_staff/by_a_staff/by_one_of_the_staff/by_my_keyworker/by_a_worker/by_a_teacher/by_a_member/by_my_carer/by_the_manager/by_my_social_worker/by_a_support/by_the_night !a
2 harm: kicked/smashed/booted/knocked/busted my/our/her/his door .. {anyx}
2 harm: only shoved/pushed/hit/slapped/grabbed me once/twice/a_few
2 harm: clip_round_the_ear/clip_around_the_ear/thick_ear/back_hander/backhander/smack_round
2 emotional: {staff_any} .. call/calls/called/calling .. me/us/him/her/the_kids/kids .. {mock} !t
2 emotional: {staff_any} .. laugh/laughs/laughed/laughing/mock/mocks/humiliate/humiliates/take_the_mick/takes_the_mick/take_the_piss/bully/bullies/bullied/bullying/make_fun/makes_fun/taunt/taunts/belittle/belittles/wind_up/cuss/cusses/intimidate/intimidates/pick_on/picks_on/target/targets/ridicule .. {me_ctx}
2 emotional: {staff_any} .. {says} .. no_one_wants/nobody_wants/better_off_dead/worthless/scum/kill_myself/useless/never_amount/mum_did_not_want/family_does_not/deserve/hate/waste/lazy_and/problem/why_we_are_here/unwanted/liar/waste_of_space/why_my_mum/why_no_one/broken/trash/nothing/fat/thick/stupid
2 emotional: {staff_any} .. scream/screams/screamed/screaming/shouts/shout/yells/spits/spat .. in_my_face/in_our_faces/in_his_face/in_her_face/at_me_until/in_face/swears
2 emotional: screams/screamed/shouts/screaming in_my_face/in_our_faces .. {anyx}
2 emotional: {staff_any} .. racist/racism/homophobic/transphobic/sexist/n_word/monkey/go_back_to/terrorist/slurs .. {anyx} !t
2 emotional: {staff_any} .. told/tell/telling/read .. everyone/others/kids/other/people .. file/private/past/what_happened/my_business/trauma/secret/abuse
2 emotional: {staff_any} .. makes_fun/make_fun/mocks/mock/laughs/mimics/copies .. disability/stammer/weight/accent/autism/religion/hair/skin/body/mum/family/scars/speech/period
2 emotional: makes_fun_of/mocks/mimics my disability/stammer/weight/accent/autism
2 emotional: {staff_any} .. threaten/threatens/threatened/threatening .. {anyx} !a
2 emotional: threaten/threatens/threatened .. secure/move_me/moved/kick_me_out/police_on/stop_contact/stop_my_contact/locked_up .. {anyx} !a
2 deprive: not/no/never/stop/stops/without .. let/give/feed/allow/allowed/food/dinner/tea .. {deprive_ctx} !n
2 deprive: no food/dinner/tea/meals/supper .. punishment/been_bad/naughty/misbehave/answer_back/as_a/if_i_am/if_you_are/kick_off !n
2 deprive: withhold/withholds/withheld/withholding/deny/denied/refuse/refuses/refused .. food/meals/medication/water/contact/blanket/sanitary/bed/clothes/dinner/meds
2 deprive: {staff_any} .. lock/locks/locked/shut/shuts/trap/trapped/locking/isolate/isolated/barricade .. me/us/him/her/kids/you/the_kids .. in/room/out/up/outside/alone
2 deprive: lock/locks/locked/locking .. me/us/you/him/her in/up/outside/out .. my_room/our_rooms/rooms/room/at_night/cellar/garden/hours/punishment/seclusion/all_day/cupboard
2 deprive: locked_in/lock_in/locks_in/seclusion/isolation_room/padded_room .. {anyx_lock}
2 deprive: lock/locks/locked the_kitchen/the_fridge/the_toilet/the_bathroom/the_food .. hungry/can_not/wet/starving/all_night/bad/punish/bed
2 deprive: took/take/takes/taken/removed/remove my/our/her mattress/door/bed/bedding/duvet/clothes/shoes/blanket/blankets/heating/curtains .. {anyx_took}
2 deprive: make/makes/made me/us/him/her stand/sit/kneel/face/stay/sleep/clean/eat/strip/run/wait .. for_hours/all_night/in_the_corridor/the_wall/in_the_cold/on_the_floor/in_the_garage/outside/sick/naked/until/in_the_hall/in_the_rain/hours
2 deprive: make/makes/made me/us/him/her .. cold_shower/shower_with/wash_in_front/undress_in/strip
2 deprive: watches/watch/watching/stares_at/look_at/looks_at/films/filming/spying_on/walks_in_on us/me/you/the_girls/girls/him/her .. changed/change/shower/undress/get_dressed/bath/toilet/sleep/wash/dressed/all_the_time
2 deprive: walks_in/comes_in/barges_in/walked_in/comes_into/walk_in .. bath/shower/changing/changed/dressed/naked/undressed/toilet/bathroom
2 deprive: search/searches/searched/strip_search/stripped/strip .. me/us .. no_clothes/naked/clothes_off/to_my_underwear/underwear/cold/without
2 deprive: strip_search/strip_searched/strip_searching/used_to_strip_us/stripped_us .. {anyx}
2 deprive: not/never let/lets/allow .. ring/call/phone/speak/talk/see/complain .. social_worker/advocate/mum/childline/family/police/dad/lawyer !n
2 deprive: stop/stops/stopped/stopping .. me/us .. seeing/ringing/calling/talking/contact .. mum/social_worker/family/advocate/brother/sister
2 boundary: {staff_any} .. gives/give/gave/giving/buys/bought/sells/sold/offers/offered/supplies/smokes/shared/lets_us_smoke .. weed/drugs/alcohol/vodka/fags/vapes/drink/drinks/pills/cigarettes/beer/spliff/coke/vape/booze
2 boundary: {staff_any} .. drunk/high/stoned/smelling_of_drink/smell_of_weed/asleep_on_shift/smells_of_drink/on_drugs/wasted/hungover/drinking/coked .. {anyx}
2 boundary: vapes/smokes/drinks/gets_high with_us/with_me/with_the_girls/with_the_kids/with_the_boys .. {anyx}
2 boundary: buys the_girls/girls/us/me vodka/alcohol/drink/booze/vapes/fags/underwear/cigs
2 boundary: adds/added/follows/following/snapchats/messages/texts/messaging the_girls/girls/young_girls/some_of_the_girls/us_girls/kids .. {anyx}
2 boundary: {staff_any} .. hug/hugs/hugging/cuddles/cuddle/massages/massage/lap/tickles/knee .. not_like/uncomfortable/long/weird/too/creepy/do_not_want/tight/lap
2 boundary: wants/tries/tried/always/keeps .. on_his_own_with/alone_with/on_her_own_with/be_alone/get_me_alone/get_us_alone me/us/girls/with/$
2 boundary: {staff_any} .. comment/comments/commenting/remarks/talks/says/stares .. my_body/body/boobs/bum/legs/what_i_wear/figure/how_i_look/sex/chest/arse/skirt
2 boundary: {staff_any} .. sleep/sleeps/asleep/sleeping/never_check/do_not_check/no_one_checks .. on_nights/on_shift/night_shift/and_no_one/nobody_checks/on_duty/all_night_and
2 boundary: {staff_any} .. own/personal car/phone/number/house/snapchat .. girls/girl/us/me/young/alone/texts/kids
2 boundary: is_it/are/allowed .. normal/ok/right/allowed/supposed .. {staff_any} .. text/hit/touch/lock/search/message/hug/call/restrain/swear/shout/hurt/come_in/watch/kiss/take/drink/have_my_number
2 boundary: {staff_any} .. steal/steals/stole/nick/nicks/nicked/rob/robs/takes/taking/borrow/borrows/keeps/keep/pocket/pockets/robbing/stealing/nicking .. our/my/off_us/money/pocket_money/savings/allowance
2 boundary: {staff_any} .. gives/gave/gifts/buys/bought .. me money/presents/gifts/things/underwear/secret/stuff .. secret/not_tell/and_says/special/favours/in_return
2 boundary: {staff_any} .. too_friendly/too_close/over_friendly/flirts/flirting/flirty/flirt/inappropriate/weird/creepy/perv/pervy/nonce/paedophile/dodgy/grooming/favourite_girl/overly_friendly/touchy/handsy/groomed .. {anyx} !t
2 boundary: nonce/paedophile/perv/predator .. staff/worker/girls/kids/keyworker/teacher/watching/works_here/on_shift/creep
2 boundary: not_right/something_going_on/something_is_going_on .. between/with .. staff/worker/keyworker/teacher/manager .. girl/girls/boy/resident/kid
2 fear: {fear} .. of/when/with/around/by .. {staff_any} .. {anyx}
2 fear: not/never .. feel .. safe/comfortable .. when/with/around/if .. {staff_any}/shift/working/on_nights !n !s
2 fear: not/never .. feel .. safe/comfortable .. when/around .. on/is_on/are_on/in/working/on_duty $ !n !s
2 fear: hide/lock_my_door/lock_myself/stay_in_my_room/hiding/avoid/dread/scared/chair/nervous .. {staff_on}
2 fear: {staff_any} .. makes/make me/us/girls feel .. uncomfortable/unsafe/scared/weird/sick/worthless/dirty/creeped/like_nothing
2 fear: {staff_any} .. scares/frightens/terrifies/scare/terrify/frighten me/us/the_kids/everyone/people
2 third: {saw} .. {staff_any} .. {hit}
2 third: kids/others/girls/boys/everyone/we/people are/is/was scared/afraid/terrified of .. {staff_any}
2 past: {in_old} .. {staff_any}/they .. {hit}/touched/strip/locked/lock/starve/abuse/abused/restrained/raped/groomed .. us/me/kids/you/in/the !a
2 deprive: {staff_any}/carers/foster_carers .. starve/starves/starved/starving me/us/kids !s
3 sexual: {staff_any}/coach/tutor/teacher/sir .. asked/asks/asking/wants/wanted/sent/sends .. nude/nudes/my_privates/photos_of_my_chest/photos_of_me_naked !s
1 worry: {staff_any} .. shout/shouts/shouting/shouted/yell/yells/screams/swear/swears/swearing/swore/cussing at .. us/me/you/kids/people/him/her .. {anyx} !a
1 worry: {staff_any} .. shout/shouts/yell/yells a_lot/all_the_time/too_much/every/constantly !a
1 worry: {staff_any} .. hates/nasty/mean/horrible/rude/cruel/unkind/vile/spiteful/has_it_in .. {anyx_me}
1 worry: {staff_any} .. talk/talks/talking/gossip/gossips/slag .. behind/about_us_like/about_us/about_me/about_my
1 worry: {staff_any} .. ignore/ignores/ignored/ignoring .. upset/cry/crying/need/sad/hurt/help/me
1 worry: {staff_any} .. favourites/embarrass/embarrasses/embarrassed/blame/blames/lie/lies/lied/unfair .. us/me/mean/front/about
1 worry: {staff_any} .. go/goes/went/read/reads/look/looks/looked .. through/my .. stuff/diary/things/phone/drawers/bag
1 worry: read/reads my diary
1 worry: creepy/creep/creeps/weird/weirdo .. staff/worker/keyworker/teacher/social_worker/manager
1 worry: {staff_any} .. not like/care .. me/about_me/about_us/us .. {anyx} !n
"""
LISTS = {
    "staff_any": "staff|worker|workers|keyworker|keyworkers|key worker|support worker|manager"
    "|night staff|managers|teacher|teachers|coach|tutor|social worker|youth worker|deputy|carer"
    "|foster dad|foster mum|foster carer|foster carers|carers|agency|agency guy|team leader|guard"
    "|guards|member of staff|staff member|care worker|works here|who works here|someone who works"
    "|on shift|bank staff|counsellor|therapist|staffs|from the home|driver|cleaner|cook|mentor"
    "|works at|pe teacher|head teacher|headteacher|volunteer|warden|waking night|officer|ta",
    "by_staff": "by staff|by a member of staff|by a worker|by my keyworker|by one of the staff|by the"
    " staff|by the manager|by a teacher|by my teacher|by my social worker|when they restrain|when"
    " restraining|restrain me|by night staff|by a carer",
    "anyx": "|",
    "anyx_bed": "at night|and|in|last|naked|on|not|got|with|bed|bra|house|flat|touch|text|when",
    "just_now": "just|tonight|right now|this morning|today|yesterday|last night|earlier",
    "hit_forms": "hit|hits|hurt|hurts|grab|grabs|grabbed|punched|slapped|kicked|shoved|pushed|push"
    "|pushes|drags|dragged|bang|banged|lamped|clipped|smacked|sat on|sits on|pins|pinned|headlock"
    "|in a headlock|threw|kick|kicks|slaps|slap|shove|shoves|beat|beats|abuses|abused|burnt|burned",
    "restr": "restrain|restrained|restraint|restraints|hold me|held me|holding me|grab me|grabbed me"
    "|how they hold|staff|keyworker|in my arm|worker|teacher|when they grab|the way they hold",
    "restr_bad": "for nothing|for no reason|hurt|hurts|hurting|bruises|too hard|rough|pain|marks"
    "|painful|cry|cried|every day|all the time|face down|neck|arm|arms|carpet|scared|again|just"
    " because|because i|cos i|wrong|on purpose|for fun|laugh|laughing|laughed|us when|floor",
    "restr_bad_first": "hurt|hurts|hurting|hert|rough|bruises|bruised|scared of|pain|face down|cried",
    "me_ctx": "me|us|my|when i|when we|cry|kids|him|her|our|young",
    "says": "says|said|tell|tells|told|saying|telling|say",
    "deprive_ctx": "eat if|eat when|eat unless|food if|been bad|been naughty|punishment|punish|use the"
    " toilet|go to the toilet|have water|drink water|any food|eat because|toilet|sleep as|wash"
    "|as a punishment|if i kick off|feed us|give us food|sanitary|have a blanket|bad behaviour",
    "anyx_lock": "my room|our rooms|room|at night|for hours|hours|all day|and can not|staff|alone",
    "anyx_took": "off|away|for|because|as|so|from|and|when",
    "staff_on": "staff|he is on|she is on|he is working|she is working|on shift|on nights|is on shift"
    "|is on duty|he works|she works|hes on|his shift|her shift|keyworker|is working|night staff",
    "saw": "saw|seen|watched|heard|witnessed|noticed|see|caught|filmed",
    "in_old": "at my last|in my old|in my last|in the secure|at the old|in my previous|at my old"
    "|secure unit|last home|old home|old placement|last placement|other home|where i was before"
    "|residential school|my first home|before here|the unit",
    "anyx_me": "me|us|to|nasty|always|in|all|about|cruel|mean|kids|people|when|horrible",
}
