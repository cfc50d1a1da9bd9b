"""Signs that somebody wants to die, is hurting themselves, or is very low."""

SIGNS = """
3 plan: {surely} .. kill/hang/drown/shoot/stab myself/himself/herself/themselves/themself
3 plan: kill/hang/drown/shoot/killing/hanging/drowning myself .. {now}
3 plan: {now} .. kill/hang/drown/killing/end myself/it_all
3 plan: i/we .. {surely} .. end_it/end_it_all/ending_it/end_my_life/end_everything/end_this/top_myself/off_myself
3 plan: going_to/about_to/ready_to/planning_to/will .. commit_suicide/do_suicide/take_my_own_life/take_my_life/die_by
3 plan: am/is ending_it/ending_it_all/ending_my_life/ending_things/killing_myself/killing_herself/killing_himself
3 plan: going_to/will/about_to/ready_to/and/just jump/step/walk/throw_myself .. in_front/off/under/into_the_road/onto_the_tracks/into_traffic
3 plan: going_to/will/about_to/planning_to/ready_to .. overdose/take_all_my/take_all_the/take_the_lot/swallow_all/take_them_all/slit_my/cut_my_throat/cut_my_wrists/neck_them
3 plan: end_it/end_it_all/ending_it/die/suicide/overdose .. {now}
3 plan: {now} .. end_it/end_it_all/ending_it/want_to_die/going_to_die/suicide
3 plan: wrote/written/writing/write/left/done .. letter/letters/note/notes/goodbyes/will .. {everyone}
3 plan: suicide_note/goodbye_letter/goodbye_note/goodbye_letters/suicide_letter/note_for_my_mum/noose/letter_for_when_i_am_gone
3 plan: saving/saved/saving_up/stashing/stashed/hiding/hidden/collecting/collected/hoarding/keeping/stockpiling .. {pills}
3 plan: know how/exactly/where/when .. i_would/i_will/i_am_going/to .. do_it/end_it/die/kill_myself/go
3 plan: picked/chosen/choose/set/sorted .. day/date/place/spot/bridge .. die/end/do_it/suicide/for_it/it
3 plan: have/got/bought .. rope/noose/pills/tablets/blade/stuff/everything_i_need/enough .. do_it/end_it/kill_myself/ready/die/be_over/hidden/hang
3 plan: have/got .. rope/noose
3 plan: bridge/roof/train/tracks/railway/cliff/car_park/motorway/ledge/platform .. jump/do_it/end_it/going_to/let_go/after_school/tonight/step_off
3 plan: stood/standing/sat/sitting/am/up .. edge/roof/ledge/bridge/car_park/tracks/cliff/railing/platform_edge
3 plan: jump off/from/in_front .. bridge/roof/train/balcony/car_park/bus/window/flats/cliff/lorry
3 plan: only/best way_out/way .. suicide/die/death/end/kill_myself
3 plan: suicide/dying/death/killing_myself .. only way_out/option/answer/way
3 plan: {surely} .. do_it/end_it .. for_real/this_time/properly
3 plan: this_time .. kill_myself/for_real/properly/not_fail/die
3 plan: this_is .. my_last/last_night/last_day/last_message/goodbye/me_saying/the_end_for_me
3 plan: my last/final day/night/message/week/post/birthday .. here/alive/ever/on_earth/goodbye/$
3 goodbye: by_the_time .. read/see/get/find .. not_be/be_gone/gone/dead/too_late
3 goodbye: you_will/they_will/everyone_will/staff_will .. find_me/find_my_body/not_see_me_again/never_see_me_again/be_rid_of_me
3 goodbye: will_not/not_going_to/not need .. placement/birthday/christmas/room/future/one/it/stuff .. where_i_am_going/gone/dead/any_more/need_one/soon
3 goodbye: worry about my_next .. not_need
3 goodbye: will_not/not .. have_to_deal_with/have_to_worry_about/have_to_put_up_with/bother_you/be_a_problem me/about/anyone/any_more/much_longer/soon/you .. {longer}
3 goodbye: saying/said/say/said_my/say_my goodbye/goodbyes/bye .. forever/really/everyone_i_love/for_good/to_everyone/tonight/before_i/pills/properly
3 goodbye: messaged/texted/sent/posted goodbye
3 goodbye: tell my mum/sister/brother/dad/nan/family .. love/sorry/was_not_her_fault
3 goodbye: given/gave/giving .. away .. my_stuff/my_things/everything/all_my/not_need
3 goodbye: will_not/not be here/around/alive .. much_longer/for_long/next_week/tomorrow/by_christmas/christmas/after_tonight/when_you/anyway/in_the_morning/by_then/much
3 goodbye: not .. need/be_needing .. where_i_am_going
3 act: just/have/i/she/he/they took/taken/swallowed/necked/downed/ate .. a_whole/whole/all/loads_of/load_of/lots_of/a_bunch/bunch_of/20/30/40/16/24/12/50/too_many/the_lot/handful/full .. {pills}
3 act: took/taken/taking/swallowed/necked .. {pills} .. at_once/in_one_go/do_not_tell/to_die/on_purpose/all_of_them/not_know_what_to_do/feel/tonight
3 act: took/taken/had/did overdose/an_overdose
3 act: overdose/overdosed .. yesterday/last_night/again/tonight/on_purpose/last_week/today/on_sunday/this_morning
3 act: i overdose/overdosed/have_overdosed
3 act: tried/try/attempted/attempt/trying .. kill/hang/drown/strangle/suffocate/top/end/off/choke myself/herself/himself/themselves/my_life/it
3 act: tried/attempted .. to_overdose/overdose/jump/suicide/end_it/to_die/to_take_my_life .. {lately}
3 act: tied/tying/put/wrapped .. round/around .. neck
3 act: cord/belt/rope/scarf/lace/sheet/wire/ligature/string/tights .. round/around my/her/his neck
3 act: ligature/ligatures/ligaturing
3 act: cut/cuts/slit/sliced .. too_deep/deep/really_bad/really_badly/open .. {stop}
3 act: cut/slit/slashed/sliced .. wrist/wrists/throat/neck .. {bleed}
3 act: blood/bleeding/bleed .. everywhere/will_not_stop/keeps/not_stopping .. cut/cuts/arm/wrist/leg
3 act: cut/cuts/cutting .. will_not_stop/keeps/not_stopping/keep bleeding?
3 act: swallowed/drank .. bleach/glass/blades/batteries/poison/a_blade .. on_purpose/to_die/because
3 plan: has/got/with/holding pills/a_blade/a_rope/rope/tablets .. hand/neck/and_says/says_goodbye
3 plan: i .. will_die/going_to_die .. by_my_own/tonight/tomorrow/soon/hand
3 plan: choose/chose/chosen .. to_die/death
3 plan: should/will/going_to .. i .. jump/do_it_tonight/end_it_tonight
2 dying: {want} .. die/be_dead/to_be_gone/not_exist/to_not_exist/stop_existing/cease_to_exist/death/my_life_to_end/my_life_to_be_over/it_to_end/everything_to_end/to_kill_myself/not_to_wake/never_wake/to_sleep_forever/not_be_alive/not_to_be_alive/to_end_it/to_end_my_life/tae_be_deid/to_end_things/end_it_all/finish_it/to_finish_my_life
2 dying: wish .. dead/never_born/not_born/not_alive/never_been_born/not_wake_up/never_woke/not_exist/never_existed/gone/was_not_here/was_not_alive/died/not_here_any_more
2 dying: wish .. just .. not_wake_up/would_not_wake/disappear_forever/die
2 dying: not/never .. want/need/like/wish .. to_live/live/be_alive/to_wake_up/exist/to_exist/be_on_this_earth/life_any_more/go_on_living/living/be_in_this_world/to_be_in_the_world/carry_on_living !n
2 dying: not .. want to_be/be here any_more/any_longer/no_more/at_all/and_i_do_not_mean/on_this_planet !n
2 dying: not .. want to_be/be here $ !n
2 dying: not .. feel/see like_living/like_being_alive/the_point_in_living/any_point_in_living/point_of_living/a_reason_to_live/point_being_alive/any_reason_to/like_carrying_on/a_way_out/any_way_out !n
2 dying: no reason/point/purpose/will to_live/in_living/living/to_be_alive/to_carry_on/being_alive/being_here/to_keep_going/to_stay_alive/to_be_here/in_being_here/in_going_on/in_carrying_on/to_go_on/carrying_on/going_on !n
2 dying: what_is/is_there/see/there_is/was .. point/reason .. living/alive/life/going_on/carrying_on/being_here/waking_up/to_live !n
2 dying: better/easier/happier/best off? .. without_me/if_i_was_dead/if_i_were_dead/if_i_died/if_i_was_gone/if_i_was_not_here/dead/if_i_just_died/if_i_was_not_around/if_i_never_existed/if_i_disappeared/if_i_went !n
2 dying: better_off .. dead/without_me/gone/if_i_was/if_i_were !n
2 dying: rather .. die/be_dead/kill_myself !t
2 dying: if i got_hit/get_hit/died/did_not_wake_up/got_run_over/was_dead/did_die/never_woke/got_run/crashed/did_not_wake .. mind/care/fine/ok/relief/notice/better/miss_me/be_happy/sad/cry/matter !n
2 dying: not .. mind/care/bother .. if i/it .. die/died/dead/did_not_wake/live/killed/was_hit/got_hit/wake_up !n
2 dying: not .. care/bothered .. i .. live_or_die/alive_or_dead/live_or/what_happens_to_me !n
2 dying: think/thinking/thought/thoughts/fantasise/fantasising/dream/daydream/obsess/imagine/thinks .. {dying}
2 dying: think/thinking/thoughts/thought/feel_like/feeling_like/considered/considering/urge/urges/tempted .. killing_myself/kill_myself/end_it/end_it_all/ending_it/ending_things/not_being_here/not_being_alive/taking_my_life/stepping_in_front/stepping_off/jumping/jump_off/walking_in_front/walk_into_traffic/hanging_myself/unaliving/kill
2 dying: feel/feels/feeling/felt/be/am/been/is/getting/are/very/so suicidal
2 dying: suicidal thoughts/thought/feelings/again/most_days/lately/sometimes/at_night/ideation/since/and/all_the_time/urges
2 dying: plan/planning/planned my own? funeral/death/suicide
2 dying: not/never .. see/picture/imagine/think .. future/making_it/make_it/myself_at/get_to/reach/myself_growing/reaching/living_past/live_past/past .. !n
2 dying: not/never .. make_it/live/get/reach/survive .. to_18/to_16/to_my_next/see_18/see_christmas/to_christmas/past_18/long/see_my !n
2 dying: be/am/go/join .. with .. nan/mum/dad/brother/grandad/sister/him/her .. in_heaven/up_there/again_in_heaven/soon_in_heaven/on_the_other_side
2 dying: join .. nan/mum/dad/brother/grandad/sister .. heaven/up_there/other_side/died/$
2 dying: voice/voices/head .. tell/tells/telling/say/says/saying .. jump/die/kill/hurt_myself/end/cut/do_it/bad_things/harm
2 dying: life .. not_worth/is_not_worth/not_worth_it/pointless/no_point/meaningless/is_not_for_me/too_hard_to_live
2 dying: not worth_living/worth_it_any_more/worth_being_alive !n
2 dying: sleep/go_to_sleep/close_my_eyes/went_to_sleep .. not/never .. wake/wake_up/waking !n
2 dying: not/never wake_up/waking_up ever/again/tomorrow/one_day/any_more/$ !n
2 dying: tired/sick/done/fed_up of/with life/living/being_alive/existing/everything_and_want_out/fighting_to_live/trying_to_live
2 dying: am/proper/so/just/fully done_with/done_wi/finished_with/over life/it_all/living/this_life
2 dying: can not .. go_on/carry_on/keep_going/do_this/take_it/live/cope/take_this/do_it/keep_doing_this/face_another/do_another .. {longer} !n
2 dying: can not go_on/carry_on/live_like_this/keep_living !n
2 dying: ready to_go/to_die
2 dying: ready/time/want/need .. to_leave_this_world/leave_this_earth/to_leave_this_earth/to_give_up_on_life/to_be_at_peace/leave_this_world
2 dying: give/giving/given up_on_life/up_on_living/up_living
2 dying: kill/hang/drown/killing/hanging/drowning myself/herself/himself/themselves
2 dying: unalive/end/ending my_life/her_life/his_life/my_own_life/their_life/it_all
2 dying: take/taking/takes/took my/her/his/their own_life
2 dying: want/wants/wanted/wanting/keeps_saying/says/said/saying .. die/dead/end_it/kill_herself/kill_himself/suicidal
2 dying: suicidal .. camhs/waiting/list/help
2 dying: commit/committing/committed/do/attempt/attempting/attempted/consider/considered/considering/contemplate/contemplating/tried/try suicide
2 dying: suicide is/seems/feels/sounds like/the/good/easy/only/better/easier
2 dying: everything/it/this/pain/world .. end/stop/be_over/go_away .. i/me .. die/dead/gone/forever
2 dying: painless/easiest/quickest/best way .. die/kill/suicide/overdose/go
2 dying: how_many/how_much/does_it_hurt/what_happens/would_it .. {pills} .. die/kill/too_many/overdose/take/dead
2 dying: how_many .. {pills}
2 dying: does_it/would_it hurt .. die/overdose/too_many/hang/drown/bleed
2 dying: what_happens/what_would_happen .. you/i/someone .. overdose/took_too_many/take_too_many
2 dying: world/everyone/family/house/place/they/staff/people .. better/happier/fine .. without me !n
2 dying: no_one/who .. miss_me/care_if_i/notice_if_i/cry_if_i .. {died} !n
2 dying: what_if .. was_dead/not_here/gone/died/ended_it/killed_myself/was_not_here
2 dying: not .. deserve .. live/be_alive/to_live !n
2 dying: should .. not_be_alive/have_died/just_die/be_dead/end_it
2 dying: life .. over/finished/not_worth/ended/end
2 dying: i .. think_to_finish/want_finish/finish_my_life/finish_with_life/finish_all
2 dying: not .. planning_on/plan/planning .. being_around/living/being_alive/being_here/sticking_around/future !n
2 selfharm: cut/cuts/cutting/hurt/hurts/hurting/harm/harms/harming/burn/burns/burning/scratch/scratching/scratches/punch/punching/hit/hits/hitting/injure/injuring/stab/stabbing/slit/slice/slicing/starve/starving/bite/biting/choke/choking/strangle/strangling/tie/punish/punishing/poke myself/herself/himself/themselves/themself/yourself
2 selfharm: cut/cuts/cutting/burn/burning/burned/scratch/scratching/scratched/slice/slicing/carve/carving/carved/stab/slit/hurt/hurting/dig/digging/scrape/scraping/rub/bite/biting/mark/marking/punch .. my/her/his/their .. {body} .. {harmed}
2 selfharm: cut/cuts/cutting/scratching/burning/burned/carving/slicing/slit/stabbing/slashed/slash/hurting my/her/his/own {body}
2 selfharm: make/made/do/did/doing/have/get/got .. cut/cuts/marks/scars/burns/scratches .. my/her/his {body}
2 selfharm: cuts/scars/burns/scratches/marks/slits/lines/slices .. up/on/down/over/along/all .. arms/arm/legs/thighs/wrists/wrist/leg/stomach
2 selfharm: done/doing/did/do/started_on/start my/her/his arms/legs/wrists/thighs/arm/leg .. {again}
2 selfharm: my/her/his arms/legs/wrists/thighs .. a_mess/cut/covered/bleeding/again/scars/wrecked/in_bits/raw/bandaged/hidden
2 selfharm: self_harm/self_harming/self_harms/self_harmed/self_injury/selfharm
2 selfharm: i .. cut/cutting .. when/because/again/sometimes/at_night/to_cope/if/every/a_lot/still/since/to_feel/instead/on_weekends/daily/most_days/to_calm
2 selfharm: i/was/been/started/be/started_to/keep/still/am/want_to/told_you_i_was/caught cutting again?
2 selfharm: that_is/is when i_cut/i_hurt/i_do_it
2 selfharm: keep/have/hide/hid/got/carry/kept/use/used/find .. {sharp} .. phone_case/drawer/hidden/in_my_room/under/myself/shower/to_cut/arm/arms/skin/pillow/bed/shoe/case/sock/pencil_case/to_use_on
2 selfharm: {sharp} .. myself/my_arm/my_arms/my_skin/my_leg/my_legs/my_wrist
2 selfharm: knife/blade/razor/bleeding .. my_arm/my_arms/my_wrist/my_wrists/my_legs
2 selfharm: knife .. myself
2 selfharm: long_sleeves/sleeves_down/hoodie/jumper/bracelets/plasters .. no_one_sees/cover/hide/see_my/my_arms/all_summer/scars/cuts/marks/so_they_do_not
2 selfharm: cover/hide/hiding/covering/covered .. my/the cuts/scars/arms/wrists/marks/legs
2 selfharm: bang/banging/smash/smashing/hit/hitting/bash/bashing/headbutt/punch/punching/bangs my/her/his/the head/wall/walls .. {harmed}
2 selfharm: bang/banging/smash/smashing/hit/hitting/bash/bashing/headbutting/punching/bangs my/her/his head .. wall/against/floor/door/on_purpose/hard/until
2 selfharm: punch/punching/hit/hitting/punches wall/walls/things/mirror/door .. bleed/bleeding/only/until/till/knuckles/broke/works/hand/hard/pain
2 selfharm: pull/pulling/pulls/ripping/rip/tear .. hair out/in_clumps/when/because/off/from
2 selfharm: snap/snapping/ping/pinging .. elastic_band/elastic_bands/bands/hair_bobble/rubber
2 selfharm: pain/hurting/bleeding/blood/hurt/it/cutting/burning .. {relief}
2 selfharm: so i/to can_feel/feel something/anything/real/in_control/alive
2 selfharm: relapsed/relapse/relapsing/relapsed_again
2 selfharm: {clean} .. then/but/until/now/broke/started_again/again
2 selfharm: only_way .. cope/calm_down/deal/feel_better/get_it_out .. hurt/cut/pain/bleed/burn/harm
2 selfharm: hurt/hurting/cut/cutting/pain/burn .. only_thing/only_way/helps/calms/release/relief/makes_me_feel
2 selfharm: only scratches/little_cuts/small_cuts/little_scratches/a_few_cuts/surface
2 selfharm: just/its_is/it_is/only few? scratches .. not_that/helps/calm/deep
2 selfharm: only_do_it/do_it when/because/if .. bad/sad/stress/too_much .. {cleaned}
2 eating: make/making/made/makes myself/herself/himself .. sick/throw_up/vomit/puke/be_sick
2 eating: sick/throw_up/throwing_up/puke/vomit/purge/purging .. after_tea/after_dinner/after_meals/after_eating/after_i_eat/on_purpose/after_every/after_food/everything_i_eat/fingers
2 eating: fingers/toothbrush down my/her throat
2 eating: purge/purging/binge/bingeing/anorexia/anorexic/bulimia/bulimic/laxatives
2 eating: not/stopped/never/barely/hardly/without .. eat/eaten/eating/ate/food .. {days} !n
2 eating: not/stopped/skipping/skip/refuse/avoid .. eat/eating/meals/food/ate .. {control} !n
2 eating: stopped/quit/scared_of/afraid_of eating/food
2 eating: starving/starve myself/herself/himself
2 eating: like/love feeling_empty/being_empty/the_empty_feeling/being_hungry
2 eating: throw/hide/hiding/throwing/bin/flush .. my_food/my_dinner/food/my_tea/meals .. no_one/do_not_know/away/see/fat/skinny
3 goodbye: last day/night/hours on_earth/on_this_earth/alive/on_this_planet !s
1 low: feel/feeling/feels/felt/am/be/being/is/so/been/just/very/really .. empty/hopeless/worthless/numb/pointless/useless/depressed/broken/like_a_burden/lost_inside/dead_inside/like_dying/low/alone_in_the_world/so_alone/like_nothing/a_burden/invisible/like_a_ghost/trapped/unwanted/unlovable/lonely/unloved/a_waste/like_giving_up/so_sad/down_all/like_a_failure/miserable/like_nobody/like_i_am_drowning/drowning/like_crying/disgusting/like_rubbish/like_shit/overwhelmed/really_down/so_down/like_no_one_cares
1 low: cry/crying/cried/cries/sobbing .. every_night/every_day/all_the_time/to_sleep/at_night/most_nights/myself_to_sleep/a_lot/in_my_room/in_secret/when_no_one/all_night/and_do_not_know/for_no_reason/most_days
1 low: every_night/at_night/most_nights i/we .. cry/lie_awake
1 low: hate/hates/despise myself/my_life/being_me/being_alive/who_i_am/my_body/how_i_look/everything_about_me
1 low: everything/life/it_all/nothing .. pointless/hopeless/meaningless/shit/matters/feels_grey/too_much/dark/falling_apart
1 low: no point owt/anything/in_anything/to_anything/trying/any_more/in_trying/of_anything/doing/in_doing !n
1 low: anxiety/panic_attacks/panic_attack/panic/depression .. bad/every/leave/can_not/worse/so/my/keep/since/all_the_time/daily/over
1 low: have/having/get/getting/had .. panic_attacks/panic_attack/breakdown/anxiety_attacks/bad_thoughts/dark_thoughts/intrusive_thoughts/scary_thoughts
1 low: dark/bad/horrible/scary/intrusive thoughts/place/thought
1 low: no_one .. notice/miss/care/cares/cared .. i/me/if/about !n
1 low: can not cope/deal/handle/manage/hack .. {low_end} !n
1 low: can not cope !n
1 low: am/feel/being a_burden/burden
1 low: want/wish .. disappear/vanish/fade_away/be_invisible/sleep_forever/not_be_me/be_someone_else/scream
1 low: not want .. get_up/get_out_of_bed/wake_up/do_anything/be_me/leave_my_bed/carry_on/face/talk_to_anyone !n
1 low: can not .. get_out_of_bed/stop_crying/leave_my_room/feel_anything/feel_happy !n
1 low: keeps crying/feeling_sad
1 low: not/never .. feel .. anything/happy/like_myself/real/good_enough/loved/wanted !n
1 low: sad/down/low/upset/unhappy/depressed .. all_the_time/always/every_day/most_days/for_weeks/since/lately/for_no_reason/constantly/no_one
1 low: always/constantly/really/been_feeling/been_so/feel_very sad/down/low/depressed/unhappy
1 low: lost/have/no hope/all_hope/motivation/will
1 low: have/got no_one .. talk/speak/turn/care/to/left/at_all !n
1 low: not .. have anyone .. talk/speak/turn_to/care !n
1 low: feel like .. drowning/falling/nothing/ghost/giving_up/screaming/crying/no_one/exploding
1 low: going_round/stuck in my_head
1 past: used_to/tried/tried_to/was .. self_harm/self_harming/cut/cutting/kill_myself/suicidal/hurt_myself .. {resolved}
"""
LISTS = {
    "everyone": "for|to|already|my|when|in|under|out|so|and|$",
    "longer": "much longer|any more|longer|soon|again|after|promise|any longer|$",
    "lately": "yesterday|last night|on sunday|last week|tonight|today|again|this morning|but|on monday"
    "|on saturday|on friday|and|at the weekend|the other day|recently|in my room|once|before|twice",
    "stop": "will not stop|not stop|this time|keeps|bleeding|blood|help|stitches|and|scared|$",
    "bleed": "bleeding|blood|deep|help|tonight|today|now|last night|again|yesterday|keeps|open",
    "dying": "dying|suicide|death|being dead|not being here|not existing|killing myself|ending it"
    "|ending it all|ending things|ending my life|how i would do it|dead|not being alive|die"
    "|my funeral|hanging|hanging myself|jumping off|jumping in front|overdosing|taking my life"
    "|crashing|drowning|kill myself|not waking up|stepping in front of cars|being gone|end it",
    "died": "died|was gone|disappeared|was dead|was not here|went|killed|die|did not wake up|left",
    "harmed": "bleed|bleeding|blood|wall|hurt|hurts|pain|razor|blade|when|because|sad|angry|lighter"
    "|relief|feel|on purpose|again|at night|every|stress|stressed|cope|deep|until|till|marks|raw"
    "|scars|secret|cigarette|compass|glass|knife|sharpener|hard|floor|so bad|sleeves|bruises",
    "again": "again|bad|last night|up|this week|tonight|today|since|with|most days|every|yesterday"
    "|a lot|still|when|because|now",
    "relief": "only thing|only way|helps me|helps calm|calms me|release|relief|makes it better"
    "|feel better|feel something|feel real|helps me cope|lets it out|in control|calm me|numb",
    "clean": "clean|months clean|weeks clean|days clean|year clean|months free|days free",
    "cleaned": "clean|blood|plaster|scar|hide|cut|deep|careful|hurt",
    "days": "days|day|monday|tuesday|wednesday|thursday|friday|sunday|saturday|week|weeks|yesterday"
    "|since|48 hours|proper|properly|all week|two days|three days|in ages|for ages|anything",
    "control": "control|fat|skinny|thin|weight|calories|empty|punish|deserve|disgusting|lose|ugly",
    "low_end": "any more|no more|with|at all|it|anything|life|on my own|being|everything|$",
    "resolved": "any more|ago|clean|stopped|years|ok now|better|past|doing well|when i was|last year"
    "|but not now|recovered|free|over it|now",
}
