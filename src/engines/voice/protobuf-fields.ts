/** A field of a protobuf message: where it begins, where its value lies and ends, in bytes. */
export interface Field {
  number: number;
  start: number;
  value: number;
  end: number;
}

/** The fields of a message in order, without copying. @throws RangeError when the bytes are no message */
export function* fieldsOf(bytes: Buffer, from = 0, to = bytes.length): Generator<Field> {
  for (let at = from; at < to; ) {
    const [tag, afterTag] = readVarint(bytes, at);
    const wire = tag % 8;
    let value = afterTag;
    let end: number;
    if (wire === 0) [, end] = readVarint(bytes, value);
    else if (wire === 1) end = value + 8;
    else if (wire === 5) end = value + 4;
    else if (wire === 2) {
      const [length, afterLength] = readVarint(bytes, value);
      value = afterLength;
      end = value + length;
    } else throw new RangeError(`unknown wire type ${wire} at byte ${at}`);
    if (end > to) throw new RangeError(`the message ends within the field at byte ${at}`);
    yield { number: Math.floor(tag / 8), start: at, value, end };
    at = end;
  }
}

function readVarint(bytes: Buffer, from: number): [value: number, next: number] {
  let value = 0;
  let factor = 1;
  for (let at = from; ; at++) {
    const byte = bytes[at];
    if (byte === undefined) throw new RangeError('the message ends within a number');
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return [value, at + 1];
    factor *= 128;
  }
}

/** A length-delimited field: bytes, a string or a message. */
export function bytesField(number: number, value: Buffer | string): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  return Buffer.concat(fieldOfParts(number, [bytes]));
}

/** The same of a value in parts, which are not copied. */
export function fieldOfParts(number: number, parts: readonly Buffer[]): Buffer[] {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return [varint(number * 8 + 2), varint(length), ...parts];
}

export function numberField(number: number, value: number): Buffer {
  return Buffer.concat([varint(number * 8), varint(value)]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  return Buffer.from([...bytes, rest]);
}
