import {
  Failure,
  type FailureOptions,
  type FailureType,
  failureTypeOfStatus,
  vendorCodes,
} from '../../contracts/failures.ts';
import { retryAfterOf, retryDelayOf } from './retry-after.ts';

/** An answer that is no success. */
export interface VendorAnswer {
  status: number;
  headers: Headers;
  body: string;
}

/** Of whom it is. */
export interface AnswerOf {
  /** As `vendorCodes` names it. */
  vendor: string;
  /** As messages name it. */
  title: string;
  /** What the message must not show, should the vendor quote it. */
  secrets: readonly string[];
  /** The variable that names the model it is asked for, for the person who has to correct it. */
  modelVariable?: string;
}

/** What a vendor answered, for an adapter to which the type does not say enough. */
export class AnsweredFailure extends Failure {
  readonly status: number;
  /** The vendor's own, where it gave one. */
  readonly code: string | undefined;

  constructor(
    type: FailureType,
    message: string,
    { status, code, ...options }: FailureOptions & { status: number; code?: string },
  ) {
    super(type, message, options);
    this.status = status;
    this.code = code;
  }
}

const longestMessage = 300;
// OpenAI's, Anthropic's and Google's, for a model they don't have.
const ofTheModel = ['model_not_found', 'not_found_error', 'NOT_FOUND'];

/**
 * What a vendor's answer means, by the codes of `contracts/failures.ts`: its own code first, then the status.
 */
export function failureOfAnswer(
  { status, headers, body }: VendorAnswer,
  { vendor, title, secrets, modelVariable }: AnswerOf,
): AnsweredFailure {
  const { codes, message, details } = readError(body);
  const type = typeOf(codes, vendorCodes[vendor]) ?? failureTypeOfStatus(status);
  const [code] = codes;
  const said = `${code === undefined ? '' : ` ${code}`}${message ? `: ${message}` : ''}`;
  const answered = hide(`${title} answers ${status}${said}`.slice(0, longestMessage), secrets);
  const isModel = modelVariable !== undefined && codes.some((each) => ofTheModel.includes(each));
  const advised = isModel ? `${answered.replace(/[\s.]+$/, '')}; correct ${modelVariable}` : answered;
  return new AnsweredFailure(type, advised, {
    ...{ status, code },
    retryAfterMs: retryAfterOf(headers) ?? retryDelayOf(details),
  });
}

function typeOf(codes: readonly string[], known: Readonly<Record<string, FailureType>> = {}): FailureType | undefined {
  const code = codes.find((candidate) => Object.hasOwn(known, candidate));
  return code === undefined ? undefined : known[code];
}

/** The text with each secret, and each long piece of one, hidden. */
export function hide(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length > 0)
    .reduce((shown, secret) => shown.replaceAll(secret, '***').replaceAll(encodeURIComponent(secret), '***'), text)
    .replace(/[\s\p{Cc}]+/gu, ' ');
}

/** The codes and the sentence of an error, in any of the forms vendors write them. The most particular code comes first. */
function readError(body: string): { codes: string[]; message: string; details: Record<string, unknown>[] } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    // A page of HTML tells a person nothing.
    return { codes: [], message: body.trimStart().startsWith('<') ? '' : body.trim(), details: [] };
  }
  const first = Array.isArray(parsed) ? (parsed as unknown[])[0] : parsed;
  const { error, detail } = asObject(first);
  const inner = asObject(error ?? detail ?? first);
  const reasons = [...listOf(inner.details), ...listOf(inner.errors)].map(asObject);
  // Google Ads has its own errors within the details of Google's.
  const nested = reasons.flatMap(({ errors }) => listOf(errors)).map(asObject);
  const codes = [
    ...nested.flatMap(({ errorCode }) => Object.values(asObject(errorCode))),
    ...reasons.map(({ reason }) => reason),
    ...[inner.code, inner.status, inner.type, inner.reason],
  ].filter((code): code is string => typeof code === 'string' && /^[\w-]{1,80}$/.test(code));
  const message = [
    nested[0]?.message,
    inner.message,
    asObject(listOf(detail)[0]).msg,
    error,
    detail,
    asObject(first).message,
  ].find((text) => typeof text === 'string');
  return { codes, message: typeof message === 'string' ? message : '', details: reasons };
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
