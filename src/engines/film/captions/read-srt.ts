/** A caption as its file has it: seconds, and its lines as one. */
export interface TimedText {
  start: number;
  end: number;
  text: string;
}

const times = /^(\d+):(\d\d):(\d\d)[,.](\d{3}) --> (\d+):(\d\d):(\d\d)[,.](\d{3})/;
// Put in by `formatSrt`, which makes ordinary text of mark-up by it.
const wordJoiner = /\u2060/g;
const noSpaceAt = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60]$/u;

/** The captions of a SubRip file, in order; what is no caption is passed over. */
export function readSrt(srt: string): TimedText[] {
  const blocks = srt
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/);
  return blocks.flatMap((block) => {
    const lines = block.split('\n');
    const at = lines.findIndex((line) => times.test(line));
    const found = times.exec(lines[at] ?? '');
    if (!found) return [];
    const [, ...figures] = found;
    const [start = 0, end = 0] = [figures.slice(0, 4), figures.slice(4)].map(secondsOf);
    return [{ start, end, text: joinLines(lines.slice(at + 1)) }];
  });
}

/** Where words have no spaces between them, lines have none either. */
function joinLines(lines: readonly string[]): string {
  return lines
    .map((line) => line.replace(wordJoiner, '').trim())
    .filter(Boolean)
    .reduce((text, line) => `${text}${text === '' || noSpaceAt.test(text) ? '' : ' '}${line}`, '');
}

function secondsOf([hours = '0', minutes = '0', seconds = '0', thousandths = '0']: string[]): number {
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(thousandths) / 1000;
}
