import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Pauses } from '../../../src/activities/speech/providers/provider.ts';
import { isOfflineLanguage, type OfflineLanguage } from '../../../src/contracts/languages.ts';
import type { NarrationTiming } from '../../../src/contracts/narration.ts';
import type { Script } from '../../../src/contracts/script.ts';
import type { VoiceEngine } from '../../../src/engines/voice/voice-engine.ts';
import { readScript } from '../../../src/engines/writing/read-script.ts';

/** A short script and how the offline voice speaks it. */
export interface SpokenScript {
  /** The file's name without its ending: `fr-miel`. */
  name: string;
  script: Script & { language: OfflineLanguage };
  scenes: { timing: NarrationTiming; seconds: number }[];
}

export const voices: Readonly<Record<OfflineLanguage, string>> = {
  en: 'af_heart',
  fr: 'ff_siwis',
  es: 'ef_dora',
  it: 'if_sara',
  pt: 'pf_dora',
};

/** Those of a Short. */
export const pauses: Pauses = { comma: 150, sentence: 350, tail: 500 };

const folder = resolve(import.meta.dirname, '../../fixtures/scripts');
const timingsFile = join(folder, 'timings.json');

const scriptNames = readdirSync(folder)
  .filter((file) => file.endsWith('.md'))
  .map((file) => file.slice(0, -'.md'.length));

function readFixture(name: string): SpokenScript['script'] {
  const content = readFileSync(join(folder, `${name}.md`), 'utf8');
  const { script } = readScript(content, { fileName: `${name}.md`, language: 'en' });
  const { language } = script;
  if (!isOfflineLanguage(language)) throw new Error(`${name} is in ${language}, which the neural voice does not speak`);
  return { ...script, language };
}

/**
 * Ten scripts in five languages as the offline voice spoke them, without the sound: from `timings.json` beside them, which a
 * test of the voice checks, and makes anew when it is not there.
 */
export function spokenScripts(): SpokenScript[] {
  const timings = existsSync(timingsFile)
    ? (JSON.parse(readFileSync(timingsFile, 'utf8')) as Record<string, SpokenScript['scenes']>)
    : {};
  return scriptNames.map((name) => ({ name, script: readFixture(name), scenes: timings[name] ?? [] }));
}

/** Speaks every script and keeps when each word was heard, unless that is kept already. Takes minutes. */
export async function makeTimings(engine: VoiceEngine): Promise<void> {
  if (existsSync(timingsFile)) return;
  const timings: Record<string, SpokenScript['scenes']> = {};
  for (const name of scriptNames) {
    const { language, scenes } = readFixture(name);
    const spoken: SpokenScript['scenes'] = [];
    for (const { id, narration } of scenes) {
      const request = { text: narration, language, voice: voices[language], pauses };
      const { samples, sampleRate, words } = await engine.narrate(request);
      spoken.push({ timing: { sceneId: id, words, source: 'exact' }, seconds: samples.length / sampleRate });
    }
    timings[name] = spoken;
  }
  writeFileSync(timingsFile, `${JSON.stringify(timings)}\n`);
}
