"""Words that mean nearly the same in news releases, and Spanish words with their English ones.

A closed set of common words, no name among them: readers ask with the plain word, releases
use the official one.
"""

from collections.abc import Iterable
from functools import lru_cache

from knowledge.text import fold, stem

_GROUPS = """
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
seize repossess repossession confiscate
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

_SPANISH = """
accion action  acciones actions  acuerdo agreement  acuerdos agreements  agregado attache  ayuda aid
aereo air  anual annual  armada navy  asistencia assistance  autor author  aviones aircraft  barco ship
base base  batalla battle  capacitacion training  ciudad city  coche car  comandante commander
combate combat  compra purchase  conversacion talk  conversaciones talks  cooperacion cooperation
coronel colonel  costo cost  danos damages  defensa defense  demanda lawsuit  desastre disaster
desarrollo development  director director  discurso speech  discutieron discussed  dinero money
edificio building  ejercicio exercise  ejercicios exercises  ejercito army  ejercitos armies
empleado employee  empleo job  empresa company  encuentro meeting  enemigo enemy
entrenamiento training  equipo team  escuela school  estadounidense american  estudiante student
estudiantes students  experimento experiment  familia family  fecha date  fuerza force  fuerzas forces
general general  gente people  gobierno government  guerra war  heridos wounded  historia story
hombre man  hombres men  inundacion flood  invitado guest  jefe chief  jefes chiefs  juez judge
justicia justice  lanzamiento launch  ley law  lider leader  lideres leaders  lugar place  marina navy
medico doctor  militar military  militares military  ministro minister  mision mission  muertos dead
muerte death  mujer woman  mujeres women  nacion nation  nave ship  nino child  ninos children
nuevo new  objetivo objective  objetivos objectives  oficial officer  oficiales officers  pago payment
pais country  paises countries  participantes participants  personas people  plan plan  policia police
pregunta question  premio award  presidente president  prioridades priorities  programa program
proposito purpose  proyecto project  prueba test  reunion meeting  reuniones meetings  reunieron met
robot robot  salud health  secretario secretary  seguridad security  simulacro drill
sociedad partnership  socio partner  socios partners  soldado soldier  soldados soldiers
subteniente lieutenant  tema topic  temas topics  temblor earthquake  terremoto earthquake
trabajo work  tratado treaty  tropas troops  universidad university  valor value  vehiculo vehicle
vehiculos vehicles  viaje trip  visita visit  visitaron visited  visito visited  vuelo flight
zona zone
"""


@lru_cache(maxsize=1)
def _kin() -> dict[str, frozenset[str]]:
    """Every stem with the stems that may stand for it."""
    kin: dict[str, set[str]] = {}
    for group in _GROUPS.strip().splitlines():
        stems = {stem(word) for word in group.split()}
        for one in stems:
            kin.setdefault(one, set()).update(stems - {one})
    words = iter(_SPANISH.split())
    for spanish, english in zip(words, words, strict=True):
        kin.setdefault(stem(fold(spanish)), set()).add(stem(english))
    return {one: frozenset(others - {one}) for one, others in kin.items()}


def kin_of(stems: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return for each of `stems` those that may stand for it in a release; none for a word of no group."""
    kin = _kin()
    return {one: kin.get(one, frozenset()) for one in stems}
