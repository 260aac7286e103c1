import type { Language } from '../../../contracts/languages.ts';

/** The columns after the icons, in their order. */
export const latinColumns = ['en', 'fr', 'es', 'it', 'pt'] as const satisfies readonly Language[];

// A row that begins with ~ is of ideas that many sentences touch: it stands behind what is named.
// icons | English | French | Spanish | Italian | Portuguese; words apart by commas, without accents.
export const latinTable = `
anatomical-heart drop-of-blood red-heart | heart,cardiac | coeur,cardiaque | corazon,cardiaco | cuore,cardiaco | coracao,cardiaco
drop-of-blood anatomical-heart | blood,bleed | sang,sanguin | sangre | sangue | sangue
honey-pot honeybee | honey,nectar | miel,nectar | miel,nectar | miele,nettare | mel,nectar
honeybee honey-pot blossom | bee,hive,beekeeper | abeille,ruche,apiculteur | abeja,colmena | ape,api,alveare | abelha,colmeia
classical-building stadium amphora | rome,roman,ancient rome,antiquity,temple | rome,romain,antiquite,temple | roma,romano,antiguedad,templo | roma,romano,antichita,tempio | roma,romano,antiguidade,templo
classical-building amphora scroll | greece,greek,athens,philosophy,philosopher | grece,grec,athenes,philosophie,philosophe | grecia,griego,atenas,filosofia,filosofo | grecia,greco,atene,filosofia,filosofo | grecia,grego,atenas,filosofia
stadium classical-building crossed-swords | colosseum,gladiator,arena | colisee,gladiateur,arene | coliseo,gladiador | colosseo,gladiatore | coliseu,gladiador
camel desert amphora | egypt,egyptian,pyramid,pharaoh,mummy,tomb | egypte,egyptien,pyramide,pharaon,momie,tombeau,tombe | egipto,egipcio,piramide,faraon,momia,tumba | egitto,egiziano,piramide,faraone,mummia,tomba | egito,egipcio,piramide,farao,mumia,tumba
motorway railway-track | road,highway,route,street,pave | route,voie,chaussee,autoroute | carretera,calzada,camino,ruta | strada,via,autostrada | estrada,rodovia,caminho
crown castle crossed-swords | empire,emperor,king,queen,kingdom,monarchy,royal,throne | empire,empereur,roi,reine,royaume,monarchie,royal,trone | imperio,emperador,rey,reina,reino,monarquia | impero,imperatore,re,regina,regno,monarchia | imperio,imperador,rei,rainha,reino,monarquia
crossed-swords shield military-helmet bomb | war,battle,army,soldier,fight,conquer,legion | guerre,bataille,armee,soldat,combat,legion | guerra,batalla,ejercito,soldado,legion | guerra,battaglia,esercito,soldato,legione | guerra,batalha,exercito,soldado
fire crossed-swords scroll megaphone | revolution,riot,uprising,revolt | revolution,emeute,revolte,insurrection | revolucion,revuelta | rivoluzione,rivolta | revolucao,revolta
castle crossed-swords key | bastille,fortress,prison,medieval,knight | bastille,forteresse,prison,medieval,chevalier,chateau | fortaleza,prision,medieval,caballero | fortezza,prigione,medievale,cavaliere | fortaleza,prisao,medieval,cavaleiro
scroll books hourglass-done | history,historian,century,past | histoire,historien,siecle,passe | historia,siglo,pasado | storia,secolo,passato | historia,seculo,passado
balance-scale scroll classical-building | law,justice,rights,equality,court,judge | loi,justice,droit,egalite,tribunal,juge | ley,justicia,derecho,igualdad,juez | legge,giustizia,diritto,uguaglianza,giudice | lei,justica,direito,igualdade,juiz
ballot-box-with-ballot megaphone | vote,election,democracy,politics | vote,election,democratie,politique,assemblee | voto,eleccion,democracia,politica | voto,elezione,democrazia,politica | voto,eleicao,democracia,politica
cyclone milky-way ringed-planet telescope | black hole,event horizon,singularity | trou noir,horizon des evenements,singularite | agujero negro,singularidad | buco nero,singolarita | buraco negro,singularidade
milky-way telescope star | galaxy | galaxie | galaxia | galassia | galaxia
ringed-planet milky-way rocket star | space,universe,cosmos,planet,saturn,astronomy,orbit,light years,light year | espace,univers,cosmos,planete,saturne,astronomie,orbite,annees lumiere,annee lumiere | espacio,universo,cosmos,planeta,saturno,orbita | spazio,universo,cosmo,pianeta,saturno,orbita | espaco,universo,cosmos,planeta,saturno,orbita
telescope milky-way star | astronomer,telescope,observatory | astronome,telescope,observatoire | astronomo,telescopio | astronomo,telescopio | astronomo,telescopio
magnet ringed-planet red-apple | gravity,gravitation,attraction,pull | gravite,gravitation,attraction | gravedad,gravitacion,atraccion | gravita,attrazione | gravidade,atracao
globe-showing-europe-africa world-map | earth,world,global | terre,monde,mondial | tierra,mundo,mundial | terra,mondo,mondiale | terra,mundo,mundial
light-bulb sun high-voltage | light,ray | lumiere,rayon | luz,rayo | luce,raggio | luz,raio
chart-increasing money-with-wings shopping-cart coin | inflation,price,cost,cost of living | inflation,prix,cout,hausse des prix | inflacion,precio,coste,costo | inflazione,prezzo,costo | inflacao,preco,custo
chart-increasing rocket | rise,growth,grow,increase,economy,market,stock,interest | hausse,croissance,augmenter,augmentation,economie,marche,bourse | subida,crecimiento,aumento,economia,mercado,bolsa | aumento,crescita,economia,mercato,borsa | aumento,crescimento,economia,mercado,bolsa
chart-decreasing money-with-wings | fall,decline,decrease,loss,crisis,crash,recession | baisse,chute,declin,perte,crise,krach,recession | caida,descenso,perdida,crisis,recesion | calo,caduta,perdita,crisi,recessione | queda,declinio,perda,crise,recessao
money-bag dollar-banknote coin | money,cash,rich,wealth,salary,income,wage,wallet,fortune,millionaire,billionaire | argent,richesse,riche,salaire,revenu,monnaie,fortune,millionnaire | dinero,riqueza,rico,salario,ingreso,fortuna,millonario | soldi,denaro,ricchezza,ricco,stipendio,fortuna,milionario | dinheiro,riqueza,rico,salario,renda,fortuna,milionario
bank euro-banknote coin | bank,banker,central bank,loan,debt,interest rate | banque,banquier,banque centrale,pret,dette,taux | banco,prestamo,deuda,tasa | banca,prestito,debito,tasso | banco,emprestimo,divida,taxa
sleeping-face person-in-bed crescent-moon bed | sleep,asleep,nap,insomnia,rest | sommeil,dormir,dort,sieste,insomnie,repos | sueno,dormir,siesta,insomnio,descanso | sonno,dormire,riposo,insonnia | sono,dormir,sesta,insonia,descanso
crescent-moon night-with-stars owl | night,dark,nocturnal | nuit,nocturne,obscurite | noche,nocturno,oscuridad | notte,notturno,buio | noite,noturno,escuro
thought-balloon cloud crescent-moon | dream,imagine | reve,imaginer | sonar,imaginar | sogno,immaginare | sonho,imaginar
brain light-bulb | brain,mind,memory,neuron,thinking,psychology,intelligence,learning | cerveau,esprit,memoire,neurone,pensee,psychologie,intelligence | cerebro,mente,memoria,neurona,psicologia,inteligencia | cervello,mente,memoria,neurone,psicologia,intelligenza | cerebro,mente,memoria,neuronio,psicologia,inteligencia
hot-beverage beans teapot | coffee,espresso,cappuccino,caffeine,barista,latte,cup of coffee | cafe,expresso,cafeine,tasse | cafe,cafeina,taza | caffe,espresso,caffeina,tazza | cafe,cafeina,xicara
beans hot-beverage seedling | coffee bean,cocoa bean | grain de cafe,grains de cafe | grano de cafe | chicco di caffe | grao de cafe
goat herb | goat,shepherd,goatherd,ethiopia | chevre,berger,chevrier,ethiopie | cabra,pastor,etiopia | capra,pastore,etiopia | cabra,pastor,etiopia
octopus water-wave spiral-shell | octopus,tentacle,cephalopod | pieuvre,poulpe,tentacule | pulpo,tentaculo | polpo,tentacolo | polvo,tentaculo
squid octopus | squid,cuttlefish | calmar,seiche | calamar,sepia | calamaro,seppia | lula
tropical-fish water-wave coral | ocean,sea,marine,underwater,reef | ocean,mer,marin,recif | oceano,mar,marino,arrecife | oceano,mare,marino | oceano,mar,marinho,recife
fish water-wave | gills,fish | branchie,poisson | branquia,pez,pescado | branchia,pesce | guelra,peixe
lungs wind-face | breath,breathe,oxygen,lung,air | souffle,respirer,oxygene,poumon,air | respirar,oxigeno,pulmon,aire | respirare,ossigeno,polmone,aria | respirar,oxigenio,pulmao
droplet sweat-droplets | water,liquid,wet,moisture,humidity | eau,liquide,humidite | agua,liquido,humedad | acqua,liquido,umidita | agua,liquido,umidade
test-tube microscope alembic | chemistry,acid,molecule,laboratory,experiment,copper,hydrogen peroxide,enzyme | chimie,acide,molecule,laboratoire,experience,enzyme,cuivre | quimica,acido,molecula,laboratorio,experimento | chimica,acido,molecola,laboratorio,esperimento | quimica,acido,molecula,laboratorio,experimento
microscope test-tube light-bulb | science,scientist,research,researcher,study,discovery,discover | science,scientifique,recherche,chercheur,etude,decouverte,savant | ciencia,cientifico,investigacion,estudio,descubrimiento | scienza,scienziato,ricerca,studio,scoperta | ciencia,cientista,pesquisa,estudo,descoberta
microbe petri-dish test-tube | bacteria,germ,virus,microbe,infection | bacterie,germe,virus,microbe,infection | bacteria,germen,virus,microbio,infeccion | batterio,germe,virus,microbo,infezione | bacteria,germe,virus,microbio,infeccao
dna microscope | gene,genetic,evolution,cell,biology | gene,genetique,evolution,cellule,biologie | gen,genetico,evolucion,celula,biologia | gene,genetico,evoluzione,cellula,biologia | gene,genetico,evolucao,celula,biologia
pill stethoscope hospital | medicine,health,disease,doctor,treatment,cure,immune | medecine,sante,maladie,medecin,traitement,remede,immunitaire | medicina,salud,enfermedad,medico,tratamiento | medicina,salute,malattia,medico,cura | medicina,saude,doenca,medico,tratamento
~ hourglass-done spiral-calendar mantelpiece-clock | time,year,old,age,ancient,eternal,forever,long,never spoil | temps,annee,an,vieux,age,ancien,eternel,toujours | tiempo,ano,viejo,edad,antiguo,eterno,siempre | tempo,anno,vecchio,eta,antico,eterno,sempre | tempo,ano,velho,idade,antigo,eterno,sempre
alarm-clock sun | morning,wake,clock,hour,minute | matin,reveil,horloge,heure,minute | manana,despertar,reloj,hora,minuto | mattina,sveglia,orologio,ora,minuto | manha,acordar,relogio,hora,minuto
factory gear nut-and-bolt | industry,machine,engine,factory,production | industrie,machine,moteur,usine,production | industria,maquina,motor,fabrica,produccion | industria,macchina,motore,fabbrica,produzione | industria,maquina,motor,fabrica,producao
building-construction brick hammer-and-wrench | build,builder,construction,engineer,engineering,cement,concrete,stone,layer | construire,construction,ingenieur,beton,ciment,pierre,couche,batisseur | construir,construccion,ingeniero,hormigon,piedra,capa | costruire,costruzione,ingegnere,calcestruzzo,pietra,strato | construir,construcao,engenheiro,concreto,pedra,camada
rock brick pick | gravel,rock,mineral,mine | gravier,roche,mineral,mine | grava,roca,mineral,mina | ghiaia,roccia,minerale,miniera | cascalho,rocha,mineral,mina
laptop gear satellite | computer,software,technology,digital,internet,algorithm,data,code | ordinateur,logiciel,technologie,numerique,internet,algorithme,donnees | ordenador,computadora,tecnologia,digital,internet,algoritmo,datos | computer,tecnologia,digitale,internet,algoritmo,dati | computador,tecnologia,digital,internet,algoritmo,dados
robot gear brain | artificial intelligence,robot,automation,machine learning | intelligence artificielle,robot,automatisation | inteligencia artificial,robot | intelligenza artificiale,robot | inteligencia artificial,robo
mobile-phone bell | phone,smartphone,screen,notification,app | telephone,ecran,notification,application | telefono,movil,pantalla | telefono,schermo | telefone,celular,tela
high-voltage light-bulb electric-plug | electricity,energy,power,electric,voltage,battery | electricite,energie,puissance,electrique,batterie | electricidad,energia,potencia,electrico,bateria | elettricita,energia,potenza,elettrico,batteria | eletricidade,energia,potencia,eletrico,bateria
seedling potted-plant herb | plant,seed,garden,farm,agriculture | plante,graine,jardin,ferme,agriculture | planta,semilla,jardin,granja,agricultura | pianta,seme,giardino,agricoltura | planta,semente,jardim,fazenda,agricultura
thermometer sun fire | heat,temperature,hot,warming,climate | chaleur,temperature,chaud,rechauffement,climat | calor,temperatura,caliente,clima | calore,temperatura,caldo,clima | calor,temperatura,quente,clima
snowflake ice cold-face | cold,ice,frozen,freeze,winter | froid,glace,gel,geler,hiver | frio,hielo,congelado,invierno | freddo,ghiaccio,inverno | frio,gelo,inverno
house-with-garden house key | home,house,housing,rent | maison,logement,foyer,loyer | casa,hogar,alquiler | casa,affitto | casa,lar,aluguel
baguette-bread bread croissant | bread,bakery,famine,hunger | pain,boulangerie,famine,faim | pan,panaderia,hambre | pane,fame | pao,padaria,fome
fork-and-knife-with-plate pot-of-food green-salad | food,eat,meal,diet,dinner | nourriture,manger,repas,aliment,alimentation | comida,comer,dieta,alimento | cibo,mangiare,pasto,dieta | comida,comer,refeicao,dieta
candy lollipop cookie | sugar,sweet | sucre,sucrerie | azucar,dulce | zucchero,dolce | acucar,doce
person-running running-shoe trophy | sport,exercise,run,athlete,fitness,training | sport,exercice,courir,athlete,entrainement | deporte,ejercicio,correr,atleta | sport,esercizio,correre,atleta | esporte,exercicio,correr,atleta
~ trophy 1st-place-medal sparkles | success,win,victory,winner,best,champion | succes,gagner,victoire,meilleur,champion | exito,ganar,victoria,mejor,campeon | successo,vincere,vittoria,migliore,campione | sucesso,vencer,vitoria,melhor,campeao
warning skull-and-crossbones | danger,dangerous,risk,toxic,poison,deadly | danger,dangereux,risque,toxique,poison,mortel | peligro,peligroso,riesgo,toxico,veneno,mortal | pericolo,pericoloso,rischio,tossico,veleno | perigo,perigoso,risco,toxico,veneno
skull coffin headstone | death,die,dead,kill,extinct | mort,mourir,tuer,disparu | muerte,morir,muerto | morte,morire,morto | morte,morrer,morto
detective magnifying-glass-tilted-left key | mystery,secret,crime,clue,hidden | mystere,secret,crime,indice,cache | misterio,secreto,crimen,oculto | mistero,segreto,crimine,nascosto | misterio,segredo,crime,oculto
~ red-question-mark thinking-face magnifying-glass-tilted-left | question,why,how,wonder,myth | question,pourquoi,comment,mythe | pregunta,por que,mito | domanda,perche,mito | pergunta,por que,mito
world-map compass sailboat | journey,travel,explorer,trade,merchant,map,voyage | voyage,explorateur,commerce,marchand,carte | viaje,explorador,comercio,mercader,mapa | viaggio,esploratore,commercio,mercante,mappa | viagem,explorador,comercio,mapa
sailboat anchor water-wave | ship,navigation,sailor,fleet | navire,bateau,navigation,marin,flotte | barco,nave,navegacion,flota | nave,barca,navigazione,flotta | navio,barco,navegacao,frota
closed-mailbox-with-raised-flag envelope horse | message,post,messenger,letter | message,poste,messager,lettre | mensaje,correo,carta | messaggio,posta,lettera | mensagem,correio,carta
open-book books graduation-cap | book,read,school,education,student,teacher,knowledge | livre,lire,ecole,education,eleve,professeur,savoir | libro,leer,escuela,educacion,conocimiento | libro,leggere,scuola,istruzione,conoscenza | livro,ler,escola,educacao,conhecimento
artist-palette framed-picture paintbrush | art,artist,painting,paint,color,colour | art,artiste,peinture,peindre,couleur | arte,artista,pintura,color | arte,artista,pittura,colore | arte,artista,pintura,cor
musical-notes violin headphone | music,song,melody,sound | musique,chanson,melodie,son | musica,cancion,sonido | musica,canzone,suono | musica,cancao,som
busts-in-silhouette handshake raised-fist | people,crowd,society,population,citizen,community,team | peuple,foule,societe,population,citoyen,communaute,equipe | pueblo,gente,sociedad,poblacion,ciudadano,equipo | popolo,gente,societa,popolazione,cittadino,squadra | povo,gente,sociedade,populacao,cidadao,equipe
cityscape bus-stop office-building | city,urban,town,skyscraper | ville,urbain,gratte-ciel | ciudad,urbano | citta,urbano | cidade,urbano
sauropod t-rex bone | dinosaur,fossil,jurassic,prehistoric | dinosaure,fossile,jurassique,prehistoire | dinosaurio,fosil,prehistoria | dinosauro,fossile,preistoria | dinossauro,fossil
jar honey-pot | jar,container,sealed,preserve | bocal,pot,conserver,scelle | tarro,frasco,conservar | barattolo,conservare | frasco,conservar
shopping-cart shopping-bags receipt | buy,shop,shopping,supermarket,purchase,groceries,basket | acheter,achat,magasin,supermarche,courses,panier | comprar,compra,tienda,supermercado,cesta | comprare,acquisto,negozio,supermercato,spesa | comprar,compra,loja,supermercado
fuel-pump oil-drum high-voltage | petrol,gas,fuel,oil,gasoline | essence,carburant,petrole,gaz | gasolina,combustible,petroleo | benzina,carburante,petrolio | gasolina,combustivel,petroleo
flag:🇫🇷 croissant | france,french,paris | france,francais,paris | francia,frances,paris | francia,francese,parigi | franca,frances,paris
flag:🇮🇹 pizza | italy,italian | italie,italien | italia,italiano | italia,italiano | italia,italiano
flag:🇬🇧 crown | britain,british,england,london | angleterre,anglais,londres | inglaterra,ingles,londres | inghilterra,inglese,londra | inglaterra,ingles,londres
flag:🇺🇸 statue-of-liberty | america,american,united states | amerique,americain,etats unis | america,estados unidos | america,americano,stati uniti | america,estados unidos
statue-of-liberty ballot-box-with-ballot dove | freedom,liberty,independence,free | liberte,independance,libre | libertad,independencia,libre | liberta,indipendenza,libero | liberdade,independencia,livre
seedling money-bag chart-increasing hourglass-done | compound interest,compounding,investment,invest,investor,saving,savings | interets composes,investissement,investir,epargne,epargner,placement | interes compuesto,inversion,invertir,ahorro,ahorrar | interesse composto,investimento,investire,risparmio | juros compostos,investimento,investir,poupanca,poupar
older-person money-bag beach-with-umbrella | retirement,pension,retire | retraite,pension | jubilacion,pension | pensione | aposentadoria,reforma
snowman-without-snow snowflake mountain | snowball,avalanche | boule de neige,avalanche | bola de nieve,alud | palla di neve,valanga | bola de neve,avalanche
~ receipt classical-building money-with-wings | tax,taxes,bill,fee | impot,taxe,facture,frais | impuesto,factura,tarifa | tassa,imposta,bolletta | imposto,taxa,fatura
briefcase office-worker chart-increasing | work,job,career,business,company,office | travail,emploi,carriere,entreprise,bureau | trabajo,empleo,carrera,empresa,oficina | lavoro,carriera,impresa,ufficio | trabalho,emprego,carreira,empresa,escritorio
~ butterfly bug seedling | change,transform,transformation,become | changement,changer,transformation,devenir | cambio,cambiar,transformacion | cambiamento,cambiare,trasformazione | mudanca,mudar,transformacao
~ puzzle-piece light-bulb key | problem,solution,solve,answer,explanation,explain | probleme,solution,resoudre,reponse,explication,expliquer | problema,solucion,resolver,respuesta,explicacion | problema,soluzione,risolvere,risposta,spiegazione | problema,solucao,resolver,resposta,explicacao
light-bulb sparkles brain | idea,invention,invent,inventor,creativity,theory | idee,invention,inventer,inventeur,creativite,theorie | idea,invento,inventar,inventor,creatividad,teoria | idea,invenzione,inventare,inventore,creativita,teoria | ideia,invencao,inventar,inventor,criatividade,teoria
~ balance-scale shuffle-tracks-button compass | choice,choose,decision,decide,compare,comparison,balance | choix,choisir,decision,comparer,equilibre | eleccion,elegir,decision,comparar,equilibrio | scelta,scegliere,decisione,confrontare,equilibrio | escolha,escolher,decisao,comparar,equilibrio
~ cross-mark warning face-with-raised-eyebrow | mistake,wrong,error,false,failure,fail | erreur,faux,echec,echouer,tort | error,falso,fracaso,fallar | errore,falso,sbaglio,fallimento | erro,falso,fracasso,falhar
~ check-mark-button thumbs-up sparkles | right,correct,proof,prove,truth | vrai,verite,preuve,prouver,juste | verdad,correcto,prueba,probar | verita,giusto,prova,provare | verdade,correto,prova,provar
bullseye trophy flag-in-hole | goal,target,aim,purpose,focus | but,objectif,cible,concentration | objetivo,meta,blanco | obiettivo,scopo,bersaglio | objetivo,meta,alvo
~ repeat-button spiral-calendar footprints | habit,routine,repeat,cycle,every day,daily | habitude,routine,repeter,cycle,quotidien | habito,rutina,repetir,ciclo,diario | abitudine,routine,ripetere,ciclo,quotidiano | habito,rotina,repetir,ciclo,diario
exploding-head high-voltage persevering-face | stress,anxiety,pressure,burnout | stress,anxiete,angoisse,pression | estres,ansiedad,presion | stress,ansia,pressione | estresse,ansiedade,pressao
ghost fearful-face night-with-stars | fear,afraid,scary,terror,nightmare | peur,effrayant,terreur,cauchemar | miedo,terror,pesadilla | paura,terrore,incubo | medo,terror,pesadelo
red-heart rose two-hearts | love,romance,marriage | amour,aimer,mariage | amor,matrimonio | amore,matrimonio | amor,casamento
smiling-face-with-sunglasses sun balloon | happiness,happy,joy,fun | bonheur,heureux,joie | felicidad,feliz,alegria | felicita,felice,gioia | felicidade,feliz,alegria
crystal-ball rocket sunrise | future,predict,prediction,tomorrow | avenir,futur,predire,demain | futuro,predecir,manana | futuro,prevedere,domani | futuro,prever,amanha
~ racing-car high-voltage stopwatch | speed,fast,quick,velocity,accelerate | vitesse,rapide,accelerer | velocidad,rapido,acelerar | velocita,veloce,accelerare | velocidade,rapido,acelerar
~ snail turtle hourglass-not-done | slow,slowly,patience,patient,wait | lent,lentement,patience,attendre | lento,despacio,paciencia,esperar | lento,lentamente,pazienza,aspettare | lento,devagar,paciencia,esperar
~ handshake shield key | trust,promise,deal,agreement,contract,treaty | confiance,promesse,accord,contrat,traite | confianza,promesa,acuerdo,contrato,tratado | fiducia,promessa,accordo,contratto,trattato | confianca,promessa,acordo,contrato,tratado
dove white-flag handshake | peace,truce | paix,treve | paz,tregua | pace,tregua | paz,tregua
shield locked castle | protect,protection,safe,safety,defend,security | proteger,protection,sur,securite,defendre | proteger,proteccion,seguro,seguridad,defender | proteggere,protezione,sicuro,sicurezza,difendere | proteger,protecao,seguro,seguranca,defender
~ flexed-biceps mechanical-arm rock | strength,strong,force,muscle,harden,durable | force,fort,solide,muscle,durable | fuerza,fuerte,solido,musculo | forza,forte,solido,muscolo | forca,forte,solido,musculo
~ high-voltage brick hammer | crack,broken,shatter,destroy | fissure,casser,briser,effondrer,detruire | grieta,romper,derrumbe,destruir | crepa,rompere,crollo,distruggere | fissura,quebrar,colapso,destruir
~ adhesive-bandage hammer-and-wrench sparkles | heal,repair,fix,recover,recovery | guerir,reparer,soigner | curar,reparar,sanar | guarire,riparare | curar,reparar,consertar
chains hammer-and-wrench wrench | rust,iron,steel,metal,corrosion | rouille,fer,acier,metal,corrosion | oxido,hierro,acero,metal | ruggine,ferro,acciaio,metallo | ferrugem,ferro,aco,metal
magnet atom-symbol high-voltage | physics,einstein,equation,relativity,atom,quantum,particle,electron,magnetic,magnetism,field | physique,einstein,equation,relativite,atome,quantique,particule,electron,magnetique,champ magnetique | fisica,einstein,ecuacion,relatividad,atomo,cuantico,particula,electron,magnetico | fisica,einstein,equazione,relativita,atomo,quantistico,particella,magnetico | fisica,einstein,equacao,relatividade,atomo,quantico,particula,magnetico
~ abacus input-numbers chart-increasing | number,math,mathematics,count,calculate,statistics,average | nombre,mathematiques,compter,calculer,statistique,moyenne | numero,matematicas,contar,calcular,estadistica,promedio | numero,matematica,contare,calcolare,statistica,media | numero,matematica,contar,calcular,estatistica,media
speech-balloon megaphone newspaper | language,speak,talk,word,news,story,tell | langue,parler,mot,nouvelle,recit,raconter | idioma,hablar,palabra,noticia,relato | lingua,parlare,parola,notizia,racconto | lingua,falar,palavra,noticia,relato
church candle folded-hands | religion,church,god,faith,prayer,monk,monastery,pope | religion,eglise,dieu,foi,priere,moine,monastere,pape | religion,iglesia,dios,fe,oracion,monje,monasterio,papa | religione,chiesa,dio,fede,preghiera,monaco,monastero,papa | religiao,igreja,deus,fe,oracao,monge,mosteiro,papa
mosque teapot hot-beverage | ottoman,islam,muslim,istanbul,turkish,mecca,arab,yemen | ottoman,islam,musulman,istanbul,turc,mecque,arabe,yemen | otomano,islam,musulman,estambul,turco,meca,arabe,yemen | ottomano,islam,musulmano,istanbul,turco,mecca,arabo,yemen | otomano,islam,muculmano,istambul,turco,meca,arabe,iemen
teacup-without-handle teapot herb | tea,tea leaves | the,feuille de the | te,hojas de te | te,foglie di te | cha,folhas de cha
national-park water-wave canoe | river,stream,riverbank,lake,shore | fleuve,riviere,ruisseau,rive,lac | rio,arroyo,orilla,lago | fiume,ruscello,riva,lago | rio,riacho,margem,lago
volcano fire rock | lava,eruption,ash,magma,pompeii | lave,eruption,cendre,magma | lava,erupcion,ceniza,magma | lava,eruzione,cenere,magma | lava,erupcao,cinza,magma
anxious-face-with-sweat person-in-bed hot-beverage | tired,fatigue,exhausted,drowsy,sleepy | fatigue,epuise,somnolent | cansado,fatiga,agotado | stanco,stanchezza,esausto | cansado,fadiga,exausto
~ mirror eyes magnifying-glass-tilted-left | see,look,observe,eye,vision,watching | voir,regarder,observer,oeil,vision | ver,mirar,observar,ojo,vision | vedere,guardare,osservare,occhio,visione | ver,olhar,observar,olho,visao
old-key castle hourglass-done | legend,tale,once upon a time,myths | legende,conte,il etait une fois | leyenda,cuento | leggenda,fiaba | lenda,conto
classical-building brick volcano | roman concrete | beton romain | hormigon romano | calcestruzzo romano | concreto romano
cherries red-apple grapes | fruit,berry | fruit,baie | fruta,baya | frutta,frutto,bacca | fruta,baga
`;
