interface MultipartBody {
  metadata: unknown;
  media: { bytes: Buffer; mediaType: string };
}

const end = Buffer.from('\r\n\r\n');

/** `multipart/related` of exactly two parts: JSON, then the media (RFC 2387). Nothing for what is malformed. */
export function readMultipart(body: Buffer, contentType: string): MultipartBody | undefined {
  const [, quoted, bare] = /^multipart\/related\s*;.*\bboundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (!boundary) return undefined;
  const [metadata, media, ...others] = splitParts(body, boundary) ?? [];
  if (!metadata || !media || others.length > 0 || !/^application\/json\b/i.test(metadata.mediaType)) return undefined;
  try {
    return { metadata: JSON.parse(metadata.bytes.toString('utf8')), media };
  } catch {
    return undefined;
  }
}

function splitParts(body: Buffer, boundary: string): MultipartBody['media'][] | undefined {
  const parts: MultipartBody['media'][] = [];
  const line = Buffer.from(`--${boundary}`);
  const between = Buffer.concat([Buffer.from('\r\n'), line]);
  let at = body.indexOf(line);
  if (at < 0) return undefined;
  at += line.length;
  while (body.toString('latin1', at, at + 2) !== '--') {
    const start = body.indexOf(end, at);
    const stop = body.indexOf(between, at);
    if (start < 0 || stop < start) return undefined;
    const headers = body.toString('latin1', at, start);
    const mediaType = /^content-type:\s*([^\r\n]+)/im.exec(headers)?.[1]?.trim() ?? '';
    parts.push({ mediaType, bytes: body.subarray(start + end.length, stop) });
    at = stop + between.length;
  }
  return parts;
}
