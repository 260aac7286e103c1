/** Rows are `picture | on-screen words | narration`; see `parseTemplate` for the sections. */
export const italian = `
= opening Per cominciare

= hook long
ear | Ascolta bene | Ascolta bene. Poi di’ quello che sai.
headphone | E tu? | Ascolta una volta. Che ne pensi?
= hook hidden
eyes | {topic} | Leggi le parole sullo schermo. Le sapresti spiegare?
glasses | {topic} | Guarda queste parole. Che cosa sai già?

= stakes question
thinking face | Così facile? | Sembra facile. Quasi tutti tirano a indovinare, e nessuno controlla.
light bulb | La tua risposta? | Forse hai già una risposta. Reggerebbe a uno sguardo serio?
speech balloon | Chi lo dice? | Una risposta ti è venuta subito. Sai da dove arriva?
= stakes claim
thinking face | È vero? | Suona bene. Ma l’hai mai controllato di persona?
speech balloon | Chi lo dice? | Molti direbbero di sì. Pochissimi saprebbero spiegare perché.
balance scale | Ripetere o sapere? | Si sente dire spesso. Ma ripetere non è ancora sapere.
= stakes subject
thinking face | Ti suona? | Di sicuro ti dice qualcosa. Ma quanto sapresti spiegare davvero?
speech balloon | E a un amico? | Un’idea ce l’hai, senza dubbio. Che cosa diresti a un amico?
telescope | Un altro sguardo | Tutti hanno una prima idea. Pochi si fermano a guardare due volte.

= promise
compass | Il piano | In pochi minuti avrai un metodo, passo dopo passo, per scoprirlo in prima persona.
world map | Una mappa | Usa questo video come una mappa. Il viaggio lo fai tu.

= ask
writing hand | La tua idea? | Scrivi la tua risposta nei commenti. Poi torna a correggerla.
pencil | Tocca a te | Lascia la tua risposta migliore nei commenti, prima di cercarla.

= chapter La tua prima idea
brain | Prima, indovina | Parti da quello che hai in testa. Nessuno ti dà un voto, quindi osa.
thought balloon | Indovina, poi guarda | Prova a indovinare prima di cercare. Anche un’idea sbagliata aiuta la memoria.
memo | Per iscritto | Scrivi la tua idea su un foglio. L’inchiostro non cambia parere di nascosto.
bar chart | Quanta fiducia? | Da’ un voto alla tua idea, da zero a cento. Sinceramente, quanto ci credi?
studio microphone | Da dove viene? | Chiediti da dove arriva quell’idea. Un maestro, un film, un amico, o nessuno?
family | Due persone | Chiedi a due persone vicine. Se le risposte sono diverse, hai una buona pista.
baby | Come un bambino | Dillo come lo direbbe un bambino. Le parole corte non nascondono niente.
magic wand | A chiunque | Immagina di poter interrogare chiunque. Chi sarebbe, e che cosa gli chiederesti?
counterclockwise arrows button | Al contrario | Prova a rovesciare tutto. Che cosa vedresti se l’idea fosse falsa?
stopwatch | Dieci secondi | Resta in silenzio dieci secondi. La seconda idea è spesso migliore della prima.
puzzle piece | Il pezzo mancante | Nota quello che hai saltato. Proprio lì comincia la parte interessante.
artist palette | Un disegno | Prova a disegnarlo in un minuto. L’angolo vuoto mostra che cosa resta da imparare.
key | “{term}” | Spiega “{term}” a voce alta, senza guardare niente. Dove rallenti?
bullseye | Una sola meta | Scegli una sola cosa da sapere entro stasera. Una meta vale più di dieci.
hourglass not done | Indovinare o sapere? | Adesso hai un’idea. Che cosa la farebbe diventare un sapere?

= chapter Le parole
open book | Prima, le parole | Adesso, con calma, guarda le parole. Sono loro a decidere che cosa troverai.
magnifying glass tilted left | “{term}” | Prendi “{term}”. Scrivi una frase semplice, senza nessuna parola difficile.
scissors | A pezzi | Separa le parole, una per una. Quale capisci di meno?
books | “{term}” | Cerca “{term}” in due dizionari. La piccola differenza merita il tuo tempo.
globe showing Europe-Africa | Un’altra lingua | Cerca la stessa cosa in un’altra lingua. Una parola nuova mostra un lato nuovo.
scroll | Parola antica | Guarda l’età della parola. Il senso cambia, e un testo antico può parlare d’altro.
balance scale | Sempre, mai | Attenzione a sempre, mai e tutti. Sono parole piccole con promesse grandi.
loudspeaker | A voce alta | Leggi le parole a voce alta, piano. Fermati sulla prima che di solito salti.
input numbers | Un numero? | Se c’è un numero, chiedi chi ha contato. Poi chiedi che cosa ha contato.
label | Un altro nome | Dagli un nome tuo. Se gli sta bene, hai capito qualcosa.
detective | “{term}” | Cerca “{term}” con la parola come, e poi con perché. Confronta i risultati.
red question mark | Più piccola | Dividi tutto in tre domande più piccole. Ognuna sarà più facile.
pencil | Parole tue | Riscrivi tutto con parole tue. Leggilo a qualcuno e guarda la sua faccia.
crystal ball | E se? | Cambia una sola parola e rileggi. È ancora la stessa idea?
door | Parole e mondo | Le parole sono chiare. Ma corrispondono al mondo là fuori?

= chapter Guarda di persona
magnifying glass tilted left | Guarda bene | Arriva il momento più bello. Va’ a vedere prima che qualcuno te lo spieghi.
eyes | Solo ciò che vedi | Descrivi solo ciò che vedi, senti o tocchi. Le ragioni verranno dopo.
camera | Tre immagini | Trova tre immagini di tre persone diverse. Che cosa hanno in comune?
straight ruler | Un solo numero | Trova un solo numero. Poi confrontalo con qualcosa della tua giornata.
alarm clock | Quanto tempo? | Cerca una durata in questa storia. Un secondo, una stagione o un secolo?
world map | Dove? | Cerca il suo posto su una mappa. Uno spazio vuoto dice quanto uno pieno.
twelve o’clock | Quando? | Mettilo su una linea del tempo. Che cosa è successo subito prima e subito dopo?
flashlight | Il dettaglio noioso | Guarda il dettaglio noioso nell’angolo. Di rado è lì per caso.
red apple | Confronta | Confrontalo con qualcosa che conosci bene. Annota una somiglianza e una differenza.
left-right arrow | Fianco a fianco | Metti due esempi fianco a fianco. Il secondo mostra quello che il primo nascondeva.
microscope | “{term}” | Immagina “{term}” da molto vicino, poi da molto lontano. Quali dettagli cambiano?
video camera | Al rallentatore | Trova un video sul tema e guardalo al rallentatore. Fermati dove qualcosa cambia.
classical building | Va’ a vedere | C’è un museo, un giardino o un laboratorio vicino? Una visita vale dieci video.
notebook | Tre appunti | Tieni tre appunti brevi, con la data. Domani ti sorprenderanno.
see-no-evil monkey | E il resto? | Hai visto un lato. Chi ha già visto gli altri?

= chapter Buone fonti
books | Chi lo sa? | Probabilmente qualcuno ci ha passato anni. Il tuo compito è trovarlo.
card index dividers | “{term}” | Scrivi “{term}” nel catalogo di una biblioteca. Persone pazienti hanno già messo ordine.
graduation cap | Chi scrive? | Leggi il nome sotto il testo. Che cosa ha studiato, costruito o visto questa persona?
calendar | Di quando è? | Guarda la data. Una buona pagina dice quando è nata e quando è stata corretta.
link | Fino all’origine | Segui una fonte fino al punto di partenza. Annota quello che si è perso per strada.
newspaper | Il titolo | Leggi oltre il titolo. Le parole prudenti aspettano spesso alla fine.
busts in silhouette | Due estranei | Cerca due fonti che non si conoscono. Se sono d’accordo, ascolta.
globe with meridians | Da lontano | Leggi una pagina di un altro paese. Quello che qui nessuno dice forse è nella prima riga.
money bag | Chi ci guadagna? | Chiedi chi ci guadagna se ci credi. Non è una prova, ma è una ragione per controllare.
page facing up | Il primo studio | Cerca il primo studio, non il decimo riassunto. La sua sintesi è spesso gratuita.
framed picture | Da dove viene? | Prendi un’immagine e cerca la sua prima apparizione. Le didascalie cambiano viaggiando.
scientist | Un esperto | Scrivi a qualcuno del mestiere. Una domanda breve e gentile riceve spesso risposta.
bookmark | Da tenere | Salva la pagina migliore che trovi. Vorrai mostrarla a qualcuno.
vertical traffic light | Chi dubita? | Trova qualcuno che pensa il contrario, e leggilo con onestà. Poi confronta le ragioni.
locked | E adesso? | Le buone fonti ti danno ragione. C’è ancora un modo per sbagliare?

= chapter Prova a romperlo
hammer | Alla prova | Ecco la prova onesta. Cerca di darti torto, sul serio.
no entry | Un’eccezione | Cerca un’eccezione. Ne basta una, se è buona, per far cadere una grande affermazione.
balance scale | Causa o caso? | Due cose che arrivano insieme non sono sempre legate. Chiedi che cos’altro è cambiato.
game die | Fortuna? | Chiedi se è stata fortuna. Succederebbe ancora domani, in un altro posto?
test tube | Una cosa sola | Cambia una cosa sola e lascia stare il resto. Così comincia una prova.
abacus | Conta | Conta qualcosa, anche poco. Dieci casi veri valgono più di cento impressioni.
counterclockwise arrows button | Ancora | Fallo due volte. Se il risultato cambia, hai già imparato qualcosa.
pushpin | Prima di guardare | Scrivi che cosa ti farebbe cambiare idea. Fallo prima di vedere il risultato.
scroll | Bella storia | Una bella storia si ricorda da sola. Questo non la rende vera, quindi controlla due volte.
warning | Troppo perfetto | Attenzione quando tutto suona perfetto. Le risposte vere hanno bordi ruvidi.
telescope | Che cosa manca? | Chiedi che cosa nessuno ha scritto. Anche il silenzio fa parte della storia.
bar chart | E adesso? | Da zero a cento, quanto ci credi adesso? Di’ il numero a voce alta.
handshake | Un amico critico | Racconta tutto al tuo amico più critico. Ringrazialo per ogni buco che trova.
chains | L’anello debole | Metti le tue ragioni in fila, come una catena. Quale anello si romperebbe per primo?
shield | Ancora in piedi? | Qualcosa è ancora in piedi dopo tutto questo. Lo sapresti dire in una frase?

= chapter Dillo in modo semplice
megaphone | Semplice | Ultimo passo. Un’idea è tua quando la sai regalare.
left speech bubble | Una frase | Spiegalo in una frase. Poi togli un terzo delle parole.
bridge at night | Un ponte | Usa come ponte qualcosa che tutti conoscono. Poi di’ dove finisce il ponte.
child | Per un bambino | Spiegalo a un bambino di dieci anni. Le sue domande saranno le migliori.
clapper board | Un esempio | Fa’ un esempio che hai visto tu. Vivrà più a lungo di ogni definizione.
artist palette | Tre scatole | Disegna tre scatole e due frecce. Se è difficile, guarda ancora una volta.
raising hands | I tuoi limiti | Di’ quello che non sai. La gente si fida di una risposta che mostra i suoi limiti.
thread | Il filo | Legalo a qualcosa che hai già imparato. Le idee che stanno insieme si perdono meno.
seedling | E dopo? | Scegli la prossima piccola domanda. Una buona risposta ne fa sempre nascere un’altra.
wrapped gift | “{term}” | Stasera racconta a qualcuno una cosa su “{term}”. Guarda se la ripete.
recycling symbol | Cambiare idea | Se hai cambiato idea, dillo. È il segno migliore che stavi cercando.
open book | Una pagina | Riempi una pagina, a mano, con quello che hai trovato. Metti la data e conservala.
spiral calendar | Tra una settimana | Torna tra una settimana e spiega di nuovo. Quello che resta è ciò che hai imparato.
magnet | Ciò che resta | Guarda che cosa ricordi senza fatica. È un buon punto di partenza.
sunrise | Un nuovo inizio | All’inizio c’era solo un’idea. Guarda fin dove arriva uno sguardo onesto.

= payoff question
trophy | È tua | Indovina, guarda, leggi, controlla. Fallo, e la risposta sarà davvero tua.
gem stone | Trovata, non data | Non ti ho dato la risposta, apposta. Quella che trovi da te è quella che resta.
= payoff claim
trophy | Ciò che resiste | Cerca la prova, poi l’eccezione. Quello che resiste a entrambe merita di essere ripetuto.
gem stone | Prima controlla | Vero o no, adesso sai come controllare. Fallo prima di condividere.
= payoff subject
trophy | Un passo avanti | Un’immagine, una buona fonte, una cosa controllata. Sei già un passo avanti.
gem stone | Trovate, non date | Non ti ho dato notizie, apposta. Quelle che trovi da te sono quelle che restano.

= loop question
counterclockwise arrows button | Ancora | Quindi, prima di andare avanti, chiediti ancora…
repeat button | La stessa domanda | E adesso, con occhi nuovi, la stessa domanda…
= loop claim
counterclockwise arrows button | La prossima volta | Pensaci la prossima volta che qualcuno ti dice…
repeat button | Ancora | E adesso, con occhi nuovi, ascolta di nuovo…
= loop subject
counterclockwise arrows button | Tocca a te | Adesso tocca a te cercare, cominciando da…
repeat button | Ancora | E adesso, con occhi nuovi, ancora una volta…
= loop long
repeat button | Ancora | Quindi, un’ultima volta…
= loop hidden
repeat button | Ancora | Torna all’inizio, e questa volta…
`;
