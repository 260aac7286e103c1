/** A pattern, and what is wrong with a text that has it. */
type Fault = readonly [RegExp, string];

// What a model says of itself or its task instead of doing it, in the languages films are in. Each is so narrow that a film on
// artificial intelligence, or on the oldest script in the world, can be made.
const metaTalk: readonly RegExp[] = [
  /\bas an? (?:AI|artificial intelligence)(?: language)?(?:,? I\b| model\b| assistant\b)/iu,
  /\b(?:here(?:'|’)?s|here is|below is) (?:your|the requested) (?:[\p{L}\p{N}-]+ ){0,3}(?:script|narration|title|description)\b/iu,
  /^(?:sure|certainly|of course|absolutely)[,!] (?:here|I)\b/iu,
  /\bI(?:(?:'|’)m| am) (?:unable|not able) to (?:help|write|create|provide)\b|\bI (?:cannot|can(?:'|’)t) (?:help with|assist|write|create|provide)\b/iu,
  /\ben tant qu(?:e |['’])(?:intelligence artificielle|IA|modèle de langage)\b[^.]{0,20}\bj(?:e\b|['’])|\bvoici (?:votre|ton) (?:script|scénario|narration|texte)\b/iu,
  /\bcomo (?:una? |um )?(?:inteligencia artificial|inteligência artificial|IA|modelo de (?:lenguaje|linguagem))\b[^.]{0,20}\b(?:no puedo|puedo|soy|não posso|posso|sou)\b/iu,
  /\b(?:aquí (?:tienes|está) (?:el|tu|su)|aqui está (?:o|seu|o seu)) (?:guion|guión|roteiro|script)\b/iu,
  /\bin quanto (?:intelligenza artificiale|IA|modello linguistico)\b[^.]{0,20}\b(?:posso|sono)\b|\becco (?:il tuo|il vostro|il suo) (?:script|copione|testo)\b/iu,
  /\bals (?:eine )?(?:KI|künstliche Intelligenz|KI-Modell|Sprachmodell)\b[^.]{0,20}\bich\b|\bhier ist (?:dein|ihr) (?:Skript|Drehbuch|Text)\b/iu,
  /(?:作为|作為|身為)(?:一个|一個)?(?:AI|人工智能|人工智慧)(?:语言|語言)?(?:模型|助手)|以下是.{0,6}(?:脚本|腳本|旁白)/u,
  /(?:AI|人工知能)(?:言語)?(?:モデル|アシスタント)として|以下(?:は|が).{0,8}(?:台本|スクリプト|ナレーション)/u,
  /(?:AI|인공지능)(?: ?언어)? ?(?:모델|어시스턴트)로서|다음은 .{0,8}(?:대본|스크립트)/u,
  /ในฐานะ(?:ที่เป็น)?\s?(?:AI|ปัญญาประดิษฐ์|โมเดลภาษา)/u,
  /(?:بصفتي|كوني) (?:نموذج|ذكاء|مساعد)|إليك (?:النص|السيناريو)/u,
  /כ(?:מודל שפה|בינה מלאכותית)|(?:הנה|להלן) ה?(?:תסריט|קריינות)/u,
  /(?:एआई|AI|कृत्रिम बुद्धिमत्ता)(?: भाषा)? (?:मॉडल )?के रूप में,? मैं|यह रही आपकी स्क्रिप्ट/u,
];

// Who speaks, and which part of the film it is, is not spoken.
const label =
  /^\P{L}{0,3}(?:narrat(?:or|ion)|narrateur|narratrice|narradora?|narratore|narração|narración|erzähler(?:in)?|sprecher(?:in)?|voice[- ]?over|voix off|voz en off|host|intro|outro|hook|title|titre|título|titolo|titel|旁白|解说|ナレーター|ナレーション|내레이션|내레이터|ผู้บรรยาย|الراوي|המספר|קריין|वाचक)\s*[:：]/iu;
const sceneLabel =
  /^\P{L}{0,3}(?:scene|scène|escena|scena|cena|szene|场景|シーン|장면|ฉาก|المشهد|סצנה|दृश्य)\s?(?:\d+\s*[:：.–—-]|\d+$)/iu;

// Round brackets hold ordinary remarks too: only what directors write in them counts.
const direction =
  /[(（*_]\s*(?:\p{L}+ )?(?:pause|beat|music|musique|música|musica|musik|silence|silencio|silêncio|silenzio|stille|laughs?|laughter|rires?|risas|risos|risate|lacht|applause|fade (?:in|out)|whispers?|音乐|音樂|音楽|停顿|笑|음악|웃음|ดนตรี|موسيقى|מוזיקה|संगीत)(?: \p{L}+)?\s*[)）*_]/iu;

const links: Fault = [/\bhttps?:\/\/|\bwww\.\p{L}|\]\(/iu, 'it has a link'];
const tags: Fault = [/<\/?[a-z][^<>]*>|&(?:nbsp|amp|lt|gt|quot|#\d+);/iu, 'it has HTML or SSML'];

const spokenFaults: readonly Fault[] = [
  ...metaTalk.map((pattern): Fault => [pattern, 'it talks about the task instead of the topic']),
  [label, 'it begins with a label, which would be read out'],
  [sceneLabel, 'it begins with a label, which would be read out'],
  [direction, 'it has a stage direction'],
  [/\[[^\]]*\]|【[^】]*】/u, 'it has words in square brackets, which would be read out'],
  tags,
  links,
  [/\*\*|__|`|~~|^\s*#{1,6}\s|^\s*>\s|\*\p{L}[^*\n]*\*/mu, 'it has Markdown'],
  [/^\s*(?:[-*•]\s|\d{1,2}[.)]\s.*\n\s*\d{1,2}[.)]\s)/mu, 'it is a list'],
];

const shownFaults: readonly Fault[] = [
  ...metaTalk.map((pattern): Fault => [pattern, 'it talks about the task instead of the film']),
  tags,
  links,
  [/\*\*|`|^\s*#{1,6}\s/mu, 'it has Markdown'],
];

const quotedCharacters = 60;

/** Why words can't be spoken as they are: the first reason, with where. */
export function spokenFault(text: string): string | undefined {
  if (!/[\p{L}\p{N}]/u.test(text)) return 'it has no words';
  return firstFault(text, spokenFaults);
}

/** Why words can't be shown to readers as they are: the first reason, with where. */
export function shownFault(text: string): string | undefined {
  return firstFault(text, shownFaults);
}

function firstFault(text: string, faults: readonly Fault[]): string | undefined {
  for (const [pattern, reason] of faults) {
    const found = pattern.exec(text);
    if (found) return `${reason}: "${text.slice(found.index, found.index + quotedCharacters).trim()}"`;
  }
  return undefined;
}
