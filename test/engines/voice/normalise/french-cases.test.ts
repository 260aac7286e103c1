import { expect, test } from 'vitest';
import { readAloud } from './read-aloud.ts';

// One line a kind; `|` parts sentences.
test.each([
  [
    'Le prix a augmenté de 3,5 % à 1 234,56 € au T3 2024.',
    'Le prix a augmenté de trois virgule cinq pour cent à mille deux cent trente-quatre euros cinquante-six au T trois deux mille vingt-quatre',
  ],
  [
    'Il pèse 5 kg 300 et mesure 1,80 m ou 1m80.',
    'Il pèse cinq kilogrammes trois cents et mesure un mètre quatre-vingts ou un mètre quatre-vingts',
  ],
  [
    'Appelez le 01 23 45 67 89 ou le +33 6 12 34 56 78, le 15, le 112 ou le 3615.',
    'Appelez le zéro un vingt-trois quarante-cinq soixante-sept quatre-vingt-neuf ou le plus trente-trois six douze trente-quatre cinquante-six soixante-dix-huit le quinze le cent douze ou le trois mille six cent quinze',
  ],
  [
    'Pages 10–20, 1914-1918 et 9-5.',
    'Pages dix à vingt mille neuf cent quatorze à mille neuf cent dix-huit et neuf à cinq',
  ],
  [
    'De 1990 à 2000, pp. 12-15, p. 3.',
    'De mille neuf cent quatre-vingt-dix à deux mille pages douze à quinze page trois',
  ],
  [
    'Le PIB des É.-U. est de 25 500 milliards de dollars.',
    'Le pé i bé des États-Unis est de vingt-cinq mille cinq cents milliards de dollars',
  ],
  ["La NASA, l'ONU, la SNCF, l'UE et l'UNESCO.", "La NASA l'ONU la SNCF l'u euh et l'UNESCO"],
  [
    'Une TV 4K, un MP3, H2O, CO2, la 5G, le Wi-Fi, un DVD, des CD.',
    'Une TV quatre K un MP trois H deux O C.O. deux la cinq G le oui-fi un dé vé dé des CD',
  ],
  [
    'Né le 5 janv. 1809, mort le 12 févr. 1882.',
    'Né le cinq janvier mille huit cent neuf mort le douze février mille huit cent quatre-vingt-deux',
  ],
  [
    'Le 14/07/1789, le 2024-02-29, le 1er mai, le 1/5/2020, le 03.04.98.',
    'Le quatorze juillet mille sept cent quatre-vingt-neuf le vingt-neuf février deux mille vingt-quatre le premier mai le premier mai deux mille vingt le trois avril mille neuf cent quatre-vingt-dix-huit',
  ],
  [
    'Au XIXe siècle, au XXIe s., aux IIe et IIIe siècles av. J.-C., le IIᵉ siècle.',
    'Au dix-neuvième siècle au vingt et unième siècle aux deuxième et troisième siècles avant Jésus-Christ le deuxième siècle',
  ],
  [
    'Il fait 20°C, -5 °C, 37,5°, 5° nord, 68 °F.',
    'Il fait vingt degrés Celsius moins cinq degrés Celsius trente-sept virgule cinq degrés cinq degrés nord soixante-huit degrés Fahrenheit',
  ],
  [
    'À 15h45, 12h, 0h30, 7 h, 9 h 05, 21:30, 1h, 14h00, 8h à 10h, de 8h-10h.',
    'À quinze heures quarante-cinq douze heures zéro heure trente sept heures neuf heures cinq vingt et une heures trente une heure quatorze heures huit heures à dix heures de huit heures à dix heures',
  ],
  [
    '50 km/h, 300 000 km/s, 9,81 m/s², 5 m², 3 m³, 10 cm, 2 l/100 km, 12 hab./km².',
    'cinquante kilomètres par heure trois cent mille kilomètres par seconde neuf virgule quatre-vingt-un mètres par seconde carré cinq mètres carrés trois mètres cubes dix centimètres deux litres aux cent km douze habitants par kilomètre carré',
  ],
  ['1/2, 2/3, 3/4, 1/8, 5/16, 2½.', 'un demi deux tiers trois quarts un huitième cinq seizièmes deux et un demi'],
  [
    'Élisabeth II, Henri IV, Louis XIV, François Ier, Napoléon III, Jean-Paul II, chapitre XII, Première Guerre, Rocky IV, Vatican II, tome II.',
    'Élisabeth deux Henri quatre Louis quatorze François premier Napoléon trois Jean-Paul deux chapitre douze Première Guerre Rocky quatre Vatican deux tome deux',
  ],
  [
    'La section 3.2.1, la version 10.4.2, v2.0.',
    'La section trois virgule deux virgule un la version dix virgule quatre virgule deux v deux point zéro',
  ],
  ['Visitez www.exemple.fr/page ou https://openai.com.', 'Visitez www point exemple point fr page ou openai point com'],
  [
    'Suivez @jean et #BalanceTonPorc, #2020.',
    'Suivez arobase jean et hashtag Balance Ton Porc numéro deux mille vingt',
  ],
  ['Écrivez à jean.dupont@mail.fr.', 'Écrivez à jean point dupont arobase mail point fr'],
  [
    '2+2=4, 3×4=12, 10÷2=5, 7-3=4, x² + y² = z², 10^6, 6,02×10²³.',
    'deux plus deux égale quatre trois fois quatre égale douze dix divisé par deux égale cinq sept moins trois égale quatre x au carré plus y au carré égale z au carré dix puissance six six virgule zéro deux fois dix puissance vingt-trois',
  ],
  [
    "5 M€, 3,2 Md€, 20 k€, 1,5 milliard d'euros, 2 millions de dollars, 100 $, 5 $ US, 50 ¢, 20 £, 100 CHF.",
    "cinq millions d'euros trois virgule deux milliards d'euros vingt mille euros un virgule cinq milliard d'euros deux millions de dollars cent dollars cinq dollars US cinquante cents vingt livres cent francs suisses",
  ],
  [
    'Dr Martin, Mme Dupont, M. Durand, MM. Petit, Mlle Rose, Me Leroy, Mgr Lustiger, St Paul, Ste Marie.',
    'docteur Martin madame Dupont monsieur Durand messieurs Petit mademoiselle Rose maître Leroy monseigneur Lustiger saint Paul sainte Marie',
  ],
  [
    'Le 1er, la 1re, 1ère, le 2e, le 2ème, la 2nde, 3e, 11e, 21e, 80e, 100e, 1000e, les 24es, 1ers.',
    'Le premier la première première le deuxième le deuxième la seconde troisième onzième vingt et unième quatre-vingtième centième millième les vingt-quatrième premier',
  ],
  ['N° 1, n° 5, no 3, nos 4 et 5.', 'numéro un numéro cinq numéro trois nos quatre et cinq'],
  [
    'p. ex., c.-à-d., etc., cf. p. 5, ex. : oui, i.e., env. 5, max. 10, min. 3.',
    "par exemple c'est-à-dire et cétéra confère page cinq exemple oui c'est-à-dire environ cinq maximum dix minimum trois",
  ],
  [
    "1 000 000 000, 1 million, 2 milliards, 80 millions, 200 000 personnes, 1 000 000 d'euros.",
    "un milliard un million deux milliards quatre-vingts millions deux cent mille personnes un million d'euros",
  ],
  [
    '71, 75, 76, 79, 81, 85, 91, 95, 97, 98, 99, 121, 180, 181, 280, 300, 1180, 80000, 200000.',
    'soixante et onze soixante-quinze soixante-seize soixante-dix-neuf quatre-vingt-un quatre-vingt-cinq quatre-vingt-onze quatre-vingt-quinze quatre-vingt-dix-sept quatre-vingt-dix-huit quatre-vingt-dix-neuf cent vingt et un cent quatre-vingts cent quatre-vingt-un deux cent quatre-vingts trois cents mille cent quatre-vingts quatre-vingt mille deux cent mille',
  ],
  [
    '4,50 €, 0,99 €, 1,01 €, 1 €, 2,00 €, 100 €, 9,99$, 1 000,50 €.',
    'quatre euros cinquante quatre-vingt-dix-neuf centimes un euro un un euro deux euros cent euros neuf dollars quatre-vingt-dix-neuf mille euros cinquante',
  ],
  [
    '5%–10%, 5-10 %, 0,5 %, 100 %, -2 %, 1 %.',
    'cinq pour cent à dix pour cent cinq à dix pour cent zéro virgule cinq pour cent cent pour cent moins deux pour cent un pour cent',
  ],
  [
    '50/50, 24h/24, 7j/7, 24/7, le 11-Septembre, A1, B2B.',
    'cinquante cinquante vingt-quatre heures sur vingt-quatre sept jours sur sept vingt-quatre heures sur vingt-quatre et sept jours sur sept le onze Septembre A un B deux B',
  ],
  [
    "Apollo 11, Boeing 747, iPhone 15, Airbus A380, Mirage 2000, la N7, l'A6.",
    "Apollo onze Boeing sept cent quarante-sept iPhone quinze Airbus A trois cent quatre-vingts Mirage deux mille la N sept l'A six",
  ],
  ['3D, 2D, USB-C, HDMI 2.1, C++, C#.', 'trois D deux D USB-C ache dé ème i deux virgule un C plus plus cé dièse'],
  [
    'LGBTQ+, SMS, PDG, TGV, RATP, HLM, OVNI, SIDA, OTAN, ADN, ARN, URL, IA, QI.',
    'LGBTQ plus SMS PDG TGV RATP HLM OVNI SIDA OTAN a dé enne a erre enne u erre elle i a ku i',
  ],
  [
    '1 sur 5, 3 sur 4, 10:1, 2-1, 16:9, 3 contre 1.',
    'un sur cinq trois sur quatre dix à un deux à un seize à neuf trois contre un',
  ],
  [
    '1 km, 2 km, 1,5 km, 1 m, 5 mm, 2 ha, 3 t, 5 L, 25 cl, 250 ml, 3 GHz, 64 Go, 10 Mo, 5 To, 10 Mbit/s, 220 V, 60 W, 5 kWh, 40 dB.',
    'un kilomètre deux kilomètres un virgule cinq kilomètre un mètre cinq millimètres deux hectares trois tonnes cinq litres vingt-cinq centilitres deux cent cinquante millilitres trois gigahertz soixante-quatre gigaoctets dix mégaoctets cinq téraoctets dix mégabits par seconde deux cent vingt volts soixante watts cinq kilowatts-heures quarante décibels',
  ],
  [
    '« Je reviens », dit-il… Oui ! Vraiment ? Non : jamais ; voilà — fin.',
    'Je reviens dit-il | Oui | Vraiment | Non jamais voilà fin',
  ],
  [
    "L'homme, l’eau, aujourd'hui, qu'il, jusqu’à, presqu'île, 1'000.",
    "L'homme l'eau aujourd'hui qu'il jusqu'à presqu'île un zéro zéro zéro",
  ],
  [
    "Les années 1990, les années 80, les 90's, la génération 2000, 1968, mai 68, en 1515, l'an 800, l'an 1000, en 52 av. J.-C., 400 apr. J.-C.",
    "Les années mille neuf cent quatre-vingt-dix les années quatre-vingts les quatre-vingt-dix s la génération deux mille mille neuf cent soixante-huit mai soixante-huit en mille cinq cent quinze l'an huit cents l'an mille en cinquante-deux avant Jésus-Christ quatre cents après Jésus-Christ",
  ],
  [
    'environ 5 min. et 30 s ; 2 h ; 5 ans ; 10 s ; 45 min ; 1h30min.',
    'environ cinq minutes et trente secondes deux heures cinq ans dix secondes quarante-cinq minutes une heure trente minutes',
  ],
  [
    '007, 0800, 1234567, code postal 75001, ISBN 978-2-07-036822-8.',
    'zéro zéro sept zéro huit zéro zéro un million deux cent trente-quatre mille cinq cent soixante-sept code postal soixante-quinze mille un i esse bé enne neuf sept huit deux zéro sept zéro trois six huit deux deux huit',
  ],
  [
    'Un enfant de 3 ans, 100 mètres, le 21e siècle, 4x4, 10x, 2,5x.',
    'Un enfant de trois ans cent mètres le vingt et unième siècle quatre par quatre dix fois deux virgule cinq fois',
  ],
  ["R&D, H&M, M&M's, AT&T, Q&R.", "R et D H et M M et M's AT et T Q et R"],
  ['½ ¼ ¾ ⅓ 1½', 'un demi un quart trois quarts un tiers un et un demi'],
  [
    '< 5, > 10, ≤ 3, ≥ 7, ≈ 8, ~9, ± 2, ∞.',
    "moins de cinq plus de dix au plus trois au moins sept environ huit environ neuf plus ou moins deux l'infini",
  ],
  [
    'Fe₂O₃, C₆H₁₂O₆, H₂O, O₂, pH 7, ARNm, COVID-19, SARS-CoV-2.',
    'F.E. deux O trois C six H douze O six H deux O O deux pH sept a erre enne ème COVID dix-neuf SARS CoV deux',
  ],
  ['1080p, 60 fps, 4 fois.', 'mille quatre-vingts p soixante images par seconde quatre fois'],
  [
    'de 8h à 17h30, 8 h-12 h, 10-12 ans, 20–30 km, 5 à 7 jours.',
    'de huit heures à dix-sept heures trente huit heures à douze heures dix à douze ans vingt à trente kilomètres cinq à sept jours',
  ],
  [
    'et/ou, il/elle, km/h, s/ Seine, Saint-Denis, St-Étienne, Ste-Anne.',
    'et ou il elle kilomètres par heure sur Seine Saint-Denis saint Étienne sainte Anne',
  ],
  [
    'bd. Voltaire, av. Foch, 12 bis rue X, 3 ter, apt. 5, BP 12.',
    'boulevard Voltaire avenue Foch douze bis rue X trois ter appartement cinq BP douze',
  ],
  [
    '21 personnes, 31 pages, 1 personne, 1 heure, 21 h, 61 minutes, 1 tonne, 81 livres.',
    'vingt et une personnes trente et une pages une personne une heure vingt et une heures soixante et une minutes une tonne quatre-vingt-un livres',
  ],
  [
    'Charles de Gaulle (1890-1970), Molière [1622–1673].',
    'Charles de Gaulle mille huit cent quatre-vingt-dix à mille neuf cent soixante-dix Molière mille six cent vingt-deux à mille six cent soixante-treize',
  ],
  [
    '1,5 million, 0 degré, 1,9 °C, 2,1 °C, 15 000 €/m², 3 €/kg, 100 €/mois.',
    'un virgule cinq million zéro degré un virgule neuf degré Celsius deux virgule un degrés Celsius quinze mille euros par mètre carré trois euros par kilogramme cent euros par mois',
  ],
  [
    'Jésus-Christ, S.O.S., U.R.S.S., J.O., B.D., e-mail, week-end.',
    'Jésus-Christ S.O.S. U.R.S.S. ji o B.D. e-mail week-end',
  ],
  [
    'vol. 2, chap. 3, fig. 4, éd. 2, art. 5, §3, T. Rex, J. Chirac.',
    'volume deux chapitre trois figure quatre édition deux article cinq paragraphe trois T | Rex J Chirac',
  ],
  [
    'le 1er/2e, 2e-3e, le 20 %, +5 %, + 5, 3 + 4 = 7.',
    'le premier deuxième deuxième à troisième le vingt pour cent plus cinq pour cent plus cinq trois plus quatre égale sept',
  ],
  [
    'La Formule 1, F1, G7, G20, CP, CM2, M6, BFM, TF1, France 2.',
    'La Formule un F un G sept G vingt CP CM deux M six BFM TF un France deux',
  ],
])('fr: %s', (written, spoken) => expect(readAloud(written, 'fr')).toBe(spoken));
