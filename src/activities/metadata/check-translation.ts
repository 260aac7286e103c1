import { mostCaptionCharacters } from '../../engines/film/captions/set-caption.ts';
import { languageFault } from '../../infra/llm/language-fault.ts';
import { shownFault } from '../../infra/llm/text-faults.ts';
import type { SourceLine, TranslationRequest } from './providers/translation-request.ts';
import { mostTitleCharacters, type TranslationAnswer } from './translation-prompt.ts';

// A model that is told of twenty faults puts none right.
const mostOfAKind = 5;
// A caption that is a little too long is shown in two; one of this many times the limit is no translation of the line.
const grossly = 3;
// Names stay as they are: so many letters are more than a name, and a quarter of the lines more than there are quotations.
const fewestLetters = 16;
const mostTheSame = 0.25;

const address = /https?:\/\/[!-~]*[\w/]/g;
const markup = /<\/?[a-z][^<>]*>|\{\\[^}]*\}|\*\*|__|`/gi;

/** The answer by its numbers, without mark-up that nobody asked for, and on one line each; undefined where a line is missing. */
export function readTranslation({ lines }: TranslationAnswer, asked: readonly SourceLine[]): (string | undefined)[] {
  const byNumber = new Map(lines.map(({ number, text }) => [number, text]));
  return asked.map((source, index) => {
    const text = byNumber.get(index + 1);
    const isMeant = source.text.search(markup) >= 0;
    return (isMeant ? text : text?.replace(markup, ''))?.replace(/\s+/g, ' ').trim();
  });
}

/** What is wrong with a translation, a clause each, for the model that is to repair it and for the person who reads why it failed. */
export function checkTranslation(answer: TranslationAnswer, request: TranslationRequest): string[] {
  const { lines: asked, language } = request;
  const lines = readTranslation(answer, asked).map((text, index) => ({
    ...{ text, number: index + 1, source: asked[index] as SourceLine },
  }));
  const given = lines.flatMap(({ text, ...line }) => (text === undefined ? [] : [{ ...line, text }]));
  const words = given.map(({ text }) => text.replace(address, ' ')).join('\n');
  return [
    ...checkNumbers(answer, asked.length),
    ...given.flatMap((line) => checkLine(line, request)).slice(0, mostOfAKind),
    ...[languageFault(words, language)].filter((fault) => fault !== undefined),
    ...checkChanged(given),
  ];
}

interface AnsweredLine {
  number: number;
  text: string;
  source: SourceLine;
}

function checkNumbers({ lines }: TranslationAnswer, count: number): string[] {
  const numbers = lines.map(({ number }) => number);
  const wanted = Array.from({ length: count }, (_, index) => index + 1);
  const missing = wanted.filter((number) => !numbers.includes(number));
  const others = numbers.filter((number) => !wanted.includes(number));
  const repeated = wanted.filter((number) => numbers.indexOf(number) !== numbers.lastIndexOf(number));
  return [
    ...(missing.length > 0 ? [`of the ${count} lines, these are missing: ${listed(missing)}`] : []),
    ...(others.length > 0 ? [`there are lines nobody asked for: ${listed(others)}`] : []),
    ...(repeated.length > 0 ? [`there are lines twice: ${listed(repeated)}`] : []),
  ];
}

function listed(numbers: readonly number[]): string {
  return `${numbers.slice(0, 20).join(', ')}${numbers.length > 20 ? ' and more' : ''}`;
}

function checkLine({ number, text, source }: AnsweredLine, { kind, language }: TranslationRequest): string[] {
  if (!/[\p{L}\p{N}]/u.test(text)) return [`line ${number} has no words`];
  // What the film says itself may be quoted.
  const fault = shownFault(source.text) ? undefined : shownFault(text);
  const lost = (source.text.match(address) ?? []).find((each) => !text.includes(each));
  const limit = kind === 'captions' ? grossly * mostCaptionCharacters(language) : limitOf(source);
  return [
    ...(fault ? [`line ${number} can't be used: ${fault}`] : []),
    ...(lost ? [`line ${number} has lost the address ${lost}`] : []),
    ...(text.length > limit ? [`line ${number} has ${text.length} characters, more than ${limit}: shorten it`] : []),
  ];
}

const limitOf = ({ role }: SourceLine) => (role ? mostTitleCharacters[role] : Number.POSITIVE_INFINITY);

/** Whether many lines came back as they were. */
function checkChanged(lines: readonly AnsweredLine[]): string[] {
  const same = lines.filter(
    ({ text, source }) =>
      (text.replace(address, '').match(/\p{L}/gu)?.length ?? 0) >= fewestLetters &&
      text.toLowerCase() === source.text.toLowerCase(),
  );
  if (same.length <= mostTheSame * lines.length) return [];
  return [`there are lines that were not translated: ${listed(same.map(({ number }) => number))}`];
}
