"""Signs that somebody at home, in a family or elsewhere is hurting or neglecting a child."""

SIGNS = """
3 now: {hurter} .. hitting/beating/hurting/strangling/punching/kicking/attacking/battering .. {victim} .. right_now/now/downstairs/again_now/next_door/upstairs/outside/as_i_type
3 now: is/are .. outside/in/at/trying .. my/the/our door/house/room/window .. batter/kill/hurt/hit/break/shouting/smash/banging/get_in
3 now: help .. he/she/they/dad/mum is/are .. here/outside/coming/downstairs/hitting/going_to/back
3 now: hands/hand/arm/cord/pillow .. round/around/over/on .. my/mums/her/his/me neck/throat/mouth/face
3 now: going_to/will/about_to kill us/mum/my_mum/my_sister/my_brother/all_of_us/me_tonight
3 now: just {hit_done} .. me .. in_the/on_the/face/head/again/and
3 now: {just_hit} .. me .. {minutes}
3 now: {just_now} {agentish} .. {hit_done} .. me/my_mum/my_sister/my_brother
3 now: {agentish} .. {hit_done} .. me/my_mum/my_sister/my_brother/us .. {just_now}
3 now: bleeding/blood/broken/fractured/unconscious/stitches/knocked_out/broke/snapped/cracked .. {where} .. hit/pushed/punched/kicked/threw/beat/he/she/dad/mum/brother/stepdad/uncle
3 now: {agentish} .. {hit_done}/stabbed/bottled/threw .. me .. knife/bottle/hammer/bat/unconscious/blacked_out/bleeding/stitches/broken/hospital/knocked
3 now: {agentish} .. pulled/pulls/held/holds/got/put/threatened/threatens/threatening/chased .. knife/gun/machete/blade/weapon/axe/hammer
3 now: strangled/strangles/choked/chokes/strangling/choking/suffocated .. me .. {recent}
3 now: dad/stepdad/mum/uncle/boyfriend/brother/he/stepmum/carer/ex/cousin/fella/partner strangled/choked/stabbed/suffocated/drowned me
3 now: poured/pours/threw boiling/petrol/acid/bleach/hot_water
3 goback: {back} .. {agentish} .. {will_hurt}
3 goback: {back} .. {he_does}
3 goback: if_i/when_i go/have_to_go/get/am_sent/get_sent home/back/there .. {agentish} .. {will_hurt}
3 goback: {agentish} .. {will_hurt} .. if_i_go/when_i_get_home/when_i_go/tonight/tomorrow/this_weekend/at_the_weekend/if_i_tell/when_i_get/if_they_send
3 goback: {agentish} .. says/said/saying/threatening/threatens/threatened/promised/swore/going_to .. kill/stab/shoot/find/burn/murder .. me/us/my_mum/my_sister/mum
3 goback: {agentish} .. found_out/knows/found where i/we live/am/stay .. stab/kill/hurt/get/scared/come
3 goback: they_are_making/making_me/have_to/made_to/forced_to/forcing_me_to see/go/visit/stay/live .. touches/hits/hurts/beats/scared/rapes
3 sexual: raped/rapes/raping/rape me/her/him/my/us/my_sister .. {any}
3 sexual: i/was/been/got/getting/get/being/were raped/sexually_assaulted/sexually_abused/gang_raped/grape/noncing
3 sexual: grape me
3 sexual: force/forced/forces/forcing/made/makes/making/pressured/makes_us/get/gets/got me/us/her .. have_sex/sex/sleep_with/suck/touch_him/touch_his/touch_it/do_sexual/do_things/to_him/give_him/oral/kiss_him/undress/strip/take_my_clothes/take_off_my/do_stuff_to_him/lie_with
3 sexual: made/makes/making/forced/force/forces me/us do things/stuff/it/sexual/bad_things/sex .. to_him/with_him/at_night/in_bed/for_him/with_her/when
3 sexual: he/she/they/dad/stepdad/uncle/cousin/brother/grandad/someone/boyfriend/carer/neighbour/fella/man/him/stepbrother .. got/gets/came/comes/climbed/climbs/crept/creeps/gets_in/slept/sleeps/sneaks in/into/in_to .. bed/my_bed/her_bed/bed_with_me/my_room_at_night/my_room_last_night/shower/bath
3 sexual: comes/came/coming/creeps/crept/sneaks/walks/goes in/into/to .. my/her/our/me room/bed/bedroom/door .. at_night/last_night/bed/when_everyone/when_i_am_asleep/in_the_dark/and_touches/to_touch/when_mum_is/when_no_one/once_everyone
3 sexual: hand/hands/fingers/finger/tongue .. down/up/in/inside/on/between/under my/her/me pants/trousers/skirt/top/knickers/legs/bra/dress/thigh/leg/underwear/boxers/shirt/clothes
3 sexual: had_sex/has_sex/having_sex/have_sex/sex/slept with_me/with_my/and_i_am_12/and_i_am_11/and_i_am_13 .. {young}
3 sexual: sex with_me/with_us/with_my_sister/with_her .. {any}
3 sexual: drunk/asleep/passed_out/blacked_out/unconscious .. and/woke/when .. no_clothes/naked/on_top/touching/sex/inside/undressed/my_pants
3 sexual: kept_going/did_not_stop/carried_on/would_not_stop/keeps/did_it .. said_no/told_him/asked_him_to_stop/say_no/was_crying/i_did_not_want
3 sexual: said/say/kept_saying/saying no/stop .. kept_going/did_it_anyway/did_not_stop/carried_on/did_not_listen/would_not_stop/still_did/keeps/anyway
3 sexual: did_not_want .. he/she/they/him .. {did_it} !n
3 sexual: sexually/indecently assaulted/abused/touched/attacked/exposed me/my/by/her/us .. {any}
3 forced: taking/take/sending/send/going/taken/made_to_go/sent me/us/to/her/my_sister .. pakistan/abroad/bangladesh/somalia/back_home/india/nigeria/africa/gambia/sudan/iraq/country/kurdistan/egypt/afghanistan/turkey .. marry/married/cut/wedding/marriage/circumcised/husband
3 forced: forced/forcing/make/making/made/have_to/force/arranged/want_me/wants_me/must/going to? marry/marriage/married .. {any_marry}
3 forced: not .. want/choose .. marry/married/husband .. him/family/dad/them/man/choose/uncle !n
3 forced: kill/hurt/beat .. if_i_do_not_marry/if_i_not_marry/if_i_refuse
3 forced: fgm/female_genital/be_cut_like/cut_down_there/get_cut_like/going_to_be_circumcised
3 third: {child_of} .. still/at_home/lives/there/with_him/with_her .. hits/hurts/beats/touches/abuse/scared/rapes
3 third: {child_of} .. {hit_by_home} .. every/all/still/again/bad/by
2 harm: {hit_fully} .. me/us/my_mum/my_sister/my_brother/my_brothers/my_sisters/my_little/my_mam/mum/the_baby/my_dog .. {any} !a
2 harm: {agentish} .. {hit} .. me/us/mum/my_mum/my_sister/my_brother/my_brothers/my_sisters/my_little/the_kids/the_little/each_other_in_front/our_mum/her_kids !a
2 harm: i/we/me .. {getting} {hit_done} .. {by_whom} !a
2 harm: {getting} {hit_done} .. by {agentish} !a
2 harm: get/gets/getting/got/given/gave_me/gives_me beats/licks/lashes/a_beating/the_belt/a_hiding/a_slap/a_smack/the_slipper/smacked_about/knocked_about/a_battering/slaps/the_stick/a_good_hiding/beaten/battered .. {any} !a
2 harm: uses/use/used/hits_with/with belt/the_belt/a_belt/the_slipper/a_stick/the_stick/wire/the_wire/shoe/a_cable/a_wooden_spoon/the_cane/a_ruler/charger/slipper/stick/hanger .. on_me/on_us/when/to_hit/us/me/$ !a
2 harm: throws/threw/throwing/chucks/chucked/launched/lobbed things/stuff/plates/a_chair/something/cups/bottle/shoe/furniture/glass at .. me/us/mum/you !a
2 harm: throws/threw/slams/slammed/shoved/pushed/pushes/throwing/launched/chucked me/us/my_sister/my_brother/mum .. wall/stairs/floor/across/down/against/door/room/out !a
2 harm: holds/held/pins/pinned/sat/sits me/us/my .. down/on_me/cant_breathe/can_not_breathe/under_water/face !a
2 harm: can_not_breathe .. holds/held/sits/sat/squeezes !a
2 harm: marks/bruises/bruise/bruised/burns/black_eye/black_eyes/scars/cuts/welts/handprint/lump .. {cause} !a
2 harm: black_eye/black_eyes/bruises .. mum/sister/brother/again/mate/friend/always/girl/boy/arms/legs/back/body/all_over
2 harm: mum/sister/brother/mate/friend/girl/boy/baby/cousin/they .. has/have/got/had/with/coming_in .. black_eye/black_eyes/bruises/bruise/marks/burns
2 harm: say/said/tell/told/saying/says .. fell/walked_into/banged/tripped/fall .. but/did_not/not_true/really/lie !n
2 harm: burned/burnt/burns/burn me/my_arm/my_hand/my_sister/us .. with/on/straightners/straighteners/iron/cigarette/lighter/cooker/kettle/fag !a
2 harm: {kin_only} .. is/are/gets/was/being/were/can_be .. violent/abusive/rough/physical/aggressive/handy/nasty_when/horrible_when/heavy/lippy_and .. {any}
2 harm: {kin_only} .. gets/goes/turns/kicks/gets_a_bit rough/violent/nasty/physical/handy/mad_and_hits
2 harm: when/after/every_time/if .. drunk/drinking/drinks/drink/high/using/had_a_drink/on_the_drink .. {hits_loose}
2 harm: takes it/anger/temper/stuff out on .. me/us/mum/brother/sister
2 harm: abused/abuses/abusing/abusive .. {abused_by}
2 harm: i/was/been/were/got/being/am/get/getting/is abused/molested/neglected/mistreated/touched_up .. {any}
2 harm: there_is/is_it/it_is/was/its/been domestic/violence/abuse .. home/house/my/normal
2 harm: only/just hit/hits/hurt/hurts/slaps/smack/slap/slapped/smacks/pushes .. me/when/a_slap/if/now_and_then/once/twice/a_bit/sometimes .. {any} !a
2 harm: it_is just_a/only_a slap/smack/clip/hit/shove/tap/clout .. {any} !a
2 harm: not .. that_bad/bad .. only/did .. did_it/happened/twice/once/few_times/hit !n
2 harm: deserve it/to_be_hit/a_slap/getting_hit/the_hits/being_hit .. {any}
2 harm: hit/hits/slap/slaps/hurt/hurts/beat/beats .. deserve/deserved/my_fault/asked_for_it/was_naughty/naughty/because_i/say_sorry/said_sorry/loves_me
2 harm: smashes/smashed/smashing/trashes/wrecks .. house/place/{homeward}/kitchen/everything .. {any_dv}
2 harm: dad/stepdad/he/partner/fella/boyfriend/they/mum/uncle/brother hits/beats/hurts/punches/kicks/batters/attacks/abuses/slaps/strangles/pushes/hit/beat mum/my_mum/her/dad/my_dad/my_mam/each_other/my_sister/the_baby/my_nan/stepmum
2 harm: hide/hiding/hid/hides/lock .. wardrobe/under_the_bed/cupboard/bathroom/my_room/bedroom/toilet/with_my/my_sister/my_brother .. fight/fighting/drunk/shout/shouting/kicks_off/{homeward}/row/angry/argue/hit/hitting/he/when
2 harm: mum .. scared/afraid/frightened/hurt/terrified .. of .. him/dad/boyfriend/stepdad/he/and_so
2 harm: hurts/hurt/hit/hits/beats/beat/harm/harms us/my_brother/my_sister/my_brothers/the_kids/her_kids/their_kids/my_mate/my_friend .. {any} !a
2 harm: my/her/his/a friend/mate/cousin/girlfriend/boyfriend/best_friend .. {hit_by} .. dad/mum/stepdad/uncle/brother/at_home/carer/parents/boyfriend/family/by
2 harm: her/his/their/friends/mates/girlfriends dad/mum/stepdad/uncle/brother/mums_boyfriend/carer/parents/stepmum/boyfriend .. {hit}/touches/rapes/abuses .. her/him/them
2 harm: dad/mum/stepdad/parents/uncle/carer/brother .. leave/leaves/left/gives .. bruises/marks/black_eye
2 harm: {allowed} .. parents/dad/mum/carers/foster_carers/uncle/boyfriend/stepdad/carer .. hit/hits/hurt/hurts/bruises/lock/touch/slap/sleep_in/smack/leave/sleep/hurting
2 harm: is_it .. abuse/rape/assault/illegal/normal/wrong/ok/bad .. if/when/to/for .. {hits_you}
2 harm: what_happens/what_would_happen/what_will_happen/will_i_be_taken/what_if/who_do_i_tell/who_do_you_tell/what_do_you_do .. tell/say/told/know/find/someone/is/if .. {hits_you}
2 harm: shake/shook/shakes/threw/drops/slapped/hit/hits/smacks the_baby/my_baby_brother/my_baby_sister/baby
2 sexual: {touch} .. me/us/my/her/my_sister/him .. {private_ish}
2 sexual: {touch} .. {private} .. {any}
2 sexual: {agentish} .. {sexual} .. me/us/my_sister/my_brother/her/my_friend .. {any} !t
2 sexual: {touches_only} me/us/her/my_sister .. {any} !a
2 sexual: i/me/was/been/got/get/being/were molested/groped/touched_up/fingered/felt_up/fondled/flashed
2 sexual: {agentish} .. did/does/do/doing .. things/stuff/something/bad_things/bad_thing/something_bad/sexual_things/weird_things/bad to_me/with_me/to_us/to_my_sister/to_her/on_me/$
2 sexual: he/uncle/man/she/grandad/stepdad/brother/cousin .. do/does/did/doing bad thing/things/stuff
2 sexual: grabs/grabbed/grabbing/touches/touched/touching/squeezes/slaps/slapped/pinches/feels/grope/strokes/rubs/rubbed/squeezed/stroked .. {private} .. {any}
2 sexual: watches/watched/watching/films/filmed/spies/spied/peeks/looks_at/stares_at/stares/perving/walks_in_on .. me/us/my_sister .. shower/bath/change/dress/getting_changed/undress/sleep/naked/toilet/changing/getting_dressed/bathroom/undressed/wash
2 sexual: shows/showed/show/makes/made/sends/sent/making me/us .. porn/dirty/sexual/naked/rude/sex/blue/corn/his_privates/his_penis/his_dick/dirty_videos/x_rated/his_willy
2 sexual: {secret} .. {secret_ctx}
2 sexual: our little? secret .. {any}
2 sexual: no_one/they will/would/is_going_to believe me/you/us/a_kid .. {any} !n
2 sexual: gets/get/got/climbs/sleeps/slept/lies/lay/comes/came/climbing/sleep in/into/next_to/beside .. my/your/her bed .. {any_bed}
2 sexual: up_my/down_my/up_her/under_my skirt/top/trousers/pants/dress/leg/knickers/shirt/shorts .. {any}
2 sexual: exposed/flashed/wanked/masturbated/wanks/gets_it_out/got_it_out/gets_his_thing_out/got_his_thing_out .. {any}
2 sexual: take/took/takes/taking/pulled/pulls my/her/off clothes/pants/trousers/top/knickers off?
2 sexual: kissed/kisses/kissing/kiss/snogged/licks/licked me .. {notwant}
2 sexual: uncle/stepdad/cousin/grandad/mums_boyfriend/dad/brother/man/stepbrother/neighbour/adult/pastor/imam/coach .. kissed/kisses/kissing/hugging/cuddles/strokes/licked/stroked/tickles/tickled me/my .. {any_adult}
2 sexual: touchy_feely/touchy/handsy/pervy/perv/pervert/nonce/paedophile .. {any_perv}
2 sexual: bath_time/bedtime/night_time .. what_he_did/what_happened/he_used_to/because_of_him
2 sexual: what he/she/uncle/they/stepdad/grandad/dad did/does/do/used_to_do to_me/to_us/when_i_was/at_night/to_my_sister
2 sexual: happened_to_me/happened/did when_i_was little/small/5/6/7/8/9/10/4/younger/a_kid/with_my/and_no_one
2 sexual: coerced/pressured/pressuring/pressures/guilted/guilt_trips .. sex/sleep_with/do_stuff/sexual/bed/it
2 sexual: boyfriend/bf/ex/he/girlfriend .. makes/made/forces/pressures/guilt_trips/will_not_stop/keeps .. sex/do_it/do_stuff/sleep_with/sexual/things_i
2 sexual: not .. want/like .. sex/sleep_with/do_it/touch .. boyfriend/he/but/made/force/him/gets_angry !n
2 emotional: tells/says/told/saying/said/telling/calls/called .. wish/wishes/wished/should .. had_an_abortion/never_had_me/aborted/i_was_dead/never_been_born/had_never/was_never_born/did_not_have_me/never_had/i_was_never
2 emotional: wish/wishes/wished .. had_an_abortion/never_had_me/aborted_me/never_had_kids/had_me_aborted/i_was_never_born/was_not_their
2 emotional: {kin_only} .. {says} .. worthless/hates_me/waste_of_space/a_mistake/useless/unwanted/nothing/fat/ugly/disgusting/stupid/dead/burden/die/ruined_her_life/ruined_his_life/hate_you/regret/to_kill_myself/not_love/does_not_want
2 emotional: {kin_only} .. calls/called/call .. me/us .. {mock}
2 emotional: locks/locked/locking/locks_us/shuts/shut/kept/keeps/lock/tied/ties/tie/chained/trapped/traps me/us/her/him/them/my_brother/my_sister .. in/out/up/outside/to_the/under/inside !a
2 emotional: locked in/inside/out_of_the_house/out_all_night/out_in_the/up .. {lock} !a
2 emotional: not/never .. let/allow/allowed .. me/us/out/to_leave .. out_ever/leave_the_house/see_anyone/go_outside/have_friends/out_of_the_house/leave_my_room/go_to_school/see_my_friends/talk_to_anyone/have_my_phone_or/out_alone_ever/contact_anyone/out_at_all !n
2 emotional: controls/controlling/control/tracks/checks/follows/stalks/stalking .. me/everything/my_phone/where_i/who_i/what_i_wear .. boyfriend/he/girlfriend/ex/dad/jealous/talk/who_i/what_i_wear
2 emotional: boyfriend/bf/ex/girlfriend/gf/partner .. controls/controlling/possessive/jealous/tracks/threatens/threatened/scares/hits/hit/hurts/pushed/stalking/stalks/checks_my_phone/goes_mad/will_not_let/makes_me/follows/kicks_off/pushes/grabs/slapped/slaps
2 emotional: shamed/shame/dishonoured/honour/dishonour .. family .. {any}
2 emotional: threatens/threatened/threatening/threaten .. me/us/mum/to .. {any} !a
2 neglect: no/never/not/without/nothing any? food/electric/heating/gas/hot_water/bed/dinner/clean_clothes/tea/electricity/anything_to_eat/to_eat/meals .. {home_ctx} !n
2 neglect: {home_ctx_start} .. no/never/not any? food/electric/heating/bed/hot_water/dinner/anything_to_eat/clean_clothes/eat !n
2 neglect: leaves/left/leave/leaving/abandoned/goes_out_and_leaves me/us/my_brother/my_sister/the_kids/them/my_brothers .. alone/on_our_own/on_my_own/by_ourselves/for_days/overnight/all_night/all_weekend/with_the_baby/with_strangers/in_the_house/home_alone/in_the_car
2 neglect: have_to/got_to/having_to/always/i/me .. look_after/feed/care_for/mind/cook_for/raise/bring_up/get .. brothers/brother/sister/sisters/baby/siblings/little_ones/kids/mum/dad/them .. {because_adult}
2 neglect: off_her_face/off_his_face/smackhead/on_heroin/on_crack/on_drugs/passed_out/off_it/steaming/always_drunk/is_drunk/smashed/pissed/using_again/using/drunk_all .. {any_off}
2 neglect: mum/dad/stepdad/mums_boyfriend/parents/carer .. drunk/drugs/drinking/drinks/high/crack/heroin/using/smoking_crack/alcoholic/bottle/wasted/stoned/injecting/needles/dealing/overdosed
2 neglect: sleep/slept/sleeping/sleeps .. floor/bath/car/shed/garage/sofa_with/cupboard/outside/hallway/kitchen_floor/same_bed/attic .. {sleep_ctx}
2 neglect: padlock/padlocks/padlocked/locks/lock/locked/hides the_fridge/the_cupboards/the_kitchen/the_food/fridge/food/cupboard .. {any_food}
2 neglect: go/went/going/sent/send/put to bed hungry/without/starving/with_no/no_food
2 neglect: forget/forgets/forgot/refuse/refuses/do_not/does_not/did_not/never/not/will_not to? feed/fed/feeds/feeding me/us/my/the_baby/them !n
2 neglect: always/so/still/really/often hungry .. {home_word}
2 neglect: kicked/chucked/threw/thrown/kicks/throws me/us/my/him/her out .. night/street/nowhere/rain/house/dark/cold/{homeward}/again/slept
2 fear: {fear} .. of .. my? {kin} .. {any}
2 fear: {fear} .. my {kin} .. {will_hurt}/hit/hurt/angry/{homeward}/comes/back/will/again/drunk/shouts/find
2 fear: {fear} .. to/of go/going/be/being/get/sleep/see/live .. home/back/contact/dads/mums/house/alone_with/there/him/her .. {any}
2 fear: {fear} at/in/when/with/around/near .. home/mums/dads/house/contact/my_dad/my_mum/stepdad/uncle/boyfriend/him/her/foster_home/there/placement/them/he/she .. {any}
2 fear: not/never .. feel .. safe/comfortable .. home/there/mums/dads/house/with/around/alone/when/at/in/contact/near/going/here/any_more/$ !n !s
2 fear: {fear} .. of him/her/them/what_he/what_she/what_they/what_will_happen/what_dad/what_mum .. {any}
2 fear: do_not/please/please_do_not .. make/send/force me/us .. contact/see/{homeward}/back/dads/mums/there/to_him/uncle .. {any} !n
2 fear: please_do_not/do_not .. send/make me .. back/{homeward}/there !n
2 fear: not want .. contact/see/visit/go .. {kin} .. {because_hurt} !n
2 fear: chair/drawers/wardrobe/something against/behind/in_front my/the/of door .. {any}
2 fear: flinch/flinching/jump/freeze when/every_time/if/whenever .. {any}
2 fear: he/she/dad/stepdad/mum/uncle/carer/boyfriend/brother/boyfriends/ex/they scares/frightens/terrifies me/us .. {any}
2 past: used_to .. {hit}/rape/molest/lock/starve/burn .. me/us/my_mum/my_sister/mum/my_brother .. {any} !a
2 past: {when_small} .. {hit_done}/abused/touched/molested/raped/locked/starved .. {any} !a
2 past: {kin_only} .. did/done/does things/stuff/bad_things to me/us .. {any}
2 past: abused/molested/hurt/touched/hit/beaten/neglected .. for_years/years/never_told/when_i_was/as_a_kid/as_a_child/before_i_came/before_care/growing_up/never_said/and_i_never .. {any} !a
2 past: never/not told/tell/said .. anyone/anybody/no_one/any_one .. but/what/about .. {did_what} !n
2 third: {child_of} .. {hit_by_home}
3 sexual: raped/rapes/raping me/us !s
3 goback: coming/comes/driving .. finish_me/finish_us/kill_me/kill_us/batter_me/beat_me/hurt_me/stab_me
2 harm: my? dad/mum/stepdad/stepmum/uncle/auntie/brother/boyfriend/nan hits/beats/batters/punches/slaps/kicks/hurts/belts me/us/my_mum/my_sister/my_brother $/there/every/when/all/if/still/lots/the_staff/and/because !s
1 worry: not .. like/want .. left/alone/on_my_own with .. {agentish} !n
1 worry: {kin_only} .. shouts/screams/shout/yells/shouting/screaming/scream at .. {any}
1 worry: {kin_only} .. creeps_me_out/gives_me_the_creeps/creepy/weird_around/weird_with/makes_me_feel_weird/makes_me_uncomfortable/makes_me_feel_uncomfortable/makes_me_feel_sick/makes_me_feel_funny/makes_me_feel_bad/stares_at/stares
1 worry: not like being/be/been/going/staying/left/to_be .. alone/alone_with/on_my_own .. with .. {any} !n
1 worry: {kin_only} .. gets/is/be/gets_so/get .. angry/mad/furious/scary/aggressive/angry_and .. {any}
1 worry: {kin_only} .. feel not? wanted/unwanted/rubbish/like_nothing/worthless/scared/bad_about/unsafe/like_a_burden/small
1 worry: not like how/the_way .. looks/looked/touches/hugs/talks/speaks/treats .. {any} !n
1 worry: mum/dad/parents .. drinks/drink/drunk .. {any}
1 worry: worry/worried/scared/worrying about/for my brother/sister/little/mum/baby/siblings/brothers/sisters/nan .. {any}
"""
LISTS = {
    "hurter": "dad|stepdad|he|mum|uncle|boyfriend|they|brother|she|someone|man|fella|partner|cousin"
    "|parents|stepmum|ex|carer",
    "agentish": "dad|stepdad|step dad|step mum|mum|stepmum|uncle|aunt|auntie|nan|grandad|brother"
    "|sister|boyfriend|girlfriend|bf|gf|ex|partner|fella|parents|carer|carers|foster dad|he|she|they|someone"
    "|foster mum|cousin|father|mother|family|man|men|neighbour|husband|guardian|who|person|boy|him"
    "|stepbrother|lads|girl|lad|boys|girls|her|one of them|people|kids|uncles|brothers|another kid"
    "|my carer|mans|guy|them|woman|lady|bloke|friend|mate|foster carer|stepfather|adult|grandma"
    "|foster brother|foster sister|aunts|stepsister|pastor|imam|priest|babysitter|teacher|dads|mums",
    "kin_only": "dad|stepdad|step dad|step mum|mum|stepmum|uncle|aunt|auntie|nan|grandad|brother"
    "|sister|parents|fella|foster dad|foster mum|foster carer|foster carers|carer|carers|cousin"
    "|mums boyfriend|father|mother|family|partner|stepfather|husband|mums bf|mums partner|he"
    "|mums man|stepbrother|my ex|my boyfriend|my bf|my girlfriend|foster parents|dads girlfriend"
    "|she|they|dads|mums|aunty",
    "victim": "my mum|mum|me|us|my sister|my brother|her|him|my dad|the baby|my nan",
    "minutes": "just now|minutes ago|tonight|today|this morning|an hour ago|right now|hiding|help"
    "|bleeding|locked myself",
    "just_now": "just|tonight|just now|minutes ago|an hour ago|right now|this morning|today",
    "just_hit": "just|tonight he|tonight she",
    "where": "where|because|when|after|my|from|and|since|nose|arm|head|rib|ribs|lip|jaw|face|wrist",
    "recent": "last night|tonight|today|yesterday|this morning|now|at the weekend|until|again|on",
    "back": "go back to|going back to|sent back to|send me back|sending me back|back to|back at|go"
    " home to|going home to|going home|go home|back home|stay at|see|sent home|go to",
    "will_hurt": "going to hurt|going to hit|going to kill|going to beat|will hurt|will hit"
    "|will kill|will beat|going to batter|will batter|hurt me again|beat me again|hits me|hurts me"
    "|beat me|going to get me|will get me|touches me|rapes me|beats me|would kill|would hurt"
    "|going to punish|hurt me|going to do it again|will do it again|do it again|kick my head in",
    "he_does": "he touches me|he hits me|she hits me|he hurts me|she hurts me|they hit me|he beats"
    "|they hurt me|hits us|hurts us|he rapes|touches me|hits me|hurts me|beats me",
    "any": "|",
    "young": "12|13|11|10|9|14|me|when i was|little|young|$",
    "did_it": "did it|did|made me|make me|forced|still|kept|put it in|anyway",
    "any_marry": "him|someone|me|a man|my cousin|cousin|when|next|this|off|i|in|or|at|older",
    "child_of": "little sister|little brother|baby brother|baby sister|my brother|my sister"
    "|my brothers|my sisters|my siblings|younger brother|younger sister|my little cousin|the baby"
    "|little cousin|niece|nephew|her baby|the kids at home|baby cousin",
    "hit_by_home": "hits|hitting|beats|bruises|hurts|hurting|hit by|beaten|touches her|touches him"
    "|is being hurt|getting hurt|gets hurt|being hit|gets hit|screaming|abused|being abused|hungry"
    "|starving|left alone|neglected|not safe|in danger|burns|marks on",
    "hit_fully": "beats up|beat up|headbutts|headbutted|strangles|strangled|leathers|lamps|batters"
    "|battered|thumps|punches|punched|slaps|slapped|kicks|kicked|smacks|smacked|hits|hit|hitting"
    "|hurts|hurt|hurting|beats|beat|beating|attacks|attacked|abuses|abused|abusing|chokes|whips"
    "|grabs|grabbed|grabbing|shoves|shoved|shoving|pushes|pushed|pushing|drags|dragged|bites|bit"
    "|assaulted|assaults|whacks|whacked|belts|belted|clips|clipped|burns|burned|burnt|punching"
    "|kicking|slapping|battering|lays into|goes for|beating up|leathering|brays|throttles|spits at"
    "|lamped|leathered|harms|harmed|harming|chucks|scratches|pinches|thrashed|clouts|twats|pinning"
    "|shook|shakes|bashes|bashed|whacking|hitted|beated|swung for|swings for|lay into|licked|bang"
    "|stamps on|stamped on|stood on|pins|pinned|pulls my hair|pulled my hair|knocked|bottled"
    "|raises his hand to|raised his hand to|puts his hands on|put his hands on|gets rough with"
    "|got rough with|gets physical with|got physical with|rough with|violent with|violent to"
    "|kicks off at|kicked off at|squeezes|squeezed|dug her nails in|dug his nails in|manhandles"
    "|manhandled|manhandling|lashes out at|lashed out at|went for|jumped|bullies|throws things at"
    "|laid hands on|lays hands on|raise hand to|beats on|spanks|caned|drop kicked|burning",
    "getting": "am|is|was|were|been|being|get|gets|getting|got|was always|be|have been|kept getting",
    "by_whom": "by|when|if|at|every|all|my|from|for|with|because|again|a lot|off|and|in|after|on|$",
    "cause": "from|where|because|off|on my|on me|from when|weekend|after|by|dad|mum|he|she|all over"
    "|up my|down my|when|every time|again|hide",
    "hits_loose": "hits|hurts|beats|violent|angry|scary|nasty|rough|slaps|batters|shouts|hit|scared"
    "|throws|smash|smashes|lash|kick|kicks|scares|punches",
    "abused_by": "by|me|my|us|when|as|at|for|at home|mum|sister|brother|her|father|family|partner",
    "any_dv": "mum|us|hits|drunk|angry|front|again|and|when|kicks|he|dad|shouting",
    "hit_by": "gets hit|gets beaten|gets battered|is being hit|being hit|gets hurt|is getting hit"
    "|hit by|beaten by|touched by|gets beat|abused|being abused|is abused|raped|battered|is hit"
    "|is being hurt|being hurt|gets kicked|gets slapped|is scared of|scared of|getting beaten|hits"
    "|getting hit|getting abused|molested|beaten|gets locked|gets punched|is getting hurt|touches"
    "|being abused by|gets abused",
    "allowed": "are|allowed|is it normal|is it ok|can|is it legal|is it wrong|should|is it bad"
    "|normal|is it abuse|supposed",
    "hits_you": "hits you|hit you|hurts you|hurt you|touches you|touch you|hits me|hurts me"
    "|beats you|hit|hits|hurts|touches|boyfriend|forces you|sleep in your bed|sleep in|bruises|slap"
    "|shouts at you all|locks you|does stuff|say no|makes you|dad|uncle|hit me|scared|touch me"
    "|watch you|wants you to",
    "touch": "touch|touches|touched|touching|grabs|grabbed|groped|gropes|fondles|fondled|rubs|felt"
    "|rubbed|stroked|strokes|kissed|squeezed|put his hand|puts his hand|puts his hands|put his"
    " hands|put her hand|feels|hand on|hands on|finger|looks at|kisses|kissing|grabbing",
    "touches_only": "touches|touched me|molests|molested|gropes|groped|fingered|raped|touched up"
    "|rapes|fiddles with|fiddled with|interfered with|noncing|feels up|felt up|sexually assaulted"
    "|forced himself on|took advantage of|tried it on with|abuses|tried to rape|tried to kiss|touch",
    "private_ish": "where|private|there|down there|at night|wrong|funny|in a way|inappropriately"
    "|and i do not like|when i sleep|when i am asleep|in bed|sexually|when no one|bad touch|secret"
    "|in places|when we are alone|weird|under|without|up",
    "secret": "secret|not tell|do not tell|never tell|keep it quiet|not to tell|not say anything"
    "|tell no one|not to say",
    "secret_ctx": "he|she|uncle|touch|touched|believe|game|between us|special|said|bed|hurt|trouble",
    "any_bed": "at night|when|with|and|night|my|uncle|brother|dad|stepdad|cousin|he|him|grandad"
    "|without|naked|carer|drunk",
    "notwant": "not want|when i did|and i|forced|without|uncle|on the lips|on the mouth|lips|neck"
    "|tongue|said no|pushed|adult|stepdad|man|scared|did not|weird|horrible",
    "any_adult": "me|neck|leg|legs|hair|lips|and|on|too|in|all|for|when|long|body|tummy|feet|mouth",
    "any_perv": "uncle|stepdad|boyfriend|dad|cousin|brother|grandad|with|me|man|him|he|girls|us|is"
    "|fam|to|bus|neighbour|around",
    "says": "says|tells|told|said|telling|saying|thinks|makes me feel|calls|always tell|always tells",
    "lock": "in my room|my room|room|cellar|cupboard|shed|bathroom|house|all day|night|bedroom|for"
    "|garden|garage|loft|basement|attic|car|outside|cold|hours",
    "home_ctx": "at home|at mums|at dads|mums|dads|in the house|in when|at my mums|at my dads|there"
    "|my mums|my dads|my house|when i go|for days|at my nans|aunts|on contact|weekend|carers",
    "home_ctx_start": "at home|at mums|at dads|my mums|my dads|when i go home|when i go to mums"
    "|when i stay|our house|my house|mums house|dads house",
    "because_adult": "mum|dad|because|drunk|bed|when|drugs|all the time|asleep|out|no one|parents"
    "|alone|off|can not",
    "any_off": "mum|dad|all|every|when|most|she|he|again|and|day|home|parents",
    "sleep_ctx": "at dads|mums|dads|because|home|no bed|there|when|carer|my|with|boyfriend|no|at"
    "|heating|cold|makes me|made me",
    "any_food": "at|so|and|we|when|from|carer|mum|dad|she|he|they|hungry|night|foster",
    "home_word": "mums|dads|home|there|mum|dad|house|carer|parents|carers|nans",
    "because_hurt": "hurts|hits|scared|touches|because|hurt|cos|scares|shouts|hit|drunk|afraid",
    "when_small": "when i was|in my old|before i came into care|before i was in care|at my last|my"
    " last foster|my old foster|last foster|when i lived|when we lived|my last|my first|as a kid"
    "|at my old|old foster|previous",
    "did_what": "he|she|uncle|dad|stepdad|happened|did|me|my|hurt",
}
