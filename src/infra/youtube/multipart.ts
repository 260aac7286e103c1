import { randomUUID } from 'node:crypto';

/** A file with what is said of it, as one body: `multipart/related` of JSON and media (RFC 2387). */
export function multipartOf(
  metadata: unknown,
  { bytes, mediaType }: { bytes: Uint8Array; mediaType: string },
): { body: Buffer; mediaType: string } {
  const boundary = `part-${randomUUID()}`;
  const start = (type: string) => Buffer.from(`--${boundary}\r\ncontent-type: ${type}\r\n\r\n`);
  const body = Buffer.concat([
    ...[start('application/json; charset=UTF-8'), Buffer.from(`${JSON.stringify(metadata)}\r\n`)],
    ...[start(mediaType), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)],
  ]);
  return { body, mediaType: `multipart/related; boundary=${boundary}` };
}
