const srtTimes = /^(\d\d):([0-5]\d):([0-5]\d),(\d{3}) --> (\d\d):([0-5]\d):([0-5]\d),(\d{3})$/;
const vttTimes = /^(?:(\d\d+):)?([0-5]\d):([0-5]\d)\.(\d{3}) --> (?:(\d\d+):)?([0-5]\d):([0-5]\d)\.(\d{3})(?: .+)?$/;

/** What is wrong with captions in SubRip or WebVTT; nothing when they can be shown. */
export function subtitleFault(text: string): string | undefined {
  if (text.includes('\ufffd')) return 'it is no UTF-8';
  const lines = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const isVtt = /^WEBVTT(?:[ \t\n]|$)/.test(lines);
  const blocks = lines
    .split(/\n{2,}/)
    .map((block) => block.replace(/^\n+|\n+$/g, ''))
    .filter(Boolean);
  const cues = isVtt ? blocks.slice(1).filter((block) => !/^(NOTE|STYLE|REGION)\b/.test(block)) : blocks;
  if (cues.length === 0) return 'it has no cues';
  let last = 0;
  for (const [index, cue] of cues.entries()) {
    const rows = cue.split('\n');
    if (!isVtt && rows.shift() !== `${index + 1}`) return `cue ${index + 1} has another number`;
    if (isVtt && !rows[0]?.includes('-->')) rows.shift();
    const times = (isVtt ? vttTimes : srtTimes).exec(rows[0] ?? '');
    if (!times) return `the times of cue ${index + 1} are not right: ${rows[0]}`;
    const [from = 0, to = 0] = [times.slice(1, 5), times.slice(5, 9)].map(millisecondsOf);
    if (to <= from || from < last) return `cue ${index + 1} ends before it begins or begins before the one before`;
    if (rows.slice(1).join('').trim() === '') return `cue ${index + 1} says nothing`;
    last = from;
  }
  return undefined;
}

function millisecondsOf([hours = '0', minutes = '0', seconds = '0', thousandths = '0']: string[]): number {
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(thousandths);
}
