/**
 * Why FFmpeg gave up, in its own words: it names the cause first, and what followed from it after. Without the addresses
 * of its parts.
 */
export function firstWords(stderr: string, lines = 2): string {
  const said = stderr.split(/[\r\n]+/).map((line) => line.replace(/^(\[[^\]]* @ 0x[0-9a-f]+\] )+/, '').trim());
  return said.filter(Boolean).slice(0, lines).join('; ').slice(0, 300);
}
