import { describe, expect, it } from 'vitest';
import { describePlan } from '../../../src/cli/display/plan.ts';
import type { PlannedBrief } from '../../../src/cli/planned-brief.ts';
import type { Script } from '../../../src/contracts/script.ts';
import { readConfig } from '../../../src/infra/config/config.ts';
import { createEstimator } from '../../../src/infra/costs/estimator.ts';
import { briefOf } from '../samples.ts';

const script: Script = {
  title: 'Le poulpe',
  language: 'fr',
  scenes: ['s001', 's002'].map((id) => ({ id, narration: 'Un.', visual: { idea: '', keywords: [] } })),
  writer: { provider: 'brief' },
};

/** As a process knows it that has these keys. */
async function planOf(planned: PlannedBrief, environment: Record<string, string> = {}) {
  const config = readConfig(environment);
  const estimate = createEstimator(config, { readJson: () => Promise.reject(new Error('nothing is stored')) });
  const { brief, script, media, recordings } = planned;
  return describePlan(planned, await estimate(brief, { script, recorded: recordings.keys(), pictured: media.keys() }));
}

const plain = { media: new Map(), recordings: new Map() };

describe('the plan of a film', () => {
  it('says what will be made by whom, and that nothing was started', async () => {
    expect((await planOf({ brief: briefOf(), ...plain })).text).toBe(
      [
        'Topic     Why do octopuses have three hearts?',
        'Film      short, 1080×1920, English, about 50 s',
        'Voice     af_heart',
        'Music     one that fits',
        'Style     vivid',
        'Reviews   none',
        '',
        'Step       Provider   Estimated cost',
        'keywords   offline    nothing',
        'script     offline    nothing',
        'audio      offline    nothing',
        'video      generated  nothing',
        'thumbnail  canvas     nothing',
        'metadata   offline    nothing',
        'upload     folder     nothing',
        '',
        'Estimated cost in all: nothing. Nothing was started.',
      ].join('\n'),
    );
  });

  it('says what the person brings along', async () => {
    const brief = briefOf({
      language: 'fr',
      format: 'long',
      voice: 'ff_siwis',
      review: true,
      captions: false,
      music: { kind: 'none' },
    });
    const { text, json } = await planOf({
      brief,
      script,
      musicFile: 'songs/mine.mp3',
      media: new Map([['s001', ['bee.png', 'hive.mp4']]]),
      recordings: new Map(),
    });
    expect(text.split('\n').slice(1, 7)).toEqual([
      'Film      long, 1920×1080, Français, 2 scenes from your script',
      'Voice     ff_siwis',
      'Music     songs/mine.mp3',
      'Style     documentary, no captions on the picture',
      'Pictures  2 of your own',
      'Reviews   after the script and before the upload',
    ]);
    expect(text).toContain('script     brief ');
    expect(json).toMatchObject({ brief, musicFile: 'songs/mine.mp3', estimateUsd: 0 });
    expect(json.steps).toContainEqual({ step: 'script', provider: 'brief', estimateUsd: 0 });
  });

  it('names the first of the providers the brief asks for that has its key', async () => {
    const providers = { script: ['claude', 'gemini', 'offline'], audio: ['elevenlabs'] };
    const { text } = await planOf({ brief: briefOf({ providers }), ...plain }, { GEMINI_API_KEY: 'x' });
    expect(text).toMatch(/^script +gemini +gemini-3-flash +\d+ tokens in, \d+ tokens out +\$0\.00\d\d$/m);
    expect(text).not.toContain('audio');
  });

  it('says what the services would cost, by prices of which day, and whether the budget allows it', async () => {
    const keys = { ELEVENLABS_API_KEY: 'x', OPENAI_API_KEY: 'x' };
    const { text, json } = await planOf({ brief: briefOf({ budgetUsd: 0.5 }), script, ...plain }, keys);
    expect(text).toMatch(/^audio +elevenlabs +eleven_multilingual_v2 +6 characters +\$0\.0006$/m);
    expect(text).toContain('Voice     elevenlabs’s own');
    expect(text).toMatch(
      /Estimated cost in all: \$0\.\d+ \(prices of 2026-11-01\), of a budget of \$0\.50\. Nothing was started\.$/,
    );
    expect(json.estimateUsd).toBeGreaterThan(0);
    const poor = await planOf({ brief: briefOf({ budgetUsd: 0.01 }), ...plain }, keys);
    expect(poor.text).toContain(
      'of a budget of $0.0100, which it goes over: the run would be blocked. Nothing was started.',
    );
  });

  it('says which scenes the person has recorded', async () => {
    const planned = { brief: briefOf(), script, media: new Map() };
    const textOf = async (...recorded: string[]) =>
      (await planOf({ ...planned, recordings: new Map(recorded.map((id) => [id, 'voice.wav'])) })).text;
    expect(await textOf('s001')).toContain('Voice     af_heart; your own in 1 of the scenes\n');
    expect(await textOf('s001')).toMatch(/^audio +offline /m);
    expect(await textOf('s001', 's002')).toContain('Voice     your own\n');
    expect(await textOf('s001', 's002')).toMatch(/^audio +recording /m);
  });

  it('says that there is no music when none is wanted', async () => {
    const { text } = await planOf({ brief: briefOf({ music: { kind: 'none' } }), ...plain });
    expect(text).toContain('Music     none\n');
  });
});
