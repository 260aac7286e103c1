interface Script {
  characters: RegExp;
  font: string;
  debian: string;
}

const noto = (script: string, title = script): Script => ({
  characters: new RegExp(`\\p{Script_Extensions=${script}}`, 'u'),
  font: `Noto Sans ${title}`,
  debian: 'fonts-noto-core',
});

/** Fonts of scripts by the names their maker gives them, and Debian's packages that hold them. */
const scripts: readonly Script[] = [
  {
    characters:
      /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}\u3000-\u303f\uff00-\uffef]/u,
    font: 'Noto Sans CJK',
    debian: 'fonts-noto-cjk',
  },
  { characters: /\p{Extended_Pictographic}/u, font: 'Noto Color Emoji', debian: 'fonts-noto-color-emoji' },
  ...[
    'Bengali',
    'Tamil',
    'Telugu',
    'Kannada',
    'Malayalam',
    'Gujarati',
    'Gurmukhi',
    'Sinhala',
    'Khmer',
    'Lao',
    'Myanmar',
  ].map((script) => noto(script)),
  ...['Georgian', 'Armenian', 'Ethiopic', 'Tibetan', 'Mongolian', 'Cherokee', 'Thaana', 'Syriac'].map((script) =>
    noto(script),
  ),
  noto('Oriya'),
  noto('Arabic'),
  noto('Hebrew'),
  noto('Devanagari'),
  noto('Thai'),
  {
    characters: /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u,
    font: 'Noto Sans',
    debian: 'fonts-noto-core',
  },
  { characters: /[\p{Sm}\p{So}]/u, font: 'Noto Sans Symbols and Noto Sans Math', debian: 'fonts-noto-core' },
];

const unknown = { font: 'a font that has them', debian: '' };

/** What to install so that these characters can be drawn, script by script: `install Noto Sans Bengali (…) for অ আ`. */
export function fontAdvice(characters: readonly string[]): string {
  const byFont = new Map<string, string[]>();
  for (const character of characters) {
    const { font, debian } = scripts.find((script) => script.characters.test(character)) ?? unknown;
    const name = debian ? `${font} (Debian: ${debian})` : font;
    byFont.set(name, [...(byFont.get(name) ?? []), character]);
  }
  const parts = [...byFont].map(([font, wanted]) => `install ${font} for ${someOf(wanted)}`);
  return parts.join('; ');
}

// Enough to recognise the script by.
const most = 8;

function someOf(characters: string[]): string {
  const named = characters.slice(0, most).map((character) => {
    const code = (character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0');
    // What no font has on this machine may well be a box in the terminal that shows the message.
    return `${character} (U+${code})`;
  });
  return characters.length > most ? `${named.join(', ')} and ${characters.length - most} more` : named.join(', ');
}
