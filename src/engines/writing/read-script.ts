import { Failure } from '../../contracts/failures.ts';
import type { Language } from '../../contracts/languages.ts';
import { givenByBrief } from '../../contracts/providers.ts';
import { type Script, sceneId } from '../../contracts/script.ts';
import { parseMarkdown } from './parse-markdown.ts';
import { parsePlainText } from './parse-plain-text.ts';
import { cutCharacters } from './phrases.ts';
import { readScriptJson } from './read-script-json.ts';
import { checkSceneCount, checkScript, completeScene, knownLanguage, type SceneDraft } from './script-draft.ts';
import { foldSpaces, splitSentences } from './sentences.ts';

export interface ReadScriptOptions {
  /** Its ending tells the form: `.json`, `.md` and `.markdown`; any other is looked at. */
  fileName: string;
  /** Of the narration, unless the file says otherwise itself. */
  language: Language;
  /** Becomes the title of a script that has none. */
  topic?: string;
}

/** A person's script, and the paths of the files it names, by scene: they are stored by whoever reads them. */
export interface ReadScript {
  script: Script;
  /** Pictures and clips. */
  media: ReadonlyMap<string, readonly string[]>;
  /** The person's own voice, a file a scene. */
  recordings: ReadonlyMap<string, string>;
}

/**
 * A script from a person's file: `script.json`, Markdown (`# title`, `## chapter`, a paragraph a scene, `> on-screen:` and
 * `> picture:` lines, images, `> recording:` lines) or plain text (long paragraphs become several scenes). What a picture needs and the file does not
 * say is taken from the narration.
 *
 * @throws `InvalidInput` with a sentence that names the file, the scene and the field
 */
export function readScript(text: string, options: ReadScriptOptions): ReadScript {
  const { fileName, topic } = options;
  const content = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  if (content.trim() === '') throw new Failure('InvalidInput', `${fileName} is empty: write the narration in it.`);
  // U+FFFD is what decoding leaves of bytes that are not UTF-8.
  if (/\ufffd|[^\P{Cc}\s]/u.test(content)) {
    const advice = 'save it as a UTF-8 text, Markdown or JSON file';
    throw new Failure('InvalidInput', `${fileName} is not text in UTF-8: ${advice}.`);
  }
  const form = formOf(content, fileName);
  if (form === 'json') {
    return { script: readScriptJson(content, options), media: new Map(), recordings: new Map() };
  }

  const draft = form === 'markdown' ? parseMarkdown(content, fileName) : parsePlainText(content, options);
  checkSceneCount(draft.scenes.length, fileName);
  const language = knownLanguage(draft.language ?? options.language, fileName);
  const scenes = draft.scenes.map((scene, index) => ({ id: sceneId(index + 1), ...completeScene(scene, language) }));
  const title = draft.title ?? topic ?? splitSentences(scenes[0]?.narration ?? '', language)[0] ?? '';
  const script = { title: cutCharacters(foldSpaces(title), 100), language, scenes, writer: { provider: givenByBrief } };
  const ofScenes = <Value>(valueOf: (scene: SceneDraft) => Value | undefined) => {
    const values = draft.scenes.map((scene, index) => [sceneId(index + 1), valueOf(scene)] as const);
    return new Map(values.filter((entry): entry is [string, NonNullable<Value>] => entry[1] !== undefined));
  };
  return {
    script: checkScript(script, fileName, draft.scenes),
    media: ofScenes(({ media }) => media),
    recordings: ofScenes(({ recording }) => recording),
  };
}

function formOf(content: string, fileName: string): 'json' | 'markdown' | 'plain' {
  if (/\.json$/i.test(fileName)) return 'json';
  if (/\.(?:md|markdown)$/i.test(fileName)) return 'markdown';
  if (/^\s*\{\s*"/.test(content)) return 'json';
  return /^(?:#{1,3} |> ?(?:on-screen|picture|recording):)/im.test(content) ? 'markdown' : 'plain';
}
