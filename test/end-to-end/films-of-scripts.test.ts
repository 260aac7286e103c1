import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSpeechActivities } from '../../src/activities/speech/narrate-scene.ts';
import { createOfflineSpeech } from '../../src/activities/speech/providers/offline.ts';
import { planFilmScene } from '../../src/activities/video/film-setting.ts';
import { sceneClipSchema } from '../../src/contracts/clip.ts';
import { offlineLanguages } from '../../src/contracts/languages.ts';
import { joinWords, narrationTimingSchema } from '../../src/contracts/narration.ts';
import type { Cue } from '../../src/contracts/timeline.ts';
import { createCaptionTrack } from '../../src/engines/film/lettering/caption-track.ts';
import { readMp4Facts } from '../../src/engines/film/mp4-facts.ts';
import { createVoiceEngine, type VoiceEngine } from '../../src/engines/voice/voice-engine.ts';
import { noRecordings, runActivity, stageInput, useStageBench } from '../activities/stage-bench.ts';
import { openVideoBench, useFilmEngine } from '../activities/video/video-bench.ts';
import { readStyle } from '../engines/film/samples.ts';
import { spokenScripts } from '../engines/voice/spoken-scripts.ts';
import { testTools } from '../support/tools.ts';

// `npm run campaign:films` makes the ten whole films; here there is the shortest scene that each language has.
const whole = process.env.CAMPAIGN === 'full';

const scripts = spokenScripts();
const byLength = scripts
  .flatMap(({ name, script, scenes }) =>
    scenes.map(({ seconds }, index) => ({
      ...{ name, seconds },
      script: { ...script, scenes: script.scenes.slice(index, index + 1) },
    })),
  )
  .toSorted((a, b) => a.seconds - b.seconds);
const chosen = whole
  ? scripts
  : offlineLanguages.flatMap((language) => byLength.find(({ script }) => script.language === language) ?? []);

const bench = useStageBench();
const film = useFilmEngine();
let voice: VoiceEngine;
let video: ReturnType<typeof openVideoBench>;
beforeAll(() => {
  voice = createVoiceEngine({ models: testTools().models, threads: whole ? 2 : 1 });
});
beforeEach(() => {
  video = openVideoBench(bench, film());
});
afterAll(() => voice.close());

const folded = (text: string) => text.replace(/\s+/g, ' ').trim();

/** When each word is first lit on the picture, in seconds. */
function litAt(cues: Cue[], frames: number): number[] {
  const shownAt = createCaptionTrack(cues, 30);
  const first = new Map<string, number>();
  for (let frame = 0; frame < frames; frame++) {
    const shown = shownAt(frame);
    if (!shown) continue;
    const key = `${cues.indexOf(shown.cue)} ${shown.spoken}`;
    if (!first.has(key)) first.set(key, frame / 30);
  }
  return cues.flatMap((cue, index) => cue.lines.flat().map((_, word) => first.get(`${index} ${word}`) ?? Number.NaN));
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function measureSound(file: string): Promise<{ lufs: number; peak: number }> {
  const args = ['-hide_banner', '-i', file, '-map', '0:a', '-af', 'ebur128=peak=true', '-f', 'null', '-'];
  const { stderr } = await promisify(execFile)(testTools().ffmpeg, args, { maxBuffer: 1 << 26 });
  const summary = stderr.slice(stderr.lastIndexOf('Summary:'));
  const number = (pattern: RegExp) => Number(pattern.exec(summary)?.[1]);
  return { lufs: number(/I:\s+(-?[\d.]+) LUFS/), peak: number(/Peak:\s+(-?[\d.]+) dBFS/) };
}

describe('the film of a script, spoken by the offline voice', () => {
  test.each(chosen.map(({ name, script }) => [name, script] as const))(
    '%s: its captions are the script, in time with the voice; its sound is level and as long as its picture',
    { timeout: 600_000 },
    async (_, script) => {
      const brief = { format: 'square', language: script.language };
      const { narrateScene } = createSpeechActivities(bench, [createOfflineSpeech(voice)], noRecordings);
      const ref = await bench.artifacts.putJson(script);
      const lags: number[] = [];
      const clips = [];
      for (const [sceneIndex, scene] of script.scenes.entries()) {
        const narration = await runActivity(narrateScene, { ...stageInput(brief), script: ref, sceneIndex });
        const { clip } = await video.render(ref, sceneIndex, narration, brief);
        const { frames } = sceneClipSchema.parse(await bench.artifacts.readJson(clip));
        const timing = narrationTimingSchema.parse(await bench.artifacts.readJson(narration.timing));
        const setting = { script, style: readStyle('vivid'), brief: stageInput(brief).brief };
        const { cues } = planFilmScene(setting, { sceneIndex, timing, frames });
        expect(cues.map(({ lines }) => joinWords(lines.flat())).join(' ')).toBe(folded(scene.narration));
        const lit = litAt(cues, frames);
        lags.push(
          ...timing.words.map(({ start }, word) => (lit[word] as number) - start).filter((lag) => !Number.isNaN(lag)),
        );
        clips.push(clip);
      }
      expect(lags.length).toBeGreaterThan(script.scenes.length * 4);
      expect(Math.abs(median(lags))).toBeLessThanOrEqual(0.08);

      const joined = await video.join(ref, clips, brief);
      const srt = (await bench.artifacts.readBytes(joined.srt)).toString().trim();
      const said = srt.split(/\n\n+/).map((block) => block.split('\n').slice(2).join(' '));
      expect(folded(said.join(' '))).toBe(folded(script.scenes.map(({ narration }) => narration).join(' ')));

      const file = await bench.artifacts.localFile(joined.video);
      const { lufs, peak } = await measureSound(file);
      expect(Math.abs(lufs + 14), `${lufs} LUFS`).toBeLessThanOrEqual(0.5);
      expect(peak, `${peak} dBTP`).toBeLessThanOrEqual(-1);
      const { tracks } = await readMp4Facts(file);
      const seconds = (kind: 'picture' | 'sound') => tracks.find((track) => track.kind === kind)?.seconds ?? 0;
      expect(Math.abs(seconds('picture') - seconds('sound'))).toBeLessThanOrEqual(1 / 30);
      expect(joined.quality.problems).toEqual([]);
    },
  );
});
