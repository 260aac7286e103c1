import type { Language } from '../../contracts/languages.ts';

/** Words by what they do to a break, each list parted by spaces. */
export interface BreakWords {
  /** A line must not end on these: articles, possessives, auxiliaries, negations, pronouns before their verb. */
  bindsForward: string;
  /** Prepositions and conjunctions: good to begin a line with, bad to end one on. */
  begins: string;
  /** A line must not begin with these: postpositions, particles, endings that are written as words of their own. */
  bindsBack: string;
  /** Written numbers, and words between a number and what it counts. */
  numbers: string;
  /** What numbers count: parted from its number, it says nothing. */
  units: string;
}

const sharedUnits =
  'km m cm mm nm kg g mg t l ml cl h min s ms mph kmh kph w kw mw gw hz khz mhz ghz gb mb tb kb k ° °c °f % € $ £ ¥ co2';

export const breakWords: Readonly<Record<Language, BreakWords>> = {
  en: {
    bindsForward:
      "a an the this that these those my your his her its our their no not very i you he she it we they who is are was were am be been being has have had do does did will would can could may might must shall should don't doesn't didn't isn't aren't wasn't won't can't cannot couldn't i'm you're he's she's it's we're they're there's that's every each some any so too more most less mr mrs ms dr prof st mount lake",
    begins:
      'and or but nor yet because if when while where although though until unless since before after than as of in on at to for from with without by about into onto over under between through during against like which whose how why what',
    bindsBack: 'ago',
    numbers:
      'one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion half dozen',
    units:
      'percent percentage degrees hundred thousand million billion trillion years year days day hours hour minutes minute seconds second weeks months centuries miles mile feet inches pounds dollars euros cents meters metres kilometers kilometres tons tonnes times',
  },
  fr: {
    bindsForward:
      "le la les un une des du de d' l' ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ne n' pas très plus moins trop je tu il elle on nous vous ils elles me te se y est sont était étaient être a ont avait avoir va vont peut peuvent doit doivent fait chaque quelques aucun c'est n'est m mme mlle dr saint sainte",
    begins:
      'et ou mais donc or ni car que qui quoi dont où quand lorsque si comme parce puisque pour par avec sans dans sur sous vers chez entre depuis pendant avant après à au aux en contre selon malgré afin tandis',
    bindsBack: '',
    numbers:
      'deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente quarante cinquante soixante cent cents mille million millions milliard milliards',
    units:
      'pour cent degrés mille millions million milliards milliard ans années an jours jour heures heure minutes secondes mois siècles siècle kilomètres mètres tonnes euros dollars fois',
  },
  es: {
    bindsForward:
      'el la los las un una unos unas lo este esta estos estas ese esa esos esas mi tu su mis tus sus nuestro nuestra no muy más menos yo tú él ella me te se nos le les es son era eran fue ser está están ha han había haber va van puede pueden debe deben hay cada algún ningún sr sra dr dra san santa',
    begins:
      'y e o u pero sino que quien cual donde cuando como si porque aunque mientras para por con sin en sobre bajo entre desde hasta hacia según durante ante contra tras a al de del',
    bindsBack: '',
    numbers:
      'dos tres cuatro cinco seis siete ocho nueve diez once doce veinte treinta cuarenta cincuenta cien ciento mil millón millones',
    units:
      'por ciento grados mil millones millón años año días día horas hora minutos segundos meses siglos siglo kilómetros metros toneladas euros dólares veces',
  },
  it: {
    bindsForward:
      "il lo la i gli le un uno una questo questa questi queste quel quella mio mia tuo tua suo sua nostro nostra loro non molto più meno io tu lui lei noi voi mi ti si ci vi è sono era erano essere ha hanno aveva avere va vanno può possono deve devono ogni qualche l' un' sig dott san santa",
    begins:
      'e ed o ma però che chi cui dove quando come se perché anche mentre per con senza in su sotto tra fra da di a al alla del della dei delle degli dello nel nella nei nelle negli nello sul sulla sui sulle dal dalla dai dalle contro durante',
    bindsBack: 'fa',
    numbers:
      'due tre quattro cinque sei sette otto nove dieci undici dodici venti trenta quaranta cinquanta cento mille mila milione milioni miliardo miliardi',
    units:
      'per cento gradi mila milioni milione miliardi anni anno giorni giorno ore ora minuti secondi mesi secoli secolo chilometri metri tonnellate euro dollari volte',
  },
  pt: {
    bindsForward:
      'o a os as um uma uns umas este esta estes estas esse essa isso meu minha teu tua seu sua nosso nossa não muito mais menos eu tu ele ela nós eles elas me te se é são era eram foi ser está estão tem têm tinha ter vai vão pode podem deve devem há cada algum nenhum sr sra dr dra são santa',
    begins:
      'e ou mas que quem qual onde quando como se porque embora enquanto para por com sem em sobre sob entre desde até segundo durante contra de do da dos das no na nos nas ao à pelo pela',
    bindsBack: '',
    numbers:
      'dois duas três quatro cinco seis sete oito nove dez onze doze vinte trinta quarenta cinquenta cem cento mil milhão milhões bilhão bilhões',
    units:
      'por cento graus mil milhões milhão bilhões anos ano dias dia horas hora minutos segundos meses séculos século quilômetros quilómetros metros toneladas euros dólares reais vezes',
  },
  de: {
    bindsForward:
      'der die das den dem des ein eine einen einem einer eines dieser diese dieses diesen diesem jener jene mein meine dein deine sein seine ihr ihre unser unsere euer kein keine keinen nicht sehr mehr weniger ganz ich du er sie es wir man ist sind war waren bin sein wird werden wurde wurden hat haben hatte hatten kann können muss müssen soll sollen darf dürfen will wollen jede jeder jedes einige herr frau dr prof sankt zu',
    begins:
      'und oder aber denn sondern weil dass wenn als ob obwohl während bevor nachdem damit wo wie was wer für mit ohne in im an am auf aus bei beim von vom nach über unter zwischen durch gegen um seit bis vor hinter zum zur ins',
    bindsBack: '',
    numbers:
      'zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig hundert tausend million millionen milliarde milliarden',
    units:
      'prozent grad hundert tausend millionen million milliarden jahre jahren jahr tage tagen tag stunden stunde minuten sekunden monate jahrhunderte kilometer meter tonnen euro dollar mal uhr',
  },
  ar: {
    bindsForward: 'هذا هذه ذلك تلك هو هي هم لا لم لن ما ليس ليست قد لقد كل بعض أي غير كان كانت يكون إن أن أنه يا جدا',
    begins:
      'في من على إلى عن مع بين تحت فوق أمام خلف عند بعد قبل منذ حتى أو ثم لكن بل إذا لأن كما حيث عندما الذي التي الذين حول خلال دون',
    bindsBack: '',
    numbers: 'ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة مئة مائة ألف مليون مليار ثلاث أربع خمس ست سبع ثماني تسع عشر',
    units:
      'بالمئة بالمائة درجة ألف آلاف مليون ملايين مليار سنة سنوات عام أعوام يوم أيام ساعة دقيقة ثانية كيلومتر متر طن دولار يورو مرة مرات',
  },
  he: {
    bindsForward: 'את לא הוא היא הם הן זה זו אלה יש אין כל עוד רק מאוד יותר אני אתה אנחנו היה הייתה היו של',
    begins: 'על אל עם מן בין תחת מעל לפני אחרי עד או אבל כי אם כאשר בגלל למרות אשר כמו בלי אצל מול דרך',
    bindsBack: '',
    numbers: 'שתי שני שלושה ארבעה חמישה שישה שבעה שמונה תשעה עשרה שלוש ארבע חמש שש שבע תשע עשר מאה אלף מיליון מיליארד',
    units:
      'אחוז אחוזים מעלות אלף אלפי מיליון מיליארד שנה שנים יום ימים שעה שעות דקות שניות קילומטר מטר טון דולר אירו פעמים',
  },
  hi: {
    bindsForward: 'यह वह ये वे इस उस एक कोई हर बहुत नहीं न मेरा मेरी मेरे आपका अपना अपनी अपने श्री डॉ',
    begins: 'और या लेकिन मगर क्योंकि कि जब अगर जो तो जैसे ताकि',
    bindsBack:
      'का के की को में से पर ने तक है हैं था थे थी हो गया गई गए रहा रही रहे सकता सकती सकते भी ही वाला वाले वाली लिए साथ बाद करता करते करती',
    numbers: 'दो तीन चार पाँच पांच छह सात आठ नौ दस सौ हज़ार हजार लाख करोड़ अरब',
    units: 'प्रतिशत डिग्री सौ हज़ार हजार लाख करोड़ अरब साल वर्ष दिन घंटे मिनट सेकंड किलोमीटर मीटर टन रुपये डॉलर बार लोग',
  },
  th: {
    bindsForward: 'ไม่ การ ความ ผู้ นัก ชาว จะ ได้ เป็น คือ มี ของ ถูก ให้ กำลัง ต้อง',
    begins: 'และ หรือ แต่ เพราะ ที่ ซึ่ง ว่า เมื่อ ถ้า จาก ใน บน กับ โดย เพื่อ ตั้งแต่ จนถึง แล้ว',
    bindsBack: 'ๆ ฯ นี้ นั้น แล้ว ด้วย กัน อยู่ เลย มาก ครับ ค่ะ คะ นะ',
    numbers: 'สอง สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ ร้อย พัน หมื่น แสน ล้าน',
    units: 'เปอร์เซ็นต์ องศา ร้อย พัน หมื่น แสน ล้าน ปี วัน ชั่วโมง นาที วินาที กิโลเมตร เมตร ตัน บาท ดอลลาร์ ครั้ง คน ตัว ดวง',
  },
  zh: {
    bindsForward:
      '不 没 没有 很 最 更 太 非常 这 那 每 各 一个 这个 那个 被 把 将 会 能 可以 要 想 是 有 在 从 对 向 为 与 和 跟 比 让 使 第 约 大约',
    begins: '和 与 或 或者 但 但是 而 而且 因为 所以 如果 当 虽然 然后 可是 不过 那么 于是 由于 因此 同时',
    bindsBack: '的 地 得 了 着 过 吗 呢 吧 啊 呀 们 里 上 中 下 之 时 等 来 去 后 前 内 外 间',
    numbers: '一 二 两 三 四 五 六 七 八 九 十 百 千 万 亿 几 多 半',
    units:
      '个 颗 只 条 年 月 日 天 小时 分钟 秒 公里 米 厘米 公斤 吨 元 美元 度 倍 次 人 岁 种 位 名 座 万 亿 百 千 百万 千万 世纪',
  },
  ja: {
    bindsForward: 'この その あの どの こんな そんな とても 最も もっと 約 およそ 第 お ご',
    begins: 'そして しかし だから また でも それで もし なぜなら つまり さらに ところが',
    bindsBack:
      'は が を に で と も の へ や か ね よ ぞ な から まで より など だけ ほど しか ば て た だ です ます でした ました ません ない なかった れる られ られる せる さ し する して した している いる ある なる なっ という こと もの ため とき さん 的 化 者 性 たち ん う よう っ',
    numbers: '一 二 三 四 五 六 七 八 九 十 百 千 万 億 兆 数',
    units:
      'つ 個 本 匹 人 年 月 日 時間 分 秒 キロ メートル センチ トン 円 ドル 度 倍 回 歳 種類 名 万 億 兆 百 千 世紀 パーセント',
  },
  ko: {
    bindsForward: '이 그 저 한 두 세 네 모든 각 매우 가장 아주 더 안 못 약 제',
    begins: '그리고 그러나 하지만 또는 그래서 만약 왜냐하면 즉 또한 그런데',
    bindsBack:
      '것 것은 것을 것이 것이다 수 수가 때 때문에 때문이다 등 중 중에 뒤 후 전 동안 만큼 뿐 줄 있다 있는 있습니다 없다 없는 없습니다 않는다 않습니다 합니다 입니다 됩니다',
    numbers: '하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열 백 천 만 억 조',
    units: '개 개의 개를 명 명의 년 년에 월 일 시간 분 초 킬로미터 미터 톤 원 달러 도 배 번 살 마리 퍼센트 만 억 조',
  },
};

for (const words of Object.values(breakWords)) words.units += ` ${sharedUnits}`;
