import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSettings, SettingsError, unknownSettings } from './settings.ts';

const PRODUCTION = {
  PILAR_MODE: 'production',
  DATABASE_URL: 'postgres://pilar:secret@db.example/pilar',
  ORIGIN: 'https://pilar.example.go.id',
  PILAR_SECRET: 'only for this test: thirty-two letters and more',
};

function refusal(env: NodeJS.ProcessEnv): string {
  try {
    readSettings({ ...PRODUCTION, ...env });
    return '';
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
}

test('production starts with its settings, and with what follows from them', () => {
  expect(readSettings(PRODUCTION)).toMatchObject({
    mode: 'production',
    proxies: 0,
    pageCostPerMinute: 1200,
    apiRequestsPerMinute: 600,
    diskReserve: 256 * 1024 * 1024,
    secondFactor: 'required',
  });
  expect(readSettings({ ...PRODUCTION, PILAR_PROXIES: '2', PILAR_PAGE_LIMIT: '' })).toMatchObject({
    proxies: 2,
    pageCostPerMinute: 1200,
  });
});

test('the demo needs none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pilar-settings-'));
  const settings = readSettings({ PILAR_DATA: folder, DATABASE_URL: '' });
  expect(settings).toMatchObject({ mode: 'demo', host: '127.0.0.1', databaseUrl: undefined });
  rmSync(folder, { recursive: true });
});

test.each([
  ['PORT', '0'],
  ['PORT', '3000x'],
  ['PILAR_PROXIES', 'yes'],
  ['PILAR_PROXIES', '-1'],
  ['PILAR_PROXIES', '1.5'],
  ['PILAR_PROXIES', '99'],
  ['PILAR_API_LIMIT', '1e9'],
  ['PILAR_PAGE_LIMIT', 'none'],
  ['PILAR_DISK_RESERVE', '1GB'],
  ['PILAR_SECOND_FACTOR', 'no'],
  ['PILAR_LOG', 'loud'],
  ['PILAR_MODE', 'prod'],
  ['ORIGIN', 'pilar.example.go.id'],
  ['ORIGIN', 'https://pilar.example.go.id/'],
  ['DATABASE_URL', 'mysql://pilar:secret@db.example/pilar'],
])('%s=%s is refused by its name', (name, value) => {
  const said = refusal({ [name]: value });
  expect(said).toContain(name);
  if (name !== 'DATABASE_URL') expect(said).toContain(value);
  // A password must not stand in a log.
  expect(said).not.toContain('secret');
});

test('all that is amiss is said at once', () => {
  const said = refusal({ PILAR_SECRET: 'short', ORIGIN: undefined, PILAR_PROXIES: 'x', PORT: 'y' });
  for (const name of ['PILAR_SECRET', 'ORIGIN', 'PILAR_PROXIES', 'PORT']) expect(said).toContain(name);
});

test('a name that means nothing is noticed', () => {
  expect(unknownSettings({ PILAR_PROXY: '1', PILAR_PROXIES: '1', PATH: '' })).toEqual(['PILAR_PROXY']);
});
