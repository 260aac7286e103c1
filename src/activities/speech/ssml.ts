const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

// XML 1.0 has no place for them, not even escaped.
const forbidden = /[\p{Cs}\uFFFE\uFFFF]|(?![\t\n\r])[\0-\x1F]/gu;

/** A text, or an attribute's value, as it stands in SSML. */
export function escapeSsml(text: string): string {
  return text.replace(forbidden, '').replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
