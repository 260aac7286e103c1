import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import type { Language } from '../../contracts/languages.ts';

const require = createRequire(import.meta.url);

/** Bundled fonts (SIL Open Font License), each registered under a family of its own so that a weight is never guessed. */
const bundled: Readonly<Record<string, string>> = {
  'Montserrat Black': '@expo-google-fonts/montserrat/900Black/Montserrat_900Black.ttf',
  'Montserrat Bold': '@expo-google-fonts/montserrat/700Bold/Montserrat_700Bold.ttf',
  Anton: '@expo-google-fonts/anton/400Regular/Anton_400Regular.ttf',
  'Bebas Neue': '@expo-google-fonts/bebas-neue/400Regular/BebasNeue_400Regular.ttf',
  'Inter Bold': '@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf',
  'Inter Medium': '@expo-google-fonts/inter/500Medium/Inter_500Medium.ttf',
  'Lora Bold': '@expo-google-fonts/lora/700Bold/Lora_700Bold.ttf',
  'Noto Sans Arabic Bold': '@expo-google-fonts/noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf',
  'Noto Sans Hebrew Bold': '@expo-google-fonts/noto-sans-hebrew/700Bold/NotoSansHebrew_700Bold.ttf',
  'Noto Sans Devanagari Bold': '@expo-google-fonts/noto-sans-devanagari/700Bold/NotoSansDevanagari_700Bold.ttf',
  'Noto Sans Thai Bold': '@expo-google-fonts/noto-sans-thai/700Bold/NotoSansThai_700Bold.ttf',
  'Noto Color Emoji': '@expo-google-fonts/noto-color-emoji/400Regular/NotoColorEmoji_400Regular.ttf',
};

// After these the canvas looks through whatever else the machine has. The Chinese, Japanese and Korean fonts hold all
// their scripts: the first one found serves, and `setLanguage` chooses the shapes of its characters.
const fallbacks = [
  'Noto Sans Arabic Bold',
  'Noto Sans Hebrew Bold',
  'Noto Sans Devanagari Bold',
  'Noto Sans Thai Bold',
  'Noto Sans CJK TC',
  'Noto Sans CJK SC',
  'Noto Sans CJK JP',
  'Noto Sans CJK KR',
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

/** The families a style may name: those bundled, those of the fonts folder and of the system, by name. */
export function knownFonts(): string[] {
  registerFonts();
  return [...new Set(GlobalFonts.families.map(({ family }) => family))].sort();
}

export function isKnownFont(family: string): boolean {
  registerFonts();
  return GlobalFonts.has(family);
}

/** A value for the canvas's `font`: the family, then the fall-backs for other scripts and emoji. `size` in pixels. */
export function canvasFont(family: string, size: number): string {
  const names = [family, ...fallbacks].map((name) => `"${name.replace(/["\\]/g, '')}"`);
  return `${size}px ${names.join(', ')}`;
}

/** Shapes of characters that languages share and write differently; nothing is taken from the machine's own language. */
export function setLanguage(context: SKRSContext2D, language: Language): void {
  context.lang = language === 'zh' ? 'zh-Hans' : language;
}
