"""Closed sets of words: numbers, ranks, nations, and the small words that carry no meaning of their own.

All keys and values are folded (lower case, no accents), as `text.fold` leaves them.
"""

NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen twenty"
        ).split()
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "hundred": "100", "thousand": "1000"}

RANKS = {
    "gen": "general", "maj": "major", "brig": "brigadier", "lt": "lieutenant", "col": "colonel",
    "capt": "captain", "cpt": "captain", "sgt": "sergeant", "cmdr": "commander", "adm": "admiral",
    "ltg": "general", "mg": "general", "bg": "general", "ltc": "colonel",
    "sfc": "sergeant", "ssg": "sergeant", "msg": "sergeant",
    "coronel": "colonel", "teniente": "lieutenant", "capitan": "captain", "sargento": "sergeant",
}  # fmt: skip

SHORT = {
    "ft": "fort", "dept": "department", "govt": "government", "yr": "year", "yrs": "years", "mos": "months",
    "hrs": "hours", "mins": "minutes",
}  # fmt: skip

MESES = tuple(
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
)
MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for word in (*words.split(), MESES[number - 1])
}  # fmt: skip

# Nation -> the words for its people and things, English and Spanish.
_NATIONS = {
    "afghanistan": "afghan afghans afgano", "argentina": "argentine argentinian argentinians argentino",
    "australia": "australian australians aussie", "austria": "austrian austrians",
    "bahrain": "bahraini", "bangladesh": "bangladeshi", "belgium": "belgian belgians belga",
    "bolivia": "bolivian bolivians boliviano", "bosnia": "bosnian",
    "brazil": "brazilian brazilians brasil brasileno",
    "bulgaria": "bulgarian", "canada": "canadian canadians canadiense", "chile": "chilean chileans chileno",
    "china": "chinese chino", "colombia": "colombian colombians colombiano colombiana colombianos",
    "croatia": "croatian",
    "cuba": "cuban cubans cubano", "cyprus": "cypriot", "czechia": "czech czechs",
    "denmark": "danish dane danes daneses danesa dinamarca", "ecuador": "ecuadorian ecuadoran ecuatoriano",
    "egypt": "egyptian egyptians", "england": "english", "estonia": "estonian estonians",
    "ethiopia": "ethiopian", "finland": "finnish finn finns", "france": "french frances francia",
    "georgia": "georgian", "germany": "german germans aleman alemanes alemana alemania", "ghana": "ghanaian",
    "greece": "greek greeks griego", "guatemala": "guatemalan", "haiti": "haitian", "honduras": "honduran",
    "hungary": "hungarian", "iceland": "icelandic", "india": "indian indians", "indonesia": "indonesian",
    "iran": "iranian iranians", "iraq": "iraqi iraqis", "ireland": "irish", "israel": "israeli israelis",
    "italy": "italian italians italiano italiana italianos italia", "jamaica": "jamaican",
    "japan": "japanese japones japoneses japonesa japon",
    "jordan": "jordanian", "kazakhstan": "kazakh", "kenya": "kenyan", "korea": "korean koreans coreano",
    "kosovo": "kosovar", "kuwait": "kuwaiti", "latvia": "latvian latvians", "lebanon": "lebanese",
    "lithuania": "lithuanian lithuanians", "malaysia": "malaysian", "mexico": "mexican mexicans mexicano",
    "mongolia": "mongolian", "morocco": "moroccan", "nepal": "nepalese nepali",
    "netherlands": "dutch dutchman holland holandes holandeses holandesa holanda", "nicaragua": "nicaraguan",
    "nigeria": "nigerian", "norway": "norwegian norwegians noruego", "pakistan": "pakistani",
    "panama": "panamanian", "paraguay": "paraguayan", "peru": "peruvian peruvians peruano peruana peruanos",
    "philippines": "philippine filipino filipinos", "poland": "polish pole poles polaco polonia",
    "portugal": "portuguese portugues", "qatar": "qatari", "romania": "romanian romanians",
    "russia": "russian russians ruso", "salvador": "salvadoran", "scotland": "scottish",
    "senegal": "senegalese", "serbia": "serbian", "singapore": "singaporean", "slovakia": "slovak",
    "slovenia": "slovenian", "somalia": "somali", "spain": "spanish spaniard espana espanol",
    "sudan": "sudanese", "sweden": "swedish swede swedes sueco", "switzerland": "swiss suizo",
    "syria": "syrian", "taiwan": "taiwanese", "tanzania": "tanzanian", "thailand": "thai",
    "tunisia": "tunisian", "turkey": "turkish turk turks turkiye", "uganda": "ugandan",
    "us": "american americans usa estadounidense estadounidenses",
    "ukraine": "ukrainian ukrainians ucraniano", "uruguay": "uruguayan", "uzbekistan": "uzbek",
    "venezuela": "venezuelan", "vietnam": "vietnamese", "wales": "welsh", "yemen": "yemeni",
}  # fmt: skip
NATIONS = {word: nation for nation, words in _NATIONS.items() for word in (nation, *words.split())}

ARTICLES = frozenset("a an the el la los las un una".split())
# Words that a question is built from, and that say nothing about what it asks for.
STOP_WORDS = frozenset(
    (
        "a an the this that these those it its he she they them him her his their theirs we us our "
        "you your i me my mine is are was were be been being am do does did doing done has have had "
        "having will would shall should can could may might must of to in on at by for from with "
        "into onto about as and or but if so than then there here out up down off over under again "
        "just also too very any some all no not dont didnt doesnt isnt arent wasnt s t re ve ll who "
        "whom whose whos what whats which when whens where wheres why how hows please pls plz tell "
        "give show find know say says said let get got hey hi hello thanks thank ok okay many much "
        "often far before after during while through against without within among between because "
        "since though although however every each other another such own few more most less only "
        "even still yet ever never always im id ive cant wont whether upon toward towards per via "
        "one el la los las un una unos unas de del al en por para con sin sobre y o u que quien "
        "quienes cual cuales cuando donde como cuanto cuantos cuanta cuantas es son era eran fue "
        "fueron ser esta este esto estos estas ese esa eso se su sus lo le les mi ha han hubo hay "
        "cabo desde hasta muy mas entre"
    ).split()
)

# Words with a capital that name nobody.
PRONOUNS = frozenset("he she they we it i you the this that these those who his her their our a an".split())

# Abbreviations that end in a full stop without ending a sentence.
NO_SENTENCE_END = frozenset(
    (
        "gen maj brig lt col sgt ssgt tsgt msgt capt cpt cmdr adm rear vice cpl pvt spc pfc staff master sr "
        "jr mr mrs ms dr prof rep reps sen sens gov hon rev st ft mt no nos vs etc inc ltd co corp dept "
        "univ assoc approx u.s u.n u.k d.c a.m p.m e.g i.e jan feb mar apr jun jul aug sept sep oct nov dec "
        "mass calif ariz fla ga la va md pa tex wash ore ill ind mich minn wis mo kan ks neb okla ark ala "
        "miss tenn ky conn del n.c s.c n.y n.j n.d s.d n.m w.va p.o ret atty"
    ).split()
)
