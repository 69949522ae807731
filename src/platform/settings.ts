import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** How this installation runs, read once from the environment. */
export type Settings = {
  readonly mode: 'demo' | 'production';
  readonly dataFolder: string;
  readonly databaseUrl: string | undefined;
  readonly origin: string;
  readonly port: number;
  readonly host: string;
  readonly secret: string;
  readonly secondFactor: 'required' | 'optional';
  /** For how many minutes a proof of the second factor lasts: a working day unless said. */
  readonly proofMinutes: number;
  /** Requests a minute that the API takes for each person with a token, or each address without one; 0 means no limit. */
  readonly apiRequestsPerMinute: number;
  /** What pages may cost each address a minute (a plain page costs 1, a heavy one more); 0 means no limit. */
  readonly pageCostPerMinute: number;
  /** How many trusted proxies stand in front: so many addresses of `X-Forwarded-For`, from its end, are believed. */
  readonly proxies: number;
  /** Bytes that must stay free on the disk of the data folder; with fewer no file is taken. */
  readonly diskReserve: number;
};

/** A setting that is missing or wrong, said so that the operator can mend it. */
export class SettingsError extends Error {}

/** Names of settings that begin with `PILAR_`; any other such name is a slip of the pen. */
const NAMES = new Set([
  'PILAR_MODE',
  'PILAR_DATA',
  'PILAR_HOME',
  'PILAR_LOG',
  'PILAR_SECRET',
  'PILAR_SECOND_FACTOR',
  'PILAR_PROXIES',
  'PILAR_API_LIMIT',
  'PILAR_PAGE_LIMIT',
  'PILAR_DISK_RESERVE',
  'PILAR_PROOF_MINUTES',
  'PILAR_WITNESSES',
  'PILAR_BROWSER',
]);

/** Settings that are given but mean nothing, such as `PILAR_PROXY`: whoever set them expected something of them. */
export function unknownSettings(env: NodeJS.ProcessEnv): string[] {
  return Object.keys(env).filter((name) => name.startsWith('PILAR_') && !NAMES.has(name));
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/**
 * Reads the settings. The demo needs none: it listens on loopback and keeps its own secret in the data folder.
 * Production (`PILAR_MODE=production`) refuses to start until database, origin and secret are given. Whatever is wrong
 * is said at once, all of it, and nothing is guessed.
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const wrong: string[] = [];
  const whole = (name: string, fallback: number, least: number, most: number, what: string): number => {
    const said = env[name];
    if (said === undefined || said === '') return fallback;
    const value = /^\d{1,15}$/.test(said) ? Number(said) : Number.NaN;
    if (value >= least && value <= most) return value;
    wrong.push(`${name} is no ${what} from ${least} to ${most}: ${said}`);
    return fallback;
  };
  const oneOf = <Choice extends string>(
    name: string,
    fallback: Choice,
    choices: readonly Choice[],
  ): Choice => {
    const said = env[name];
    if (said === undefined || said === '') return fallback;
    const chosen = choices.find((choice) => choice === said);
    if (chosen === undefined) wrong.push(`${name} is none of ${choices.join(', ')}: ${said}`);
    return chosen ?? fallback;
  };

  const mode = oneOf('PILAR_MODE', 'demo', ['demo', 'production']);
  const port = whole('PORT', 3000, 1, 65_535, 'port number');
  const dataFolder = resolve(env.PILAR_DATA || 'data');
  const databaseUrl = env.DATABASE_URL || undefined;
  if (databaseUrl !== undefined && !isDatabaseUrl(databaseUrl)) {
    // Not shown: it holds a password.
    wrong.push(
      'DATABASE_URL is no address of a PostgreSQL database, such as postgres://pilar:…@db.example/pilar',
    );
  }
  const origin = env.ORIGIN || undefined;
  if (origin !== undefined && !isOrigin(origin)) {
    wrong.push(`ORIGIN is no address without a path, such as https://pilar.example.go.id: ${origin}`);
  }
  oneOf('PILAR_LOG', 'warn', LOG_LEVELS);
  const shared = {
    dataFolder,
    databaseUrl,
    port,
    secondFactor: oneOf('PILAR_SECOND_FACTOR', mode === 'demo' ? 'optional' : 'required', [
      'required',
      'optional',
    ]),
    proofMinutes: whole('PILAR_PROOF_MINUTES', 480, 5, 720, 'number of minutes'),
    apiRequestsPerMinute: whole('PILAR_API_LIMIT', 600, 0, 1_000_000, 'number of requests a minute'),
    // The demo is alone on its computer.
    pageCostPerMinute: whole('PILAR_PAGE_LIMIT', mode === 'demo' ? 0 : 1200, 0, 1_000_000, 'cost a minute'),
    proxies: whole('PILAR_PROXIES', 0, 0, 10, 'number of proxies'),
    diskReserve: whole('PILAR_DISK_RESERVE', 256, 0, 1_000_000, 'number of megabytes') * 1024 * 1024,
  };
  const missing =
    mode === 'demo'
      ? []
      : [
          databaseUrl
            ? ''
            : 'DATABASE_URL   the PostgreSQL database, for example postgres://pilar:…@db.example/pilar',
          origin ? '' : 'ORIGIN         the address people open, for example https://pilar.example.go.id',
          (env.PILAR_SECRET ?? '').length >= 32
            ? ''
            : 'PILAR_SECRET   at least 32 random characters that sign sessions, for example from: openssl rand -base64 48',
        ].filter(Boolean);
  const said = [
    ...(missing.length > 0 ? [`Pilar cannot start without:\n  ${missing.join('\n  ')}`] : []),
    ...(wrong.length > 0 ? [`Pilar cannot start with:\n  ${wrong.join('\n  ')}`] : []),
  ];
  if (said.length > 0) throw new SettingsError(said.join('\n'));
  return mode === 'demo'
    ? {
        mode,
        ...shared,
        origin: origin ?? `http://127.0.0.1:${port}`,
        host: '127.0.0.1',
        secret: demoSecret(dataFolder),
      }
    : { mode, ...shared, origin: origin ?? '', host: env.HOST || '0.0.0.0', secret: env.PILAR_SECRET ?? '' };
}

function isDatabaseUrl(text: string): boolean {
  return URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol);
}

function isOrigin(text: string): boolean {
  return /^https?:\/\/[^/?#\s]+$/.test(text) && URL.canParse(text);
}

function demoSecret(folder: string): string {
  const path = join(folder, 'secret');
  if (existsSync(path)) return readFileSync(path, 'utf8');
  mkdirSync(folder, { recursive: true });
  const secret = randomBytes(32).toString('base64url');
  writeFileSync(path, secret, { mode: 0o600 });
  return secret;
}
