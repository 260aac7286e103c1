import { Failure } from '../../contracts/failures.ts';
import type { Format } from '../../contracts/formats.ts';
import {
  isOfflineLanguage,
  type Language,
  languages,
  type OfflineLanguage,
  offlineLanguages,
} from '../../contracts/languages.ts';
import { type Scene, type Script, sceneId } from '../../contracts/script.ts';
import { chooseBeats, lengthOf, type Slot } from './choose-beats.ts';
import { capitalized, cutCharacters, keyNouns } from './phrases.ts';
import { seededRandom, shuffled } from './random.ts';
import { readTopic, type TopicReading, topicTerms } from './read-topic.ts';
import { splitWords } from './sentences.ts';
import { charactersPerSecond } from './speech-rate.ts';
import { type Template, type TemplateRow, templateFor } from './templates/template.ts';

export interface TemplateRequest {
  topic: string;
  language: Language;
  format: Format;
  durationSeconds: number;
}

// A hook is said in three seconds; longer topics get one of their own first.
const hookWords = 10;
const hookCharacters = 80;
// Below this a film has no time for chapters: three of them, ten seconds each at least, and the opening.
const chapterSeconds = 90;
const charactersPerChapter = 1000;
const attempts = 60;
const closeEnough = 0.03;

/**
 * A script that knows nothing of the topic and so claims nothing: it leads the viewer to find out. The same request gives
 * the same script; two topics get other sentences in another order. Its length comes within 12 % of the wanted one, up to
 * what the template holds (about nine minutes); `seconds` is what it comes to.
 *
 * @throws `UnsupportedLanguage` for a language without a template
 */
export function writeFromTemplate(asked: TemplateRequest): { script: Script; seconds: number } {
  const { language, topic } = asked;
  if (!isOfflineLanguage(language)) throw noTemplate(language);
  const request = { ...asked, language };
  const reading = readTopic(topic, language);
  const rate = charactersPerSecond(language, request.format);
  const target = request.durationSeconds * rate;
  const random = seededRandom(`${language} ${topic}`);

  let best: Slot[] = [];
  let bestError = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < attempts && bestError > closeEnough; attempt++) {
    // A film too short for the whole frame goes without what is at stake, then without the payoff too.
    const frame = attempt < attempts / 3 ? 'whole' : attempt < (2 * attempts) / 3 ? 'tight' : 'bare';
    const slots = chooseBeats(layOut(request, reading, frame, random), target, random);
    const error = Math.abs(lengthOf(slots) / target - 1);
    if (error < bestError) [best, bestError] = [slots, error];
  }
  const script: Script = {
    title: reading.title,
    language,
    scenes: toScenes(best, reading, language),
    writer: { provider: 'offline' },
  };
  return { script, seconds: lengthOf(best) / rate };
}

function noTemplate(language: Language): Failure {
  const known = offlineLanguages.map((code) => languages[code].name).join(', ');
  return new Failure(
    'UnsupportedLanguage',
    `the offline writer writes ${known}, not ${languages[language].name}: give your own text with --script FILE, ` +
      'or choose another provider for the script',
  );
}

function layOut(
  request: TemplateRequest & { language: OfflineLanguage },
  reading: TopicReading,
  frame: 'whole' | 'tight' | 'bare',
  random: () => number,
): Slot[] {
  const template = templateFor(request.language);
  const pick = (section: string): Slot[] => {
    const rows = template.sections.get(section) ?? [];
    const row = rows[Math.floor(random() * rows.length)];
    return row ? [{ row: fill(row, reading, random, request.language) }] : [];
  };
  const target = request.durationSeconds * charactersPerSecond(request.language, request.format);
  const inChapters = request.format === 'long' && request.durationSeconds >= chapterSeconds;
  const manner = hookManner(reading, target, request.language);
  const question = spokenTopic(reading, request.language);
  const hook = manner === 'topic' ? question : [...pick(`hook ${manner}`), ...(manner === 'long' ? question : [])];
  const opening = [
    ...hook,
    ...(frame === 'whole' ? pick(`stakes ${reading.kind}`) : []),
    ...(inChapters ? pick('promise') : []),
  ];
  if (inChapters && opening[0]) opening[0].chapter = template.opening;
  const middle = layOutChapters(template, reading, inChapters ? target : 0, request.language, random);
  return [
    ...opening,
    ...middle.slice(0, Math.ceil(middle.length / 2)),
    ...(target > 500 ? pick('ask') : []),
    ...middle.slice(Math.ceil(middle.length / 2)),
    ...(frame === 'bare' ? [] : pick(`payoff ${reading.kind}`)),
    ...pick(manner === 'topic' ? `loop ${reading.kind}` : `loop ${manner}`),
  ];
}

/** How the film begins: with the topic itself, with a call to listen before a long one, or pointing at words nobody can read out. */
function hookManner(reading: TopicReading, target: number, language: Language): 'topic' | 'long' | 'hidden' {
  if (!reading.spoken || reading.spoken.length > target / 3) return 'hidden';
  const short = splitWords(reading.spoken, language).length <= hookWords && reading.spoken.length <= hookCharacters;
  return short ? 'topic' : 'long';
}

function spokenTopic(reading: TopicReading, language: Language): Slot[] {
  if (!reading.spoken) return [];
  const picture = reading.kind === 'question' ? 'red question mark' : 'sparkles';
  return [{ row: { picture, onScreen: topicOnScreen(reading, language), narration: reading.spoken } }];
}

/** Every chapter's beats; with `target` > 0 as many chapters as that length holds, with their first and last rows. */
function layOutChapters(
  template: Template,
  reading: TopicReading,
  target: number,
  language: Language,
  random: () => number,
): Slot[] {
  const wanted = target > 0 ? Math.round(target / charactersPerChapter) : template.chapters.length;
  const count = Math.min(template.chapters.length, Math.max(3, wanted));
  const kept = new Set(shuffled([...template.chapters.keys()], random).slice(0, count));
  return template.chapters.flatMap(({ title, opener, beats, bridge }, group) => {
    if (!kept.has(group)) return [];
    const rows = beats
      .filter(({ narration }) => speakableTerms(reading).length > 0 || !narration.includes('{term}'))
      .map((row): Slot => ({ row: fill(row, reading, random, language), group }));
    return target > 0 ? [{ row: opener, chapter: title }, ...rows, { row: bridge }] : rows;
  });
}

function fill(row: TemplateRow, reading: TopicReading, random: () => number, language: Language): TemplateRow {
  const terms = speakableTerms(reading);
  const term = terms[Math.floor(random() * terms.length)] ?? '';
  const put = (text: string) => text.replaceAll('{term}', () => term);
  const onScreen = put(row.onScreen).replaceAll('{topic}', () => topicOnScreen(reading, language));
  return { ...row, onScreen: cutCharacters(onScreen, 60), narration: put(row.narration) };
}

/** Up to two phrases of the topic that a voice can say. */
function speakableTerms(reading: TopicReading): string[] {
  if (!reading.spoken) return [];
  return topicTerms(reading)
    .filter(
      (term) => term.length <= 30 && term.split(' ').length <= 4 && /^[\p{Script=Latin}\p{N}\s'’.-]+$/u.test(term),
    )
    .slice(0, reading.kind === 'question' ? 2 : 1);
}

function topicOnScreen(reading: TopicReading, language: Language): string {
  const terms = speakableTerms(reading);
  const words = (terms.length > 0 ? terms.join(' ') : (reading.phrases[0] ?? reading.title)).split(' ').slice(0, 4);
  return capitalized(cutCharacters(words.join(' '), 30), language);
}

function toScenes(slots: Slot[], reading: TopicReading, language: Language): Scene[] {
  const nouns = nounsOf(reading, language);
  return slots.map(({ row, chapter }, index) => {
    // The topic's nouns take turns, so that neighbouring pictures differ; first and last show the same, for the loop.
    const turned = nouns.map((_, turn) => nouns[(turn + index) % nouns.length] as string);
    const leads = index === 0 || index === slots.length - 1;
    const shown = leads ? [...nouns, row.picture] : [row.picture, ...turned];
    const beside = (leads ? nouns[0] : turned[0]) ?? cutCharacters(reading.title, 60);
    return {
      id: sceneId(index + 1),
      narration: row.narration,
      onScreenText: row.onScreen,
      visual: { idea: `The icon ‘${row.picture}’ beside ‘${beside}’.`, keywords: [...new Set(shown)] },
      ...(chapter && { chapter }),
    };
  });
}

/** What can be drawn of the topic: the nouns of its terms, else of all of it. */
function nounsOf(reading: TopicReading, language: Language): string[] {
  const ofTerms = keyNouns(topicTerms(reading).join('. '), language, 4);
  return ofTerms.length > 0 ? ofTerms : keyNouns(reading.title, language, 4);
}
