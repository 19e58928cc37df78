"""What a question takes for granted, and which words a passage has that tells of it.

"How many were killed", "why did she resign", "who is the mayor": a release says such a thing by its name, so
a passage without any of the words is no answer, however many others it shares with the question.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from knowledge import signs
from knowledge.kinds import SUM
from knowledge.profile import Profile, speakers
from knowledge.question import Question
from knowledge.spanish import in_spanish
from knowledge.synonyms import held, kin_of
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
    r"(?:pay|pays|paid|paying|costs?|owe[ds]?|spen[dt]|earn(?:s|ed)?|fine[ds]?|charged?|donated?|worth|win|won"
    r"|pago|pagaron|pagar|cuesta|cuestan|costo|costaron|gano|ganaron|multa)\b"
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


@dataclass(frozen=True, slots=True)
class Premises:
    """What a passage must tell to answer a question at all.

    Of each of `told` it must have a stem: the words of an event, or of a post. A `sum` must stand in it where
    one is asked for. With the X of "and X?", it, or the date or source of its story, must name all of
    `asked_of`; where X is the `sayer`, nobody else may say it.
    """

    told: tuple[frozenset[str], ...]
    sum: bool
    asked_of: frozenset[str]
    sayer: frozenset[str]

    def unmet_by(self, profile: Profile) -> bool:
        """Return whether a passage does not tell what it must."""
        if not self._of_x(profile) or any(map(profile.stems.isdisjoint, self.told)):
            return True
        return self.sum and not _CURRENCY.search(profile.passage.text)

    def _of_x(self, profile: Profile) -> bool:
        said_by = speakers(profile.passage)
        if said_by and self.asked_of & self.sayer:
            return bool(said_by & self.sayer)
        return len(held(self.asked_of, profile.stems | profile.story.about)) == len(self.asked_of)


def premises(question: Question) -> Premises:
    """Return what a question takes for granted."""
    events = [_events()[word] for word in question.plain.split() if word in _events()]
    post = _post(question)
    asks_a_sum = _SUM.search(question.plain) or (question.kind == "how much" and SUM.search(question.plain))
    return Premises(
        (*events, post) if post else tuple(events), bool(asks_a_sum), question.asked_of, question.sayer
    )


def _post(question: Question) -> frozenset[str]:
    """The stems of the post of which it asks who holds it, and those that may stand for it; none for none."""
    asked = _WHO_IS.search(question.plain)
    post = asked and next((term for term in question.terms if term.word == asked.group(1)), None)
    if post is None or not signs.is_post(post.stem):
        return frozenset()
    kin = kin_of([post.stem, *map(stem, in_spanish(post.word))])
    return frozenset(kin).union(*kin.values())


@lru_cache(maxsize=1)
def _events() -> dict[str, frozenset[str]]:
    """The stems that a release tells an event with, by each word that a question has for it."""
    found: dict[str, frozenset[str]] = {}
    for line in _EVENTS.strip().replace("\n    ", " ").splitlines():
        asked, told = (part.split() for part in line.split(":"))
        found.update(dict.fromkeys(asked, frozenset(map(stem, (*asked, *told)))))
    return found
