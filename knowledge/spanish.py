"""Spanish words of questions -> the English ones of the releases.

A closed set of common words, folded, without the question words and the nations, which stand in
`asking` and `lexicon`.
"""

from functools import lru_cache

_WORDS = """
abogada attorney  abogado attorney  abogados attorneys  abono paid  accion action  acciones actions  aceptar
accept  acogio hosted  acordaron agreed  acordo agreed  acuerdo agreement  acuerdos agreements  acusacion
charge  acusado accused  acusaron accused  adiestramiento training  aereo air  aeropuerto airport  agregado
attache  alcalde mayor  alcaldesa mayor  aliado ally  aliados allies  alumnos students  anual annual
anunciado announced  anunciaron announced  anuncio announced  aprendieron learned  aprendio learned  aprobo
approved  arma weapon  armada navy  armas weapons  arrestaron arrested  arresto arrested  asistencia
assistance  asistieron attended  asistio attended  aumento increase  autor author  aviones aircraft  ayuda
aid  ayudaron helped  ayudo helped  banco bank  bancos banks  barco ship  barcos ships  batalla battle
bombero firefighter  bomberos firefighters  boton button  brazo arm  busca seeks  caballo horse  caballos
horses  calle street  camion truck  camiones trucks  campamento camp  capacidades capabilities  capacitacion
training  carcel prison  cargos charges  carro car  carros cars  carta letter  casa house  casas homes
ciudad city  clase class  coche car  coches cars  cocinero cook  cocineros cooks  comandante commander
comenzo began  comida food  comieron ate  comio ate  compania company  compra purchase  comunidad community
condado county  condena sentence  condenado sentenced  condenaron sentenced  conferencia conference
congreso congress  consejo council  construir build  construyeron built  construyo built  consulta question
contrato contract  conversacion talk  conversaciones talks  cooperacion cooperation  corrio ran  corte court
cosas things  costa coast  costo cost  crear create  creo created  cruzaron crossed  cruzo crossed  cuartel
barracks  cuenta account  cuerpo corps  cumplir meet  curso course  danos damages  debe must  defensa
defense  delito crime  demanda lawsuit  demandada sued  demandado sued  demandar sue  demandaron sued
demandas lawsuits  demando sued  departamento department  derecho right  derechos rights  desalojado evicted
desalojados evicted  desalojar evict  desalojo eviction  desarrollo development  desastre disaster
descubrio discovered  desempleo unemployment  despedida fired  despedido fired  despedir fire  despidieron
fired  despidio fired  desplegado deployed  desplegados deployed  despliegue deployment  deuda debt  deudas
debts  dia day  dias days  dijeron said  dinero money  dirige leads  dirigio led  discriminacion
discrimination  discurso speech  discutieron discussed  distrito district  duracion length  edad age
edificio building  edificios buildings  efectivo cash  ejercicio exercise  ejercicios exercises  ejercito
army  ejercitos armies  elecciones elections  embargados repossessed  embargar repossess  embargaron
repossessed  embargo repossessed  empleado employee  empleados employees  empleo job  empresa company
empresas companies  encontro found  encuentro meeting  enemigo enemy  enlace liaison  ensayo test  enseno
taught  entrego delivered  entrenamiento training  entrenaron trained  entreno trained  enviado sent  envian
send  enviar send  enviaron sent  envio sent  equipo team  equipos teams  escuela school  escuelas schools
estado state  estados states  estadounidense american  estrategia strategy  estudiante student  estudiantes
students  estuvo was  evaluacion assessment  evento event  eventos events  experimento experiment  explico
explained  extranjero foreign  extranjeros foreign  fabrica factory  familia family  fecha date  fiscal
attorney  fiscales attorneys  fiscalia attorney  frecuencia often  frontera border  fuego fire  fueron went
fuerza force  fuerzas forces  fundo founded  futuro future  ganaron won  gano won  gasto cost  gente people
gobierno government  golpe hit  gratis free  grupo group  grupos groups  guardia guard  guerra war
habitantes people  hablaron talked  hablo spoke  herida injury  herido injured  heridos wounded  hicieron
made  hija daughter  hijo son  hijos children  hipoteca mortgage  hipotecas mortgages  historia story  hizo
made  hombre man  hombres men  hospedo hosted  humana human  humanas human  humano human  huracan hurricane
iban went  idioma language  iglesia church  impuesto tax  impuestos taxes  incendio fire  indemnizacion
compensation  informe report  informo reported  ingeniero engineer  ingenieros engineers  inicio began
interes interest  inundacion flood  investigacion investigation  investigo investigated  invierno winter
invitado guest  islamica islamic  jefe chief  jefes chiefs  judicial court  jueces judges  juez judge  jugo
played  juicio trial  jurado jury  justicia justice  lago lake  lanzamiento launch  lanzo launched  lesion
injury  levanta lift  levantar lift  ley law  leyes laws  libro book  licencia leave  lider leader  lideres
leaders  linea line  llama called  llamado called  llegaron arrived  llego arrived  lluvia rain  logro
achieved  lucha fight  lugar place  lugares places  maestro teacher  maestros teachers  manda commands
mando command  maquina machine  marina navy  marino marine  marinos marines  mayoria majority  medico doctor
medida measure  medidas measures  mejora improvement  mejorar improve  meses months  mezquita mosque
miembro member  miembros members  militar military  militares military  millones million  ministro minister
mision mission  monto amount  mostro showed  motivo reason  mueble furniture  muerte death  muerto dead
muertos dead  muestra shows  mujer woman  mujeres women  multa penalty  multaron fined  multas penalties
murieron died  murio died  museo museum  musica music  nacion nation  nave ship  negocio business  nino
child  ninos children  nombraron appointed  nombre name  novio boyfriend  nuevo new  numero number  objetivo
objective  objetivos objectives  obligaron forced  obligo forced  ocurrio happened  oferta offer  oficial
officer  oficiales officers  oficina office  oficinas offices  orden order  ordeno ordered  organizaron
hosted  organizo hosted  otorgo awarded  otra another  otro another  paga pay  pagado paid  pagan pay  pagar
pay  pagaron paid  pago payment  pais country  paises countries  panadero baker  panaderos bakers  parque
park  particip attended  participantes participants  participaron participated  partido party  pasaron
happened  paso happened  pena sentence  perdida loss  perdieron lost  perdio lost  permiso leave  personal
personnel  personas people  peso weight  piloto pilot  pilotos pilots  pista track  planta plant  poblacion
population  poder power  policia police  precio price  pregunta question  premio award  presento presented
presidente president  prestamo loan  prestamos loans  primavera spring  principal main  prioridades
priorities  prision prison  problema problem  problemas problems  procurador attorney  procuradora attorney
produjo produced  profesor professor  programa program  propiedad property  proposito purpose  propuesta
proposal  protegio protected  prototipo prototype  prototipos prototypes  proyecto project  prueba test
pueblo town  pueblos towns  puente bridge  puentes bridges  puerto port  puesto position  puestos positions
queja complaint  quejas complaints  queria wanted  querian wanted  recibe receives  recibido received
recibieron received  recibio received  recibir receive  reclamo claim  reclutas recruits  redujo reduced
reserva reserve  reservista reservist  reservistas reservists  respuesta response  retirado retired  retiro
retired  reune meet  reunen meet  reunieron met  reunion meeting  reuniones meetings  rio river  robo theft
rodilla knee  salario pay  salud health  sancion penalty  secretario secretary  sede headquarters  seguridad
security  semanas weeks  sentencia sentence  servicio service  servicios services  simulacro drill
sindicato union  sirve serves  sirvio served  sistema system  sistemas systems  sobrevivio survived
sociedad partnership  socio partner  socios partners  soldadas soldiers  soldado soldier  soldados soldiers
subasta auction  subastaron auctioned  subasto auctioned  subteniente lieutenant  sueldo pay  suma sum
tamano size  tanque tank  tanques tanks  tarjeta card  tarjetas cards  tecnologia technology  tema topic
temas topics  temblor earthquake  terminaron ended  termino ended  terremoto earthquake  terreno land
terrestre land  testigo witness  testigos witnesses  tiempo time  tienda store  tiendas stores  tierra land
trabaja works  trabajaba worked  trabajador worker  trabajadores workers  trabajo work  trasladado moved
tratado treaty  tribunal court  tropas troops  unidos united  universidad university  uso used  vacuna
vaccine  valle valley  valor value  vecino neighbor  vecinos neighbors  vehiculo vehicle  vehiculos vehicles
vendieron sold  vendio sold  verano summer  veterano veteran  veteranos veterans  viaje trip  victima victim
victimas victims  vida life  viento wind  vinieron came  vino came  violacion violation  violaron violated
violo violated  visita visit  visitaron visited  visito visited  vive lives  vivienda housing  viviendas
housing  voluntario volunteer  voluntarios volunteers  voto vote  vuelo flight  zona zone
"""


def english(word: str) -> str | None:
    """Return the English word for a folded Spanish one, or None for one that is not in the set."""
    return _pairs().get(word)


@lru_cache(maxsize=1)
def _pairs() -> dict[str, str]:
    words = iter(_WORDS.split())
    return dict(zip(words, words, strict=True))
