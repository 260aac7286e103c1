import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { modelPath } from '../../../src/engines/voice/model-files.ts';
import { durationsOutput, prepareModel } from '../../../src/engines/voice/model-graph.ts';
import { bytesField, fieldsOf, numberField } from '../../../src/engines/voice/protobuf-fields.ts';
import { testTools } from '../../support/tools.ts';

/** How many nodes of each type the graph has, and the names of its outputs. */
function describeGraph(model: Buffer): { types: Map<string, number>; outputs: string[] } {
  const types = new Map<string, number>();
  const outputs: string[] = [];
  for (const graph of fieldsOf(model)) {
    if (graph.number !== 7) continue;
    for (const { number, value, end } of fieldsOf(model, graph.value, graph.end)) {
      const text = (wanted: number) => {
        const field = [...fieldsOf(model, value, end)].find((candidate) => candidate.number === wanted);
        return field ? model.toString('utf8', field.value, field.end) : '';
      };
      if (number === 1) types.set(text(4), (types.get(text(4)) ?? 0) + 1);
      if (number === 12) outputs.push(text(1));
    }
  }
  return { types, outputs };
}

let file: Buffer;

beforeAll(async () => {
  file = await readFile(modelPath(testTools().models));
});

test('every convolution on 8-bit integers becomes one on floats, and the durations are put out', () => {
  const before = describeGraph(file);
  const after = describeGraph(prepareModel(file));
  expect(before.types.get('ConvInteger')).toBe(87);
  expect(after.types.get('ConvInteger')).toBeUndefined();
  expect(after.types.get('Conv')).toBe((before.types.get('Conv') ?? 0) + 87);
  expect(after.types.get('DequantizeLinear')).toBe((before.types.get('DequantizeLinear') ?? 0) + 87);
  expect(after.outputs).toEqual([...before.outputs, durationsOutput]);
});

test('a damaged file is refused', () => {
  expect(() => prepareModel(file.subarray(0, 5_000_000))).toThrow(RangeError);
  expect(() => prepareModel(Buffer.from('not a model'))).toThrow(RangeError);
});

test('a protobuf message is read as it was written', () => {
  const message = Buffer.concat([
    bytesField(3, 'abc'),
    numberField(700, 2 ** 40 + 5),
    bytesField(1, Buffer.alloc(300)),
  ]);
  const fields = [...fieldsOf(message)];
  expect(fields.map(({ number }) => number)).toEqual([3, 700, 1]);
  expect(fields.map(({ value, end }) => end - value)).toEqual([3, 6, 300]);
  expect(fields.at(-1)?.end).toBe(message.length);
});
