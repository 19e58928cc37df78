"""Spanish words of questions -> the English ones of the releases, and the other way about.

A closed set of common words, folded, without the nations, which stand in `lexicon`, and the patterns of
what is asked, which stand in `asking`.
"""

from collections.abc import Iterable
from functools import lru_cache

from knowledge.dictionary import spanish_stem
from knowledge.lexicon import NATIONS
from knowledge.text import stem

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
abogada attorney  abogado attorney  abogados attorneys  abono paid  abrieron opened  abril april
abrio opened  abrir open  abuela grandmother  abuelo grandfather  accion action  acciones actions
aceite oil  aceptar accept  acogio hosted  acordaron agreed  acordo agreed  actividad activity
actividades activities  acuerdo agreement  acuerdos agreements  acusacion charge  acusado accused
acusaron accused  adiestramiento training  aereo air  aeropuerto airport  agencia agency
agencias agencies  agosto august  agregado attache  agricultor farmer  agricultores farmers  agua water
aire air  alcalde mayor  alcaldesa mayor  aliado ally  aliados allies  alimento food  alimentos foods
altura height  alumno student  alumnos students  ambiental environmental  ambulancia ambulance
animales animals  ano year  anos years  anterior previous  antiguo old  anual annual
anunciado announced  anunciaron announced  anuncio announced  apellido surname  aplazaron postponed
aplazo postponed  apoyar support  apoyaron supported  apoyo support  aprendieron learned
aprendio learned  aprobo approved  arbol tree  arboles trees  archivo file  arena sand  arma weapon
armada navy  armas weapons  arreglar repair  arreglaron repaired  arrestaron arrested  arresto arrested
articulo article  artista artist  artistas artists  asesino murderer  asistencia assistance
asistieron attended  asistio attended  asteroide asteroid  astronauta astronaut  astronautas astronauts
atacaron attacked  ataque attack  ataques attacks  atleta athlete  atletas athletes  aula classroom
aumento increase  autobus bus  autobuses buses  autopista highway  autor author  ave bird  aves birds
avion aircraft  aviones aircraft  aviso warning  avisos warnings  ayuda aid  ayudaron helped
ayudo helped  azucar sugar  bajaron lowered  bajo lowered  ballena whale  ballenas whales  banco bank
bancos banks  bandera flag  barco ship  barcos ships  barrio neighborhood  basura waste  batalla battle
bebe baby  bebida drink  bebidas drinks  beca scholarship  becas scholarships  beneficio benefit
beneficios benefits  biblioteca library  bolsa bag  bombas bombs  bombero firefighter
bomberos firefighters  bosque forest  bosques forests  boton button  brazo arm  brote outbreak
brotes outbreaks  buque ship  buques ships  busca seeks  caballo horse  caballos horses  cabeza head
cafe coffee  caja box  calle street  calor heat  cambio change  cambios changes  camino road
camion truck  camiones trucks  campamento camp  campana campaign  campeon champion  campeona champion
campeonato championship  campo field  cancelaron canceled  cancelo canceled  candidato candidate
candidatos candidates  cantante singer  cantidad amount  capacidades capabilities  capacitacion training
capitan captain  capitana captain  carcel prison  cargos charges  carne meat  carrera race
carreras races  carretera road  carreteras roads  carro car  carros cars  carta letter  casa house
casas homes  caso case  casos cases  catedral cathedral  causa cause  causas causes  cayeron fell
cayo fell  celebraron celebrated  celula cell  celulas cells  cena dinner  centro center
centros centers  cerca near  cerdo pig  cerdos pigs  ceremonia ceremony  cerrada closed  cerrado closed
cerrar close  cerraron closed  cerro closed  cerveza beer  cielo sky  cien hundred  ciencia science
cientifico scientist  cientificos scientists  cierre closure  cinco five  cine cinema  cirugia surgery
ciudad city  ciudadano citizen  ciudadanos citizens  clase class  clima climate  cobra charges
cobran charge  cobrar charge  cobraron charged  cobro charged  coche car  coches cars  cocinero cook
cocineros cooks  coleccion collection  colegio school  comandante commander  combate combat
comenzo began  comer eat  comida food  comieron ate  comio ate  compania company
competencia competition  compra purchase  comprar buy  compraron bought  compro bought
computadora computer  comunidad community  concierto concert  concurso contest  condado county
condena sentence  condenado sentenced  condenaron sentenced  conductor driver  conductores drivers
conferencia conference  congreso congress  consejo council  construir build  construyeron built
construyo built  consulta question  contagio infection  contagios infections  contaminacion pollution
contra against  contrataron hired  contrato contract  conversacion talk  conversaciones talks
cooperacion cooperation  cooperativa cooperative  corazon heart  coronel colonel  corrio ran
corte court  cortes cuts  cosas things  cosecha harvest  costa coast  costo cost  creacion creation
crear create  crecimiento growth  credito credit  creo created  cruzaron crossed  cruzo crossed
cuadro painting  cuartel barracks  cuatro four  cuenta account  cuerpo corps  cuesta cost  cuestan cost
cultivo crop  cultivos crops  cultura culture  cumplir meet  curso course  dano damage  danos damages
debe must  decidieron decided  decidio decided  defensa defense  dejaron left  dejo left
delantero forward  delito crime  demanda lawsuit  demandada sued  demandado sued  demandar sue
demandaron sued  demandas lawsuits  demando sued  denuncia complaint  denuncias complaints
departamento department  deporte sport  derecho right  derechos rights  desalojado evicted
desalojados evicted  desalojar evict  desalojo eviction  desaparecido missing  desaparecidos missing
desarrollo development  desastre disaster  descarga download  descargas downloads
descubrieron discovered  descubrimiento discovery  descubrio discovered  desempleados unemployed
desempleo unemployment  desfile parade  despedida fired  despedido fired  despedir fire
despega launches  despegue launch  despidieron fired  despidio fired  desplegado deployed
desplegados deployed  despliegue deployment  detenido arrested  detenidos arrested  detuvieron detained
detuvo detained  deuda debt  deudas debts  dia day  dias days  dibujo drawing  dibujos drawings
diciembre december  dieron gave  dieta diet  diez ten  dijeron said  dinero money  dio gave
diputado representative  director director  dirige leads  dirigio led  discapacidad disability
discriminacion discrimination  discurso speech  discutieron discussed  disenaron designed  diseno design
distrito district  doce twelve  dolor pain  domingo sunday  dona donates  donacion donation
donaron donated  dono donated  dormir sleep  dos two  dosis dose  droga drug  drogas drugs  dueno owner
duenos owners  duracion length  duraron lasted  duro lasted  ecologia ecology  economia economy
edad age  edicion edition  edificio building  edificios buildings  educacion education  efectivo cash
efecto effect  efectos effects  ejercicio exercise  ejercicios exercises  ejercito army
ejercitos armies  elecciones elections  elegido elected  eligieron elected  eligio elected
embarazada pregnant  embarazadas pregnant  embarcacion boat  embarcaciones boats  embargados repossessed
embargar repossess  embargaron repossessed  embargo repossessed  emergencia emergency  empezaron began
empezo began  empleado employee  empleados employees  empleo job  empresa company  empresas companies
encontro found  encuentro meeting  enemigo enemy  energia energy  enero january  enfermedad disease
enfermedades diseases  enfermera nurse  enfermeras nurses  enfermero nurse  enfermo sick  enfermos sick
enlace liaison  ensayo test  enseno taught  entrada ticket  entradas tickets  entrega delivery
entrego delivered  entrenador coach  entrenadora coach  entrenamiento training  entrenaron trained
entreno trained  entrevista interview  enviado sent  envian send  enviar send  enviaron sent  envio sent
epidemia epidemic  equipaje luggage  equipo team  equipos teams  erupcion eruption  escribio wrote
escritor writer  escritora writer  escuela school  escuelas schools  escultura sculpture
esculturas sculptures  especie species  especies species  esposa wife  esposo husband  estacion station
estadio stadium  estado state  estados states  estadounidense american  estrategia strategy
estrella star  estrellas stars  estudia studies  estudian study  estudiante student
estudiantes students  estudiaron studied  estudio study  estudios studies  estufa stove  estuvo was
etapa stage  etapas stages  evaluacion assessment  evento event  eventos events  evitar prevent
examen exam  exito success  experimento experiment  explico explained  explosion explosion
exposicion exhibition  exposiciones exhibitions  extranjero foreign  extranjeros foreign
fabrica factory  fabricante manufacturer  fabricantes manufacturers  fabricaron manufactured
fallecieron died  fallecio died  fallo ruling  familia family  febrero february  fecha date  feria fair
ferrocarril railroad  fiebre fever  fiesta party  fiestas parties  fila row  filtro filter
financiacion funding  financiamiento funding  firmaron signed  firmo signed  fiscal attorney
fiscales attorneys  fiscalia attorney  flor flower  flores flowers  fondo fund  fondos funds
formacion training  foto photo  frecuencia often  frio cold  frontera border  fruta fruit  frutas fruits
fuego fire  fueron went  fuerza force  fuerzas forces  fumar smoking  fundo founded  futbol football
futuro future  gana earns  ganadero rancher  ganado livestock  ganador winner  ganadora winner
ganadores winners  ganancia profit  ganancias profits  ganar win  ganaron won  gano won  gastaron spent
gasto cost  gastos expenses  gato cat  gatos cats  gente people  gobernador governor
gobernadora governor  gobierno government  golpe hit  granja farm  granjero farmer  granjeros farmers
gratis free  gripe flu  grupo group  grupos groups  guardia guard  guerra war  gusano worm
habitacion room  habitantes people  hablaron talked  hablo spoke  hambre hunger  helada frost
heladas frosts  herida injury  herido injured  heridos wounded  hermana sister  hermano brother
herramienta tool  herramientas tools  hicieron made  hielo ice  hierro iron  hija daughter  hijo son
hijos children  hipoteca mortgage  hipotecas mortgages  historia story  hizo made  hombre man
hombres men  hongo fungus  hongos fungi  hora hour  horario hours  horarios hours  horas hours
hospedo hosted  hospital hospital  huelga strike  hueso bone  huesos bones  huevo egg  huevos eggs
humana human  humanas human  humano human  huracan hurricane  iban went  idioma language  iglesia church
imagen image  imagenes images  impacto impact  impuesto tax  impuestos taxes  incendio fire
incendios fires  indemnizacion compensation  infeccion infection  infecciones infections  informe report
informo reported  ingeniero engineer  ingenieros engineers  ingreso income  ingresos revenue
inicio began  insecto insect  insectos insects  instalacion facility  instalaciones facilities
instrumento instrument  instrumentos instruments  inteligencia intelligence  interes interest
inundacion flood  investigacion investigation  investigador researcher  investigadora researcher
investigadores researchers  investigo investigated  invierno winter  invirtieron invested
invirtio invested  invitado guest  isla island  islamica islamic  islas islands  jardin garden
jardines gardens  jefe chief  jefes chiefs  jornada day  joven young  jovenes youth
jubilacion retirement  jubilado retired  judicial court  jueces judges  juego game  juegos games
jueves thursday  juez judge  jugador player  jugadora player  jugadores players  jugo played
juguete toy  juguetes toys  juicio trial  julio july  junio june  jurado jury  justicia justice
kilometros kilometers  laboratorio laboratory  lago lake  lanzamiento launch  lanzo launched  leche milk
lector reader  lesion injury  levanta lift  levantar lift  ley law  leyes laws  libro book
licencia leave  lider leader  lideres leaders  liga league  limpia clean  limpiar clean
limpiaron cleaned  limpieza cleanup  linea line  llama called  llamado called  llegaron arrived
llego arrived  lleva carries  llevan carry  lluvia rain  lluvias rains  lobo wolf  lobos wolves
logro achieved  lucha fight  lugar place  lugares places  luna moon  lunes monday  luz light
madera wood  madre mother  maestro teacher  maestros teachers  manda commands  mando command  mapa map
maquina machine  maquinas machines  mar sea  marca brand  marcas brands  marina navy  marino marine
marinos marines  martes tuesday  marzo march  mascota pet  mascotas pets  mayo may  mayor major
mayores older  mayoria majority  medalla medal  medallas medals  medicamento drug  medicamentos drugs
medicina medicine  medicinas medicines  medico doctor  medicos doctors  medida measure  medidas measures
mejor best  mejora improvement  mejorar improve  memoria memory  menor minor  menores minors
mensaje message  mercado market  mes month  meses months  meta goal  metas goals  metro subway
metros meters  mezquita mosque  miedo fear  miembro member  miembros members  miercoles wednesday
mil thousand  militar military  militares military  millones million  minas mines  ministro minister
minuto minute  minutos minutes  mision mission  moneda coin  monedas coins  montana mountain
montanas mountains  monto amount  mostro showed  motivo reason  moto motorcycle  motor engine
motos motorcycles  mueble furniture  muerte death  muerto dead  muertos dead  muestra shows
muestras samples  mujer woman  mujeres women  multa penalty  multaron fined  multas penalties
mundial world  mundo world  municipio municipality  murieron died  murio died  muro wall  museo museum
musica music  nacimiento birth  nacio born  nacion nation  nadar swim  nadie nobody  naranja orange
naturaleza nature  nave ship  navidad christmas  negocio business  nevera refrigerator  niebla fog
nieve snow  nino child  ninos children  nivel level  niveles levels  noche night  nombraron appointed
nombre name  norte north  notas grades  novela novel  noviembre november  novio boyfriend  nube cloud
nubes clouds  nueve nine  nuevo new  numero number  objetivo objective  objetivos objectives
obligaron forced  obligo forced  obra work  obras works  obrero worker  obreros workers  oceano ocean
ocho eight  octubre october  ocurrio happened  oeste west  oferta offer  oficial officer
oficiales officers  oficina office  oficinas offices  ojo eye  ojos eyes  ola wave  olas waves
olimpiada olympics  orden order  ordeno ordered  organizacion organization  organizaron hosted
organizo hosted  oro gold  oso bear  osos bears  otorgo awarded  otra another  otro another
paciente patient  pacientes patients  padre father  padres parents  paga pay  pagado paid  pagan pay
pagar pay  pagaron paid  pago payment  pais country  paises countries  pajaro bird  pajaros birds
palabra word  palabras words  palacio palace  pan bread  panadero baker  panaderos bakers
pandemia pandemic  pantalla screen  papel role  parada stop  paradas stops  parque park  parques parks
particip attended  participantes participants  participaron participated  partido party  pasado past
pasajero passenger  pasajeros passengers  pasaron happened  paseo walk  paso happened  pasos steps
pastilla pill  pastillas pills  patente patent  patrimonio heritage  patrulla patrol  patrullas patrols
pavo turkey  paz peace  peaje toll  peatones pedestrians  peces fish  pelea fight  pelicula film
peligro danger  pelota ball  pena sentence  perdida loss  perdidas losses  perdieron lost  perdio lost
periodico newspaper  periodista journalist  periodistas journalists  permiso leave  perro dog
perros dogs  personal personnel  personas people  pesca fishing  pescado fish  pescador fisherman
pescadores fishermen  peso weight  pez fish  piedra stone  piedras stones  piel skin  piloto pilot
pilotos pilots  pintor painter  pintura painting  pinturas paintings  piscina pool  piso floor
pisos floors  pista track  planeta planet  planetas planets  planificacion planning  planta plant
plantas plants  plastico plastic  plata silver  plato dish  platos dishes  playa beach  playas beaches
plaza square  plazo deadline  poblacion population  pobre poor  pobres poor  pobreza poverty
poder power  polen pollen  policia police  politica policy  pollo chicken  polvo dust  posible possible
practicaron practiced  precio price  pregunta question  premio award  prensa press  presento presented
presidente president  prestamo loan  prestamos loans  presupuesto budget  prevencion prevention
primavera spring  primer first  primera first  primero first  principal main  prioridades priorities
prision prison  privado private  problema problem  problemas problems  procurador attorney
procuradora attorney  producto product  productos products  produjo produced  profesor professor
programa program  prohibieron banned  prohibio banned  promedio average  promocion promotion
promovido promoted  pronostico forecast  propiedad property  proposito purpose  propuesta proposal
protegio protected  protesta protest  protestas protests  prototipo prototype  prototipos prototypes
proveedor supplier  proveedores suppliers  proyecto project  prueba test  pruebas tests  publico public
pueblo town  pueblos towns  puente bridge  puentes bridges  puerta door  puertas doors  puerto port
puesto position  puestos positions  pulmon lung  pulmones lungs  queja complaint  quejas complaints
quemaduras burns  queria wanted  querian wanted  queso cheese  quesos cheeses  quimica chemical
quimico chemical  quimicos chemicals  quince fifteen  rapido fast  raton mouse  ratones mice
rayo lightning  razon reason  razones reasons  receta recipe  recibe receives  recibido received
recibieron received  recibio received  recibir receive  reciclaje recycling  reciclar recycle
reclamo claim  reclutas recruits  recuerdo memory  red network  redes networks  redujo reduced
refugio shelter  refugios shelters  regalo gift  region region  regla rule  reglas rules
regresaron returned  regreso returned  reloj clock  renuncio resigned  reparar repair
repararon repaired  requisito requirement  requisitos requirements  rescataron rescued  rescate rescue
rescato rescued  reserva reserve  reservista reservist  reservistas reservists  residuos waste
respuesta response  restaurante restaurant  restaurantes restaurants  resultado result
resultados results  retirado retired  retiro retired  reto challenge  retos challenges  retraso delay
retrasos delays  reune meet  reunen meet  reunieron met  reunion meeting  reuniones meetings
revista magazine  rey king  reyes kings  riesgo risk  riesgos risks  rio river  rios rivers  robo theft
roca rock  rocas rocks  rodilla knee  rojo red  ropa clothes  ruido noise  ruta route  sabado saturday
sal salt  sala room  salario pay  salida exit  salio left  salmonela salmonella  salud health
sancion penalty  sangre blood  sargento sergeant  satelite satellite  satelites satellites
secretario secretary  sede headquarters  seguridad security  seguro insurance  seguros insurance
seis six  selva jungle  semana week  semanas weeks  semilla seed  semillas seeds  senador senator
sentencia sentence  septiembre september  sequia drought  sequias droughts  servicio service
servicios services  siete seven  simulacro drill  sindicato union  sintoma symptom  sintomas symptoms
sirve serves  sirvio served  sismo earthquake  sismos earthquakes  sistema system  sistemas systems
sitio site  sitios sites  sobras leftovers  sobrevivio survived  sociedad partnership  socio partner
socios partners  sol sun  soldadas soldiers  soldado soldier  soldados soldiers  solicitaron requested
solicito requested  solicitud request  subasta auction  subastaron auctioned  subasto auctioned
subieron raised  subio raised  submarino submarine  subteniente lieutenant  sueldo pay  suelo soil
sueno sleep  suma sum  sur south  tabaco tobacco  taller workshop  talleres workshops  tamano size
tamanos sizes  tanque tank  tanques tanks  tarde afternoon  tarifa fare  tarifas fares  tarjeta card
tarjetas cards  tasa rate  tasas rates  teatro theater  techo roof  tecnologia technology  tela cloth
telefono phone  telefonos phones  telescopio telescope  tema topic  temas topics  temblor earthquake
temperatura temperature  temperaturas temperatures  temporada season  teniente lieutenant
terminaron ended  termino ended  terremoto earthquake  terreno land  terrestre land  tesoro treasure
testigo witness  testigos witnesses  tiburon shark  tiburones sharks  tiempo time  tienda store
tiendas stores  tierra land  tijeras scissors  tipo type  tipos types  tormenta storm  tormentas storms
torneo tournament  torre tower  torres towers  tortuga turtle  tortugas turtles  tos cough
trabaja works  trabajaba worked  trabajador worker  trabajadores workers  trabajo work  trafico traffic
transporte transport  trasladado moved  tratado treaty  tratamiento treatment  tratamientos treatments
treinta thirty  tren train  trenes trains  tres three  tribunal court  tripulacion crew  tropas troops
tunel tunnel  tuneles tunnels  turismo tourism  turista tourist  turistas tourists  ultima last
ultimo last  unidos united  union union  universidad university  uso used  utiles supplies  vaca cow
vacaciones vacation  vacas cows  vacuna vaccine  vacunacion vaccination  vacunado vaccinated
vacunados vaccinated  vacunaron vaccinated  vacunas vaccines  valla fence  valle valley  valor value
vecino neighbor  vecinos neighbors  vegetal vegetable  vehiculo vehicle  vehiculos vehicles
veinte twenty  vela sail  velocidad speed  venden sell  vender sell  vendieron sold  vendio sold
veneno poison  venta sale  ventaja advantage  ventajas advantages  ventana window  ventanas windows
ventas sales  verano summer  verde green  verduras vegetables  veterano veteran  veteranos veterans
via road  viajar travel  viajaron traveled  viaje trip  viajes trips  viajo traveled  victima victim
victimas victims  vida life  vidrio glass  viento wind  viernes friday  vigilancia surveillance
vinieron came  vino came  violacion violation  violaron violated  violo violated  visita visit
visitaron visited  visito visited  vive lives  vivienda housing  viviendas housing  volaron flew
volcan volcano  volcanes volcanoes  volo flew  voluntario volunteer  voluntarios volunteers  voto vote
voz voice  vuelo flight  yate yacht  zapatos shoes  zona zone
"""


def english(word: str) -> str | None:
    """Return the English word for a folded Spanish one, or for a form of it; None for an unknown one."""
    return _pairs().get(word) or _by_stem().get(spanish_stem(word) or "")


def in_spanish(word: str) -> tuple[str, ...]:
    """Return the folded Spanish words for an English one, whatever its ending; none where it knows none."""
    return _reversed().get(stem(word), ())


def gloss(words: Iterable[str]) -> str:
    """Return folded Spanish words one by one in English, as far as they are known, the others as they are.

    A sentence model finds the English passage by such English, poor as it is, sooner than by the Spanish.
    """
    return " ".join(_small().get(word) or english(word) or NATIONS.get(word) or word for word in words)


@lru_cache(maxsize=1)
def _pairs() -> dict[str, str]:
    return _paired(_WORDS)


@lru_cache(maxsize=1)
def _by_stem() -> dict[str, str]:
    """The English word by the stem of the Spanish one; of several the first."""
    words: dict[str, str] = {}
    for one, meant in _pairs().items():
        if stemmed := spanish_stem(one):
            words.setdefault(stemmed, meant)
    return words


@lru_cache(maxsize=1)
def _reversed() -> dict[str, tuple[str, ...]]:
    """The Spanish words by the stem of the English one."""
    words: dict[str, tuple[str, ...]] = {}
    for one, meant in _pairs().items():
        words[stem(meant)] = (*words.get(stem(meant), ()), one)
    return words


@lru_cache(maxsize=1)
def _small() -> dict[str, str]:
    return {word: meant.replace("_", " ") for word, meant in _paired(_SMALL).items()}


def _paired(listed: str) -> dict[str, str]:
    words = iter(listed.split())
    return dict(zip(words, words, strict=True))
