import { isOfflineLanguage, type Language, type OfflineLanguage } from '../../contracts/languages.ts';

/** Words that carry no subject by themselves: articles, pronouns, prepositions, auxiliaries, common verbs and adverbs. */
const lists: Record<OfflineLanguage, string> = {
  en: `a an the this that these those i you he she it we they me him her us them my your his its our their mine yours who whom
    whose which what when where why how and or but nor so yet if than then because while although though until unless of at
    by for with about against between into through during before after above below to from up down in out on off over under
    again further once here there all any both each few more most other some such no not only own same too very just also
    even still ever never always often sometimes perhaps maybe almost enough rather quite really actually can cannot could
    will would shall should may might must do does did doing done have has had having be is am are was were been being get
    gets got make makes made making go goes went gone take takes took taken come comes came give gives gave given keep keeps
    kept let lets say says said see sees saw seen know knows knew known think thinks find finds found use uses used using
    like likes need needs want wants try tries tell tells told ask asks look looks show shows seem seems become becomes
    became put puts turn turns turned call called start starts started stop stops work works worked mean means one two first
    last much many lot lots thing things way ways something anything nothing everything someone anyone everyone nobody itself
    themselves yourself himself herself well now today yes per via don't doesn't didn't isn't aren't wasn't can't won't it's
    that's there's what's you're they're we're i'm let's around without within across along among toward towards upon every
    another else away back right left new old good better best bad big small long short high low next`,
  fr: `le la les un une des du de d l au aux ce cet cette ces cela ça c mon ma mes ton ta tes son sa ses notre nos votre vos leur
    leurs je j tu il elle on nous vous ils elles me m te t se s lui eux y en qui que qu quoi dont où quand comment pourquoi
    combien quel quelle quels quelles lequel laquelle et ou mais donc or ni car si comme lorsque puisque parce afin alors
    ainsi aussi encore déjà jamais toujours souvent parfois très trop plus moins peu beaucoup assez bien mal ne n pas point
    rien personne tout toute tous toutes même mêmes autre autres chaque plusieurs quelque quelques aucun aucune tel telle à
    dans par pour sur sous avec sans entre vers chez contre depuis pendant avant après devant derrière jusque jusqu hors près
    loin est sont être était étaient été sera seront serait soit suis es sommes êtes a ai as avons avez ont avoir avait
    avaient eu aura auront aurait fait font faire faisait va vont aller vais peut peuvent pouvoir pouvait doit doivent devoir
    faut dit dire dites voit voir sait savoir savez veut vouloir met mettre prend prendre vient venir donne donner reste
    rester trouve trouver devient devenir passe passer tient tenir semble sembler appelle parle parler oui non voici voilà
    ici là là-bas chose choses fois deux premier première dernier dernière quelqu'un aujourd'hui maintenant simplement
    vraiment seulement surtout presque peut-être environ est-ce qu'est-ce t-il t-elle t-on ont-elles ont-ils sont-elles
    sont-ils est-il est-elle a-t-il a-t-elle peut-on dit-on fait-il bon bonne grand grande petit petite nouveau nouvelle`,
  es: `el la los las un una unos unas lo al del de a ante bajo con contra desde durante en entre hacia hasta para por según sin
    sobre tras y e o u ni pero sino que qué quien quién quienes cual cuál cuáles cuando cuándo cómo como donde dónde cuánto
    cuánta cuántos cuántas porque si aunque mientras yo tú él ella ello usted nosotros vosotros ellos ellas ustedes me te se
    nos os le les mi mis tu tus su sus nuestro nuestra vuestro este esta estos estas ese esa esos esas esto eso aquel aquella
    no sí ya más menos muy mucho mucha muchos muchas poco poca pocos pocas tan tanto tanta todo toda todos todas otro otra
    otros otras mismo misma cada algún alguna algunos algunas algo alguien nada nadie ningún ninguna también tampoco siempre
    nunca jamás a veces casi solo sólo aquí allí ahora hoy entonces luego después antes así bien mal es son ser era eran fue
    fueron sido será soy está están estar estaba he ha han hay haber había tiene tienen tener tenía hace hacen hacer hizo va
    van ir puede pueden poder debe deben deber dice dicen decir ve ver sabe saber quiere querer pone poner da dar viene venir
    queda quedar parece llega llegar cosa cosas vez veces dos uno primero primera gran grande bueno buena nuevo nueva`,
  it: `il lo la i gli le un uno una l d di a da in con su per tra fra del dello della dei degli delle al allo alla ai agli alle dal
    dallo dalla dai dagli dalle nel nello nella nei negli nelle sul sullo sulla sui sugli sulle e ed o od ma né che chi cui
    quale quali quando dove come perché quanto quanta quanti quante se anche mentre poiché io tu lui lei noi voi loro mi ti si
    ci vi ne me te sé mio mia miei mie tuo tua tuoi tue suo sua suoi sue nostro nostra vostro questo questa questi queste
    quello quella quelli quelle quel quei ciò non sì no già più meno molto molta molti molte poco poca pochi poche tanto tanta
    troppo tutto tutta tutti tutte altro altra altri altre stesso stessa ogni alcuni alcune qualche qualcosa qualcuno niente
    nulla nessuno nessuna ancora sempre mai spesso quasi solo soltanto qui là ora adesso oggi allora poi prima dopo così bene
    male è sono essere era erano fu stato stata sarà siamo siete ho hai ha abbiamo avete hanno avere aveva fa fanno fare va
    vanno andare può possono potere deve devono dovere dice dire vede vedere sa sapere vuole volere mette mettere dà dare
    viene venire resta sembra arriva cosa cose volta volte due primo grande buono nuovo`,
  pt: `o a os as um uma uns umas de do da dos das em no na nos nas por pelo pela pelos pelas para com sem sob sobre entre até desde
    ao aos à às e ou mas nem que quê quem qual quais quando onde como porque por quê quanto quanta quantos quantas se embora
    enquanto eu tu ele ela nós vós eles elas você vocês me te lhe lhes nos vos meu minha meus minhas teu tua seu sua seus suas
    nosso nossa este esta estes estas esse essa esses essas isto isso aquele aquela aquilo não sim já mais menos muito muita
    muitos muitas pouco pouca poucos poucas tão tanto tanta todo toda todos todas outro outra outros outras mesmo mesma cada
    algum alguma alguns algumas algo alguém nada ninguém nenhum nenhuma também sempre nunca jamais quase só apenas aqui ali
    agora hoje então depois antes assim bem mal é são ser era eram foi foram sido será sou está estão estar estava há haver
    havia tem têm ter tinha faz fazem fazer fez vai vão ir pode podem poder deve devem dever diz dizer vê ver sabe saber quer
    querer põe pôr dá dar vem vir fica ficar parece chega coisa coisas vez vezes dois duas primeiro grande bom boa novo nova`,
};

const sets = new Map<Language, ReadonlySet<string>>();

export function isStopWord(word: string, language: Language): boolean {
  const known = sets.get(language) ?? new Set(isOfflineLanguage(language) ? lists[language].split(/\s+/) : []);
  sets.set(language, known);
  return known.has(word.toLocaleLowerCase(language).replaceAll('’', "'"));
}
