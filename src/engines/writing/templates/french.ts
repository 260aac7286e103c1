/** Rows are `picture | on-screen words | narration`; see `parseTemplate` for the sections. `~` is a no-break space. */
export const french = `
= opening Pour commencer

= hook long
ear | Écoutez bien | Écoutez bien. Ensuite, dites ce que vous savez.
headphone | Et vous~? | Écoutez une fois. Qu’en pensez-vous~?
= hook hidden
eyes | {topic} | Lisez les mots à l’écran. Sauriez-vous les expliquer~?
glasses | {topic} | Regardez ces mots. Que savez-vous déjà~?

= stakes question
thinking face | Trop simple~? | Ça paraît simple. Presque tout le monde devine, et personne ne vérifie.
light bulb | Votre réponse~? | Vous avez peut-être une réponse. Résisterait-elle à un vrai examen~?
speech balloon | Qui l’a dit~? | Une réponse vous est venue tout de suite. Savez-vous d’où elle sort~?
= stakes claim
thinking face | Est-ce vrai~? | Ça sonne juste. Mais l’avez-vous déjà vérifié vous-même~?
speech balloon | Qui l’a dit~? | Beaucoup de gens seraient d’accord. Très peu sauraient dire pourquoi.
balance scale | Répété ou su~? | On l’entend souvent. Mais répéter, ce n’est pas encore savoir.
= stakes subject
thinking face | Vraiment connu~? | Ça vous dit quelque chose. Mais que sauriez-vous vraiment expliquer~?
speech balloon | Et à un ami~? | Vous en avez une idée, sans doute. Que diriez-vous à un ami~?
telescope | Un second regard | Tout le monde a une première idée. Peu de gens prennent le temps d’une deuxième.

= promise
compass | Le plan | En quelques minutes, voici une méthode, pas à pas, pour le découvrir par vous-même.
world map | Une carte | Prenez ce film comme une carte. Le voyage, c’est vous qui le faites.

= ask
writing hand | Votre idée~? | Écrivez votre réponse en commentaire. Puis revenez la corriger.
pencil | À vous~! | Notez votre meilleure réponse en commentaire, avant d’aller vérifier.

= chapter Votre première idée
brain | D’abord, deviner | Commencez par ce que vous avez en tête. Personne ne vous note, alors osez.
thought balloon | Deviner, puis regarder | Devinez avant de chercher. Même fausse, une idée aide la mémoire.
memo | Par écrit | Écrivez votre idée sur une feuille. L’encre ne change pas d’avis en douce.
bar chart | Sûr à combien~? | Donnez une note à votre idée, de zéro à cent. Honnêtement, à quel point y croyez-vous~?
studio microphone | D’où vient-elle~? | Demandez-vous d’où vient cette idée. Un professeur, un film, un ami, ou personne~?
family | Deux personnes | Posez la question autour de vous. Si deux réponses diffèrent, vous tenez une piste.
baby | Comme un enfant | Dites-le comme un enfant le dirait. Les mots courts ne cachent rien.
magic wand | N’importe qui | Imaginez que vous puissiez interroger n’importe qui. Qui serait-ce, et pour demander quoi~?
counterclockwise arrows button | À l’envers | Prenez les choses à l’envers. Que verriez-vous si vous aviez tort~?
stopwatch | Dix secondes | Gardez le silence dix secondes. La deuxième idée vaut souvent mieux que la première.
puzzle piece | La pièce manquante | Repérez ce que vous avez sauté. C’est là que tout devient intéressant.
artist palette | Un dessin | Essayez de le dessiner en une minute. Le coin vide montre ce qu’il reste à apprendre.
key | “{term}” | Expliquez “{term}” à voix haute, sans rien regarder. Où hésitez-vous~?
bullseye | Un seul but | Choisissez une seule chose à savoir d’ici ce soir. Une cible vaut mieux que dix.
hourglass not done | Deviner ou savoir~? | Vous avez une idée. Comment en faire un vrai savoir~?

= chapter Les mots eux-mêmes
open book | D’abord, les mots | Maintenant, on ralentit et on regarde les mots. Ils décident de ce que l’on trouve.
magnifying glass tilted left | “{term}” | Prenez “{term}”. Écrivez une phrase toute simple, sans aucun mot savant.
scissors | En morceaux | Séparez les mots, un par un. Lequel comprenez-vous le moins~?
books | “{term}” | Cherchez “{term}” dans deux dictionnaires. La petite différence mérite votre temps.
globe showing Europe-Africa | Une autre langue | Cherchez la même chose dans une autre langue. Un nouveau mot montre un nouveau côté.
scroll | Un vieux mot | Regardez l’âge du mot. Le sens bouge, et un texte ancien peut parler d’autre chose.
balance scale | Toujours, jamais | Méfiez-vous de toujours, jamais et tous. Ces petits mots font de grandes promesses.
loudspeaker | À voix haute | Lisez les mots à voix haute, lentement. Arrêtez-vous au premier que l’on saute d’habitude.
input numbers | Un chiffre~? | S’il y a un chiffre, demandez qui a compté. Puis demandez ce qui a été compté.
label | Un autre nom | Donnez-lui un nom à vous. S’il lui va bien, vous avez compris quelque chose.
detective | “{term}” | Cherchez “{term}” avec le mot comment, puis avec le mot pourquoi. Comparez.
red question mark | Plus petit | Faites-en trois questions plus petites. Chacune sera plus facile.
pencil | Avec vos mots | Réécrivez tout avec vos mots. Lisez-le à quelqu’un, et regardez son visage.
crystal ball | Et si~? | Changez un seul mot, puis relisez. Est-ce encore la même idée~?
door | Les mots, le monde | Les mots sont clairs. Mais disent-ils bien ce qui se passe dehors~?

= chapter Regardez vous-même
magnifying glass tilted left | Regardez bien | Voici le meilleur moment. Allez voir avant que l’on vous explique.
eyes | Rien que voir | Décrivez seulement ce que vous voyez, entendez ou touchez. Les raisons viendront plus tard.
camera | Trois images | Trouvez trois images, de trois personnes différentes. Qu’ont-elles en commun~?
straight ruler | Un seul chiffre | Trouvez un seul chiffre là-dessus. Puis comparez-le à une chose de votre journée.
alarm clock | Combien de temps~? | Cherchez une durée dans cette histoire. Une seconde, une saison, ou un siècle~?
world map | Où~? | Placez tout cela sur une carte. L’endroit où il n’y a rien en dit parfois long.
twelve o’clock | Quand~? | Placez-le sur une ligne du temps. Que s’est-il passé juste avant, et juste après~?
flashlight | Le détail banal | Regardez le détail banal, dans le coin. Il est rarement là par hasard.
red apple | Comparez | Comparez avec une chose que vous connaissez bien. Notez une ressemblance et une différence.
left-right arrow | Côte à côte | Mettez deux exemples côte à côte. Le second montre ce que le premier cachait.
microscope | “{term}” | Imaginez “{term}” de très près, puis de très loin. Quels détails changent~?
video camera | Au ralenti | Trouvez un film sur le sujet, et passez-le au ralenti. Arrêtez-vous là où quelque chose change.
classical building | Allez voir | Un musée, un jardin, un atelier près de chez vous~? Une visite vaut dix vidéos.
notebook | Trois notes | Gardez trois courtes notes, avec la date. Demain, elles vous surprendront.
see-no-evil monkey | Et le reste~? | Vous avez vu un côté. Qui a déjà vu les autres~?

= chapter De bonnes sources
books | Qui sait~? | Quelqu’un y a sans doute passé des années. À vous de le trouver.
card index dividers | “{term}” | Tapez “{term}” dans le catalogue d’une bibliothèque. Des gens patients ont trié pour vous.
graduation cap | Qui écrit~? | Lisez le nom sous le texte. Qu’a étudié, construit ou vu cette personne~?
calendar | Quel âge~? | Regardez la date. Une bonne page dit quand elle fut écrite, et quand elle fut corrigée.
link | Remonter | Remontez une source jusqu’à son point de départ. Notez ce qui s’est perdu en route.
newspaper | Le titre | Lisez plus loin que le titre. Les mots prudents attendent souvent à la fin.
busts in silhouette | Deux inconnus | Cherchez deux sources qui ne se connaissent pas. Si elles sont d’accord, écoutez.
globe with meridians | Vu de loin | Lisez une page venue d’un autre pays. Ce que l’on tait ici y est peut-être en première ligne.
money bag | Qui y gagne~? | Demandez qui gagne à vous convaincre. Ce n’est pas une preuve, mais une raison de vérifier.
page facing up | La première étude | Cherchez la première étude, pas le dixième résumé. Son résumé est souvent gratuit.
framed picture | D’où vient-elle~? | Prenez une image et cherchez sa première apparition. Les légendes changent en voyageant.
scientist | Un spécialiste | Écrivez à quelqu’un du métier. Une question courte et polie obtient souvent une réponse.
bookmark | À garder | Gardez la meilleure page trouvée. Vous voudrez la montrer à quelqu’un.
vertical traffic light | Qui doute~? | Trouvez une personne qui pense le contraire, et lisez-la sans tricher. Puis comparez les raisons.
locked | Certain, maintenant~? | Les bonnes sources vous suivent. Pouvez-vous encore avoir tort~?

= chapter Essayez de le casser
hammer | À l’épreuve | Voici l’épreuve honnête. Essayez de vous donner tort, pour de vrai.
no entry | Une exception | Cherchez une exception. Une seule, bien choisie, suffit à renverser une grande affirmation.
balance scale | Cause ou hasard~? | Deux choses qui arrivent ensemble n’ont pas toujours un lien. Qu’est-ce qui a changé d’autre~?
game die | De la chance~? | Demandez si c’est un hasard. Cela se produirait-il demain, dans un autre lieu~?
test tube | Une seule chose | Changez une seule chose, et ne touchez pas au reste. Un essai commence ainsi.
abacus | Comptez | Comptez, même peu. Dix vrais cas valent mieux que cent impressions.
counterclockwise arrows button | Encore une fois | Recommencez une fois. Si le résultat change, vous avez déjà appris quelque chose.
pushpin | Avant de voir | Notez ce qui vous ferait changer d’avis. Faites-le avant de voir le résultat.
scroll | Belle histoire | Une belle histoire se retient bien. Cela ne la rend pas vraie, alors vérifiez deux fois.
warning | Trop parfait | Attention quand tout semble parfait. Les vraies réponses gardent des bords rugueux.
telescope | Ce qui manque | Demandez ce que personne n’a noté. Le silence fait aussi partie de l’histoire.
bar chart | Et maintenant~? | De zéro à cent, à quel point y croyez-vous maintenant~? Dites le chiffre à voix haute.
handshake | Un ami critique | Donnez votre réponse à votre ami le plus critique. Remerciez-le pour chaque trou qu’il trouve.
chains | Le maillon faible | Alignez vos raisons comme une chaîne. Quel maillon céderait le premier~?
shield | Encore debout~? | Quelque chose tient encore debout. Sauriez-vous le dire en une phrase~?

= chapter Dites-le simplement
megaphone | Simplement | Dernière étape. On ne possède une idée que quand on peut la donner.
left speech bubble | Une phrase | Expliquez en une phrase. Puis retirez un tiers des mots.
bridge at night | Un pont | Prenez pour pont une chose que chacun connaît. Puis dites où ce pont s’arrête.
child | Pour un enfant | Expliquez à un enfant de dix ans. Ses questions seront les meilleures.
clapper board | Un exemple | Donnez un exemple que vous avez vu vous-même. Il vivra plus longtemps qu’une définition.
artist palette | Trois boîtes | Dessinez trois boîtes et deux flèches. Si c’est difficile, regardez encore une fois.
raising hands | Vos limites | Dites ce que vous ne savez pas. On fait confiance à une réponse qui montre ses limites.
thread | Le fil | Reliez-le à une chose déjà apprise. Les idées qui se tiennent se perdent moins.
seedling | Et ensuite~? | Choisissez la petite question suivante. Une bonne réponse en fait toujours pousser une.
wrapped gift | “{term}” | Ce soir, racontez une chose sur “{term}” à quelqu’un. Voyez si elle circule.
recycling symbol | Changer d’avis | Si vous avez changé d’avis, dites-le. C’est le meilleur signe que vous cherchiez.
open book | Une page | Remplissez une page, à la main, avec vos trouvailles. Datez-la, et gardez-la.
spiral calendar | Dans une semaine | Revenez dans une semaine et expliquez encore. Ce qui reste, c’est ce que vous avez appris.
magnet | Ce qui reste | Demandez-vous ce que vous avez retenu sans effort. C’est un bon point de départ.
sunrise | Un nouveau départ | Au départ, une simple idée. Voyez jusqu’où mène un regard honnête.

= payoff question
trophy | À vous | Deviner, regarder, lire, vérifier. Faites cela, et la réponse sera vraiment à vous.
gem stone | Trouvée, pas donnée | Je n’ai pas donné la réponse, exprès. Celle que l’on trouve soi-même est celle qui reste.
= payoff claim
trophy | Ce qui tient | Cherchez la preuve, puis l’exception. Ce qui survit aux deux mérite d’être répété.
gem stone | Vérifier, puis partager | Vrai ou faux, vous savez maintenant comment vérifier. Faites-le avant de partager.
= payoff subject
trophy | Une longueur d’avance | Une image, une bonne source, une chose vérifiée. Vous avez déjà une longueur d’avance.
gem stone | Trouvés, pas donnés | Je n’ai cité aucun fait, exprès. Ceux que l’on trouve soi-même sont ceux qui restent.

= loop question
counterclockwise arrows button | Encore une fois | Alors, avant de passer à la suite, redemandez-vous…
repeat button | Encore une fois | Alors, encore une fois…
repeat button | La même question | Et maintenant, avec un œil neuf, la même question…
= loop claim
counterclockwise arrows button | La prochaine fois | Alors pensez-y, la prochaine fois que l’on vous dira…
repeat button | Encore une fois | Et maintenant, avec un œil neuf, écoutez de nouveau…
= loop subject
counterclockwise arrows button | À vous de jouer | Alors, à vous de chercher, en commençant par…
repeat button | Encore une fois | Et maintenant, avec un œil neuf, encore une fois…
= loop long
repeat button | Encore une fois | Alors, une dernière fois…
= loop hidden
repeat button | Encore une fois | Alors revenez au début, et cette fois…
`;
