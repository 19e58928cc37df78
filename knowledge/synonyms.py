"""Words that mean nearly the same in news releases.

A closed set of common words, no name among them: readers ask with the plain word, releases
use the official one.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import lru_cache

from knowledge.text import stem

_GROUPS = """
ceo executive
cfo financial
boss leader chief head commander director
meet meeting gather assemble convene
talk conversation discussion discuss dialogue speak
army military forces
soldier troop
kill die dead death fatal casualty
hurt injure wound injury
begin start commence launch
end finish conclude culminate complete
buy purchase acquire
pay payment compensation compensate money
cost price expense
visit visitor trip tour travel guest
help aid assist assistance support relief
lawsuit suit complaint sue
agreement accord settlement settle deal pact
fire dismiss terminate
hire employ reemploy rehire
car vehicle auto automobile truck
house home residence
school college university academy
plane aircraft airplane jet
ship vessel boat
doctor physician surgeon
child kid
police officer cop
robot machine unmanned
next upcoming forthcoming follow future another
people participant attendee
rebel insurgent insurgency guerrilla counterinsurgency
disaster hurricane earthquake flood storm wildfire
drug narcotic
smuggle trafficking
plan strategy roadmap
reform transform transformation modernize modernization overhaul
teach train training instruct instruction education
student cadet trainee pupil
build construct construction make produce production manufacture
test evaluate evaluation experiment trial assess assessment
show demonstrate display demonstration
send deploy deployment dispatch
fight combat battle war conflict
gun weapon firearm rifle
law statute
jail prison imprisonment incarcerate
illegal unlawful
seize repossess repossession repo confiscate
award prize honor medal
purpose goal aim objective
important importance significant critical
problem issue challenge difficulty
country nation
ally partner coalition
increase raise grow boost expand
reduce cut decrease lower
protect defend safeguard
worker employee staff personnel
company firm business corporation
loan debt mortgage
host welcome receive
attend participate join
cancel postpone
smell sniff detect detection sensor
poison toxic hazardous
leave depart departure
arrive arrival
lead command
explain describe
enemy adversary opponent threat
allow permit authorize
ask request
choose select
answer respond response
quick fast rapid
use employ utilize
stop halt prevent
family relative spouse
food meal dining
doctor medic
wait delay
"""


@lru_cache(maxsize=1)
def _kin() -> dict[str, frozenset[str]]:
    """Every stem with the stems that may stand for it."""
    kin: dict[str, set[str]] = {}
    for group in _GROUPS.strip().splitlines():
        stems = {stem(word) for word in group.split()}
        for one in stems:
            kin.setdefault(one, set()).update(stems - {one})
    return {one: frozenset(others - {one}) for one, others in kin.items()}


def kin_of(stems: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return for each of `stems` those that may stand for it in a release; none for a word of no group."""
    kin = _kin()
    return {one: kin.get(one, frozenset()) for one in stems}


def held(stems: Iterable[str], told: AbstractSet[str]) -> list[str]:
    """Return those of `stems` that are `told`, or for which a stem that is told may stand."""
    return [one for one, kin in kin_of(stems).items() if not told.isdisjoint({one, *kin})]
