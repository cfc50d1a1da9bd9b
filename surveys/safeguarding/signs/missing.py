"""Signs that somebody has gone, is about to go, or has nowhere to sleep."""

SIGNS = """
3 now: i/we/have/just/already {ran_off} .. {not_back}
3 now: i/we/have .. run_away/ran_away/run_off/ran_off/legged_it/gone_missing/left_the_house/escaped/bolted/done_one/done_a_runner .. {now_m}
3 now: have/just/already run_away/ran_away/run_off/legged_it/escaped/done_a_runner/done_one/walked_out
3 now: not look/come/try/bother for/looking/find me .. {anym} !n
3 now: not .. {at_home_m} .. ran/run/left/out/not_going_back/not_coming_back/not_saying !n
3 now: not/never .. been/gone/be .. back/home .. {days_m} !n
3 now: aint/not been_back/been_home/come_back/gone_back/gone_home .. {anym} !n
3 now: {sleeping} .. {outdoors} .. {now_sleep}
3 now: {now_sleep} .. {sleeping} .. {outdoors}
3 now: {have_been} .. sleeping/living/staying/kipping .. {outdoors}
3 now: nowhere/no_place/no_where/not_anywhere to? go/sleep/stay/live/for_sleep/tonight .. {anym} !n
3 now: no_place/nowhere .. sleep/stay/go_tonight/to_live !n
3 now: not .. have/got .. anywhere/place .. sleep/stay/go/live !n
3 now: am/sat/stuck/writing/hiding/i_am/here .. {station} .. {alone_m}
3 now: am/i_am .. {in_street} .. {anym}
3 now: lost/do_not_know_where_i_am/not_know_where_i_am/where_i_am .. {phone_m}
3 now: not know where i/we am/are .. {anym} !n
3 now: phone .. percent/dying/dead/3 .. out/lost/alone/where/station/street
3 now: at/with/in/staying .. {guy_house} .. not .. know/telling/tell/safe/staff !n
3 now: not/never .. telling/tell/saying/say .. where i/we am/are .. !n
3 now: out .. all_night/now/tonight .. no_money/freezing/alone/nowhere/cold/no_one_knows/scared
3 now: no_one/staff .. not? know/knows/noticed/realised .. gone/left/out/missing/not_there/not_in_my !n
3 plan: {go_m} .. {run} .. {now_plan}
3 plan: {now_plan} .. {go_m} .. {run}
3 plan: bag/bags/rucksack/stuff/things/suitcase .. packed/ready/pack .. {off_m}
3 plan: packed .. bag/bags/stuff/things .. {off_m}
3 plan: climb/climbing/jump/going/sneak/sneaking/get/getting/go/out out_the/out_of_the/through_the/out_my/through_my/the window/fire_exit/back_door/fire_escape .. {now_plan}
3 plan: {go_m} .. climb/jump/sneak/get/go .. window/fire_exit/back_door .. {not_back}
3 plan: not/never .. coming_back/going_back/come_back/be_back/coming_home/returning/go_back .. {now_plan} !n
3 plan: {now_plan} .. not/never coming_back/going_back/come_back/be_back/coming_home/returning !n
3 plan: not/never .. find/see me/us .. after/tonight/where_i_am_going/again/ever !n
3 plan: by_tomorrow/by_morning/tomorrow/tonight .. i_will_be/be gone/miles_away/far_away/long_gone/out_of_here/in_london
3 plan: {going_now}
3 plan: got/booked/bought .. ticket/tickets/coach/train .. {off_m}
3 third: {friend_m} .. {ran_third} .. {days_third}
3 third: {friend_m} .. is/been/are/gone/went/has/still missing .. {anym}
3 third: {friend_m} .. not/never .. come/came/been/gone .. home/back .. {anym} !n
3 third: {friend_m} .. not/no_one .. heard/seen .. from/since/her/him/days !n
3 third: no_one .. heard/seen .. from/of her/him/them .. {anym} !n
3 third: missing since/for .. {anym}
3 third: {friend_m} .. window/ran_off/gone/left/run_off .. hour_ago/just/tonight/staff_do_not/not_know/minutes_ago/now
2 plan: {go_m2} .. {run} .. {anym}
2 plan: {run_strict} .. when/if/once/as_soon/before/the_first/next/first_chance/soon/because/from_here/from_care/to_find/to_my/to_london/this_place/from_placement
2 plan: if/when .. {move_m} .. run/off/leg/gone/leave/escape/go_find/just_go/will_go/walk/disappear .. {anym}
2 plan: i_am/am/i_will_be/will_just/we_are off/gone/out_of_here/leaving/outta .. find/myself/whether/and_no/not_coming/for_good/anyway/not_telling/if_they
2 plan: planning/plan/planned/plotting .. to? run/leave/escape/go/get_away/my_escape/disappear/leg_it .. {anym}
2 plan: saved/saving/got/stolen/took .. money .. leave/leg_it/get_away/run/go/train/escape/coach/disappear
2 plan: know/worked_out/found .. which/how/what_time .. door/window/alarm/escape/get_out/sneak .. {anym}
2 plan: door .. alarm/alarmed .. use/out/going
2 plan: looked_up/looking_up/checked/googled .. train/coach/bus/trains/coaches .. times/ticket/tickets/packed/leave
2 plan: i_will/going_to/will/just just_go/go/leave/walk_out/disappear/just_leave .. {coach_m}
2 plan: go/going/leave/run .. find/to/see .. my_mum/my_dad/mum/brother/myself/dad/sister .. {no_perm}
2 plan: they/no_one/you/staff .. never/not find/see me/us .. {anym} !n
2 plan: get/getting away/out .. for_good/forever/never_come_back/one_way
2 pattern: {go_missing} .. {often_m}
2 pattern: {often_m} .. {go_missing}
2 pattern: stay/stays/stayed/staying/stop/out .. out/all .. all_night/overnight/past/till_morning/days/nights .. {out_m}
2 pattern: {sleeping} .. {outdoors}
2 pattern: slept_rough/sleeping_rough/sleep_rough/sofa_surfing/sofa_surf/couch_surfing/rough_sleeping/on_the_streets/living_on_the_streets/street_homeless .. {anym}
2 pattern: homeless/evicted/kicked_out/chucked_out/thrown_out .. {homeless_m}
2 pattern: different/someones/randoms/random/strangers sofa/house/houses/floor/couch/bed .. {anym}
2 pattern: awol/absconded/absconding/abscond .. {anym}
2 pattern: walk/walked/walking/get/got/jump/wander/take_off .. out .. and .. train/not_come/bus/wander/where/night/hours/streets
2 pattern: get/getting/got on any/random/a/the train/bus .. end_up/see_where/anywhere/away
2 pattern: sneak/sneaking/sneaks/climb/climbing/creep/snuck/slip/slipping/go/going/bunk/get out .. {night_m}
2 pattern: police .. found/find/brought/picked/bring .. me/us/her/him .. {anym}
2 pattern: last_time/when/every_time/whenever i ran/ran_away/run/ran_off/run_off/run_away/went_missing/left/legged .. {anym}
2 pattern: not .. come/came/go/went back/home .. {night_m2} !n
2 pattern: did_not/never/do_not/not come_back/come_home/go_back/go_home .. {night_m2} !n
2 pattern: ran_away/run_away/ran_off/legged_it/went_missing .. {from_m}
2 pattern: i always? duss/dip/bounce/leg_it/bunk/sneak .. when/staff/night/sleeping
2 third: {friend_m} .. {going_third} .. {anym}
2 third: {friend_m} .. climbs/sneaks/goes/gets/climbing/sneaking/sneak out .. {night_m}
2 question: what_happens/what_would_happen/what_if/how_long/can_i/would_anyone/how_do_i/will_the_police/would_they/do_they/can_they/what_if/how_far .. {run_q}
2 question: if_i/if_you {run_q2} .. would/will/police/look/care/arrested/trouble/notice/what/do_they
2 question: where .. can/do/could .. sleep/stay/go .. {nowhere_q}
2 minimised: only/just .. {go_short} .. night/nights/day/two/couple/while/bit/missing
2 minimised: always come_back/go_back in_the_end/eventually/after
2 minimised: went/go/gone/off off/missing/walkabout .. for_a_bit/for_a_few/for_days/for_a_night/for_the_night .. {anym}
2 emoji: run_away .. {now_plan}
2 pattern: slip/slips/sneak/sneaks/creep/creeps/climb/climbs/nip out .. after/once/before/between .. checks/check/rounds/handover/lights_out !s
2 past: was/were/been gone/missing .. days/nights/weeks/months .. nobody/no_one/none/unhelped/asked/noticed !n
1 worry: feel/feeling/felt/feels/want/wish/sometimes/thinking/thought/thoughts/wanting/tempted/think/dream/would .. {run_think} .. {anym}
1 worry: want/just/need/have/wish .. to? get_out_of_here/get_away/leave_and_never/get_out_of_this/be_anywhere_else/leave_this_place/go_away_and_never .. {never_m}
1 worry: might/could/may just_go/leave/go/run/walk_out/not_come_back .. {anym_end}
1 worry: hate/can_not_stand .. here/this_place/it_here/placement/this_house .. go/leave/run/{homeward}/out/get_away/escape
1 worry: not want to? be/live/stay here/in_this_house/in_this_place/in_care/in_this_placement .. {any_more_m} !n
1 worry: wish .. disappear/live_somewhere_else/be_somewhere_else .. {anym}
1 past: used_to/once/years_ago .. {run_past}
1 past: {run_past} .. once/used_to/years_ago/ages_ago/when_i_was/not_since/before
"""
LISTS = {
    "ran_off": "ran off|ran away|run off|run away|legged it|left|walked out|escaped|bolted|done one"
    "|climbed out|snuck out|got out|did one|did a runner|done a runner|dipped|go|gone|scarpered",
    "not_back": "not going back|not coming back|never going back|never coming back|not be back|will not"
    "|not come back|not go back|last night|yesterday|days ago|hours ago|freezing|no money|street"
    "|not gone back|never come back|no place|woods|nowhere|park|station|not telling|not been back",
    "now_m": "now|tonight|last night|today|yesterday|this morning|woods|park|street|and i|freezing"
    "|days ago|hours ago|no money|from home|from my placement|from my foster|not going|am at|from here",
    "anym": "|",
    "at_home_m": "at the home|at home|in my placement|in the house|at my placement|in the home|back at",
    "days_m": "days|since|nights|week|last night|yesterday|night|noticed|2|3|saturday|friday",
    "sleeping": "sleeping|slept|sleep|sleepin|staying|stayed|kipping|kip|spent the night|spent night"
    "|spend the night|crashing|living|hiding|camped|kept|stay|dossing|dossed",
    "outdoors": "park|street|streets|bus stop|bus shelter|bus station|train station|station|woods|car"
    "|stairwell|doorway|night bus|bench|outside|tent|shed|car park|alley|under a bridge|graveyard"
    "|airport|toilets|derelict|abandoned|squat|shelter|field|beach|garage|rough|stairs|block|bin"
    "|shop doorway|allotment|empty house|the buses|bushes|churchyard|mcdonalds|tunnel|underpass",
    "now_sleep": "tonight|now|since|for days|last night|days|again tonight|nights|at the moment|still",
    "have_been": "been|i am|have been|we are|am|currently",
    "station": "train station|station|bus station|bus stop|london|the street|a park|the park|the woods"
    "|on a train|town|airport|on the bus|on the train|bus shelter|mcdonalds|manchester|coach station",
    "alone_m": "nowhere|no money|alone|do not know|where to go|not going back|cold|freezing|on my own"
    "|run|ran|scared|no where|3 percent|not know|no one|ran away|lost|by myself|for sleep|no place",
    "in_street": "in the street|in street|on the streets|in the woods|in the park at night|on the run"
    "|missing|out on the streets|in hiding|sleeping rough|on the street",
    "phone_m": "phone|out|alone|dark|help|cold|scared|percent|and it|now",
    "guy_house": "guys house|mans house|mans flat|guys flat|some guys|randoms|lads house|strangers"
    "|someones house|a flat|a house|his flat|his house|older guys|blokes house",
    "go_m": "going to|am|will|about to|planning to|planning on|plan to|we are|i am|is going to|gonna"
    "|are going to|decided to|ready to|are|is|me and|want to",
    "go_m2": "going to|will|planning to|planning on|plan to|gonna|would|swear|thinking of|about to"
    "|thinking about|want to|keep thinking about|tempted to|might|considering|hoping to|need to"
    "|ready to|decided to|trying to|i am|we are|told me they are|says she is|says he is",
    "now_plan": "tonight|tomorrow|at midnight|later|this weekend|on friday|on saturday|after school|now"
    "|this evening|at 11|11 o clock|when they are asleep|when staff|when everyone is asleep|today"
    "|on sunday|on monday|night staff|first thing|in the morning|after the|at night|night|soon as",
    "off_m": "off|going|gone|leave|leaving|tonight|midnight|under my bed|run|away|not coming|out of here"
    "|hidden|check|tomorrow|on my own|no one knows|do one|ready to go|coach|escape|without telling",
    "going_now": "i am running away|am running away tonight|i am legging it|we are running away|i am off"
    " tonight|i am doing one|i am going missing|i am going missing tonight|i am out of here tonight"
    "|about to run away|i am leaving tonight|leaving tonight and|going missing tonight|i am doing a runner",
    "friend_m": "friend|mate|sister|brother|lad|girl|boy|roommate|she|he|one of the girls|one of the"
    "|someone|kid|cousin|best friend|girlfriend|boyfriend|housemate|they|hes|mates|bestie|room mate",
    "ran_third": "ran off|ran away|run off|run away|legged it|went missing|gone missing|escaped|left"
    "|absconded|walked out|done one|disappeared|went out the window|vanished|out the window",
    "days_third": "days ago|last night|since|yesterday|no one|nobody|not been|hour ago|staff do not|and"
    " has not|hours ago|tonight|still|heard|today|this morning|not come|week|not back|weeks ago",
    "run_strict": "run away|running away|run off|running off|leg it|legging it|do a runner|abscond|awol"
    "|doing a runner|do one|run from here|escape from",
    "move_m": "move me|stop contact|stops contact|moves me|if i can not|send me|make me go|put me|moving"
    "|if i can|say no|make me stay|split us|do not let|keep me here|get the chance|get a chance|moved",
    "coach_m": "coach|packed|train|times|anyway|and not|myself|bag|tickets|without telling|one day and",
    "no_perm": "myself|even if|no matter|anyway|without|on my own|whether|not telling|soon|own",
    "go_missing": "go missing|goes missing|going missing|gone missing|went missing|run away|run off"
    "|running away|awol|runs away|runs off|ran away|been missing|running off|reported missing|ran off",
    "often_m": "most|every|weekend|weekends|often|always|keep|keeps|all the time|a lot|times|loads|lots"
    "|again|sometimes|few times|regularly|days at a time|only way|back in a state|for days|when i",
    "out_m": "night|randoms|overnight|days|sleep|staff|house|houses|people|no one|nights|most|older|with",
    "homeless_m": "basically|i am|now|am|i|sofa|night|me|and|since|so|on|by|at|from|$",
    "night_m": "night|nights|asleep|sleeping|meet|every|window|staff|2am|midnight|late|morning|without",
    "night_m2": "saturday|friday|sunday|last night|slept|night|nights|stand it|till|until|days|weekend"
    "|tonight|on monday|stayed|2am|morning|the next day|because",
    "from_m": "from|and|last|week|month|because|again|when|to|placement|care|home|sleeping|school",
    "going_third": "going to run away|going to run|running away|keeps going missing|goes missing|keeps"
    " running|runs away|ran away|ran off|wants to run away|planning to run|gone missing|run away"
    "|going missing|sleeping in a car|sleeping rough|is sleeping|sofa surfing|went missing|absconds"
    "|going to leg it|homeless|been missing|run off|runs off|keeps absconding",
    "run_q": "run away|ran away|run off|do not come back|not come back|go missing|leave my placement"
    "|leaving my placement|went missing|ran off|running away|leave care|do not come home|ran|not come"
    " home|stay out all night|look for me|find me|leg it|abscond|leaving placement|not go back|on my own"
    " before i",
    "run_q2": "go missing|run away|ran away|went missing|ran off|left and|do not come back|disappeared"
    "|did not come back|run off|disappear|vanished|just left",
    "nowhere_q": "nowhere|no where|if you have|homeless|night|not go home|can not go|run away",
    "go_short": "go for|went for|out for|gone for|stay out|off for|missing for|go off|been gone|ran off",
    "run_think": "run away|running away|leg it|legging it|disappear for a bit|run off|running off|get out"
    " and never|leaving and not|leave and never|escape this|escape from here|escape it all|going missing"
    "|disappear and|not coming back|run way|just go and|walk out and|do a runner|never come back|escaping",
    "never_m": "never|not come back|for good|forever|anywhere|any more|so bad|now|and|$",
    "anym_end": "home|back|tonight|now|and|one day|myself|$",
    "any_more_m": "any more|no more|any longer|at all|because|and",
    "run_past": "run away|ran away|ran off|run off|go missing|went missing|running away|legged it|awol"
    "|sneak out|abscond",
}
