import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { GlobalFonts } from '@napi-rs/canvas';

const require = createRequire(import.meta.url);

/** Bundled fonts (SIL Open Font License), each registered under a family of its own so that a weight is never guessed. */
const bundled = {
  'Montserrat Black': '@expo-google-fonts/montserrat/900Black/Montserrat_900Black.ttf',
  'Montserrat Bold': '@expo-google-fonts/montserrat/700Bold/Montserrat_700Bold.ttf',
  Anton: '@expo-google-fonts/anton/400Regular/Anton_400Regular.ttf',
  'Bebas Neue': '@expo-google-fonts/bebas-neue/400Regular/BebasNeue_400Regular.ttf',
  'Inter Bold': '@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf',
  'Inter Medium': '@expo-google-fonts/inter/500Medium/Inter_500Medium.ttf',
  'Noto Sans Arabic Bold': '@expo-google-fonts/noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf',
  'Noto Color Emoji': '@expo-google-fonts/noto-color-emoji/400Regular/NotoColorEmoji_400Regular.ttf',
} as const;

export type FontFamily = keyof typeof bundled;

// Scripts the bundled fonts lack are looked for among the system's fonts, by the names Debian's packages install.
const fallbacks = [
  'Noto Sans Arabic Bold',
  'Noto Sans CJK SC',
  'Noto Sans CJK TC',
  'Noto Sans Devanagari',
  'Noto Sans Thai',
  'Noto Sans Hebrew',
  'Noto Color Emoji',
];

let registered = false;

/** Makes the bundled fonts known to the canvas. Once a thread is enough; more calls do nothing. */
export function registerFonts(): void {
  if (registered) return;
  registered = true;
  for (const [family, path] of Object.entries(bundled)) GlobalFonts.registerFromPath(require.resolve(path), family);
}

/** Makes the fonts of a folder known under their own names, to all threads of the process. A missing folder has none. */
export function registerFontFolder(folder: string): void {
  if (existsSync(folder)) GlobalFonts.loadFontsFromDir(folder);
}

/** A value for the canvas's `font`: the family, then the fall-backs for other scripts and emoji. `size` in pixels. */
export function canvasFont(family: FontFamily, size: number): string {
  return `${size}px ${[family, ...fallbacks].map((name) => `"${name}"`).join(', ')}`;
}
