import { Failure } from '../../contracts/failures.ts';
import type { SceneDraft, ScriptDraft } from './script-draft.ts';
import { foldSpaces } from './sentences.ts';

type Block =
  | { kind: 'heading'; level: number; text: string; line: number }
  | { kind: 'paragraph'; text: string; line: number }
  | { kind: 'direction'; field: keyof typeof fields; text: string; line: number }
  | { kind: 'media'; path: string; idea: string; line: number };

const fields = { 'on-screen': 'onScreenText', picture: 'idea', recording: 'recording' } as const;

/**
 * `# title`, `## chapter`, a paragraph or list a scene. Lines `> on-screen: …`, `> picture: …` and `> recording: …` and
 * images belong to the paragraph above them; straight under a heading, to the one below. An image on this machine is shown
 * itself, one on the web gives only its description. A first block between `---` lines may say `title:` and `language:`.
 *
 * @throws `InvalidInput` for directions without a paragraph and a chapter without any
 */
export function parseMarkdown(content: string, fileName: string): ScriptDraft {
  const { front, body, lines } = splitFrontMatter(content);
  const scenes: SceneDraft[] = [];
  let title = front.title;
  let chapter: { text: string; line: number } | undefined;
  let ahead: Partial<SceneDraft> = {};
  let current: SceneDraft | undefined;

  const refuse = (what: string, line: number): never => {
    throw new Failure(
      'InvalidInput',
      `${fileName}: ${what} (line ${line}) has no narration: write a paragraph for it.`,
    );
  };
  const endChapter = () => {
    if (chapter) refuse(`the chapter '${chapter.text}'`, chapter.line);
    if (ahead.where) refuse(`scene ${scenes.length + 1}`, Number(ahead.where));
    current = undefined;
  };

  for (const block of blocksOf(body, lines)) {
    if (block.kind === 'heading') {
      endChapter();
      if (block.level === 1 && !title) title = block.text;
      else chapter = block;
    } else if (block.kind === 'media') {
      const scene: Partial<SceneDraft> = current ?? ahead;
      if (block.idea) scene.idea ??= block.idea;
      if (/^[a-z][a-z+.-]+:/i.test(block.path)) continue;
      scene.media = [...(scene.media ?? []), block.path];
      if (!current) ahead.where ??= String(block.line);
    } else if (block.kind === 'direction') {
      const field = fields[block.field];
      // A second direction of a kind begins the next scene, whose paragraph was forgotten.
      if (current?.[field] !== undefined) refuse(`scene ${scenes.length + 1}`, block.line);
      if (current) current[field] = block.text;
      else ahead = { ...ahead, [field]: block.text, where: String(block.line) };
    } else {
      current = {
        ...ahead,
        narration: block.text,
        where: `line ${block.line}`,
        ...(chapter && { chapter: chapter.text }),
      };
      scenes.push(current);
      ahead = {};
      chapter = undefined;
    }
  }
  endChapter();
  return { title, language: front.language, scenes };
}

function splitFrontMatter(content: string) {
  const match = /^---[ \t]*\n([\s\S]*?)\n---[ \t]*(?:\n|$)/.exec(content);
  const front: Record<string, string> = {};
  for (const line of match?.[1]?.split('\n') ?? []) {
    const [, key, value] = /^(\w+)\s*:\s*["']?(.*?)["']?\s*$/.exec(line) ?? [];
    if (key && value) front[key.toLowerCase()] = value;
  }
  const head = match?.[0] ?? '';
  return { front, body: content.slice(head.length), lines: head.split('\n').length - 1 };
}

/** @param before lines of the file before the body, so that messages name the file's own */
function* blocksOf(body: string, before: number): Generator<Block> {
  // Comments and code are nobody's narration; their lines stay, for the numbers.
  const blank = (text: string) => text.replace(/[^\n]/g, '');
  const source = body.replace(/<!--[\s\S]*?-->/g, blank).replace(/^(```|~~~)[\s\S]*?^\1.*$/gm, blank);
  let paragraph: string[] = [];
  let start = 0;
  const close = function* (): Generator<Block> {
    const text = foldSpaces(paragraph.join(' '));
    paragraph = [];
    if (text) yield { kind: 'paragraph', text, line: start };
  };
  for (const [index, raw] of source.split('\n').entries()) {
    const line = before + index + 1;
    const heading = /^ {0,3}(#{1,6})\s+(.*?)\s*#*$/.exec(raw);
    const direction = /^ {0,3}> ?\s*(on-screen|picture|recording)\s*:\s*(.*)$/i.exec(raw);
    const image = /^\s*>?\s*!\[([^\]]*)\]\(\s*(?:<([^>]*)>|([^)\s]*))[^)]*\)\s*$/.exec(raw);
    if (heading || direction || image) yield* close();
    if (heading) yield { kind: 'heading', level: heading[1]?.length ?? 1, text: inline(heading[2] ?? ''), line };
    else if (direction) {
      const field = (direction[1] ?? '').toLowerCase() as keyof typeof fields;
      // A path is no Markdown: what looks like emphasis is its own.
      const text = field === 'recording' ? (direction[2] ?? '').trim() : inline(direction[2] ?? '');
      if (text) yield { kind: 'direction', field, text, line };
    } else if (image) {
      yield { kind: 'media', path: decodePath(image[2] ?? image[3] ?? ''), idea: inline(image[1] ?? ''), line };
    } else if (/^\s*$|^ {0,3}(?:[-*_] *){3,}$/.test(raw)) yield* close();
    else {
      if (paragraph.length === 0) start = line;
      paragraph.push(narrationLine(raw));
    }
  }
  yield* close();
}

/** Links write a space as `%20`; a path that is no link is taken as it stands. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** A line of a paragraph or a list without its marks; an item that ends in no stop gets one, so that the voice pauses. */
function narrationLine(raw: string): string {
  const item = /^\s*(?:[-*+]|\d+[.)])\s+(.*)$/.exec(raw);
  const text = inline((item?.[1] ?? raw).replace(/^\s*>\s?/, ''));
  return item && /[\p{L}\p{N}"”»)]$/u.test(text) ? `${text}.` : text;
}

/** Markdown inside a line as plain words: images go, links and emphasis leave their text. */
function inline(text: string): string {
  return text
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]+)\](?:\([^)]*\)|\[[^\]]*\])/g, '$1')
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/`([^`]*)`/g, '$1')
    .replace(/(\*\*\*|\*\*|\*|~~)(?=\S)(.*?\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}])(___|__|_)(?=\S)(.*?\S)\1(?![\p{L}\p{N}])/gu, '$2')
    .replace(/\\([\\`*_{}[\]()#+\-.!>~|])/g, '$1')
    .replace(/\s(?:\\|\s)$/, '')
    .trim();
}
