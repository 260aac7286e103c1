import type { Language } from '../../../contracts/languages.ts';
import { breakWords } from '../../text/break-words.ts';
import { wordsOf } from './words.ts';

/** Words too common to choose a picture by; without accents. */
const written: Partial<Record<Language, ReadonlySet<string>>> = {
  en: wordSet(
    'a about after all also an and any are as at be because been before being but by can could did do does done down each even every for from get go got had has have he her here his how i if in into is it its just like made make many may me more most much my never new no not now of off on one only or other our out over own part people put really said same say see she so some still such take than that the their them then there these they thing things this those through to too two under until up us use used very was way we well were what when where which while who why will with would you your yes ever three four five six seven eight nine ten first second third thirds half quarter quarters times thing way',
  ),
  fr: wordSet(
    'a afin ai ainsi alors apres au aucun aussi autre aux avaient avait avant avec avoir beaucoup bien car ce cela celle celui ces cet cette chaque chez ci comme comment d dans de deja depuis des deux dire dit donc dont du elle elles en encore entre es est et etait etaient ete etre eux fait faire fois font il ils j jamais je l la le les leur leurs lui m ma mais me meme mes moi moins mon n ne ni non nos notre nous on ont ou par parce pas peu peut plus plusieurs pour pourquoi puis qu quand que quel quelle qui quoi rien s sa sans se sera ses si soi son sont sous sur t ta tant te tes toi ton tous tout toute toutes tres trois tu un une va vers voici voila vos votre vous vrai y quatre cinq six sept huit neuf dix presque vraiment peutetre premier premiere premiers premieres deuxieme second seconde tiers moitie quart milliard milliards million millions',
  ),
  es: wordSet(
    'a al algo asi aun aunque bien cada casi como con cual cuando de del desde donde dos e el ella ellas ellos en entre era eran es esa ese eso esta estan estar este esto fue fueron ha hace hacer han hasta hay la las le les lo los mas me mi mientras mucho muy nada ni no nos nosotros nunca o os otra otro para pero poco por porque puede que quien se sea ser si siempre sin sino sobre solo son su sus tal tambien tan te tiene tienen todo todos tres tu tus un una uno unos va y ya yo cuatro cinco seis siete ocho nueve diez primer primera primero primeros segundo tercio tercios mitad cuarto millon millones',
  ),
  it: wordSet(
    'a ad ai al alla alle allo anche ancora avere aveva c che chi ci come con cosa cosi cui da dal dalla dei del della delle dello di dopo dove due e ed era erano essere fa fare fino fra gia gli ha hanno ho i il in io l la le lei li lo loro lui ma mai me meno mi molto ne nei nel nella no noi non nostro o ogni per perche piu poco poi prima puo qua quale quando quanto quella quelle quelli quello questa queste questi questo qui quindi se sei senza si sia solo sono sopra sotto stato su sua sue sui sul sulla suo suoi te ti tra tre tu tutti tutto un una uno va vi voi quattro cinque sette otto nove dieci primo prima primi secondo terzo terzi meta quarto milione milioni miliardi',
  ),
  pt: wordSet(
    'a ainda ao aos apenas as assim ate cada com como da das de depois desde do dois dos duas e ela elas ele eles em entre era eram essa esse esta este eu foi foram ha isso isto ja la lhe lo mais mas me mesmo meu minha muito na nada nao nas nem no nos nossa nosso num nunca o onde os ou outra outro para pela pelo pode por porque qual quando que quem se sem sempre ser seu seus so sob sobre sua suas tal tambem tao te tem ter todo todos tres tu tudo um uma umas uns vai voce vos quatro cinco seis sete oito nove dez primeiro primeira primeiros segundo terco tercos metade quarto milhao milhoes',
  ),
};

function wordSet(text: string): Set<string> {
  return new Set(text.split(' '));
}

const sets = new Map<Language, ReadonlySet<string>>();

/** Languages without a list of their own are served by the words that hold lines together: articles, particles, numbers. */
function commonWords(language: Language): ReadonlySet<string> {
  let words = sets.get(language);
  if (!words) {
    const { bindsForward, begins, bindsBack, numbers } = breakWords[language];
    // Korean counts things with the word for a dog.
    const counters = language === 'ko' ? '개' : '';
    words =
      written[language] ?? new Set(wordsOf([bindsForward, begins, bindsBack, numbers, counters].join(' '), language));
    sets.set(language, words);
  }
  return words;
}

/** Whether a word says nothing that could be drawn. */
export function isCommon(word: string, language: Language): boolean {
  const shortest = /\p{Script=Han}|\p{Script=Hangul}/u.test(word) ? 1 : 2;
  return word.length < shortest || commonWords(language).has(word);
}
