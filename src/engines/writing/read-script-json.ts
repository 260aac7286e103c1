import { Failure } from '../../contracts/failures.ts';
import type { Language } from '../../contracts/languages.ts';
import { givenByBrief } from '../../contracts/providers.ts';
import { type Script, sceneId } from '../../contracts/script.ts';
import { cutCharacters } from './phrases.ts';
import { checkSceneCount, checkScript, completeScene, knownLanguage } from './script-draft.ts';
import { splitSentences } from './sentences.ts';

/**
 * A `script.json`, whole as an earlier film left it, or written by hand with as little as a narration a scene.
 *
 * @throws `InvalidInput` that names the scene and the field
 */
export function readScriptJson(
  content: string,
  { fileName, language: asked, topic }: { fileName: string; language: Language; topic?: string },
): Script {
  const given = parse(content, fileName);
  if (!isRecord(given) || !Array.isArray(given.scenes)) {
    const shape = '{"title": "…", "scenes": [{"narration": "…"}]}';
    throw new Failure('InvalidInput', `${fileName} has no list of scenes: a script is ${shape}.`);
  }
  checkSceneCount(given.scenes.length, fileName);
  const language = knownLanguage(given.language ?? asked, fileName);
  const scenes = given.scenes.map((scene: unknown, index) => fillIn(scene, index, language));
  const title = topic ?? firstSentence(scenes[0], language);
  const writer = { provider: givenByBrief };
  const script = checkScript({ title: cutCharacters(title, 100), writer, ...given, language, scenes }, fileName);
  const ids = script.scenes.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) {
    throw new Failure('InvalidInput', `${fileName}: two scenes have the id ${twice}: give each one its own, or none.`);
  }
  return script;
}

function parse(content: string, fileName: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure(
      'InvalidInput',
      `${fileName} is not valid JSON (${reason}): correct it, or give the script as text.`,
    );
  }
}

function fillIn(scene: unknown, index: number, language: Language): unknown {
  if (!isRecord(scene) || typeof scene.narration !== 'string') return scene;
  const derived = completeScene({ narration: scene.narration }, language);
  const visual = isRecord(scene.visual) ? { ...derived.visual, ...scene.visual } : (scene.visual ?? derived.visual);
  return { id: sceneId(index + 1), ...derived, ...scene, visual };
}

function firstSentence(scene: unknown, language: Language): string {
  const narration = isRecord(scene) && typeof scene.narration === 'string' ? scene.narration : '';
  return splitSentences(narration, language)[0] ?? '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
