import { expect, test } from 'vitest';
import {
  checkToken,
  endOfDay,
  hashToken,
  inMandate,
  readScopes,
  tokenExpired,
  tokenProves,
  tokenText,
} from './personal-token.ts';

const today = '2026-02-10';
const wish = { name: 'Aplikasi RW', scopes: ['read'], lastDay: '2026-12-31' };

test.each([
  // what is wished for                              refused at, why
  ['a year at most', { ...wish, lastDay: '2027-02-10' }, []],
  ['for today only', { ...wish, lastDay: today }, []],
  ['a day too long', { ...wish, lastDay: '2027-02-11' }, ['lastDay: token.expiry']],
  ['ended already', { ...wish, lastDay: '2026-02-09' }, ['lastDay: token.expiry']],
  ['a day that does not exist', { ...wish, lastDay: '2026-02-30' }, ['lastDay: input.date']],
  ['without a name', { ...wish, name: '  ' }, ['name: input.required']],
  ['without a scope', { ...wish, scopes: [] }, ['scopes: input.required']],
  ['a scope that does not exist', { ...wish, scopes: ['read', 'everything'] }, ['scopes: input.choice']],
  [
    'all of it wrong',
    { name: '', scopes: [], lastDay: '' },
    ['name: input.required', 'scopes: input.required', 'lastDay: input.date'],
  ],
])('a token %s', (_, wanted, fields) => {
  const issues = checkToken(wanted, today)?.issues ?? [];
  expect(issues.map((issue) => `${issue.field}: ${issue.refusal}`)).toEqual(fields);
});

test('a token is known by its prefix and stored as a hash of 64 digits', () => {
  const token = tokenText(new Uint8Array(32).fill(7));
  expect(token).toMatch(/^pilar_[A-Za-z0-9_-]{43}$/);
  expect(hashToken(token)).toMatch(/^[0-9a-f]{64}$/);
  expect(hashToken(`${token}x`)).toBeUndefined();
  expect(hashToken(`x${token}`)).toBeUndefined();
  expect(hashToken('somebody else’s token')).toBeUndefined();
});

test.each([
  // seconds until its end   it has ended
  [1, false],
  [0, true],
  [-1, true],
])('a token with %i seconds left has ended: %s', (seconds, ended) => {
  const now = new Date('2026-02-10T03:00:00Z');
  expect(tokenExpired({ expiresAt: new Date(now.getTime() + seconds * 1000) }, now)).toBe(ended);
});

test.each([
  // made with a proof of the second factor     stands for it on 10 February at 10
  [null, false],
  ['2026-02-10T02:59:59Z', true],
  ['2025-11-12T03:00:00Z', true],
  ['2025-11-12T02:59:59Z', false],
])('a token whose holder proved the second factor %s stands for it: %s', (proved, stands) => {
  const provedAt = proved === null ? null : new Date(proved);
  expect(tokenProves({ provedAt }, new Date('2026-02-10T03:00:00Z'))).toBe(stands);
});

test.each([
  // mandates when it was made   speaks in that of the lurah
  [null, true],
  ['chair lurah', true],
  ['lurah', true],
  ['chair', false],
  ['lurah-elect', false],
  ['', false],
])('a token made in the mandates "%s" speaks in that of the lurah: %s', (mandates, speaks) => {
  expect(inMandate({ mandates }, 'lurah')).toBe(speaks);
});

test('the last day ends where the city is', () => {
  expect(endOfDay('Asia/Jakarta', '2026-12-31').toISOString()).toBe('2026-12-31T17:00:00.000Z');
  expect(endOfDay('Asia/Jayapura', '2026-12-31').toISOString()).toBe('2026-12-31T15:00:00.000Z');
  expect(endOfDay('UTC', '2026-12-31').toISOString()).toBe('2027-01-01T00:00:00.000Z');
});

test('scopes that no longer exist are dropped when they are read', () => {
  expect(readScopes('read gone:write filings:write')).toEqual(['read', 'filings:write']);
});

test('a token that would outlive a year is told until when it may last', () => {
  expect(checkToken({ ...wish, lastDay: '2027-02-11' }, today)?.issues).toMatchObject([
    { refusal: 'token.expiry', params: { days: 365, latest: '2027-02-10' } },
  ]);
});
