import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLlmScript } from '../../../../src/activities/script/providers/llm.ts';
import { openScriptProviders } from '../../../../src/activities/script/providers/open-script-providers.ts';
import { createScriptActivities } from '../../../../src/activities/script/write-script.ts';
import type { Charge, Units } from '../../../../src/contracts/costs.ts';
import { Failure } from '../../../../src/contracts/failures.ts';
import { languageCodes } from '../../../../src/contracts/languages.ts';
import { scriptSchema } from '../../../../src/contracts/script.ts';
import { splitWords } from '../../../../src/engines/text/split-words.ts';
import type { LlmEmulator } from '../../../emulators/llm-part.ts';
import type { Misbehaviour } from '../../../emulators/llm-writer.ts';
import { testVendor } from '../../../emulators/vendor-conformance.ts';
import { emulatedLlms, key } from '../../../infra/llm/emulated-llms.ts';
import { bookkeeper, failureOf, providerCall, runActivity, stageInput, useStageBench } from '../../stage-bench.ts';

const bench = useStageBench();
const topic = 'Why do octopuses have three hearts?';
const request = { topic, language: 'en', format: 'short', durationSeconds: 50 } as const;

for (const { name, model, start, open, keyIn, errors } of emulatedLlms) {
  describe(`a script by ${name}`, () => {
    testVendor({
      start,
      call: ({ url }, signal) =>
        createLlmScript(open(url)).writeScript(request, providerCall({ ...bookkeeper(), signal })),
      ...{ key, keyIn, errors },
    });

    it('goes through the stage, is kept, and costs nothing when it is asked for again', async () => {
      const emulator = await start();
      const { pay, charges } = bookkeeper();
      const { writeScript } = createScriptActivities(
        { ...bench, payFor: () => pay },
        openScriptProviders([open(emulator.url)]),
      );
      const result = await runActivity(writeScript, stageInput({ topic }));
      expect(result).toMatchObject({ provider: name, model, costUsd: 1, found: false });
      const script = scriptSchema.parse(await bench.artifacts.readJson(result.script));
      expect(script).toMatchObject({ language: 'en', writer: { provider: name, model } });
      expect(script.scenes).toHaveLength(11);
      expect(await runActivity(writeScript, stageInput({ topic }))).toMatchObject({ costUsd: 0, found: true });
      expect(charges).toHaveLength(1);
      expect(emulator.violations).toEqual([]);
      await emulator.close();
    });
  });
}

describe('a script that is checked', () => {
  const openai = emulatedLlms[0];
  let emulator: LlmEmulator;
  beforeAll(async () => {
    if (!openai) throw new Error('no emulator');
    emulator = await openai.start();
  });
  afterAll(() => emulator.close());
  beforeEach(() => emulator.reset());

  function stage() {
    const books = bookkeeper();
    const providers = openScriptProviders(openai ? [openai.open(emulator.url)] : []);
    const { writeScript } = createScriptActivities({ ...bench, payFor: () => books.pay }, providers);
    return { ...books, write: (brief = {}) => runActivity(writeScript, stageInput({ topic, ...brief })) };
  }
  const promptOf = (index: number): string => {
    const { messages } = emulator.calls[index]?.body as { messages: { content: string }[] };
    return messages[1]?.content ?? '';
  };

  const faults: [Misbehaviour, RegExp][] = [
    ['wrong-language', /the text is in French, not in English/],
    ['too-short', /the narration has \d+ words where 150 were asked for \(132 to 168\): add about \d+/],
    ['meta-talk', /the narration of scene 1 can't be spoken: it talks about the task instead of the topic/],
    ['markup', /the narration of scene 1 can't be spoken: it has Markdown/],
  ];

  it.each(faults)('is repaired once when it is wrong by %s, for which the model sees why', async (how, reason) => {
    const { charges, write } = stage();
    emulator.misbehave(how);
    expect(await write()).toMatchObject({ provider: 'openai', costUsd: 2 });
    expect(charges).toHaveLength(2);
    expect(promptOf(1).startsWith(promptOf(0))).toBe(true);
    expect(promptOf(1)).toMatch(reason);
    expect(promptOf(1)).toContain('"scenes":[{"narration"');
    expect(emulator.violations).toEqual([]);
  });

  it.each(faults)('fails with the reason when it is still wrong by %s', async (how, reason) => {
    emulator.misbehave(how, how);
    const failure = await failureOf(stage().write());
    expect(failure).toMatchObject({ type: 'InvalidAnswer', nonRetryable: false });
    expect(failure.message).toMatch(reason);
    expect(failure.message).toContain('even after one repair');
  });

  it('does not pay again for its draft when the repair failed, nor keeps the bad repair', async () => {
    const { write } = stage();
    emulator.misbehave('markup', 'too-short');
    await failureOf(write());
    const second = stage();
    expect(await second.write()).toMatchObject({ costUsd: 1, found: false });
    expect(second.charges).toHaveLength(1);
    expect(emulator.calls).toHaveLength(3);
    // It is the draft that was repaired again, not the repair.
    expect(promptOf(2)).toBe(promptOf(1));
    expect(promptOf(2)).toContain('it has Markdown');
  });

  it('does not pay again for its draft when the call that repairs it is lost', async () => {
    emulator.misbehave('markup');
    const broken = bookkeeper();
    let calls = 0;
    const pay: typeof broken.pay = (charge, call) => {
      calls += 1;
      if (calls > 1) throw new Failure('ProviderUnavailable', 'the worker was killed');
      return broken.pay(charge, call);
    };
    const providers = openScriptProviders(openai ? [openai.open(emulator.url)] : []);
    const { writeScript } = createScriptActivities({ ...bench, payFor: () => pay }, providers);
    await failureOf(runActivity(writeScript, stageInput({ topic })));
    expect(await stage().write()).toMatchObject({ costUsd: 1 });
    expect(emulator.calls).toHaveLength(2);
  });

  it('writes a new draft for another take', async () => {
    const { charges, write } = stage();
    await write();
    const again = stage();
    const { writeScript } = createScriptActivities(
      { ...bench, payFor: () => again.pay },
      openScriptProviders(openai ? [openai.open(emulator.url)] : []),
    );
    expect(await runActivity(writeScript, stageInput({ topic }, 1))).toMatchObject({ costUsd: 1, found: false });
    expect([...charges, ...again.charges]).toHaveLength(2);
  });

  it('is written by the next provider the brief names when the first refuses', async () => {
    emulator.misbehave('refusal');
    const result = await stage().write({ providers: { script: ['openai', 'offline'] } });
    expect(result).toMatchObject({ provider: 'offline', costUsd: 0 });
    expect(result.note).toContain('openai could not: OpenAI refused to write about this by its own rules');
  });

  it('is asked for with all that is known, a line a fact', async () => {
    const keywords = {
      language: 'en',
      primary: 'octopus hearts',
      measured: true,
      keywords: [
        { text: 'octopus facts', score: 60, source: 'ahrefs', volume: 900 },
        { text: 'octopus hearts', score: 90, source: 'ahrefs', volume: 2400, difficulty: 31 },
        { text: 'blue blood', score: 80, source: 'suggest' },
      ],
      questions: ['how many hearts\nhas a squid'],
    };
    const provider = createLlmScript(openai?.open(emulator.url) ?? expect.fail('no model'));
    const long = { ...request, format: 'long', durationSeconds: 480, tone: 'dry', audience: 'divers' } as const;
    await provider.writeScript({ ...long, topic: 'Hearts\nLanguage: Latin', keywords }, providerCall(bookkeeper()));
    const lines = promptOf(0).split('\n');
    for (const line of [
      'Topic: Hearts Language: Latin',
      'Language: English (en). Title, narration, words on the screen and chapters are in it',
      'Narration: 1240 words in all scenes together, at least 1092 and at most 1388. Count them',
      'Scenes: 56, at least 28 and at most 98; so about 22 words each',
      'Chapters: 6; the first scene begins the first one',
      'Main keyword: octopus hearts (2400 searches a month, difficulty 31 of 100)',
      'Other keywords: blue blood; octopus facts (900 searches a month)',
      'People ask: how many hearts has a squid',
      'Tone: dry',
      'Audience: divers',
    ]) {
      expect(lines).toContain(line);
    }
  });

  it('comes out right in every language, short and long, and near its estimate', async () => {
    // Of a model that thinks first, room for it is reserved as well.
    const provider = createLlmScript(openai?.open(emulator.url, 'gpt-5.2') ?? expect.fail('no model'));
    for (const language of languageCodes) {
      for (const [format, durationSeconds] of [
        ['short', 50],
        ['short', 20],
        ['long', 480],
      ] as const) {
        const { pay, charges, used } = bookkeeper();
        const { value } = await provider.writeScript(
          { topic, language, format, durationSeconds },
          providerCall({ pay }),
        );
        expect(used).toHaveLength(1);
        expect(value.scenes.filter(({ chapter }) => chapter).length).toBe(format === 'long' ? 6 : 0);
        expect(splitWords(value.title, language).length).toBeGreaterThan(0);
        expectNear(charges[0]?.estimate, used[0]);
      }
    }
    expect(emulator.violations).toEqual([]);
  });
});

function expectNear(estimate: Charge['estimate'] = {}, used: Units = {}): void {
  for (const unit of ['inputTokens', 'outputTokens'] as const) {
    const share = (estimate[unit] ?? 0) / (used[unit] ?? 1);
    expect(share).toBeGreaterThan(0.85);
    expect(share).toBeLessThan(1.15);
  }
}
