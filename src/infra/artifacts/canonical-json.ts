import { Failure } from '../../contracts/failures.ts';

/**
 * JSON without spaces whose object members are sorted by name (UTF-16 code units, as RFC 8785 has it), so that equal values
 * have equal text. Refuses what JSON would silently turn into something else: NaN, infinities, bytes, maps, sets.
 */
export function canonicalJson(value: unknown): string {
  const text = write(value, '$');
  if (text === undefined) throw notJson('$', 'it is undefined');
  return text;
}

function write(value: unknown, at: string): string | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) throw notJson(at, `it is ${value}`);
  if (typeof value === 'bigint') throw notJson(at, 'it is a bigint');
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (hasToJson(value)) return write(value.toJSON(), at);
  if (Array.isArray(value))
    return `[${value.map((item, index) => write(item, `${at}[${index}]`) ?? 'null').join(',')}]`;

  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw notJson(at, `it is a ${value.constructor.name}`);
  const members: string[] = [];
  for (const [name, member] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const text = write(member, `${at}.${name}`);
    if (text !== undefined) members.push(`${JSON.stringify(name)}:${text}`);
  }
  return `{${members.join(',')}}`;
}

function hasToJson(value: object): value is { toJSON(): unknown } {
  return !Buffer.isBuffer(value) && 'toJSON' in value && typeof value.toJSON === 'function';
}

function notJson(at: string, why: string): Failure {
  return new Failure('InvalidInput', `the value at ${at} cannot be kept as JSON: ${why}`);
}
