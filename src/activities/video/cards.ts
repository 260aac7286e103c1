import { writeFile } from 'node:fs/promises';
import type { Brief } from '../../contracts/brief.ts';
import type { Format } from '../../contracts/formats.ts';
import type { Language } from '../../contracts/languages.ts';
import type { Script } from '../../contracts/script.ts';
import { stillSize } from '../../engines/film/sources/still.ts';
import type { CardRequest, PictureEngine } from '../../engines/pictures/picture-engine.ts';

const thanks: Readonly<Record<Language, string>> = {
  en: 'Thank you for watching',
  fr: 'Merci de votre attention',
  es: 'Gracias por ver este vídeo',
  it: 'Grazie per la visione',
  pt: 'Obrigado por assistir',
  de: 'Danke fürs Zuschauen',
  ar: 'شكرًا على المشاهدة',
  he: 'תודה שצפיתם',
  hi: 'देखने के लिए धन्यवाद',
  th: 'ขอบคุณที่รับชม',
  zh: '感谢观看',
  ja: 'ご視聴ありがとうございました',
  ko: '시청해 주셔서 감사합니다',
};

/** What a card says: the film's title before it, thanks after it; the channel's name below, where the watermark gives it. */
export function cardTitles(
  kind: 'intro' | 'outro',
  { title, language }: Script,
  { watermark }: Pick<Brief, 'watermark'>,
): { title: string; subtitle?: string } {
  const channel = typeof watermark === 'string' ? watermark : undefined;
  return { title: kind === 'intro' ? title : thanks[language], ...(channel && { subtitle: channel }) };
}

/** Draws the ground of a card into a file. */
export async function cardLook(
  pictures: PictureEngine,
  ground: Omit<CardRequest, 'width' | 'height'>,
  format: Format,
  path: string,
  signal: AbortSignal,
): Promise<void> {
  await writeFile(path, await pictures.drawCard({ ...stillSize(format), ...ground }, { signal }));
}
