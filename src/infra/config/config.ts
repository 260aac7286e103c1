import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../contracts/failures.ts';
import { readIssuer, type TokenIssuer } from './issuer.ts';
import { projectRoot } from './project-root.ts';
import { toVendors, type VendorConfig, vendorSecrets, vendorVariables } from './vendors.ts';
import { wholeNumber } from './whole-number.ts';

const port = wholeNumber(0, 65_535);
const amount = z
  .string()
  .regex(/^\d+(\.\d+)?$/, 'give an amount of US dollars, such as 20 or 7.50')
  .transform(Number);
const path = z
  .string()
  .min(1)
  .transform((value) => resolve(value.replace(/^~(?=\/|$)/, homedir())));
const count = wholeNumber(1, 256);
const oneOf = <const Names extends readonly [string, ...string[]]>(names: Names) =>
  z.enum(names, { error: `give one of ${names.join(', ')}` });
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
);
const onOff = oneOf(['on', 'off']).transform((value) => value === 'on');

/**
 * Every environment variable the program reads, with its default: `docs/configuration.md` has a line for each.
 * `NAME_FILE` gives the value of `NAME` in a file, for secrets.
 */
const environmentSchema = z.object({
  /** State: Temporal's database file, records, artefacts, logs. */
  FACELESS_HOME: path.default(resolve(projectRoot, '.faceless')),
  /** Programs, voices and music that the set-up fetched. */
  FACELESS_TOOLS: path.default(resolve(projectRoot, '.faceless')),
  /** Styles by name: `<name>.json`. */
  FACELESS_STYLES: path.default(resolve(projectRoot, 'styles')),
  /** Where the upload step's `folder` target puts finished films. */
  FACELESS_OUT: path.default(resolve('out')),
  /** Whether the upload step's `http` target may put films to this machine and into local networks. */
  FACELESS_PUBLISH_PRIVATE: onOff.default(false),
  FACELESS_TEMPORAL_PORT: port.default(7233),
  FACELESS_TEMPORAL_UI: onOff.default(true),
  FACELESS_API_HOST: z.string().min(1).default('127.0.0.1'),
  FACELESS_API_PORT: port.default(3000),
  FACELESS_OPS_HOST: z.string().min(1).default('127.0.0.1'),
  /** Scenes narrated and rendered at once in one process; a core each is right. */
  FACELESS_PARALLEL: count.default(2),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^\s:/]+:\d+$/, 'give it as host:port')
    .optional(),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  TEMPORAL_API_KEY: z.string().min(1).optional(),
  TEMPORAL_TLS: onOff.default(false),
  TEMPORAL_CLI_PATH: path.optional(),
  TEMPORAL_TEST_SERVER_PATH: path.optional(),
  FFMPEG_PATH: path.optional(),
  /** Which H.264 encoder: x264 on the processor, a graphics chip's, or `auto` for a chip's where there is one that works. */
  FACELESS_ENCODER: oneOf(['x264', 'auto', 'nvenc', 'qsv', 'vaapi', 'videotoolbox']).default('x264'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'give it as postgres://user:password@host:port/name')
    .optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'give it as redis://user:password@host:port/number')
    .optional(),
  /** Signs the access tokens. Without it only this machine's own user is served. */
  FACELESS_AUTH_SECRET: z
    .string()
    .min(32, 'give 32 characters or more, such as the output of `openssl rand -base64 48`')
    .optional(),
  /** An outside issuer of access tokens: all three of issuer, audience and key set. */
  FACELESS_AUTH_ISSUER: z.string().min(1).optional(),
  FACELESS_AUTH_AUDIENCE: z.string().min(1).optional(),
  FACELESS_AUTH_JWKS_URL: z.url({ protocol: /^https?$/, error: 'give an http or https address' }).optional(),
  /** The claim of an outside token that holds the role; a viewer where it is missing. */
  FACELESS_AUTH_ROLE_CLAIM: z.string().min(1).default('role'),
  /** Addresses and networks of proxies whose X-Forwarded-* are believed. */
  FACELESS_TRUSTED_PROXIES: list.default([]),
  /** Sites whose pages may use the API from a browser. */
  FACELESS_ALLOWED_ORIGINS: list.default([]),
  FACELESS_REQUESTS_PER_MINUTE: wholeNumber(1, 1_000_000).default(100),
  FACELESS_UPLOAD_MB: wholeNumber(1, 1_000_000).default(20_000),
  ...vendorVariables,
  /** Encrypts what is kept of people's sign-ins. */
  FACELESS_SECRETS_KEY: z
    .string()
    .min(32, 'give 32 characters or more, such as the output of `openssl rand -base64 48`')
    .optional(),
  /** What the services cost. */
  FACELESS_PRICES: path.default(resolve(projectRoot, 'prices.yaml')),
  /** What an owner may spend in a calendar month of UTC, in US dollars. */
  FACELESS_MONTHLY_BUDGET_USD: amount.optional(),
  /** Pictures and clips of one's own, by their names: the provider `folder` of the video step. */
  FACELESS_MEDIA: path.optional(),
  /** Where programs are looked for. */
  PATH: z.string().default(''),
  LOG_LEVEL: oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

/** Their values are never shown. */
const secrets = [
  'TEMPORAL_API_KEY',
  'DATABASE_URL',
  'REDIS_URL',
  'FACELESS_AUTH_SECRET',
  'FACELESS_SECRETS_KEY',
  ...vendorSecrets,
];

export type Environment = z.infer<typeof environmentSchema>;

export interface Config {
  /** The folder of `FACELESS_HOME`, and what lies in it. */
  home: string;
  artifactsFolder: string;
  databaseFolder: string;
  logsFolder: string;
  scratchFolder: string;
  toolsFolder: string;
  stylesFolder: string;
  outFolder: string;
  /** Whether a film may be put to an address of this machine or of a local network. */
  publishToPrivate: boolean;
  searchPath: string;
  parallel: number;
  encoder: Environment['FACELESS_ENCODER'];
  api: {
    host: string;
    port: number;
    trustedProxies: string[];
    allowedOrigins: string[];
    requestsPerMinute: number;
    /** Largest file that may be sent in. */
    uploadBytes: number;
  };
  auth: {
    secret?: string;
    /** An outside issuer of access tokens. */
    issuer?: TokenIssuer;
  };
  redisUrl?: string;
  vendors: VendorConfig;
  /** Encrypts what is kept of people's sign-ins. */
  secretsKey?: string;
  pricesFile: string;
  monthlyBudgetUsd?: number;
  /** Pictures and clips of one's own. */
  mediaFolder?: string;
  opsHost: string;
  temporal: { address?: string; namespace: string; apiKey?: string; tls: boolean; devPort: number; devUi: boolean };
  tools: { ffmpegPath?: string; temporalCliPath?: string; temporalTestServerPath?: string };
  databaseUrl?: string;
  logLevel: Environment['LOG_LEVEL'];
}

/** Names of all variables, for the documentation's test. */
export const environmentNames = Object.keys(environmentSchema.shape);

/**
 * Reads the environment: the only place that does.
 * @throws Failure `InvalidInput` naming each variable with a bad value and what it should be
 */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const values = Object.fromEntries(environmentNames.map((name) => [name, readValue(environment, name)]));
  const parsed = environmentSchema.safeParse(values);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => {
      const name = path.join('.');
      return `${secrets.includes(name) ? name : `${name}=${JSON.stringify(values[name])}`}: ${message}`;
    });
    throw new Failure('InvalidInput', `the environment has a bad value; ${problems.join('; ')}`);
  }
  return toConfig(parsed.data);
}

function readValue(environment: Record<string, string | undefined>, name: string): string | undefined {
  const direct = environment[name];
  if (direct !== undefined && direct !== '') return direct;
  const file = environment[`${name}_FILE`];
  if (!file) return undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Failure('InvalidInput', `${name}_FILE names ${file}, which can't be read: correct it or unset it`, {
      cause: error,
    });
  }
}

function toConfig(environment: Environment): Config {
  const home = environment.FACELESS_HOME;
  return {
    home,
    artifactsFolder: resolve(home, 'artifacts'),
    databaseFolder: resolve(home, 'database'),
    logsFolder: resolve(home, 'logs'),
    scratchFolder: resolve(home, 'scratch'),
    toolsFolder: environment.FACELESS_TOOLS,
    stylesFolder: environment.FACELESS_STYLES,
    outFolder: environment.FACELESS_OUT,
    publishToPrivate: environment.FACELESS_PUBLISH_PRIVATE,
    searchPath: environment.PATH,
    parallel: environment.FACELESS_PARALLEL,
    encoder: environment.FACELESS_ENCODER,
    api: {
      host: environment.FACELESS_API_HOST,
      port: environment.FACELESS_API_PORT,
      trustedProxies: environment.FACELESS_TRUSTED_PROXIES,
      allowedOrigins: environment.FACELESS_ALLOWED_ORIGINS,
      requestsPerMinute: environment.FACELESS_REQUESTS_PER_MINUTE,
      uploadBytes: environment.FACELESS_UPLOAD_MB * 1e6,
    },
    auth: { secret: environment.FACELESS_AUTH_SECRET, issuer: readIssuer(environment) },
    redisUrl: environment.REDIS_URL,
    vendors: toVendors(environment),
    secretsKey: environment.FACELESS_SECRETS_KEY,
    pricesFile: environment.FACELESS_PRICES,
    monthlyBudgetUsd: environment.FACELESS_MONTHLY_BUDGET_USD,
    mediaFolder: environment.FACELESS_MEDIA,
    opsHost: environment.FACELESS_OPS_HOST,
    temporal: {
      address: environment.TEMPORAL_ADDRESS,
      namespace: environment.TEMPORAL_NAMESPACE,
      apiKey: environment.TEMPORAL_API_KEY,
      tls: environment.TEMPORAL_TLS,
      devPort: environment.FACELESS_TEMPORAL_PORT,
      devUi: environment.FACELESS_TEMPORAL_UI,
    },
    tools: {
      ffmpegPath: environment.FFMPEG_PATH,
      temporalCliPath: environment.TEMPORAL_CLI_PATH,
      temporalTestServerPath: environment.TEMPORAL_TEST_SERVER_PATH,
    },
    databaseUrl: environment.DATABASE_URL,
    logLevel: environment.LOG_LEVEL,
  };
}
