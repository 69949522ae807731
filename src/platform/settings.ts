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
  /** Requests a minute that the API takes for each token, or each address without one; 0 means no limit. */
  readonly apiRequestsPerMinute: number;
};

/** A setting that is missing or wrong, said so that the operator can mend it. */
export class SettingsError extends Error {}

/**
 * Reads the settings. The demo needs none: it listens on loopback and keeps its own secret in the data folder.
 * Production (`PILAR_MODE=production`) refuses to start until database, origin and secret are given.
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const port = Number(env.PORT ?? '3000');
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new SettingsError(`PORT is no port number: ${env.PORT}`);
  const dataFolder = resolve(env.PILAR_DATA ?? 'data');
  const apiRequestsPerMinute = Number(env.PILAR_API_LIMIT ?? '600');
  if (!Number.isSafeInteger(apiRequestsPerMinute) || apiRequestsPerMinute < 0)
    throw new SettingsError(`PILAR_API_LIMIT is no number of requests a minute: ${env.PILAR_API_LIMIT}`);
  if (env.PILAR_MODE !== 'production') {
    return {
      mode: 'demo',
      dataFolder,
      databaseUrl: env.DATABASE_URL,
      origin: env.ORIGIN ?? `http://127.0.0.1:${port}`,
      port,
      host: '127.0.0.1',
      secret: demoSecret(dataFolder),
      secondFactor: env.PILAR_SECOND_FACTOR === 'required' ? 'required' : 'optional',
      apiRequestsPerMinute,
    };
  }
  const missing = [
    env.DATABASE_URL
      ? ''
      : 'DATABASE_URL   the PostgreSQL database, for example postgres://pilar:…@db.example/pilar',
    env.ORIGIN && /^https?:\/\/[^/]+$/.test(env.ORIGIN)
      ? ''
      : 'ORIGIN         the address people open, for example https://pilar.example.go.id',
    (env.PILAR_SECRET ?? '').length >= 32
      ? ''
      : 'PILAR_SECRET   at least 32 random characters that sign sessions, for example from: openssl rand -base64 48',
  ].filter(Boolean);
  if (missing.length > 0) throw new SettingsError(`Pilar cannot start without:\n  ${missing.join('\n  ')}`);
  return {
    mode: 'production',
    dataFolder,
    databaseUrl: env.DATABASE_URL,
    origin: env.ORIGIN ?? '',
    port,
    host: env.HOST ?? '0.0.0.0',
    secret: env.PILAR_SECRET ?? '',
    secondFactor: env.PILAR_SECOND_FACTOR === 'optional' ? 'optional' : 'required',
    apiRequestsPerMinute,
  };
}

function demoSecret(folder: string): string {
  const path = join(folder, 'secret');
  if (existsSync(path)) return readFileSync(path, 'utf8');
  mkdirSync(folder, { recursive: true });
  const secret = randomBytes(32).toString('base64url');
  writeFileSync(path, secret, { mode: 0o600 });
  return secret;
}
