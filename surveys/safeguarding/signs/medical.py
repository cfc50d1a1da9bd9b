"""Signs that somebody is ill, hurt, pregnant, on something, or not getting the care they need."""

SIGNS = """
3 now: can_not/not/hard_to/struggling_to/trouble/cannot .. breathe/breathing/get_my_breath/catch_my_breath/breathe_properly .. {anyc} !n
3 now: inhaler .. empty/not_working/run_out/ran_out/finished/broken .. {breath_c}
3 now: {breath_c} .. inhaler .. empty/not/run_out/ran_out/finished/gone/lost
3 now: {friend_c} .. passed_out/collapsed/unconscious/not_waking/not_breathing/stopped_breathing/fitting/seizure/overdosed/overdose/choking/gone_blue/not_moving/not_responding/not_wake/blue/turned_blue/having_a_fit/not_answer/foaming/will_not_wake/can_not_wake .. {anyc}
3 now: can_not/can_we/will_not/could_not .. wake/move/moving/responding/waking/breathing/respond/answer .. up? her/him/them/up/blood/he/she/mate/friend/$ !n
3 now: can_not/can_we wake her/him/them/my
3 now: unconscious/not_breathing/stopped_breathing/unresponsive/foaming_at_the_mouth/cardiac_arrest/anaphylaxis/anaphylactic/sepsis/meningitis/overdosed .. {anyc}
3 now: fitting/convulsing/having_a_fit/having_a_seizure .. on_the/floor/now/and/for/in
3 now: seizure/seizures/fits/fit .. {seize_c}
3 now: chest pain/pains/hurts/tight/hurting/really/crushing .. {chest_c}
3 now: pain in my/the chest .. {chest_c}
3 now: {accident_c} .. took/taken/drank/swallowed/had/eaten/given .. {toomuch}
3 now: took/taken/swallowed/had .. {toomuch} .. {accident_c}/feel/weird/sick/dizzy/by_mistake
3 now: throat/tongue/lips/face/mouth .. swelling/swollen/closing/swells/closing_up/puffing/swelled .. {anyc}
3 now: ate/eaten/had .. nut/nuts/peanuts/prawns/shellfish/egg .. allergic/swelling/breathe/itchy/throat/epipen
3 now: epipen .. no/not/used/out_of/expired/have_not/need/now/lost
3 now: drank/drunk/downed/had .. loads/too_much/litre/bottle/lots/so_much .. {blue_c}
3 now: swallow/swallowed/drank/drunk/drink/eaten/ate/inhaled .. {poison}
3 now: bleeding/blood .. loads/everywhere/will_not_stop/soaking/not_stop/not_stopping/pouring/heavily/a_lot/so_much/pads/through .. {anyc}
3 now: bleeding {bleed_e}
3 now: collapsed/collapsing/passed_out .. bathroom/floor/now/just/in_the/shower/kitchen/and
3 now: heart .. mental/racing/stopped/crazy/pounding/exploding/burst/going_to_stop .. {heart_c}
3 now: took/taken/did/dropped/had/smoked .. pills/pill/something/ket/mdma/spice/mandy/drugs/xanax/edible/ecstasy/acid/shrooms .. {bad_reaction}
3 now: head .. hit/banged/bang/knocked/smacked/injury/fell .. {concuss}
3 now: {concuss} .. hit/banged/knocked/bumped my head
3 now: hit/banged/knocked/bumped/smashed my head .. {concuss}
3 now: sugars/sugar/blood_sugar/blood_sugars/ketones/levels .. high/low/sky/dropping/hi .. {anyc}
3 now: no/without/out_of/run_out_of/ran_out_of insulin/epipen !n
3 now: stepped/stood/pricked/stabbed/jabbed .. on/by/with .. needle/syringe .. {anyc}
3 now: spiked/been_spiked/drink_spiked/spiked_my .. {anyc}
3 now: pregnant .. bleeding/blood/pain/cramps/waters/fell/contractions
3 now: waters_broke/waters_have_broken/in_labour/having_contractions/miscarriage/miscarried/miscarrying .. {anyc}
3 now: od/overdose/overdosed/overdosing .. not_moving/mate/friend/help/floor/he_is/she_is
3 now: can_not/not feel/move .. my/his/her legs/leg/arm/arms/face/hands/body .. {anyc} !n
3 now: coughing/throwing/being/puking/vomiting/spitting .. up/sick .. blood .. loads/lots/now/everywhere/tonight
3 now: help .. bleeding/not_breathing/unconscious/passed_out
3 now: bleeding .. help/please/will_not/stop
2 meds: {staff_c} .. forget/forgets/forgot/forgetting/not_give/not_giving/will_not_give/refuse/refused/not_gave/keep/keeps/do_not_give/lost/locked .. {meds_c}
2 meds: {no_meds} .. {meds_c} .. {anyc} !n
2 meds: {meds_c} .. ran_out/run_out/not_had/out_of/has_run/gone/stopped/missed/not_been/not_got/lost/not_come/late/not_taken/finished/forgot/forgotten .. {meds_time}
2 meds: flush/flushing/flushed/bin/binning/hiding/spit/spitting/pretend/pretending/throwing/cheeking/throw .. {meds_c}
2 meds: {wrong_meds} .. {meds_c} .. {anyc}
2 meds: {meds_c} .. wrong/someone_elses/mistake/double/too_many/dead_inside/zombie
2 meds: not/stopped/quit/refusing/refuse/stop .. take/taking/took .. {meds_c} .. {anyc} !n
2 meds: need/needs/waiting_for/without/no/not_got .. insulin/inhaler/epipen/antidepressants/hiv_meds/epilepsy_medication/chemo/blood_thinners .. {need_c}
2 injury: think/might_be/is/looks/feels/bone/definitely/i_have/have broken/fractured/dislocated/sprained_really/infected .. {noone_c}
2 injury: wrist/arm/leg/ankle/foot/finger/hand/rib/ribs/nose/collarbone/toe/shoulder/elbow/knee/jaw .. broken/fractured/swollen/purple/black/dislocated/infected/numb/snapped/going_green/twisted/blue .. {noone_c}
2 injury: hurt/hurts/injured/broke/twisted/done .. back/leg/neck/arm/knee/shoulder/ankle/wrist/hip/foot/hand .. {still_c}
2 injury: cut/wound/burn/stitches/bite/graze/blister/scar/leg/toe/sore/piercing/tattoo/ear/rash/spot/foot/eye .. {infected}
2 injury: {infected_first} .. cut/wound/burn/leg/arm/piercing/tattoo/foot/toe/ear/eye
2 injury: banged/hit/bumped/knocked/fell_on my/on_my head .. dizzy/since/ever_since/headaches/memory/sick/weird
2 injury: dog/rat/animal bite/bit/bitten .. {anyc}
2 illness: keep/keeps/kept/always/been/i/started/am .. fainting/faint/passing_out/blacking_out/collapsing/having_fits/having_seizures/getting_dizzy/black_out/pass_out/going_dizzy/fainted .. {anyc_f}
2 illness: fainted/blacked_out/blackouts/passed_out/black_out/dizzy_spells/collapsed .. {faint_c}
2 illness: blood .. cough/wee/poo/urine/sick/spit/pee/vomit/toilet/snot/stool/phlegm/throw/poop/shit/piss .. {anyc}
2 illness: coughing/coughed/cough/throwing/vomiting/puking/peeing/weeing/pooing/spitting/sicking/threw/bringing .. blood
2 illness: pain/pains/cramps/ache/agony/hurts/hurting .. {bad_pain}
2 illness: {bad_pain_first} .. pain/pains/cramps/stomach/belly/side/agony
2 illness: in agony/so_much_pain/constant_pain/pain_all/terrible_pain/bad_pain/pain_every/loads_of_pain/a_lot_of_pain .. {anyc}
2 illness: lump/lumps/growth .. {lump_c}
2 illness: being/be/been/am/feeling/throwing/was/is sick/up .. {every_morning}
2 illness: lost/losing/dropped .. stone/weight/kilos/kg/pounds .. {weight_c}
2 illness: hearing/hear/hears/heard .. voices/voice/whispers/people_talking .. {voices_c}
2 illness: seeing/see/sees .. things/people/shadows/stuff/figures/demons .. {not_there}
2 illness: people/someone/they/cameras/tv/government .. following_me/watching_me/after_me/in_the_walls/reading_my_mind/talking_to_me_through/poisoning_me/controlling_my .. {anyc}
2 illness: heart .. racing/skipping/skips/flutter/pounding/funny/weird/stops/beats/palpitations/jumping .. {heart2}
2 illness: high temperature/fever/temp .. {days_c}
2 illness: temperature/fever .. days/week/39/40/shaking/rash
2 illness: can_not .. walk/stand/see/hear/swallow/eat/move/wee/poo/pee/feel/lift/keep .. {sorted_c} !n
2 illness: not been? able .. walk/stand/see/hear/eat/poo/wee/keep .. {anyc} !n
2 illness: asthma/epilepsy/diabetes/sickle_cell/allergy/crohns .. {asthma_bad}
2 illness: fits/seizures/asthma_attacks/asthma_attack/seizure/hypo/hypos .. {anyc_hypo}
2 illness: ear/ears/eye/eyes/tooth/teeth/gum/gums/mouth/jaw .. leaking/leaks/pus/discharge/agony/abscess/infected/bleeding/swollen/can_not_see/can_not_hear/blurry/broken/rotten/blurred .. {anyc}
2 sexual: period/periods .. late/missed/stopped/not_come/months/not_had .. {period_c}
2 sexual: missed/missing/late/not_had/skipped .. my/a/on period/periods .. {anyc} !n
2 sexual: think/might/am/be/could/scared/worried/if/thought/maybe/is/she_is/positive/test .. pregnant .. {anyc_p}
2 sexual: pregnancy test/scare .. {anyc}
2 sexual: need/want/get/got/having/have/had/about .. abortion/termination/morning_after_pill/plan_b .. {anyc}
2 sexual: caught/got/have/picked_up/think .. something/std/sti/chlamydia/an_sti/gonorrhoea/herpes/hiv/an_std/crabs/syphilis .. {std_c}
2 sexual: sti/std/chlamydia/gonorrhoea/herpes .. {std_c}
2 sexual: condom .. split/broke/slipped/came_off/fell_off/not_use/did_not
2 sexual: unprotected/did_not_use/no/without protection/sex/condom/a_condom .. {sex_c} !n
2 sexual: burns/burn/stings/hurts/itches/burning/stinging .. wee/pee/down_there/piss/private/privates
2 sexual: wee/pee/piss .. burns/hurts/stings/blood/burning
2 sexual: discharge/smelly/itchy/sore/rash/spots/lump/lumps .. down_there/private/privates/willy/vagina/embarrassed/penis/bits
2 substance: drink/drinking/drunk/smoke/smoking/sniff/sniffing/using/taking/take/doing/on/snorting/popping/inject/injecting/vaping/do .. {subst} .. {freq}
2 substance: i/we/been/am .. drink/drinking/get_drunk/getting_drunk/drunk .. {freq_drink}
2 substance: can_not/need_to/trying_to/want_to/not_able_to/how_do_i/help_to/help_me .. stop/quit/come_off/get_off/give_up .. drinking/drugs/weed/ket/coke/vodka/smoking_weed/alcohol/xans/xanax/pills/drink/spice/lean/using/balloons/smoking_spice/benzos/codeine .. {anyc}
2 substance: addicted/addict/hooked/addiction/dependent .. {addict_c}
2 substance: {addict_c2} .. addicted/addict/hooked/addiction
2 substance: shakes/shaking/withdrawal/withdrawals/rattling/clucking/cold_turkey .. {shake_c}
2 substance: sniffing/sniff/huffing/huff/inhaling .. gas/glue/aerosols/deodorant/petrol/lighter/butane/solvents/cans/poppers .. {anyc}
2 substance: taking/take/took/popping/on/doing/snorting/sniffing/had/smoking/smoke .. xans/xanax/ket/ketamine/coke/cocaine/mdma/mandy/spice/lean/codeine/heroin/crack/benzos/valium/pregabs/thc_vape/mkat/acid/magic_mushrooms/nos/balloons/speed/meth/tramadol .. {anyc_d}
2 substance: {spice_vape} .. collapse/collapsed/passed_out/fainted/shaking/hospital/sick/ill/weird/seizure
2 substance: collapse/collapsed/passing_out/passed_out/fainted .. {spice_vape}
2 substance: few/couple/some/bit_of pills/ket/coke/mandy/lines/xans/drugs/bumps .. weekend/weekends/nights/to_sleep/every
2 substance: need_help/help/support .. to_stop/with/for/stop/stopping .. drugs/drinking/weed/alcohol/drink/addiction
2 substance: on_the lean/drink/weed/ket/spice/drugs/coke/balloons/xans/gear/sauce .. {freq}
2 substance: balloons/nos/laughing_gas/ket .. {numb_c}
2 eating: not/never .. ate/eat/eaten/eating .. properly/proper/anything/for_days/for_a_week/in_days/a_meal .. {anyc} !n
2 eating: can_not/not .. keep .. food/anything/water/it .. down !n
2 access: {asked_c} .. doctor/gp/dentist/hospital/nurse/a_and_e/optician/glasses/camhs/therapist/appointment .. {still_no}
2 access: no_one/they/staff/she/he/social_worker/carer .. not/never/refuse/refused/will_not/keep_saying/forget/say/said .. {take_c}
2 access: no_one .. {take_c}
2 access: told them/staff/her/him .. pain/ill/sick/hurt/hurts/bleeding .. {ignored_c}
2 access: {ignored_first} .. pain/ill/sick/hurts/hurt/broken/bleeding/unwell/in_agony
2 question: is_it/is_that/should_i_worry/how_bad .. bad/normal/dangerous/ok/safe/serious/worry .. if/to/that/for/when .. {med_q}
2 question: how_do_you/how_do_i/how_would_i .. know/tell .. pregnant/broken/sti/overdose/infected
2 question: what_happens/what_if .. miss/do_not_take/stop_taking/run_out_of/mix/take_double .. {meds_c}
2 question: mix/mixing .. vodka/alcohol/drink/weed/drugs .. {meds_c}
2 question: mix/mixing .. {meds_c} .. vodka/alcohol/drink/weed/drugs
2 third: {friend_c} .. not/never .. ate/eat/eaten/eating .. {anyc_days} !n
2 third: {friend_c} .. passing_out/fainting/really_ill/being_sick/drank_loads/drinks_loads/looks_ill/looks_really_ill/on_spice/drinks_every/coughing_blood/keeps_passing/sniffing/having_fits/blacking_out/too_drunk/out_of_it .. {anyc}
2 third: drank/drunk .. loads/lots/bottle/too_much .. vodka/alcohol/cider/whisky/drink/sick
2 third: inhaler/epipen .. out_of_date/expired/empty/lost/not_got .. {anyc}
1 worry: headache/headaches/migraine/migraines/head_hurts/head_hurting .. {long_c}
1 worry: can_not/not/hardly/barely/never/struggle_to/trouble .. sleep/sleeping/slept .. {sleep_c} !n
1 worry: awake .. nights/all_night/for_days/every_night
1 worry: tooth/toothache/teeth/gums/ear/earache/eyes .. hurt/hurts/hurting/killing/pain/ache/aches/sore .. {anyc}
1 worry: asthma/breathing/chest/cough/eczema/skin/rash .. worse/bad/damp/mould/sore/itchy/no_cream/weeks/bleeding/flaring .. {anyc}
1 worry: feel/feeling/felt/been .. ill/unwell/sick/poorly/rough/dizzy/weak/tired .. {all_time}
1 worry: {noone_first} .. dentist/doctor/glasses/optician/appointment/gp .. {anyc}
1 worry: need/needs .. new_glasses/glasses/a_dentist/a_doctor/to_see_a_doctor/to_see_a_dentist/to_see_a_nurse/cream/a_gp/doctor/hearing .. {anyc_n}
1 worry: stomach/tummy/belly/back/head/legs/neck/knee .. always/keeps/constantly/all_the_time/really/still/been .. hurts/hurt/hurting/aches/pain/sore
1 worry: nightmares/bad_dreams/night_terrors/flashbacks .. {anyc_nm}
1 worry: wet/wetting/weeing .. the_bed/my_bed/bed .. {anyc}
"""
LISTS = {
    "anyc": "|",
    "breath_c": "breathe|asthma|wheezing|breath|wheezy|attack|tight|not breathe",
    "friend_c": "mate|friend|she|he|girl|boy|lad|someone|sister|brother|roommate|kid|they|one of the|mates"
    "|baby|young ones|people|somebody|her|him|cousin|girlfriend|boyfriend|mum|one of|hes|m8|we",
    "seize_c": "every|today|now|again|keep|keeps|having|more|first|hour|not|tonight|stopped|week|floor",
    "chest_c": "arm|numb|breathe|really|bad|can not|now|left|dizzy|help|when|tight|every|since|scared"
    "|runs|pain|and|days|week|months|a lot|all",
    "accident_c": "accidentally|by accident|accident|by mistake|mistake|mixed up|forgot and|wrongly",
    "toomuch": "double|too many|twice|wrong|too much|two lots|pills|tablets|medication|bleach|loads of",
    "blue_c": "blue|not wake|not waking|unconscious|cold|sick|passed out|not moving|collapsed|breathing",
    "poison": "battery|batteries|bleach|magnet|magnets|poison|antifreeze|dishwasher tablet|cleaning|glass"
    "|washing up liquid|white spirit|washing tablet|coin|a blade|bleach by accident|detergent|screws"
    "|cleaner|needle|domestos|dettol|petrol|chemicals|perfume|hand sanitiser",
    "bleed_e": "loads|lots|badly|from my head|from the head|heavily|a lot|out|from her|from his|so much",
    "heart_c": "pills|party|took|mental|stop|now|help|chest|drugs|pill|sweating|can not",
    "bad_reaction": "heart|not waking|sick|shaking|weird|bad|not feel|help|funny|collapsed|passed out|now"
    "|can not|mental|scared|not right|hospital|not moving|seeing things|too many|too much|wrong",
    "concuss": "sick|blurry|dizzy|blurred|passed out|vomit|vomiting|confused|can not remember|knocked out"
    "|double vision|blood|bleeding|sleepy|unconscious|throwing up|seeing stars|headache|since|blacked out",
    "staff_c": "staff|they|carer|carers|keyworker|no one|home|she|he|social worker|night staff|foster mum",
    "meds_c": "medication|tablets|insulin|inhaler|antidepressants|epilepsy tablets|pills|epipen|meds|pump"
    "|hiv medication|sertraline|adhd tablets|fluoxetine|melatonin|my medicine|medicine|antibiotics|ritalin"
    "|prescription|eczema cream|cream|painkillers|my pill|asthma pump|steroids|blue inhaler|citalopram",
    "no_meds": "not had|not been given|have not got|ran out of|run out of|missed|not got|run out|ran out"
    "|forgot to take|without my|stopped my|not given|not taken|not been taking|have no|need my|missing"
    "|not getting my|not taking|have not had|not give me|lost my|not let me have|out of|forgotten",
    "meds_time": "since|week|weeks|days|yesterday|ago|and|no one|now|today|months|again|last|for|at night",
    "wrong_meds": "wrong|someone elses|somebody elses|giving me someone|other kids|another kids|gave me the"
    " wrong|double my|too many of my|double dose",
    "need_c": "since|now|no one|not|days|nobody|and|still|weeks|school|left|again|$",
    "noone_c": "no one|not take|doctor|hospital|but|fine|say|staff|can not|walk|nobody|ignored|they|and|weeks"
    "|still|days|move|hurts|ago|really|bad|so|not",
    "still_c": "still|weeks ago|can not|not walk|no one|months|days ago|walk|doctor|not sleep",
    "infected": "infected|yellow|smelly|smells|weeping|pus|oozing|leaking|gone green|hot and|not healing|green"
    "|will not heal|swollen|spreading|gone black|black|red lines|gone septic|split open|opened up",
    "infected_first": "infected|pus coming out|pus in|pus from|green stuff",
    "anyc_f": "|",
    "faint_c": "school|again|today|twice|times|since|keep|sometimes|sec|second|yesterday|last|every|in|and"
    "|week|more|days|shower|stairs|bus",
    "bad_pain": "can not stand|stand up|in my side|when i breathe|when i wee|unbearable|agony|doubled over|not"
    " walk|for weeks|for days|for months|crying with|so bad|really bad|every day|can not sleep|constantly"
    "|all the time|and no one|weeks now|since one week|breathe|and sick",
    "bad_pain_first": "really bad|so much|unbearable|terrible|horrible|awful|stabbing|sharp|constant|severe",
    "lump_c": "found|scared|in my|on my|breast|neck|under|boob|testicle|balls|armpit|growing|throat|groin",
    "every_morning": "every morning|every day|in the morning|in the mornings|for days|all week|after every"
    "|all day|each morning|most mornings|for weeks|since|non stop|all night",
    "weight_c": "not know why|do not know|without|weeks|month|fast|quick|so much|eating|a lot|loads|since",
    "voices_c": "not there|tell|telling|say|head|no one|that are|when|at night|nobody|saying|in my|scared"
    "|other people|again|speaking|alone|they",
    "not_there": "not there|other people|no one else|others|nobody else|do not exist|not real|at night in my"
    "|people can not",
    "heart2": "dizzy|faint|black out|blacking|black|chest|sec|sweat|scared|then|breathe|sometimes|when|weird"
    "|for no|a lot|and i|all the",
    "days_c": "days|week|shaking|since|and|rash|not going|40|39",
    "sorted_c": "out of|properly|no one|at all|since|left|right|for|anything|down|sorted|eye|ear|month|days|up"
    "|still|scared|doctor",
    "asthma_bad": "attack|attacks|getting worse|not under|no inhaler|out of date|run out|bad at night|keeps"
    "|damp|can not|no one|not given|untreated|out of control|forget",
    "anyc_hypo": "every|keep|keeps|having|again|no one|inhaler|more|since|a lot|week|today|night|getting|all",
    "period_c": "late|months|month|not told|scared|weeks|sex|2|two|ages|three|worried|pregnant|test|since",
    "anyc_p": "|",
    "std_c": "lad|off|him|from|sex|boy|girl|down|itch|embarrassed|clinic|test|scared|after|caught|ex|his|her"
    "|burns|think|do not know|him",
    "sex_c": "sex|scared|worried|pregnant|pill|now|last|and|he",
    "subst": "vodka|alcohol|weed|spice|ket|ketamine|coke|drugs|xans|xanax|pills|heroin|crack|lean|speed|mandy"
    "|gas|glue|balloons|cider|whisky|bottle|benzos|codeine|thc|zoots|bud|nos|drink|gear|spliffs|bottles|mkat",
    "freq": "every|most|daily|all the time|stop|can not|to sleep|to cope|day|days|hurts|morning|alone|a lot|more"
    "|before school|forget|get through|too much|at night|help|still|hurt|sick|hide|on my own|weekends",
    "freq_drink": "every day|every night|most days|to sleep|to cope|to forget|can not stop|before school|alone"
    "|on my own|most nights|in the morning|till i|until i|too much|all the time|every weekend and|to get through"
    "|a lot more|daily|to numb|pass out|black out|at school|in secret",
    "addict_c": "drugs|weed|coke|ket|alcohol|vodka|drink|pills|balloons|spice|xans|xanax|heroin|crack|lean"
    "|codeine|drinking|cocaine|painkillers|porn|gambling|betting|tramadol|thc|benzos|smoking weed|opioids",
    "addict_c2": "weed|coke|ket|alcohol|i am an|i have become an|drugs and i am|vodka|spice",
    "shake_c": "drink|not drink|without|weed|drugs|when|alcohol|if|stop|need|morning|bad",
    "anyc_d": "|",
    "spice_vape": "vape|vapes|vaping|thc|spice|weed|edible|edibles|balloon|balloons|smoking something",
    "numb_c": "numb|legs|bladder|hurts|tingling|can not walk|hospital|blood|every",
    "asked_c": "asked|asking|waiting|waited|need|needed|want|wanted|wait|requested|begged|told",
    "still_no": "weeks|still|nothing|no one|months|ignored|never|ago|not|days|year|ages",
    "take_c": "book a dentist|take me to hospital|take me to the hospital|take me to the doctors|take me to"
    " a doctor|take me to the doctor|get me a doctor|call an ambulance|ring the doctor|book a doctor|call"
    " a doctor|believe i am ill|believe i am in pain|take me to a and e|take me to the dentist|get me help"
    "|let me see a doctor|booked the dentist|let me go to hospital|sorted it|take me doctors|take me to see"
    " a doctor|to hospital|to a doctor|the doctors|book the doctor|got more|a dentist|get my prescription",
    "ignored_c": "stop moaning|ignored|did nothing|no one|fine|just|said i am|not believe|nothing|laughed|lying"
    "|attention seeking|faking|making it up|say i am faking",
    "ignored_first": "stop moaning about|ignored|did nothing about|not believe|attention seeking|say i am faking|laughed at|ignore|ignoring|making up",
    "med_q": "faint|blood|dizzy|pass out|black out|mix|vodka|tablets|pain|period|lump|drink every|bleed"
    "|breathe|heart|not eat|throw up|miss my|drugs|hurts when|wee|not had a poo|hear voices|chest",
    "anyc_days": "days|anything|week|properly|proper|food|since|for|much|all|ill|really",
    "long_c": "every day|weeks|days|all the time|always|most days|a month|months|never goes|constant|every"
    "|since|daily",
    "sleep_c": "nights|at all|at night|awake|days|weeks|because|nightmares|hours|scared|properly|any more|for"
    "|2 hours|worry|thinking|week|noise in my head|$",
    "all_time": "all the time|every day|for weeks|for days|always|constantly|since|most days|nobody|no one|weeks",
    "noone_first": "no one has booked|nobody booked|not booked|not got me|still waiting for|not taken me to"
    "|waiting for|not been to|never been to|been waiting|not seen a|not seen the|have not seen a",
    "anyc_n": "|",
    "anyc_nm": "every|bad|keep|about|again|night|all|since|can not|scared|of",
}
