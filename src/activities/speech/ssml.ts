const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
};

// XML 1.0 has no place for them, not even escaped.
const forbidden = /[\p{Cs}\uFFFE\uFFFF]|(?![\t\n\r])[\0-\x1F]/gu;

/** A text as it stands in SSML, with no more marks than it needs: some services count them. */
export function escapeSsml(text: string): string {
  return text.replace(forbidden, '').replace(/[&<>]/g, (character) => entities[character] ?? character);
}

/** An attribute's value, within double quotes. */
export function escapeAttribute(text: string): string {
  return escapeSsml(text).replaceAll('"', '&quot;');
}
