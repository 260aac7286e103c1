import { describe, expect, it } from 'vitest';
import { briefSchema } from '../../src/contracts/brief.ts';
import { type Format, formats } from '../../src/contracts/formats.ts';
import { providers } from '../../src/contracts/providers.ts';
import { steps } from '../../src/contracts/steps.ts';

const parse = (input: Record<string, unknown>) => briefSchema.parse({ topic: 'Octopuses', ...input });
const topicOf = (topic: string) => parse({ topic }).topic;

/** What is wrong with a brief, as people read it. */
function problemsOf(input: Record<string, unknown>): string[] {
  const parsed = briefSchema.safeParse({ topic: 'Octopuses', ...input });
  return parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
}

describe('the topic of a brief', () => {
  it.each([
    ['quotes', `"Why" isn't it 'so' — “really”?`],
    ['percent signs', '100% of 5%: %s %d %%'],
    ['colons and slashes', 'C:\\films/and\\more: part 1/2'],
    ['what shells and filters read', '$(rm -rf) `x` ; | & [a]=b, {c}'],
    ['emoji', 'Why do 🐙 have ❤️❤️❤️ 👩‍👩‍👧'],
    ['Chinese', '为什么章鱼有三颗心脏？'],
    ['Arabic', 'لماذا للأخطبوط ثلاثة قلوب؟'],
    ['a single character', '?'],
  ])('may hold %s, and stays as it is', (_, topic) => {
    expect(topicOf(topic)).toBe(topic);
  });

  it('is folded to one line', () => {
    expect(topicOf('  Why\n do\r\n\toctopuses\u2028have\u00a0hearts? ')).toBe('Why do octopuses have hearts?');
  });

  it('is the same however its accents were typed', () => {
    expect(topicOf('cafe\u0301')).toBe('caf\u00e9');
  });

  it.each(['', '   ', '\n\t', '\u200b\u200d', '\u202e', '\u0301'])(
    'is refused when nothing of it shows: %j',
    (topic) => {
      expect(problemsOf({ topic })).toEqual(['the topic is empty: say in a few words what the film is about']);
    },
  );

  it('may have 300 characters, an emoji being one, and not one more', () => {
    expect(topicOf('🐙'.repeat(300))).toHaveLength(600);
    expect(problemsOf({ topic: 'a'.repeat(301) })).toEqual([
      'the topic is longer than 300 characters: shorten it, or give the text with --script',
    ]);
  });

  it.each(['a\u0000b', 'a\u0007b', '\u001b[31mred', 'a\u007fb', 'a\u0085b'])(
    'is refused with a control character: %j',
    (topic) => {
      expect(problemsOf({ topic })).toEqual(['the topic has a control character: remove it']);
    },
  );
});

describe('a brief', () => {
  it('says by itself all that was not asked for', () => {
    expect(parse({})).toEqual({
      topic: 'Octopuses',
      language: 'en',
      format: 'short',
      music: { kind: 'auto' },
      style: 'auto',
      captions: true,
      review: false,
      providers: {},
      owner: 'local',
    });
  });

  it.each([
    ['a style that is a path', { style: '../night' }, /a style is named in lower-case letters/],
    ['a style in capitals', { style: 'Night' }, /a style is named in lower-case letters/],
    ['a long watermark', { watermark: 'x'.repeat(41) }, /the watermark is longer than 40 characters/],
    ['a watermark of nothing', { watermark: ' \u200b ' }, /the watermark has nothing to show/],
  ])('refuses %s', (_, input, message) => {
    expect(problemsOf(input).join()).toMatch(message);
  });

  it.each(Object.keys(formats) as Format[])('takes the lengths a %s film can have, and no others', (format) => {
    const { minSeconds, maxSeconds } = formats[format];
    for (const durationSeconds of [minSeconds, maxSeconds]) expect(problemsOf({ format, durationSeconds })).toEqual([]);
    for (const durationSeconds of [minSeconds - 1, maxSeconds + 1])
      expect(problemsOf({ format, durationSeconds })).toEqual([
        `a ${format} film lasts ${minSeconds} to ${maxSeconds} seconds, not ${durationSeconds}`,
      ]);
  });

  it.each(steps)('knows the providers of %s and names them when it is given another', (step) => {
    for (const name of providers[step]) expect(problemsOf({ providers: { [step]: [name] } })).toEqual([]);
    const known = providers[step].length > 0 ? `it can use: ${providers[step].join(', ')}` : 'it has no providers yet';
    expect(problemsOf({ providers: { [step]: ['nobody'] } })).toEqual([
      `the step ${step} has no provider 'nobody'; ${known}`,
    ]);
  });

  it.each([
    { language: 'xx' },
    { format: 'wide' },
    { durationSeconds: 30.5 },
    { music: { kind: 'loud' } },
    { music: { kind: 'file' } },
    { providers: { paint: ['offline'] } },
    { providers: { script: [] } },
    { budgetUsd: -1 },
    { owner: '' },
    { voice: 'x'.repeat(81) },
    { script: { sha256: 'short', bytes: 1, mediaType: 'text/plain' } },
  ])('is refused with %j', (input) => {
    expect(problemsOf(input)).not.toEqual([]);
  });
});
