import { bytesField, fieldOfParts, fieldsOf, numberField } from './protobuf-fields.ts';

/** Name of the tensor inside Kokoro's graph that holds how many 25 ms frames each symbol lasts: int64, one a symbol. */
export const durationsOutput = '/encoder/Gather_output_0';

// Field numbers of onnx.proto: ModelProto.graph; GraphProto.node and .output; NodeProto's.
const modelGraph = 7;
const graphNode = 1;
const graphOutput = 12;
const nodeInput = 1;
const nodeOutput = 2;
const nodeType = 4;
const nodeAttribute = 5;

interface GraphNode {
  type: string;
  inputs: string[];
  outputs: string[];
  /** Its attributes as they are stored. */
  attributes: Buffer[];
  /** All of it, as it is stored. */
  stored: Buffer;
}

/**
 * The bytes of Kokoro's 8-bit model as they are to be run. The phoneme durations become an output, and every convolution on
 * 8-bit integers becomes one on floats whose weights are unpacked when the model is loaded: ONNX Runtime has fast kernels for
 * those only, and a sentence takes two thirds of the time and is a little truer.
 *
 * @throws RangeError when the bytes are no ONNX model
 */
export function prepareModel(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (const field of fieldsOf(bytes)) {
    if (field.number !== modelGraph) parts.push(bytes.subarray(field.start, field.end));
    else parts.push(...fieldOfParts(modelGraph, prepareGraph(bytes.subarray(field.value, field.end))));
  }
  return Buffer.concat(parts);
}

/** Its parts in order; the weights, most of it, are not copied. */
function prepareGraph(graph: Buffer): Buffer[] {
  const nodes: GraphNode[] = [];
  const others: Buffer[] = [];
  const outputs = [durationsOutput];
  for (const { number, start, value, end } of fieldsOf(graph)) {
    if (number === graphNode) nodes.push(readNode(graph.subarray(value, end)));
    else others.push(graph.subarray(start, end));
    if (number === graphOutput) outputs.push(...textsOf(graph.subarray(value, end), 1));
  }
  const kept = liveNodes(floatConvolutions(nodes), outputs);
  const durations = bytesField(graphOutput, int64Output(durationsOutput));
  return [...kept.flatMap(({ stored }) => fieldOfParts(graphNode, [stored])), ...others, durations];
}

function readNode(stored: Buffer): GraphNode {
  const attributes = [...fieldsOf(stored)].filter(({ number }) => number === nodeAttribute);
  return {
    type: textsOf(stored, nodeType)[0] ?? '',
    inputs: textsOf(stored, nodeInput),
    outputs: textsOf(stored, nodeOutput),
    attributes: attributes.map(({ start, end }) => stored.subarray(start, end)),
    stored,
  };
}

function textsOf(message: Buffer, wanted: number): string[] {
  const fields = [...fieldsOf(message)].filter(({ number }) => number === wanted);
  return fields.map(({ value, end }) => message.toString('utf8', value, end));
}

function createNode(type: string, inputs: string[], outputs: string[], attributes: Buffer[] = []): GraphNode {
  const stored = Buffer.concat([
    ...inputs.map((name) => bytesField(nodeInput, name)),
    ...outputs.map((name) => bytesField(nodeOutput, name)),
    bytesField(nodeType, type),
    ...attributes,
  ]);
  return { type, inputs, outputs, attributes, stored };
}

/** A `ValueInfoProto`: its name (1), and its type (2) → tensor_type (1) → elem_type (1), of which 7 is int64. */
function int64Output(name: string): Buffer {
  return Buffer.concat([bytesField(1, name), bytesField(2, bytesField(1, numberField(1, 7)))]);
}

/**
 * The quantizer wrote a convolution with bias as: x → DynamicQuantizeLinear → ConvInteger → Add (the bias, divided by the
 * scale and rounded) → Cast → Mul by the product of both scales. In its place: DequantizeLinear of the weights → Conv.
 */
function floatConvolutions(nodes: readonly GraphNode[]): GraphNode[] {
  const producers = new Map(nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)));
  const users = new Map<string, GraphNode[]>();
  for (const node of nodes) for (const input of node.inputs) users.set(input, [...(users.get(input) ?? []), node]);
  const onlyUser = (node: GraphNode | undefined, type: string) => {
    const all = node?.outputs[0] === undefined ? [] : (users.get(node.outputs[0]) ?? []);
    return all.length === 1 && all[0]?.type === type ? all[0] : undefined;
  };
  const otherInput = (node: GraphNode, input: string | undefined) => node.inputs.find((name) => name !== input) ?? '';

  return nodes.flatMap((node) => {
    // The last of the chain is replaced; what led to it is then used by nothing.
    if (node.type !== 'Mul') return [node];
    const cast = node.inputs.map((input) => producers.get(input)).find((candidate) => candidate?.type === 'Cast');
    const before = cast && producers.get(cast.inputs[0] ?? '');
    const add = before?.type === 'Add' ? before : undefined;
    const convolution = add
      ? add.inputs.map((input) => producers.get(input)).find((candidate) => candidate?.type === 'ConvInteger')
      : before;
    if (convolution?.type !== 'ConvInteger' || !cast) return [node];
    if ((add ? onlyUser(convolution, 'Add') : onlyUser(convolution, 'Cast')) === undefined) return [node];

    const [quantized = '', weights = '', , zeroPoint = ''] = convolution.inputs;
    const input = producers.get(quantized);
    const scales = producers.get(otherInput(node, cast.outputs[0]));
    const weightScale = scales?.inputs.find((name) => producers.get(name)?.type !== 'DynamicQuantizeLinear');
    const bias = add && biasBefore(otherInput(add, convolution.outputs[0]), producers);
    if (!input || !weightScale || (add && !bias)) return [node];
    const unpacked = `${weights}_float`;
    return [
      createNode('DequantizeLinear', [weights, weightScale, zeroPoint], [unpacked]),
      createNode(
        'Conv',
        [input.inputs[0] ?? '', unpacked, ...(bias ? [bias] : [])],
        node.outputs,
        convolution.attributes,
      ),
    ];
  });
}

/** Back through Reshape, Cast and Floor to the Div whose first input is the bias itself. */
function biasBefore(name: string, producers: ReadonlyMap<string, GraphNode>): string | undefined {
  let node = producers.get(name);
  while (node && /^(?:Reshape|Cast|Floor)$/.test(node.type)) node = producers.get(node.inputs[0] ?? '');
  return node?.type === 'Div' ? node.inputs[0] : undefined;
}

/** Those that lead to an output, in the order they stand in. */
function liveNodes(nodes: readonly GraphNode[], outputs: readonly string[]): GraphNode[] {
  const producers = new Map(nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)));
  const live = new Set<GraphNode>();
  const waiting = [...outputs];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const node = producers.get(name);
    if (!node || live.has(node)) continue;
    live.add(node);
    waiting.push(...node.inputs);
  }
  return nodes.filter((node) => live.has(node));
}
