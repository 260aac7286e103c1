import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '../../../src/contracts/failures.ts';
import { readConfig } from '../../../src/infra/config/config.ts';
import { projectRoot } from '../../../src/infra/config/project-root.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'faceless-config-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function problemOf(environment: Record<string, string>): string {
  try {
    readConfig(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(Failure);
    expect(error).toMatchObject({ type: 'InvalidInput' });
    return (error as Failure).message;
  }
  return 'none';
}

const secretFile = (content: string) => {
  const file = join(folder, `secret-${content.length}`);
  writeFileSync(file, content);
  return file;
};

describe('the configuration', () => {
  it('needs nothing from the environment', () => {
    const home = resolve(projectRoot, '.faceless');
    expect(readConfig({})).toEqual({
      home,
      artifactsFolder: join(home, 'artifacts'),
      databaseFolder: join(home, 'database'),
      logsFolder: join(home, 'logs'),
      scratchFolder: join(home, 'scratch'),
      toolsFolder: home,
      stylesFolder: join(projectRoot, 'styles'),
      publishToPrivate: false,
      outFolder: resolve('out'),
      searchPath: '',
      parallel: 2,
      encoder: 'x264',
      api: {
        host: '127.0.0.1',
        port: 3000,
        trustedProxies: [],
        allowedOrigins: [],
        requestsPerMinute: 100,
        uploadBytes: 20e9,
      },
      auth: {},
      vendors: { suggest: { baseUrl: 'https://suggestqueries.google.com' } },
      pricesFile: join(projectRoot, 'prices.yaml'),
      opsHost: '127.0.0.1',
      temporal: { namespace: 'default', tls: false, devPort: 7233, devUi: true },
      tools: {},
      logLevel: 'info',
    });
  });

  it('takes an outside issuer whole or not at all', () => {
    const whole = {
      FACELESS_AUTH_ISSUER: 'https://login.example.org',
      FACELESS_AUTH_AUDIENCE: 'films',
      FACELESS_AUTH_JWKS_URL: 'https://login.example.org/keys',
    };
    expect(readConfig(whole).auth.issuer).toEqual({
      name: 'https://login.example.org',
      audience: 'films',
      keysUrl: 'https://login.example.org/keys',
      roleClaim: 'role',
    });
    for (const left of Object.keys(whole)) {
      expect(() => readConfig({ ...whole, [left]: '' })).toThrow('needs all three of');
    }
  });

  it('takes lists joined by commas, and a secret that is long enough', () => {
    const { api, auth } = readConfig({
      FACELESS_TRUSTED_PROXIES: '10.0.0.0/8, 127.0.0.1',
      FACELESS_ALLOWED_ORIGINS: 'https://studio.example.org',
      FACELESS_AUTH_SECRET: 'x'.repeat(32),
    });
    expect(api).toMatchObject({
      trustedProxies: ['10.0.0.0/8', '127.0.0.1'],
      allowedOrigins: ['https://studio.example.org'],
    });
    expect(auth.secret).toBe('x'.repeat(32));
    expect(() => readConfig({ FACELESS_AUTH_SECRET: 'short' })).toThrow(/FACELESS_AUTH_SECRET: give 32 characters/);
  });

  it('knows a service by its key, with its model and an address of one’s own', () => {
    const { vendors } = readConfig({
      OPENAI_API_KEY: 'sk-1',
      OPENAI_BASE_URL: 'http://127.0.0.1:4010/v1/',
      AZURE_SPEECH_KEY: 'az',
      AZURE_SPEECH_REGION: 'westeurope',
      OPENAI_COMPATIBLE_BASE_URL: 'http://127.0.0.1:11434/v1',
      OPENAI_COMPATIBLE_MODEL: 'llama',
    });
    expect(vendors).toMatchObject({
      openai: { key: 'sk-1', baseUrl: 'http://127.0.0.1:4010/v1', model: 'gpt-5-mini' },
      azureSpeech: { key: 'az', baseUrl: 'https://westeurope.tts.speech.microsoft.com' },
      compatible: { baseUrl: 'http://127.0.0.1:11434/v1', model: 'llama' },
    });
    expect(vendors.gemini).toBeUndefined();
  });

  it.each([
    [{ AZURE_SPEECH_KEY: 'az' }, 'AZURE_SPEECH_KEY, AZURE_SPEECH_REGION are set together or not at all'],
    [{ OPENAI_COMPATIBLE_MODEL: 'llama' }, 'OPENAI_COMPATIBLE_BASE_URL, OPENAI_COMPATIBLE_MODEL are set together'],
    [{ GOOGLE_ADS_DEVELOPER_TOKEN: 'dev' }, 'GOOGLE_ADS_REFRESH_TOKEN'],
    [{ OPENAI_API_KEY: 'x', OPENAI_BASE_URL: 'ftp://x' }, 'give an http or https address'],
    [{ FACELESS_MONTHLY_BUDGET_USD: '-1' }, 'give an amount of US dollars, such as 20 or 7.50'],
  ])('refuses %j, which is half a service or none', (environment, said) => {
    expect(problemOf(environment as Record<string, string>)).toContain(said);
  });

  it('takes what the environment says', () => {
    const config = readConfig({
      FACELESS_HOME: '/srv/faceless',
      FACELESS_API_PORT: '0',
      FACELESS_PARALLEL: '8',
      FACELESS_TEMPORAL_UI: 'off',
      TEMPORAL_ADDRESS: 'temporal.example.org:7233',
      TEMPORAL_TLS: 'on',
      DATABASE_URL: 'postgresql://me@db/films',
      LOG_LEVEL: 'debug',
      PATH: '/usr/bin',
    });
    expect(config).toMatchObject({
      home: '/srv/faceless',
      databaseFolder: '/srv/faceless/database',
      api: { port: 0 },
      parallel: 8,
      temporal: { address: 'temporal.example.org:7233', tls: true, devUi: false },
      databaseUrl: 'postgresql://me@db/films',
      logLevel: 'debug',
      searchPath: '/usr/bin',
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ FACELESS_API_PORT: '', TEMPORAL_ADDRESS: '' })).toEqual(readConfig({}));
  });

  it('knows the home folder by ~, at the start of a path only', () => {
    expect(readConfig({ FACELESS_HOME: '~/films' }).home).toBe(join(homedir(), 'films'));
    expect(readConfig({ FACELESS_HOME: '~' }).home).toBe(homedir());
    expect(readConfig({ FACELESS_HOME: '/srv/~/films' }).home).toBe('/srv/~/films');
    expect(readConfig({ FACELESS_OUT: 'films~' }).outFolder).toBe(resolve('films~'));
  });

  it.each([
    ['FACELESS_API_PORT', 'abc', 'give a whole number from 0 to 65535'],
    ['FACELESS_API_PORT', '65536', 'give a whole number from 0 to 65535'],
    ['FACELESS_TEMPORAL_PORT', '72.33', 'give a whole number from 0 to 65535'],
    ['FACELESS_TEMPORAL_PORT', ' ', 'give a whole number from 0 to 65535'],
    ['FACELESS_PARALLEL', '0', 'give a whole number from 1 to 256'],
    ['FACELESS_PARALLEL', '-1', 'give a whole number from 1 to 256'],
    ['FACELESS_TEMPORAL_UI', 'yes', 'give one of on, off'],
    ['LOG_LEVEL', 'loud', 'give one of trace, debug, info, warn, error, fatal, silent'],
    ['TEMPORAL_ADDRESS', 'temporal', 'give it as host:port'],
    ['TEMPORAL_ADDRESS', 'http://temporal:7233', 'give it as host:port'],
  ])('refuses %s=%j and says what it should be', (name, value, advice) => {
    expect(problemOf({ [name]: value })).toBe(
      `the environment has a bad value; ${name}=${JSON.stringify(value)}: ${advice}`,
    );
  });

  it('names every bad value at once', () => {
    const message = problemOf({ FACELESS_API_PORT: 'x', LOG_LEVEL: 'y', TEMPORAL_TLS: 'z' });
    for (const bad of ['FACELESS_API_PORT="x"', 'LOG_LEVEL="y"', 'TEMPORAL_TLS="z"']) expect(message).toContain(bad);
  });

  it('never shows a secret, even a bad one', () => {
    const message = problemOf({ DATABASE_URL: 'mysql://me:open-sesame@db/films' });
    expect(message).toBe(
      'the environment has a bad value; DATABASE_URL: give it as postgres://user:password@host:port/name',
    );
  });
});

describe('a variable given by a file', () => {
  it('has what the file says, without the line break at its end', () => {
    const file = secretFile('open-sesame\n');
    expect(readConfig({ TEMPORAL_API_KEY_FILE: file }).temporal.apiKey).toBe('open-sesame');
  });

  it('gives way to the variable itself', () => {
    const file = secretFile('from the file');
    expect(readConfig({ TEMPORAL_API_KEY: 'direct', TEMPORAL_API_KEY_FILE: file }).temporal.apiKey).toBe('direct');
  });

  it('is checked like any other', () => {
    expect(problemOf({ FACELESS_API_PORT_FILE: secretFile('80a') })).toContain('FACELESS_API_PORT="80a"');
  });

  it.each([
    ['is not there', () => join(folder, 'none')],
    ['is a folder', () => folder],
  ])('is refused when the file %s', (_, fileOf) => {
    const file = fileOf();
    expect(problemOf({ DATABASE_URL_FILE: file })).toBe(
      `DATABASE_URL_FILE names ${file}, which can't be read: correct it or unset it`,
    );
  });
});
