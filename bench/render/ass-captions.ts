import { formats, framesPerSecond } from '../../src/contracts/formats.ts';
import { frameAreas } from '../../src/contracts/frame-areas.ts';
import type { WordTiming } from '../../src/contracts/narration.ts';
import type { Cue } from '../../src/contracts/timeline.ts';
import type { SampleFilm } from './sample-film.ts';

// libass measures a font by the height of its line: so that its letters are as large as ours.
const lineHeight = 1.56;

/** The film's words as ASS, for the references that burn them in with libass: the same captions, words and times. */
export function assCaptions({ setting, scenes, sceneFrames }: SampleFilm): string {
  const { style, brief } = setting;
  const { width, height } = formats[brief.format];
  const areas = frameAreas[brief.format];
  const styleLine = (name: string, size: number, outline: number, colour: string) =>
    `Style: ${name},${style.captions.font},${Math.round(size * lineHeight)},${assColour(colour)},&H00FFFFFF,&H00000000,` +
    `&H80000000,0,0,0,0,100,100,0,0,1,${Math.round(outline)},4,5,90,90,0,1`;
  const size = style.captions.size[brief.format];
  const lines = scenes.flatMap(({ plan }, index) => {
    const offset = (index * sceneFrames) / framesPerSecond;
    const titles = plan.texts.map(({ text, from, to }) => {
      const at = `{\\pos(${areas.words.x + areas.words.width / 2},${areas.words.y + areas.words.height / 2})}`;
      return dialogue('Words', offset + from / framesPerSecond, offset + to / framesPerSecond, at + capitals(text));
    });
    const place = `{\\pos(${areas.captions.x},${areas.captions.y})}`;
    return [...titles, ...plan.cues.flatMap((cue) => cueStates(cue, offset, place, style.captions.highlight))];
  });
  return [
    ...['[Script Info]', 'ScriptType: v4.00+', `PlayResX: ${width}`, `PlayResY: ${height}`],
    ...['ScaledBorderAndShadow: yes', 'YCbCr Matrix: TV.709', '', '[V4+ Styles]'],
    'Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, ' +
      'Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, ' +
      'MarginR, MarginV, Encoding',
    styleLine('Captions', size, size * style.captions.outline.width, style.captions.colour),
    styleLine('Words', size * 1.1, size * style.words.outline.width, style.words.highlight),
    ...['', '[Events]', 'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text'],
    ...lines,
    '',
  ].join('\n');
}

/** One line a word: the caption with that word lit, as long as it is spoken. */
function cueStates(cue: Cue, offset: number, place: string, highlight: string): string[] {
  const words = cue.lines.flat();
  return words.map((lit, index) => {
    const write = (word: WordTiming) =>
      word === lit ? `{\\c${assColour(highlight)}&}${capitals(word.text)}{\\r}` : capitals(word.text);
    const text = cue.lines.map((line) => line.map(write).join(' ')).join('\\N');
    const start = index === 0 ? cue.start : lit.start;
    return dialogue('Captions', offset + start, offset + (words[index + 1]?.start ?? cue.end), place + text);
  });
}

function dialogue(style: string, start: number, end: number, text: string): string {
  return `Dialogue: 0,${clock(start)},${clock(end)},${style},,0,0,0,,${text}`;
}

function capitals(text: string): string {
  return text.toUpperCase();
}

/** `#rrggbb` → `&H00BBGGRR`. */
function assColour(colour: string): string {
  return `&H00${colour.slice(5, 7)}${colour.slice(3, 5)}${colour.slice(1, 3)}`.toUpperCase();
}

function clock(seconds: number): string {
  const hundredths = Math.round(seconds * 100);
  const two = (value: number) => String(value).padStart(2, '0');
  const [minutes, rest] = [Math.floor(hundredths / 6000), hundredths % 6000];
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(Math.floor(rest / 100))}.${two(rest % 100)}`;
}
