"""What a question takes for granted, and which words a passage has that tells of it.

"How many were killed", "why did she resign", "who is the mayor": a release says such a thing by its name, so
a passage without any of the words is no answer, however many others it shares with the question.
"""

import re
from functools import lru_cache

from knowledge import signs
from knowledge.asking import SUM
from knowledge.profile import Profile, speakers
from knowledge.question import Question
from knowledge.spanish import in_spanish
from knowledge.synonyms import held
from knowledge.text import stem

# Events, English and Spanish, folded: the words that a question has for each, and after the colon others that
# a release may have.
_EVENTS = """
die died dies drown drowned dead death deaths kill killed kills killing morir murio murieron muerto muertos
    muerte mataron fallecio fallecieron ahogo ahogaron: fatal fatality fatally perish deceased slain life
    euthanize cull fallecido victima victimas mortal
hurt injure injured injuries injury wounded herido heridos heridas lesionado lesionados: wound casualty
    hospital ruptured lesion herir
arrest arrested arrests arresto arrestaron detuvieron detenido detenidos: detain custody apprehend indict
    captured
jail jailed prison imprisoned carcel prision: sentence incarcerate imprison convict guilty custody condena
    condenado
sentenced convicted condenado condenaron: sentence convict guilty prison plead plea conviction verdict
    condena
resign resigned resigns quit renuncio renunciaron dimitio: resignation step stepped leave left depart
    dimision renuncia
fired sacked dismissed ousted relieved despidieron despidio despedido despedidos: fire dismiss terminate
    termination remove discharge eliminate lose lost demote release layoff laid replace eviction reject
    position job despido
cancel canceled cancelled cancels cancelo cancelaron: cancellation call called postpone postponed scrub
    delay suspend aplazo suspendio cancelado cancelacion
postpone postponed delayed aplazaron aplazo: delay reschedule cancel late scrub later retraso
retire retired retires retiring jubilo: retirement leave step jubilacion retiro
collapse collapsed collapses crash crashed crashes derrumbo choco estrello: collision collide wreck accident
    fall fell derrumbe accidente choque
explode exploded blew explosion explotaron exploto estallo: blast detonate bomb estallido
marry married wedding divorced divorce boda: marriage wife husband spouse wed esposa esposo matrimonio
sell sold sells vender vendio vendieron: sale seller auction venta
win won wins winner ganar gano ganaron: victory champion beat prize award title defeat medal place victoria
    premio top grand
steal stole stolen robbed robaron robo: theft rob burglary loot robbery
strike strikes huelga: walkout stoppage union
ban banned bans prohibio prohibieron: prohibit forbid bar barred restrict prohibicion
apologize apologized apologise disculpo: apology sorry regret
bankrupt bankruptcy quiebra: insolvent receivership
withdraw withdrew withdrawn retiraron: withdrawal pull leave left exit quit walk retirada
shoot shot shooting gunfire disparo dispararon tiroteo: gunman gun fire sniper tiro
kidnap kidnapped hostage secuestro secuestraron: abduct captive
protest protested protests boycott protesto protestaron: demonstrate demonstration protester rally protesta
refuse refused refuses rechazo rechazaron: decline reject deny denied refusal
"""
# A sum that is paid, earned, asked for: it is told in a currency.
_SUM = re.compile(
    r"\b(?:how much|cuanto) (?:money|dinero|\w+ money)\b"
    r"|\bhow (?:big|large|high) (?:was |is )?(?:an?|the) (?:fine|penalty)\b"
    r"|\b(?:how much|cuanto) (?:\w+ ){0,12}"
    r"(?:pay|pays|paid|paying|costs?|owe[ds]?|spen[dt]|earn(?:s|ed)?|fine[ds]?|charged?|donated?|worth|win|won|pago|pagaron|pagar|cuesta|cuestan|costo|costaron|gano|ganaron|multa)\b"
)
_CURRENCY = re.compile(
    r"[$€£¥]|\b(?:dollars?|euros?|pounds?|pesos|d[oó]lares|free|gratis|gratuit[oa]s?|undisclosed)\b",
    re.IGNORECASE,
)
# Who holds a post, which stands before "of", "in" or the end.
_WHO_IS = re.compile(
    r"\b(?:who|whos|quien|quienes) (?:(?:is|was|are|were|es|era|fue|son) )?(?:the |el |la |los |las )?"
    r"(?:\w+ ){0,3}?(\w+)(?: (?:of|for|in|at|de|del|en)\b|$)"
)


def unmet(question: Question, profile: Profile) -> bool:
    """Whether a passage has no word for an event that the question takes for granted, none for the post of
    which it asks who holds it, or no sum of money where one is asked for; or is nothing of the X of "and X?".
    """
    if not _is_of_x(question, profile):
        return True
    events = (_events()[word] for word in question.plain.split() if word in _events())
    if any(map(profile.stems.isdisjoint, events)) or _lacks_post(question, profile):
        return True
    asks_a_sum = _SUM.search(question.plain) or (question.kind == "how much" and SUM.search(question.plain))
    return bool(asks_a_sum) and not _CURRENCY.search(profile.passage.text)


def _is_of_x(question: Question, profile: Profile) -> bool:
    """Whether a passage, or the date or source of its story, names the X of "and X?", and nobody else says it
    where X is asked to have said it. So is any where there is no X.
    """
    asked_of, said_by = question.asked_of, speakers(profile.passage)
    if said_by and asked_of & question.sayer:
        return bool(said_by & question.sayer)
    return len(held(asked_of, profile.stems | profile.story.about)) == len(asked_of)


def _lacks_post(question: Question, profile: Profile) -> bool:
    asked = _WHO_IS.search(question.plain)
    post = asked and next((term for term in question.terms if term.word == asked.group(1)), None)
    if post is None or not signs.is_post(post.stem):
        return False
    return not held([post.stem, *map(stem, in_spanish(post.word))], profile.stems)


@lru_cache(maxsize=1)
def _events() -> dict[str, frozenset[str]]:
    """The stems that a release tells an event with, by each word that a question has for it."""
    found: dict[str, frozenset[str]] = {}
    for line in _EVENTS.strip().replace("\n    ", " ").splitlines():
        asked, told = (part.split() for part in line.split(":"))
        found.update(dict.fromkeys(asked, frozenset(map(stem, (*asked, *told)))))
    return found
