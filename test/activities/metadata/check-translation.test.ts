import { describe, expect, it } from 'vitest';
import { checkTranslation, readTranslation } from '../../../src/activities/metadata/check-translation.ts';
import type { SourceLine, TranslationRequest } from '../../../src/activities/metadata/providers/translation-request.ts';
import { sentencesOf } from '../../emulators/llm-texts.ts';

const source: SourceLine[] = [
  { text: 'Three hearts', role: 'title' },
  { text: sentencesOf.en[1] as string },
  { text: 'More of it: https://example.org/octopus.' },
  { text: 'As an AI, I would say: <b>three</b>.' },
];
const good = ['Drei Herzen', sentencesOf.de[1] as string, 'Mehr: https://example.org/octopus', 'Als KI: <b>drei</b>.'];

const request: TranslationRequest = { kind: 'words', from: 'en', language: 'de', title: 'Three hearts', lines: source };
const answerOf = (texts: readonly string[]) => ({ lines: texts.map((text, index) => ({ number: index + 1, text })) });
const faultsOf = (at: number, text: string, changes: Partial<TranslationRequest> = {}) =>
  checkTranslation(answerOf(good.with(at, text)), { ...request, ...changes });

describe('the check of a translation', () => {
  it('finds nothing wrong with a good one, in whatever order its lines come', () => {
    expect(checkTranslation(answerOf(good), request)).toEqual([]);
    expect(checkTranslation({ lines: answerOf(good).lines.reverse() }, request)).toEqual([]);
  });

  it('counts the lines by their numbers', () => {
    const { lines } = answerOf(good);
    const [first, ...others] = lines as [(typeof lines)[0], ...typeof lines];
    expect(checkTranslation({ lines: others }, request)).toEqual(['of the 4 lines, these are missing: 1']);
    expect(checkTranslation({ lines: [...lines, first] }, request)).toEqual(['there are lines twice: 1']);
    expect(checkTranslation({ lines: [...lines, { ...first, number: 9 }] }, request)).toEqual([
      'there are lines nobody asked for: 9',
    ]);
  });

  it.each([
    [0, ' ', 'line 1 has no words'],
    [0, 'Drei '.repeat(21).trim(), 'line 1 has 104 characters, more than 100: shorten it'],
    [2, 'Mehr davon.', 'line 3 has lost the address https://example.org/octopus'],
    [
      1,
      'Hier ist dein Skript',
      'line 2 can\'t be used: it talks about the task instead of the film: "Hier ist dein Skript"',
    ],
  ])('says what is wrong with line %i when it is "%s"', (at, text, fault) => {
    expect(faultsOf(at, text)).toEqual([fault]);
  });

  it('takes a caption that is a little too long, which is shown in two, and none that is no translation', () => {
    expect(faultsOf(0, 'Drei '.repeat(21).trim(), { kind: 'captions' })).toEqual([]);
    expect(faultsOf(0, 'Drei '.repeat(60).trim(), { kind: 'captions' }).join()).toContain('more than 252');
  });

  it('knows another language, and lines that came back as they were', () => {
    expect(faultsOf(1, sentencesOf.fr.slice(0, 4).join(' '))).toEqual([
      'the text is in French, not in German (Deutsch)',
    ]);
    const lines = ['Albert Einstein', 'Niels Bohr und Marie Curie', 'Drei'].map((text) => ({ text }));
    const same = { ...request, lines, kind: 'captions' as const };
    expect(checkTranslation(answerOf(lines.map(({ text }) => text)), same)).toEqual([
      'there are lines that were not translated: 2',
    ]);
  });

  it('takes mark-up away that the original has not, and leaves what it has', () => {
    const answer = answerOf(['**Drei**\n<i>Herzen</i>', ...good.slice(1)]);
    expect(readTranslation(answer, source)).toEqual(['Drei Herzen', ...good.slice(1)]);
    expect(readTranslation({ lines: [] }, source.slice(0, 1))).toEqual([undefined]);
  });
});
