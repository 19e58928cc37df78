"""Spanish words of questions -> the English ones of the releases.

A closed set of common words, folded, without the nations, which stand in `lexicon`, and the patterns of
what is asked, which stand in `asking`.
"""

from collections.abc import Iterable
from functools import lru_cache

from knowledge.lexicon import NATIONS

# The words that join the others, and those that ask: they carry nothing, but a sentence model reads them.
_SMALL = """
a to  adonde where  al to_the  ante before  como how  con with  cual what  cuales what  cuando when  cuanta
how_much  cuantas how_many  cuanto how_much  cuantos how_many  de of  del of_the  desde since  donde where
durante during  e and  el the  en in  entre between  era was  eran were  es is  esa that  ese that  esta this
este this  fue was  fueron were  ha has  habia had  hacia toward  han have  hasta until  hay is_there  hubo
was_there  la the  las the  lo it  los the  no not  nos us  o or  para for  pero but  por for  porque why
que what  quien who  quienes who  se itself  segun according_to  ser be  si if  sin without  sobre about
son are  su his  sus their  tenia had  tiene has  tuvo had  un a  una a  unas some  unos some  y and
"""

_WORDS = """
abogada attorney  abogado attorney  abogados attorneys  abono paid  abril april  accion action
acciones actions  aceptar accept  acogio hosted  acordaron agreed  acordo agreed  acuerdo agreement
acuerdos agreements  acusacion charge  acusado accused  acusaron accused  adiestramiento training
aereo air  aeropuerto airport  agosto august  agregado attache  agua water  alcalde mayor
alcaldesa mayor  aliado ally  aliados allies  alumnos students  ano year  anos years  anual annual
anunciado announced  anunciaron announced  anuncio announced  apoyar support  apoyaron supported
apoyo support  aprendieron learned  aprendio learned  aprobo approved  arma weapon  armada navy
armas weapons  arrestaron arrested  arresto arrested  asistencia assistance  asistieron attended
asistio attended  atacaron attacked  ataque attack  ataques attacks  atleta athlete  atletas athletes
aumento increase  autor author  avion aircraft  aviones aircraft  ayuda aid  ayudaron helped
ayudo helped  banco bank  bancos banks  bandera flag  barco ship  barcos ships  barrio neighborhood
batalla battle  bombero firefighter  bomberos firefighters  bosque forest  boton button  brazo arm
busca seeks  caballo horse  caballos horses  calle street  camino road  camion truck  camiones trucks
campamento camp  campana campaign  campo field  capacidades capabilities  capacitacion training
capitan captain  capitana captain  carcel prison  cargos charges  carro car  carros cars  carta letter
casa house  casas homes  causa cause  causas causes  celebraron celebrated  centro center
centros centers  ceremonia ceremony  cerraron closed  cerro closed  cien hundred  cientifico scientist
cientificos scientists  cinco five  ciudad city  clase class  coche car  coches cars  cocinero cook
cocineros cooks  comandante commander  combate combat  comenzo began  comida food  comieron ate
comio ate  compania company  competencia competition  compra purchase  comunidad community
condado county  condena sentence  condenado sentenced  condenaron sentenced  conductor driver
conductores drivers  conferencia conference  congreso congress  consejo council  construir build
construyeron built  construyo built  consulta question  contaminacion pollution  contrato contract
conversacion talk  conversaciones talks  cooperacion cooperation  cooperativa cooperative
coronel colonel  corrio ran  corte court  cosas things  costa coast  costo cost  crear create
credito credit  creo created  cruzaron crossed  cruzo crossed  cuartel barracks  cuatro four
cuenta account  cuerpo corps  cultura culture  cumplir meet  curso course  dano damage  danos damages
debe must  decidieron decided  decidio decided  defensa defense  delito crime  demanda lawsuit
demandada sued  demandado sued  demandar sue  demandaron sued  demandas lawsuits  demando sued
departamento department  deporte sport  derecho right  derechos rights  desalojado evicted
desalojados evicted  desalojar evict  desalojo eviction  desarrollo development  desastre disaster
descubrio discovered  desempleo unemployment  desfile parade  despedida fired  despedido fired
despedir fire  despidieron fired  despidio fired  desplegado deployed  desplegados deployed
despliegue deployment  detuvieron detained  detuvo detained  deuda debt  deudas debts  dia day
dias days  diciembre december  dieron gave  diez ten  dijeron said  dinero money  dio gave
director director  dirige leads  dirigio led  discriminacion discrimination  discurso speech
discutieron discussed  distrito district  doce twelve  donacion donation  dos two  droga drug
drogas drugs  dueno owner  duenos owners  duracion length  duraron lasted  duro lasted  edad age
edificio building  edificios buildings  efectivo cash  ejercicio exercise  ejercicios exercises
ejercito army  ejercitos armies  elecciones elections  embargados repossessed  embargar repossess
embargaron repossessed  embargo repossessed  emergencia emergency  empezaron began  empezo began
empleado employee  empleados employees  empleo job  empresa company  empresas companies  encontro found
encuentro meeting  enemigo enemy  enero january  enfermedad disease  enfermedades diseases
enfermera nurse  enfermeras nurses  enfermero nurse  enlace liaison  ensayo test  enseno taught
entrega delivery  entrego delivered  entrenamiento training  entrenaron trained  entreno trained
enviado sent  envian send  enviar send  enviaron sent  envio sent  equipo team  equipos teams
escuela school  escuelas schools  esposa wife  esposo husband  estacion station  estado state
estados states  estadounidense american  estrategia strategy  estudiante student  estudiantes students
estudio study  estudios studies  estuvo was  etapa stage  etapas stages  evaluacion assessment
evento event  eventos events  exito success  experimento experiment  explico explained
explosion explosion  extranjero foreign  extranjeros foreign  fabrica factory  fallecieron died
fallecio died  familia family  febrero february  fecha date  feria fair  ferrocarril railroad  fila row
firmaron signed  firmo signed  fiscal attorney  fiscales attorneys  fiscalia attorney  fondo fund
fondos funds  formacion training  foto photo  frecuencia often  frontera border  fuego fire  fueron went
fuerza force  fuerzas forces  fundo founded  futuro future  ganaron won  gano won  gasto cost
gente people  gobierno government  golpe hit  granja farm  granjero farmer  granjeros farmers
gratis free  grupo group  grupos groups  guardia guard  guerra war  habitantes people  hablaron talked
hablo spoke  herida injury  herido injured  heridos wounded  hermana sister  hermano brother
herramienta tool  herramientas tools  hicieron made  hija daughter  hijo son  hijos children
hipoteca mortgage  hipotecas mortgages  historia story  hizo made  hombre man  hombres men  hora hour
horas hours  hospedo hosted  hospital hospital  humana human  humanas human  humano human
huracan hurricane  iban went  idioma language  iglesia church  impuesto tax  impuestos taxes
incendio fire  indemnizacion compensation  informe report  informo reported  ingeniero engineer
ingenieros engineers  inicio began  instalacion facility  instalaciones facilities  interes interest
inundacion flood  investigacion investigation  investigo investigated  invierno winter
invirtieron invested  invirtio invested  invitado guest  islamica islamic  jefe chief  jefes chiefs
joven young  jovenes youth  judicial court  jueces judges  juez judge  jugo played  juicio trial
julio july  junio june  jurado jury  justicia justice  laboratorio laboratory  lago lake
lanzamiento launch  lanzo launched  lesion injury  levanta lift  levantar lift  ley law  leyes laws
libro book  licencia leave  lider leader  lideres leaders  limpiaron cleaned  limpieza cleanup
linea line  llama called  llamado called  llegaron arrived  llego arrived  lluvia rain  logro achieved
lucha fight  lugar place  lugares places  luz light  madera wood  madre mother  maestro teacher
maestros teachers  manda commands  mando command  maquina machine  mar sea  marina navy  marino marine
marinos marines  marzo march  mayo may  mayoria majority  medico doctor  medida measure
medidas measures  mejora improvement  mejorar improve  mensaje message  mercado market  meses months
meta goal  metas goals  mezquita mosque  miembro member  miembros members  mil thousand
militar military  militares military  millones million  minas mines  ministro minister  mision mission
montana mountain  montanas mountains  monto amount  mostro showed  motivo reason  motor engine
mueble furniture  muerte death  muerto dead  muertos dead  muestra shows  mujer woman  mujeres women
multa penalty  multaron fined  multas penalties  mundial world  mundo world  municipio municipality
murieron died  murio died  museo museum  musica music  nacion nation  nave ship  negocio business
nieve snow  nino child  ninos children  noche night  nombraron appointed  nombre name  norte north
noviembre november  novio boyfriend  nueve nine  nuevo new  numero number  objetivo objective
objetivos objectives  obligaron forced  obligo forced  obra work  obras works  ocho eight
octubre october  ocurrio happened  oeste west  oferta offer  oficial officer  oficiales officers
oficina office  oficinas offices  orden order  ordeno ordered  organizacion organization
organizaron hosted  organizo hosted  oro gold  otorgo awarded  otra another  otro another  padre father
padres parents  paga pay  pagado paid  pagan pay  pagar pay  pagaron paid  pago payment  pais country
paises countries  panadero baker  panaderos bakers  papel role  parque park  particip attended
participantes participants  participaron participated  partido party  pasajero passenger
pasajeros passengers  pasaron happened  paso happened  patrulla patrol  patrullas patrols  paz peace
pelicula film  peligro danger  pena sentence  perdida loss  perdieron lost  perdio lost  permiso leave
perro dog  perros dogs  personal personnel  personas people  pescado fish  peso weight  piloto pilot
pilotos pilots  pista track  planificacion planning  planta plant  playa beach  poblacion population
poder power  policia police  politica policy  practicaron practiced  precio price  pregunta question
premio award  presento presented  presidente president  prestamo loan  prestamos loans  primavera spring
principal main  prioridades priorities  prision prison  problema problem  problemas problems
procurador attorney  procuradora attorney  produjo produced  profesor professor  programa program
prohibieron banned  prohibio banned  promocion promotion  promovido promoted  propiedad property
proposito purpose  propuesta proposal  protegio protected  prototipo prototype  prototipos prototypes
proyecto project  prueba test  pruebas tests  pueblo town  pueblos towns  puente bridge  puentes bridges
puerto port  puesto position  puestos positions  queja complaint  quejas complaints  queria wanted
querian wanted  quimica chemical  quimico chemical  quimicos chemicals  quince fifteen  razon reason
razones reasons  recibe receives  recibido received  recibieron received  recibio received
recibir receive  reclamo claim  reclutas recruits  red network  redes networks  redujo reduced
regalo gift  region region  regresaron returned  regreso returned  reparar repair  repararon repaired
rescataron rescued  rescate rescue  rescato rescued  reserva reserve  reservista reservist
reservistas reservists  respuesta response  resultado result  resultados results  retirado retired
retiro retired  reune meet  reunen meet  reunieron met  reunion meeting  reuniones meetings  rio river
robo theft  rodilla knee  ropa clothes  ruta route  salario pay  salud health  sancion penalty
sangre blood  sargento sergeant  secretario secretary  sede headquarters  seguridad security  seis six
semana week  semanas weeks  senador senator  sentencia sentence  septiembre september  servicio service
servicios services  siete seven  simulacro drill  sindicato union  sirve serves  sirvio served
sistema system  sistemas systems  sitio site  sitios sites  sobrevivio survived  sociedad partnership
socio partner  socios partners  soldadas soldiers  soldado soldier  soldados soldiers
solicitaron requested  solicito requested  solicitud request  subasta auction  subastaron auctioned
subasto auctioned  subteniente lieutenant  sueldo pay  suma sum  sur south  taller workshop
talleres workshops  tamano size  tanque tank  tanques tanks  tarde afternoon  tarjeta card
tarjetas cards  tecnologia technology  tema topic  temas topics  temblor earthquake  teniente lieutenant
terminaron ended  termino ended  terremoto earthquake  terreno land  terrestre land  testigo witness
testigos witnesses  tiempo time  tienda store  tiendas stores  tierra land  tipo type  tipos types
tormenta storm  trabaja works  trabajaba worked  trabajador worker  trabajadores workers  trabajo work
trasladado moved  tratado treaty  treinta thirty  tren train  trenes trains  tres three  tribunal court
tripulacion crew  tropas troops  turista tourist  turistas tourists  unidos united  union union
universidad university  uso used  vacuna vaccine  valle valley  valor value  vecino neighbor
vecinos neighbors  vehiculo vehicle  vehiculos vehicles  veinte twenty  vela sail  vendieron sold
vendio sold  venta sale  ventaja advantage  ventajas advantages  verano summer  veterano veteran
veteranos veterans  via road  viaje trip  victima victim  victimas victims  vida life  viento wind
vinieron came  vino came  violacion violation  violaron violated  violo violated  visita visit
visitaron visited  visito visited  vive lives  vivienda housing  viviendas housing  volaron flew
volo flew  voluntario volunteer  voluntarios volunteers  voto vote  vuelo flight  zona zone
"""


def english(word: str) -> str | None:
    """Return the English word for a folded Spanish one, or None for one that is not in the set."""
    return _pairs().get(word)


def gloss(words: Iterable[str]) -> str:
    """Return folded Spanish words one by one in English, as far as they are known, the others as they are.

    A sentence model finds the English passage by such English, poor as it is, sooner than by the Spanish.
    """
    return " ".join(_small().get(word) or english(word) or NATIONS.get(word) or word for word in words)


@lru_cache(maxsize=1)
def _pairs() -> dict[str, str]:
    words = iter(_WORDS.split())
    return dict(zip(words, words, strict=True))


@lru_cache(maxsize=1)
def _small() -> dict[str, str]:
    words = iter(_SMALL.split())
    return {word: meant.replace("_", " ") for word, meant in zip(words, words, strict=True)}
