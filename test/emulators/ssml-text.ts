const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** What is to be spoken of SSML, and where its marks stand in that. */
export function textOfSsml(ssml: string): { text: string; marks: { name: string; offset: number }[] } {
  let text = '';
  const marks: { name: string; offset: number }[] = [];
  for (const [piece] of ssml.matchAll(/<[^>]*>|[^<]+/g)) {
    const mark = /^<mark name="([^"]*)"\/>$/.exec(piece)?.[1];
    if (mark !== undefined) marks.push({ name: mark, offset: text.length });
    else if (!piece.startsWith('<')) text += piece.replace(/&(\w+);/g, (_, name: string) => entities[name] ?? '');
  }
  return { text, marks };
}
