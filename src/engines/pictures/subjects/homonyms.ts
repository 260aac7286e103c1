import type { Language } from '../../../contracts/languages.ts';
import { stem } from './stem.ts';
import { wordsOf } from './words.ts';

// language | word | icons of its usual sense, or - for none | other words of the scene or the title -> icons then, and so on.
const table = `
en | bank | bank money-bag | river water stream shore flood fish mud current -> national-park water-wave
en | crane | building-construction | bird feather wing nest wetland flock migrate origami -> swan bird nest-with-eggs
en | bat | bat | baseball ball cricket pitcher stadium -> baseball cricket-game
en | spring | tulip cherry-blossom | water source hot geyser mineral well drink -> fountain droplet | metal coil steel clock -> gear nut-and-bolt
en | mouse | mouse | computer click screen keyboard cursor desktop -> computer-mouse desktop-computer
en | seal | seal | wax letter document stamp king envelope lid jar -> scroll envelope
en | mercury | ringed-planet sun | thermometer temperature metal liquid poison toxic hat -> thermometer test-tube
en | python | snake | code computer program software language data -> laptop snake
en | java | hot-beverage | code computer program software -> laptop | island indonesia volcano -> desert-island volcano
en | apple | red-apple | iphone computer steve company phone mac -> mobile-phone laptop
en | match | fire | football soccer game team goal score player -> soccer-ball stadium
en | organ | anatomical-heart lungs | music church pipe play bach -> musical-keyboard church
en | cell | dna microbe petri-dish | phone call smartphone -> mobile-phone | prison jail inmate -> chains locked | battery solar -> battery
en | nail | hammer wood | finger polish hand beauty -> nail-polish
en | palm | palm-tree | hand finger read -> palm-up-hand
en | trunk | elephant | tree wood forest ring -> deciduous-tree wood | car luggage -> automobile luggage
en | bark | deciduous-tree wood | dog puppy wolf -> dog
en | rose | - | flower garden petal thorn red bouquet -> rose bouquet | price cost percent rate sea temperature inflation sale -> chart-increasing
en | fall | - | autumn leaf leaves september october -> fallen-leaf maple-leaf | price rate percent cost -> chart-decreasing
en | pound | - | money price cost british sterling pay -> pound-banknote
en | plant | seedling potted-plant | factory power nuclear worker assembly -> factory
en | pupil | school graduation-cap | eye light iris see -> eye
en | ruler | crown | measure inch length draw -> straight-ruler
en | turkey | turkey | istanbul ottoman country ankara turkish -> mosque
en | china | - | beijing chinese asia dynasty emperor -> flag:🇨🇳 | cup plate porcelain tea -> teacup-without-handle
en | date | spiral-calendar | palm fruit sweet desert -> palm-tree
en | duck | duck | - -> duck
en | fly | - | insect bug larva buzz spider -> fly
en | bear | - | animal honey cub forest polar hibernate winter sleep den hunt -> bear
en | saw | - | wood cut tool carpenter blade -> carpentry-saw
en | watch | - | clock wrist time wear -> watch
en | wave | water-wave | light radio gravitational signal sound -> satellite-antenna | hand hello goodbye -> waving-hand
en | rock | rock | music guitar band concert -> guitar
en | bug | bug | software code computer program -> laptop bug
en | cloud | cloud | computer data server software -> cloud laptop
en | web | spider-web | internet site page browser -> globe-with-meridians laptop
en | chip | - | computer silicon processor phone -> laptop gear | potato fry salt -> french-fries
en | court | classical-building balance-scale | tennis basketball ball -> tennis
en | arm | flexed-biceps | octopus squid tentacle starfish sucker -> octopus squid | weapon soldier war -> crossed-swords
en | drop | droplet | price rate percent fell number -> chart-decreasing
en | park | deciduous-tree | car vehicle -> automobile
en | interest | money-bag chart-increasing | curious hobby question topic -> thinking-face light-bulb
en | school | school | fish ocean shoal sea -> fish
en | star | star | film movie actor celebrity hollywood -> clapper-board sparkles
en | iron | chains hammer | blood oxygen hemoglobin -> drop-of-blood | shirt clothes -> t-shirt
en | lead | - | metal pipe poison toxic -> nut-and-bolt warning
en | tank | military-helmet | fish aquarium water -> fish droplet | fuel gas petrol -> fuel-pump
en | current | - | electric voltage wire battery -> high-voltage electric-plug | river ocean water -> water-wave
en | second | - | minute clock hour tick -> stopwatch
en | minute | stopwatch | - -> stopwatch
en | press | - | print newspaper book gutenberg -> newspaper | pressure push water -> -
en | pitch | - | music tone -> musical-notes | football -> soccer-ball
en | hand | - | finger clock wash -> raised-hand
en | face | - | person skin smile mirror -> slightly-smiling-face
en | pot | pot-of-food | honey jar -> honey-pot
en | bay | water-wave sailboat | - -> water-wave
en | hole | hole | black star gravity horizon galaxy -> cyclone milky-way
en | horizon | sunrise | event black hole -> cyclone
en | compound | - | interest money bank invest -> seedling chart-increasing | chemistry molecule acid -> test-tube
en | culture | - | bacteria lab petri cell -> petri-dish
en | scale | balance-scale | fish snake dragon lizard -> fish | music note piano -> musical-score
en | bean | beans | coffee roast espresso cafe -> beans hot-beverage
fr | banque | bank money-bag | - -> bank
fr | avocat | balance-scale briefcase | fruit manger toast guacamole salade vert -> avocado
fr | grue | building-construction | oiseau plume aile marais vol -> swan bird
fr | souris | mouse | ordinateur clic ecran clavier -> computer-mouse
fr | vol | airplane | voleur argent bijou police musee -> detective money-with-wings
fr | voile | sailboat | tete visage mariage -> person-with-veil
fr | tour | castle | monde france velo course -> bicycle | eiffel paris -> tokyo-tower
fr | moule | oyster | gateau four beton forme -> brick
fr | glace | ice-cream ice | froid gel hiver pole fondre banquise -> ice snowflake | reflet visage -> mirror
fr | peche | peach | poisson mer bateau filet hamecon -> fishing-pole fish
fr | carte | world-map | jeu poker as -> joker | banque credit payer -> credit-card
fr | feuille | leaf-fluttering-in-wind herb | papier stylo page ecrire -> page-facing-up
fr | mars | spiral-calendar | planete rouge fusee espace robot -> ringed-planet rocket
fr | pile | battery | livre papier assiette -> books
fr | verre | - | boire vin eau -> wine-glass | sable fenetre souffler -> window
fr | champ | sheaf-of-rice | magnetique electrique -> magnet | bataille -> crossed-swords
fr | ressort | gear | - -> gear
fr | source | fountain droplet | livre texte document -> books
fr | piece | coin | maison chambre -> couch-and-lamp | theatre acteur -> performing-arts
fr | noyau | - | atome electron -> atom-symbol | fruit cerise -> cherries | terre magma -> globe-showing-europe-africa
fr | marche | shopping-cart | pied jambe escalier pas -> footprints
fr | cours | - | bourse action prix -> chart-increasing | ecole eleve -> school | eau fleuve -> water-wave
fr | grain | sheaf-of-rice | cafe torrefier torrefaction tasse arabica -> beans hot-beverage | sable plage -> desert
fr | regle | straight-ruler | femme cycle -> spiral-calendar
fr | timbre | envelope | voix son instrument -> musical-notes
fr | as | - | carte poker jeu -> joker
fr | mine | pick rock | crayon dessin -> pencil | visage -> slightly-smiling-face
fr | trou | hole | noir etoile gravite -> cyclone milky-way
fr | bras | flexed-biceps | pieuvre poulpe tentacule -> octopus
fr | pot | jar | miel abeille -> honey-pot honeybee
es | banco | bank money-bag | parque plaza sentarse -> chair
es | raton | mouse | ordenador computadora clic pantalla -> computer-mouse
es | grua | building-construction | ave pluma -> swan
es | gato | cat | coche rueda -> wrench
es | vela | candle | barco mar viento -> sailboat
es | planta | seedling | fabrica nuclear -> factory
es | cura | church | enfermedad medicina -> pill
es | granada | - | fruta -> red-apple | guerra bomba -> bomb
it | banca | bank money-bag | - -> bank
it | gru | building-construction | uccello piuma -> swan
it | riso | cooked-rice | ridere comico -> face-with-tears-of-joy
it | pianta | seedling | - -> seedling
pt | banco | bank money-bag | parque praca sentar -> chair
pt | manga | mango | camisa -> t-shirt | anime japao -> books
pt | planta | seedling | fabrica nuclear -> factory
de | bank | bank money-bag | park sitzen fluss -> chair
de | schloss | castle | tur schlussel -> locked
de | maus | mouse | computer klick -> computer-mouse
de | kiefer | evergreen-tree | zahn mund -> tooth
de | birne | pear | licht lampe strom -> light-bulb
de | strauss | bouquet | vogel afrika -> bird
`;

interface Sense {
  context: ReadonlySet<string>;
  icons: readonly string[];
}

interface Homonym {
  usual: readonly string[];
  senses: readonly Sense[];
}

const known = new Map<Language, Map<string, Homonym>>();

/**
 * The icons a word of several senses means among these stems; none where it usually means nothing that can be drawn, as a
 * verb (`rose`, `saw`), undefined for other words.
 */
export function senseOf(word: string, among: ReadonlySet<string>, language: Language): readonly string[] | undefined {
  let homonyms = known.get(language);
  if (!homonyms) {
    homonyms = readTable(language);
    known.set(language, homonyms);
  }
  const homonym = homonyms.get(stem(word, language));
  if (!homonym) return undefined;
  const counts = homonym.senses.map(({ context }) => [...context].filter((other) => among.has(other)).length);
  const most = Math.max(0, ...counts);
  return most === 0 ? homonym.usual : homonym.senses[counts.indexOf(most)]?.icons;
}

function readTable(language: Language): Map<string, Homonym> {
  const homonyms = new Map<string, Homonym>();
  for (const row of table.trim().split('\n')) {
    const [code, word = '', usual = '', ...senses] = row.split('|').map((cell) => cell.trim());
    if (code !== language) continue;
    const iconsOf = (cell: string) => cell.split(' ').filter((icon) => icon !== '-' && icon !== '');
    homonyms.set(stem(word, language), {
      usual: iconsOf(usual),
      senses: senses.map((sense) => {
        const [context = '', icons = ''] = sense.split('->');
        return {
          context: new Set(wordsOf(context, language).map((other) => stem(other, language))),
          icons: iconsOf(icons),
        };
      }),
    });
  }
  return homonyms;
}
