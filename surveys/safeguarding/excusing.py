"""What makes the same words mean nothing: idioms, games, stories, lessons, "no one here does".

An excuse is only ever about the words that it stands beside. Whoever says "me" beside a lesson or
a book is not excused by it.
"""

from __future__ import annotations

import re

_GAP = r"(?:[^ ]+ ){0,3}?"
_THING = (
    "homework|maths|feet|legs|back|shoes|boredom|it|this|heat|hill|game|coursework|revision|exams|exam"
    "|waiting|workout|gym|pe|school|smell|bed|mattress|arms|head|silence|suspense|stairs|walk|video"
    "|she is|sue|he is|you are|they are|that|vibe|cold|heels|boots|trainers|hayfever|diet|bus|cramps"
)
_IDIOMS = (
    rf"(?:{_THING}) (?:is |are |was |were |be |just |literally |proper |really |absolutely )*kill(?:s|ing|ed) (?:me|us)",
    r"[a-z]+ kills me (?:lol |he|she)",
    r"(?:mum|dad|nan|staff|keyworker|teacher|carer|she|he|they|manager|parents)s? (?:is going to|going to|will|would|are going to|is gonna) (?:actually )?(?:kill|murder|batter) (?:me|us) (?:if|when|for|lol)(?! i (?:tell|say|told))",
    r"(?:could|would|i|id) (?:kill|murder|die) for (?:a|an|some|one|pizza|chocolate|sleep|the|that|kfc|mcdonalds)",
    r"(?:could|would|going to|will) (?:absolutely |totally |really |so )?(?:murder|smash|demolish|destroy|kill|batter) (?:a|an|some|that|this|my|the) (?:[a-z]+ )?(?:pizza|kebab|curry|burger|exam|exams|gcses|test|mcdonalds|kfc|chinese|roast|tea|dinner|cake|nuggets|biscuit|biscuits|maths|show|competition|interview|mocks|brew|pint|chippy|takeaway|dance|food|chocolate)",
    r"(?:smash|kill|killed|killing|smashed|slay|nailed|smashing|ace) (?:my|the|her|his|our|their|them) (?:gcses|exams|exam|test|show|interview|mocks|revision|dance|performance|driving|levels|target|targets|audition|presentation|solo)",
    r"kill(?:s|ed|ing)? it",
    r"kill(?:s|ed|ing)? (?:two|2) birds",
    r"kill(?:s|ing|ed)? (?:the )?(?:time|vibe|mood|buzz|an hour|zombies|bugs|weeds|germs|spider|spiders|flies|wasps|a spider|boss)",
    r"(?:will|going to) (?:kill|murder|strangle|batter) (?:whoever|who|them if|him if|her if|you if|jake if|whoevers) (?:ate|eats|nicked|he snores|she snores|used|he sings|took my|finished|keeps leaving|left|drank|touches my|he eats|she eats|spoils|you spoil)",
    r"(?:will|going to|swear i will|could) (?:kill|murder|strangle) (?:him|her|them|you|my brother|my sister) (?:if (?:he|she|they|you) )?(?:snores|sings|does not stop singing|eats my|uses my|spoils|takes the last)",
    r"(?:died|dying|dead|die|dies|crying|killed|deceased|pissed myself|wet myself|weak|screaming|choking) (?:of |from |with |off |me )?(?:laughing|laughter|lol|boredom|embarrassment|embarrassed|heat|thirst|hunger|cringe|happiness|secondhand)",
    r"(?:nearly|almost|literally|actually|i|just|so embarrassed i|we|all|and|was) (?:died|dying|dead|die|wanted to die) (?:when|lol|laughing|inside|at that|over|of|skull)",
    r"(?:embarrassed|embarrassing|cringe|shame)[a-z]* (?:[^ ]+ ){0,4}(?:die|dead|died|kill me|disappear|ground|dying)",
    r"(?:want|wanted) to (?:die|disappear) (?:lol )?(?:when|lol when|lol) (?:he|she|they|mum|my|i had to|the teacher|miss|sir|i have to)",
    r"disappear when i (?:have|had) to",
    r"to die for",
    r"dead (?:good|nice|funny|excited|easy|happy|boring|bored|sound|cool|tired|posh|hard|long|cute|strict|proud|chuffed|quiet|cold|lucky|big|small|helpful|slow|battery|end|heat|line|serious|kind|leg|ringer|right|certain|sure|loud|safe|clever|close|early|late|busy|hungry|comfy)",
    r"(?:i am|am|im) dead (?:lol|skull|at|that|tired|funny|laughing)",
    r"skull( skull)*",
    r"(?:over|dead|cross) my dead body",
    r"(?:phone|battery|wifi|laptop|ipad|controller|tablet|internet|signal|plant|plants|xbox|ps5|car|router|remote|fish|goldfish|hamster|flowers|light|torch|speaker|airpods) (?:just |always |keeps |has |is |was |goes |went |all )*(?:die|dies|died|dying|dead|runs out|ran out)",
    r"sui?cide (?:squad|drink|wings|sauce|going out|going)",
    r"(?:bored|scared|frozen|starved|tickled|loved|worried|freezing|embarrassed|sick|boring) (?:me |us )?to death",
    r"(?:social|career) suicide",
    r"shoot me now",
    r"shoot (?:me|us|him|her) (?:a|an) (?:text|message)",
    r"(?:shoot|shooting|shot) (?:some |a |the |for |your )?(?:hoops|pool|baskets|goals|stars|film|video|scene|from|penalty|penalties|shots|in the dark|videos|photos|basketball)",
    r"shoot(?:ing)? (?:at the weekend|film|photography|photo|club|range)",
    r"(?:shot|shoot|shooting|shots) (?:myself |yourself |himself )?in the foot",
    r"shoot (?:myself|yourself) in the foot",
    r"(?:stab|stabbed|stabbing|go|had a stab|have a stab) (?:in the dark|at (?:it|cooking|baking|making|drawing|guitar|something))",
    r"stab in the (?:dark|back)",
    r"hit (?:the|a) (?:roof|ceiling|shops|town|gym|beach|pool|nail|sack|hay|road|jackpot|ground|spot|fridge|books|pothole|wall running|post|bar|crossbar|ball|target|six|pads|drums|notes|high)",
    r"(?:it|that|then it|really|smell|door|doors|heat|cold|air|wave|idea|hunger|tiredness|news|song|grief|sadness|realisation|bass) (?:suddenly |really |just |all )?hits? (?:me|you|us)",
    r"hit(?:s|ting)? (?:me|us|him|her|you) up",
    r"hit (?:me|us) with (?:the|a|your) (?:ball|snowball|pillow|question|truth|idea|water|news|balloon|frisbee|best)",
    r"hits? (?:different|hard lol|the spot|home|record)",
    r"beat(?:s|en|ing)? (?:me|us|him|her|them|everyone|my brother|my sister|staff|my dad|my mum|mark|everybody|the) (?:again |always |every time |easily |to the |all )*(?:at|in|on|to|by) (?!home|school|front|my|the face|night|the head|the bathroom|the stomach)(?:[a-z0-9]+)",
    r"(?:beat|batter|battered|smash|smashed|thrash|thrashed|destroyed|killed|kill|hammered|destroy|rinse|rinsed|slap|slapped|leathered|murder|murdered|battering|killing|bullied|bully|violated|violate|cook|cooked) (?:me|us|him|her|them|everyone|my mates|my mate|each other|my brother|my sister|my dad|you|all of us|the lads|staff|my cousin) (?:all |every time |again |always )?(?:at|on|in) (?:fifa|mario|pool|cards|monopoly|uno|chess|cod|fortnite|xbox|ps5|darts|table|football|fc|minecraft|snap|rounders|basketball|the game|games|scrabble|connect|tennis|badminton|rocket|ludo|dominoes|brawl|air|smash|kahoot|quiz|bowling|among|roblox|clash|warzone|gta|snooker|playstation|nintendo|switch|a game|a race|races|races|cricket|laser|tekken|street|ufc|wwe|2k|nba|battle|paintball|call)",
    r"beat (?:me|us|him|her|them) to (?:it|the|every)",
    r"beaten to the",
    r"(?:song|tune|track|beat|album|banger|food|music|curry|pizza|bop|bass|chicken|lasagne) (?:really |absolutely |just |proper )?(?:slaps|bangs|hits|knocks)",
    r"slap(?:s|ped|ping)? (?:some|on|a bit|the) (?:paint|cream|make|makeup|sun|suncream|butter|some)",
    r"smacks? (?:her|his|my|their) lips",
    r"(?:touch|touches|touched|keep in touch|touching) (?:base|wood|down|up|the paint|on|in with)",
    r"(?:keep|keeps|kept|stay|get|got|lose|lost|out of|in|staying|be) in? ?touch",
    r"(?:jokes?|story|speech|film|song|words|card|letter|present|poem|message|gesture|kindness) (?:really )?touched (?:me|us|my)",
    r"touched (?:me )?(?:by|that) (?:they|she|he|the|how|your|everyone|remembered)",
    r"(?:kick|kicks|kicked|kicking) (?:me |us |him |everyone )?(?:out of bed|off the meeting|off with|about|a ball|the ball|off at|back and|in lol)",
    r"kick(?:s|ed)? (?:me|us|him|her) (?:off|from) (?:the (?:game|xbox|server|computer|tv|sofa|ps5|call))",
    r"(?:push|pushes|pushed|pushing) (?:me|us) (?:to (?:do|be|try|work|get|go for|keep|study|achieve|improve)|on (?:the|a) (?:swing|swings)|in my (?:lessons|studies)|academically|harder)",
    r"pushed (?:the |my )?(?:sofa|table|chair|chairs|button|door|trolley|pram|beds)",
    r"threw (?:me|us) (?:a|an|the) (?:party|ball|surprise|lifeline|bone|bday|birthday|towel|frisbee)",
    r"(?:grab|grabs|grabbed|grabbing) (?:me|us|him|her|you|some|a) (?:a |an |some )?(?:drink|mcdonalds|food|coffee|snack|bite|kfc|takeaway|brew|cuppa|chippy|sandwich|pizza|juice|burger|blanket|seat|pillow|towel|jumper|coat|plaster|chinese)",
    r"(?:jump|jumps|jumped|jumping) (?:on|at) (?:me|us|you|him) (?:if|when|by the|for being|about)",
    r"(?:jumped|attacked|bit|knocked over|licked|bitten|scratched|jump|jumps) (?:on )?(?:me )?by (?:the|a|my|our) (?:dog|cat|puppy|seagull|goose|wasp|rabbit|swan|horse)",
    r"(?:the|our|my|a) (?:cat|dog|puppy|kitten|hamster|rabbit|parrot|horse|goose|seagull|baby|toddler) (?:always |keeps |just |jumped |jumps |sometimes )*(?:scratched|scratches|bit|bites|licks|licked|jumped|jumps|sits|sat|attacks|attacked|nicks|hit|kicked|climbs|sleeps|gets|comes) ",
    r"(?:drag|drags|dragging) (?:their|his|her) feet",
    r"bend over backwards",
    r"(?:roast|roasts|roasted|roasting) (?:each other|dinner|me and i|us all|by us)",
    r"(?:heart attack|seizure|stroke|fit|panic attack|breakdown|aneurysm) (?:when|if|lol|laughing|over|every time|at the|because) (?:you|the|i|we|he|she|someone|they|liverpool|arsenal|it|a|lol)?",
    r"(?:nearly|almost|gave me|gives me|has|have|had) (?:a|an) (?:heart attack|seizure|stroke|fit) (?:when|if|laughing|lol|watching|at|from|cos|because|every)",
    r"(?:broke|breaks|broken|breaking) my (?:heart|phone|record|personal best|screen|glasses|charger|headphones|xbox|controller|own record)",
    r"pain in the (?:neck|backside|bum|arse|butt)",
    r"(?:can not|could not|not) breathe (?:for |from |with |because of |cos of )?(?:laughing|lol|laughter|i laughed)",
    r"(?:laughing|laughed) (?:so|that) (?:much|hard) (?:[^ ]+ ){0,3}(?:breathe|cry|crying|cried|died|sick|wee|hurt|wet myself)",
    r"(?:is|was|look|looks|looked|so|absolutely|proper|well|pretty|goal|trick|moves|bars|ill at|are|pure|bare) sick (?:at|goal|trick|trainers|video|song|tune|fr|lol|bro|bike|room|hoodie|kicks|$)",
    r"(?:goal|trick|hair|trainers|song|room|show|party|gig|trip|holiday|bike|game|fight|hotel|school|club|it|that|woods|climbing|one|course|concert) (?:is|was|were|are|looks|looked) (?:so |well |proper |pure |absolutely )?(?:sick|ill|insane|mental|fire|lit|wicked|peng)",
    r"looks sick",
    r"sick (?:and tired )?of (?:fish|pasta|chips|beans|the food|hearing|the same|waiting|meetings|salad|chicken|rain|school|homework|pizza|toast|it)",
    r"makes me (?:feel )?(?:sick|want to puke|want to be sick|want to throw up|want to vom|gag)( lol)?",
    r"(?:this place|smell|it|that|school|he|food|fish) makes me (?:feel )?sick",
    r"(?:off|out|away|been|is|still|called in|went off) sick",
    r"(?:addicted|addiction|obsessed|hooked) (?:to|on) (?:candy|chips|chocolate|crisps|tiktok|my phone|netflix|football|pizza|roblox|reading|sweets|fifa|fortnite|gaming|the game|games|minecraft|youtube|crocheting|sugar|mcdonalds|noodles|duolingo|haribo|monster|coffee|tea|this|that|it|k|anime|baking|nuggets)",
    r"overdosed? on (?:haribo|sugar|sweets|chocolate|cake|pizza|christmas|crisps|tiktok|coffee|cheese|carbs|mince)",
    r"(?:starving|hungry|famished) (?:when|when is|what is|whens|lol|after|by the|until tea|now|before)",
    r"bleeding (?:cold|hot|annoying|hell|freezing|obvious|lovely|love|edge|heck|boring|loud|awful|good|rubbish)",
    r"(?:cut|cuts|cutting) (?:my|the|our|her|his) (?:own )?(?:hair|fringe|nails|grass|crusts?|hedge|cake|paper|lawn|cord|budget|pizza|onions?|carrots?|toenails|sandwich|bread|veg|queue|tags?)",
    r"cut (?:my )?(?:hand|finger|thumb|knee|toe|fingers|foot|chin) (?:making|cooking|chopping|on a (?:tin|glass|plate|can|knife)|opening|playing|falling|at football|doing the|peeling|on the|in food|in dt|helping|washing)",
    r"cut from",
    r"(?:cut|short) cut",
    r"burn(?:t|ed)? (?:the |my )?(?:toast|dinner|tea|cake|cakes|food|pizza|tongue|mouth|pan|chips|cookies|pasta|rice|beans|cd|calories|bacon|marshmallow|roast)",
    r"burn (?:some |off |the )?(?:calories|energy|candles?|incense|steam)",
    r"burn(?:t|ed)? my (?:tongue|mouth|hand on the|finger on the|fingers on the|hand cooking|finger cooking|hand making|arm on the oven)",
    r"run(?:s|ning|ning)? (?:out of|for the|for my|a mile|through|late|club|team|track|races?|a bath|the tap|the shower|in the family|around the|errands|it by|smoothly|by|low|a stall|a marathon|5k|the club|the group|to the|along|machine)",
    r"ran (?:out of|home from|for the bus|for my|for the|the race|the meeting|the club|late|the session|to the shop|a race|into)",
    r"(?:tap|water|nose|bath|toilet|shower|makeup|engine) (?:is|always|keeps|was) (?:always )?running",
    r"(?:ran|run|running) away (?:with|from (?:a|the|my) (?:wasp|bee|spider|dog|boss|seagull|problems|responsibilities|goose|ball|monster|zombies|clown|ghost|homework|fight|pigeon)|from your problems)",
    r"run away (?:by|song|train|bride)",
    r"(?:dog|cat|hamster|rabbit|pokemon|puppy|horse|chicken|snake|tortoise|parrot|guinea pig|bird) (?:has |keeps |nearly |always |once )?(?:ran|run|runs|running|went|gone|escaped|escapes|got|bolted|is) (?:away|off|missing|out)?",
    r"(?:phone|sock|socks|charger|remote|key|keys|jumper|book|hoodie|trainers|airpods|shoe|page|pages|piece|pieces|bag|tie|stuff|clothes|underwear|card|cereal|biscuits|tooth|wallet|ball|controller|headphones|washing|pen|lid|something|money|food|button) (?:is |are |goes |went |has gone |go |always |keeps |was |keep |going |gone |all |always going |always goes )*missing",
    r"(?:something|pieces|pages|bits|stuff|things) missing",
    r"(?:is|what is|only thing|are) missing (?:is|in|from)",
    r"miss(?:ing)? (?:my|the|our|her|him|them|you|mum|dad|nan|home|old|everyone|maths|english|school|lessons|pe|tea|dinner|football|that|breakfast|how|it|his|class|training|practice|science)",
    r"bag(?:s)? (?:is |are |all )?packed (?:for|and ready for) (?:the|my|our|trip|camp|holiday|school|college|scouts|dofe|move|moving|swimming|contact)",
    r"packing (?:my|for)",
    r"(?:going|heading|coming|go) out (?:tonight |tomorrow |later |on friday |on saturday |at the weekend )?(?:with|to|for) (?:staff|bowling|cinema|dinner|tea|my mates|a meal|pizza|town|swimming|nandos|my friends|family)",
    r"(?:camping|camp|campsite|dofe|scouts|guides|cadets|sleepover|festival|holiday|butlins|caravan|tent on|on a camping|charity|for charity|sleep out)",
    r"(?:escape|escaping) (?:room|rooms|to the beach|the rain|from the rain|game|the heat|from tarkov|plan is)",
    r"climb(?:ing)? (?:out of bed|wall|walls|trees|club|centre|frame)",
    r"(?:jump|jumping|jump on) (?:on |off )?(?:the |a )?(?:trampoline|diving board|bouncy|sofa|bed|puddles|wall at|pool|queue|for joy|in the pool|into the pool|into the sea|ropes?|rope|up and down|through|starts)",
    r"hang(?:ing|s)? (?:out|around with|about with|up|on|pictures|posters|my coat|my clothes|the washing|fire|man|in there|loose|time|with (?:my|friends|mates))",
    r"(?:bath|photo|water|stink|glitter|seed|jager|time|smoke|cherry|paint) bombs?",
    r"(?:glue|water|nerf|nail|heat|spray|staple|bubble|toy|massage|splat|laser|price) guns?",
    r"(?:fire|lit) (?:alarm|pit|drill|exit|engine|door|doors|brigade|place|works|man|extinguisher|fighter|tv|stick)",
    r"(?:camp|bon|log|straight|on) ?fire",
    r"(?:light|lit|lighting) (?:a|the) (?:fire on bonfire|bonfire|candle|candles|bbq|barbecue|campfire)",
    r"(?:punch|boxing|kick) (?:bag|bags|gloves?|club|gym|lessons?)",
    r"(?:cricket|baseball|rounders|fruit|vampire|table tennis) bats?",
    r"bat and ball",
    r"(?:craft|butter|bread|palette|kitchen|sharp|sharper|plastic|steak|carving|blunt|cheese|stanley|pizza|more|new|clean|pen|palette|swiss army) (?:knife|knives) (?:for the|for|and|in|skills|drawer|to cut|please|block|set|would)",
    r"(?:knives and forks|forks and knives|knife and fork|knife skills|knives in the (?:kitchen|drawer)|knife crime|knife awareness|knife arch)",
    r"(?:strap|straps) (?:on my|for|broke|on the|of my|line)",
    r"(?:blow|blowing|blew|blows) up (?:my phone|the balloons?|balloons|online|on tiktok|a balloon|the paddling|stuff (?:on|in)|the airbed|an airbed|parliament)",
    r"(?:tiktok|video|phone|post|account|song|insta|channel|it) (?:is|was|are|keeps) blow(?:ing|n) up",
    r"food fight|fight for the|fight over the|fighting over the|fight about the",
    r"(?:trap|drill) (?:music|song|songs|rap|beats|tunes|artist)",
    r"(?:mouse|mice|rat|trap for the|mouse trap|speed)[a-z]* (?:trap|traps|mice|camera)",
    r"(?:dog|pet|cat|horse|animal|puppy) (?:grooming|groomers?|parlour)",
    r"(?:grooming|groomer|groomers) (?:course|salon|parlour|the dog|dogs|horses|table|kit|brush)",
    r"(?:paper|milk|leaflet) (?:round|rounds)",
    r"(?:deliver|delivering|delivery|delivered) (?:papers|pizza|pizzas|leaflets|newspapers|food for|for deliveroo|the shopping|shopping|dinner|my parcel)",
    r"(?:diet|can of|bottle of|glass of|cherry|vanilla|coke|pepsi)[a-z ]{0,3}(?:coke|cola|instead of pepsi|zero|float|and pepsi|or pepsi|or fanta)",
    r"crack(?:s|ed|ing|ers)? (?:on|me up|us up|down|eggs?|jokes?|the|in the|screen|a|open|of dawn|my phone)",
    r"(?:weed|weeds|weeding) (?:in|the|out|between|from) (?:the )?(?:garden|patio|path|flower|beds?|grass|drive|allotment)",
    r"(?:sell|sold|selling|sells) (?:my|our|old|cakes|some|sweets|clothes|art|bracelets|tickets|things|cookies|badges|lemonade|raffle|crochet|on) (?:[^ ]+ ){0,3}(?:vinted|ebay|depop|charity|fete|school|stall|cakes|bake|fair|clothes|market|online shop|art)",
    r"sold cakes",
    r"owe[sd]? (?:[^ ]+ )?(?:a |an |me |him |her |them |my keyworker |you )*(?:fiver|tenner|pound|quid for|thank|thanks|big thank|apology|sorry|hug|drink|lunch|chocolate|favour to|one|bar|everything)",
    r"(?:nude|naked) (?:colou?r|paint|lipstick|nails?|statues?|paintings?|art|tights|shoes|drawing|mole)",
    r"(?:my|our|school|trip|holiday|family|baby|old|the|some|prom|room|cat|dog|of my) (?:photos|pictures|photo|picture|pics) (?:from|of) (?:the|my|our|me) (?:trip|room|new room|holiday|dog|cat|party|day out|prom|family|beach|birthday|old|nan|when i was (?:a baby|little|small)|as a baby|mum|siblings|brother|sister)",
    r"photos? of the (?:new|room|house|trip|menu|garden|dog|food|day)",
    r"(?:dead|remote|new|clock|phone|dead) (?:battery|batteries)",
    r"batter(?:y|ies) (?:for|in|is|life|dies|pack|died)",
    r"(?:swallowed|ate|inhaled) (?:a |my )?(?:fly|bug|chewing gum|gum|pride|spider|dinner in|tea in)",
    r"bleach (?:for the|on my hair|my hair|hair|the bath|the toilet|and it looks|blonde|bath|smell|cleaning|for cleaning)|hair with bleach|bleach(?:ed)? my hair",
    r"needle and thread|pins and needles|needle in a",
    r"balloons? (?:at|for|were|and cake|and banners?|animals?|arch|dog|up|in the)",
    r"vodka (?:pasta|sauce)|penne vodka|rum and raisin|wine gums|brandy snaps|beer batter|beer garden|ginger beer|root beer",
    r"spice (?:up|girls|rack|bag|mix)|pumpkin spice|(?:more|some|add|too much|old) spice|spices",
    r"(?:hear|hearing|heard|hears) (?:voices|people|talking|staff|everyone) (?:from|through|in|coming|talking in|downstairs|outside|on the) (?:the |my )?(?:office|wall|walls|corridor|lounge|kitchen|landing|next|street|garden|room next|downstairs|from|talking|hall|tv|radio|stairs|door)",
    r"voices (?:carry|from the office|through the wall|on the radio|on the tv|are too loud|in the corridor)",
    r"period (?:1|2|3|4|5|6|one|two|three|four|five|six|drama)",
    r"pregnant pause",
    r"gone blue with cold|blue with (?:cold|the cold)",
    r"picked on (?:the|a good|last)",
    r"picked on the last|pick (?:on )?(?:my )?(?:spots|nose|scab|nails)",
    r"(?:mick|micky|piss) out of (?:each other|ourselves|everyone|him back|one another)",
    r"(?:steal|steals|stole) (?:the )?(?:show|limelight|spotlight)",
    r"(?:call|calls|called|calling) (?:me|us|him) (?:a |the |an )?(?:legend|champ|smiley|chef|boss|king|queen|superstar|star|genius|nickname|mate|by my|my name|darling|love|sunshine|every sunday|tomorrow|back|when|if|about|to|at|in|on|later|for tea|for dinner|for breakfast|baby of the)",
    r"(?:win|won|lose|lost|laugh|good|fun|best|winning) fight",
    r"(?:no one|nobody) (?:likes|wants) (?:sprouts|the (?:fish|pasta|sauce|menu)|to (?:clean|wash|do the))",
    r"hurt a fly",
    r"laugh(?:s|ed|ing)? at my (?:joke|jokes|impression|dancing|story|singing|funny)",
    r"(?:bruise|bruises|bruised|scar|scab|cut|graze|bump|black eye) (?:on [^ ]+ [^ ]+ )?(?:is |was )?(?:from|off|falling|playing) (?:falling|football|rugby|netball|hockey|my bike|the bike|a tree|skateboarding|the trampoline|pe|off my bike|when i fell off my bike|playing|climbing|basketball|boxing|judo|karate|hurling)",
    r"hurt my (?:ankle|knee|leg|foot|wrist|arm|toe|finger|back) (?:at|in|playing|during|on the) (?:netball|football|pe|rugby|gym|dance|basketball|training|hockey|trampoline|match|tennis|skating|the trampoline|games|swimming|the ice|boxing|athletics|cheer)",
    r"(?:broke|broken|sprained|twisted|fractured|bruised|hurt|busted) (?:my )?(?:[a-z]+ )?(?:at|in|playing|during) (?:netball|football|pe|rugby|gym|dance|basketball|training|hockey|skating|trampolining|athletics)",
    r"broke my (?:arm|leg|wrist|ankle|finger|toe|nose|collarbone) (?:[^ ]+ ){0,4}(?:last year|ages ago|years ago|when i was (?:little|small|five|six|seven|younger)|football|rugby|skateboard|trampoline)",
    r"burning (?:question|desire|calories|desires)|burn book",
    r"scare(?:d|s)? of (?:spiders|the dark|heights|clowns|wasps|dogs|bees|thunder|flying|the dentist|needles|exams|failing|moths|snakes|horses|the hoover|ghosts|rollercoasters|public speaking|deep water|lifts)",
    r"scar(?:ed|y) (?:film|films|movie|movies|ride|rides|story|stories|mask|clown)",
    r"(?:dad|mum|he|she|uncle|grandad|nan|they|staff|we all|brother|everyone|i) (?:always |still |only )?(?:shouts?|screams?|yells?|swears?|shouting|screaming) (?:at the (?:telly|tv|football|ref|match|screen|game|computer|xbox|dog|cat|radio|horse)|up the stairs|for (?:england|arsenal|liverpool|us to come))",
    r"(?:shout|shouts|shouted|shouting) (?:up the stairs|down the stairs|when tea|that tea|out the|across the|for joy|my name when)",
    r"lock(?:s|ed)? (?:the )?(?:front door|back door|doors at night|office|gate|bike|shed|medicine|phone|windows?|car|cupboard with|door at|bathroom door when|my phone|up at|my bike|my locker)",
    r"(?:went|go|going|driving|walk|walking|back|drive) home",
    r"(?:dis)?appear into my (?:book|room to read|music)|disappear into a good",
)
IDIOM = tuple(re.compile(rf" (?:{idiom.strip()})(?= )") for idiom in _IDIOMS)

_GAME = re.compile(
    r" (?:fortnite|minecraft|fifa|cod|call of duty|gta|warzone|xbox|ps5|ps4|playstation|nintendo|mario"
    r"|pokemon|among us|zelda|brawl stars|clash royale|spawn|respawn|lobby|assassins creed|red dead|sims|tekken"
    r"|rocket league|video games?|computer games?|on the switch|final boss|boss fight|last level|the boss"
    r"|next level|hard mode|headshot|enemy|med kits?|kill streak|kills in|zombies mode|rpg|mortal kombat"
    r"|apex|valorant|overwatch|my character|dragon|in game|the game|this game|battle royale|roblox"
    r"|elden ring|resident evil|gaming|gamer|dungeons and dragons|d and d|pixel|creeper|ender|skyrim) "
)
_SPORT = re.compile(
    r" (?:football|boxing|boxer|spar|sparring|karate|rugby|dodgeball|paintball|snowball|snowballs|pillow|pillows|netball"
    r"|tackle|tackled|pads|rounders|judo|wrestling|wrestle|laser tag|trampoline|martial arts|mma|taekwondo"
    r"|hockey|cricket|basketball|volleyball|kickboxing|match|goalie|striker|ref|shin|tournament|muay thai"
    r"|jiu jitsu|in training|water balloon|water balloons|water fight|play fight|play fighting|food fight|nerf|tag|capoeira|fencing|ball|frisbee|penalty) "
)
_HURT_AT_PLAY = re.compile(
    r" (?:on purpose|hospital|knife|after practice|changing|every day|showers|private|alone|because i) "
)
_STORY = re.compile(
    r" (?:film|films|movie|movies|book|books|novel|story|stories|tv show|the show|good show|a show|series|episode"
    r"|eastenders|corrie|coronation street|hollyoaks|emmerdale|song|songs|lyrics|drama|character|documentary"
    r"|the news|news|macbeth|netflix|history|poem|play we|school play|the play|casualty|tracy beaker|horror"
    r"|romeo|hamlet|shakespeare|anime|manga|comic|disney|harry potter|top boy|soap|soaps|fairy tale|podcast"
    r"|squid game|stranger things|juliet|oliver twist|dumping ground|waterloo road|adolescence|panto|cartoon"
    r"|musical|crime drama|true crime|jack the ripper|in english|in drama|set text|inspector calls|lord of the"
    r"|of mice and men|hunger games|marvel|batman|euphoria|skins|heartstopper|youtube video about|myth|legend of) "
)
_LESSON = re.compile(
    r" (?:assembly|assemblies|lesson|lessons|workshop|workshops|training|course|courses|poster|posters|leaflet"
    r"|leaflets|policy|policies|pshe|talk about|talk on|talks about|talks on|a talk|the talk|talked about|learn|learned|learnt|learning|project"
    r"|campaign|awareness|survey|surveys|ambassador|anti|sessions?|charity|procedure|prevention|lecture"
    r"|presentation|first aid|sex ed|taught us|taught about|homework on|essay|psychology|sociology|studying|social worker and help"
    r"|prevent strategy|prevent in school|video about|videos about|module|quiz|info|information|rules i would"
    r"|rules should|more help for|more support for|should be more|there should|homes should|staff should"
    r"|staff need|need more|should get more|should get|take seriously|serious about|deal with|signs of|how to spot|how to help"
    r"|help people who|help kids who|help children who|people who|kids who|children who|for kids|for people"
    r"|for children|youth clubs|police should|big problem|is wrong|nspcc|samaritans|stonewall|government|the council|law|the law"
    r"|children should know|explained to us|came in to|in the next|mental health day|come in to speak|come in and speak|speak to us about|talked about more|more openly|interested in|want to be a|career|debate|article|website|helpline|box for|guest speaker|speaker|meeting about|house meeting|risk assessment|questions about|asked about|ask about|asks about) "
)
_ME = re.compile(r" (?:i|me|my|us|myself|mine|our|we) ")
_ME_SPAN = re.compile(r" (?:me|my|us|myself|i) ")
_IMAGINED = re.compile(
    r" (?:if|in case|what would|would you do|imagine if|say if|what if) (?:[^ ]+ ){0,6}?(?:anyone|someone|any one|somebody|staff|i|a"
    r" [a-z]+|they|there|you|kids|people|we|another)"
    r" (?:[^ ]+ )?(?:ever|was|were|got|did|hit|hurt|bullied|touched|started|tried|being|who|ever tried|is|had) "
)
_WOULD_TELL = re.compile(
    r" (?:would tell|i would|know who|can tell|could tell|tell staff|able to tell|would know|know what to do"
    r"|happen to|would happen|would you|you would|go to staff|who to tell|tell sam|would speak|would be sacked|be able to|would get help|would help) "
)
_QUOTED = re.compile(
    r" (?:poster|sign|rule|rules|leaflet|teacher|policy|book|questionnaire|sheet|card|form|app|advert|website|notice) (?:[^ ]+ ){0,2}(?:says|said|say|is|asks|asked|goes) "
)
_SETTLED = re.compile(
    r" (?:any more|used to|but not now|sorted it|sorted|all fine|fine now|better now|ok now|happy now|settled|stopped when|stopped now|out of it|handed it in"
    r"|now we|mates now|made up|were brilliant|dealt with|since i moved|ages ago|years ago|once when|in the past|not since|a year clean|clean a year|doing well|does not drink|got help|over it now|it has stopped|it stopped|calmer now|helped me get away) "
)
_ONCE = re.compile(
    r" (?:used to|once|last year|ages ago|years ago|ago|in the past|was|were|had|old|before|when i was|ran|tried|cut|helped) "
)
_STILL = re.compile(r" (?:still|again|keeps|every|tonight|today|tomorrow|going to|want to) ")

_DOUBLE = (
    (
        re.compile(
            r" (?:never|not|will not|does not|do not|can not|could not|would not|no one) (?:ever )?stop(?:s|ped)?(?= )"
        ),
        " keeps",
    ),
    (
        re.compile(
            r" no one (?:here )?(?:stops|cares|notices|noticed|believes|believed|knows|knew|helps|helped|listens|sees|saw|does anything|did anything|do anything|is doing anything|bothers|checks|seems|asks|asked|will believe|would believe|picks up|understands|realises|has noticed|has done|did|does|comes|came|wants to know|else)(?= )"
        ),
        " unhelped",
    ),
    (
        re.compile(
            r" (?:staff|they|teachers|teacher|manager|school|police|social worker|keyworker|adults) (?:do|does|did|are|is|have|has|will) (?:not|nothing)(?: (?:do|doing|done))?(?: (?:anything|nothing|care|listen|believe|stop|help|know|see|notice|looking|look|even))?(?= )"
        ),
        " unhelped",
    ),
    (re.compile(r" (?:unhelped|staff|teachers) (?:nothing|anything)(?= )"), " unhelped"),
    (
        re.compile(r" no one (?:is )?(?:around|looking|watching|there|home|about|in)(?= )"),
        " alone",
    ),
    (
        re.compile(
            r" not (?:looking|around|watching|there|here|in) (?=he|she|they|and|i|the|one)"
        ),
        " alone ",
    ),
    (
        re.compile(
            r" (?:not a day goes by|not one day|never a day|no day)(?: (?:without|that|where))?(?= )"
        ),
        " every day",
    ),
    (re.compile(r" not (?:going to )?lie(?= )"), " honestly"),
    (re.compile(r" (?:do not|did not) (?:tell|say)(?= )"), " keep secret"),
    (re.compile(r" not (?:just|only)(?= )"), " also"),
    (re.compile(r" (?:do|does|did) not know (?=if|what|how|why|who|where|whether)"), " unsure "),
    (re.compile(r" not sure (?=if|what|how|why|who|whether)"), " unsure "),
    (
        re.compile(r" (?:can|could) not help (?=but|hurting|it|cutting|hitting|thinking)"),
        " keeps ",
    ),
    (re.compile(r" why (?:do|does|did|is|are) no one"), " why unhelped"),
    (re.compile(r" for no reason(?= )"), " for nothing"),
    (re.compile(r" (?:is|was) not (?=it )"), " is "),
)
_NEGATORS = frozenset(
    [
        "not",
        "never",
        "no",
        "none",
        "without",
        "nobody",
        "neither",
        "nor",
        "nothing",
        "stopped",
        "hardly",
        "barely",
        "rarely",
    ]
)
_NEW_SUBJECT = frozenset(
    [
        "i",
        "he",
        "she",
        "they",
        "you",
        "we",
        "it",
        "who",
        "because",
        "but",
        "and",
        "when",
        "if",
        "that",
        "so",
        "until",
        "till",
        "cos",
        "while",
        "then",
        "where",
        "as",
        "dad",
        "mum",
        "man",
        "boy",
        "staff",
        "them",
        "him",
        "after",
        "since",
        "alone",
        "unhelped",
    ]
)
_NO_ONE = re.compile(
    r" (?:no one|none of (?:the |them |us |my )?[a-z]*|not one|no [a-z]+|nobody|neither)(?: [a-z]+){0,2} $"
)


def plain_meaning(sentence: str) -> str:
    """The sentence with its idioms blotted out and its double negations said plainly."""
    for double, meant in _DOUBLE:
        sentence = double.sub(meant, sentence)
    for idiom in IDIOM:
        sentence = idiom.sub(" ~", sentence)
    return sentence


def denied(sentence: str, start: int) -> bool:
    """Whether a negation before ``start`` reaches the words there: "never hits me"."""
    before = sentence[max(0, start - 60) : start + 1]
    if _NO_ONE.search(before):
        return True
    for word in reversed(before.split()[-6:]):
        if word in _NEGATORS:
            return True
        if word in _NEW_SUBJECT:
            return False
    return False


def told_of_others(sentence: str, span: str, category: str) -> str:
    """Why these words are about a game, a story, a lesson or an "if"; empty when they are not."""
    if category != "exploitation" and _GAME.search(sentence) and not _REAL.search(sentence):
        return "a game"
    if category in _AT_PLAY and _SPORT.search(sentence) and not _HURT_AT_PLAY.search(sentence):
        return "a sport"
    about_me = _ME_SPAN.search(span) is not None
    if _STORY.search(sentence) and not about_me:
        return "a story"
    if _LESSON.search(sentence) and not about_me:
        return "a lesson or a topic"
    if _QUOTED.search(sentence):
        return "a quotation"
    if category in _VICTIM and _IMAGINED.search(sentence) and _WOULD_TELL.search(sentence):
        return "an if"
    return ""


def settled(text: str) -> bool:
    """Whether the whole text tells of something over and done with."""
    return bool(_SETTLED.search(text) and _ONCE.search(text) and not _STILL.search(text))


_REAL = re.compile(
    r" (?:real life|irl|tell me|tells me|meet|photo|photos|told me to|in my room|nude|nudes|message|messages|messaging|says|cry|my arm|my arms|pills) "
)
_AT_PLAY = frozenset(("abuse", "bullying", "staff_abuse", "risk_to_others", "medical"))
_VICTIM = frozenset(
    ("abuse", "bullying", "staff_abuse", "risk_to_others", "self_harm", "exploitation")
)
