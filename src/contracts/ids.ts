/** Lower-case ASCII words of a text joined by `-`, at most `length` characters; empty when it has none. */
export function slug(text: string, length = 40): string {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  let result = '';
  for (const word of words) {
    const next = result ? `${result}-${word}` : word;
    if (next.length > length) break;
    result = next;
  }
  return result || (words[0] ?? '').slice(0, length);
}

/** The workflow id of a pipeline, readable and safe as a file name: `why-do-octopuses-have-three-hearts-k3f9x2`. */
export function pipelineId(topic: string, random: string): string {
  return `${slug(topic) || 'film'}-${random}`;
}

export const pipelineIdPattern = /^[a-z0-9][a-z0-9-]{0,80}$/;

/** The workflow id of the publication of a video that was sent in. No pipeline has one like it: a topic is in front of its letters. */
export const uploadIdPattern = /^video-[0-9a-f]{24}$/;
