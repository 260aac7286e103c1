/** Name of the tensor inside Kokoro's graph that holds how many 25 ms frames each symbol lasts: int64, one a symbol. */
export const durationsOutput = '/encoder/Gather_output_0';

/**
 * The bytes that, appended to an ONNX file, make an inner tensor an output of its graph. Protobuf merges repeated
 * messages: `ModelProto.graph` (field 7) given again adds its `output` (12), a `ValueInfoProto` with a name (1) and a
 * type (2) → tensor_type (1) → elem_type (1), of which 7 is int64.
 */
export function outputPatch(name: string): Buffer {
  const int64 = Buffer.from([0x08, 7]);
  const valueInfo = Buffer.concat([field(1, Buffer.from(name)), field(2, field(1, int64))]);
  return field(7, field(12, valueInfo));
}

function field(number: number, bytes: Buffer): Buffer {
  return Buffer.concat([varint((number << 3) | 2), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Buffer.from([...bytes, rest]);
}
