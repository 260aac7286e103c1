import { describe, expect, it } from 'vitest';
import { describePlan } from '../../../src/cli/display/plan.ts';
import type { Script } from '../../../src/contracts/script.ts';
import { briefOf } from '../samples.ts';

const script: Script = {
  title: 'Le poulpe',
  language: 'fr',
  scenes: ['s001', 's002'].map((id) => ({ id, narration: 'Un.', visual: { idea: '', keywords: [] } })),
  writer: { provider: 'brief' },
};

describe('the plan of a film', () => {
  it('says what will be made by whom, and that nothing was started', () => {
    expect(describePlan({ brief: briefOf(), media: new Map(), recordings: new Map() }).text).toBe(
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

  it('says what the person brings along', () => {
    const brief = briefOf({
      language: 'fr',
      format: 'long',
      voice: 'ff_siwis',
      review: true,
      captions: false,
      music: { kind: 'none' },
    });
    const { text, json } = describePlan({
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
    expect(json).toMatchObject({ brief, musicFile: 'songs/mine.mp3', estimatedCostUsd: 0 });
    expect(json.plan).toContainEqual({ step: 'script', provider: 'brief', estimatedCostUsd: 0 });
  });

  it('names the providers the brief asks for', () => {
    const { text } = describePlan({
      brief: briefOf({ providers: { script: ['offline', 'offline'] } }),
      media: new Map(),
      recordings: new Map(),
    });
    expect(text).toContain('script     offline, offline  nothing');
  });

  it('says which scenes the person has recorded', () => {
    const planned = { brief: briefOf(), script, media: new Map() };
    const planOf = (...recorded: string[]) =>
      describePlan({ ...planned, recordings: new Map(recorded.map((id) => [id, 'voice.wav'])) }).text;
    expect(planOf('s001')).toContain('Voice     af_heart; your own in 1 of the scenes\n');
    expect(planOf('s001')).toMatch(/^audio +offline /m);
    expect(planOf('s001', 's002')).toContain('Voice     your own\n');
    expect(planOf('s001', 's002')).toMatch(/^audio +recording /m);
  });

  it('says that there is no music when none is wanted', () => {
    expect(
      describePlan({ brief: briefOf({ music: { kind: 'none' } }), media: new Map(), recordings: new Map() }).text,
    ).toContain('Music     none\n');
  });
});
