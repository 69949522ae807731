import { expect, test } from 'vitest';
import { checkToken, endOfDay, hashToken, readScopes, tokenText } from './personal-token.ts';

const today = '2026-02-10';
const wish = { name: 'Aplikasi RW', scopes: ['read'], lastDay: '2026-12-31' };

test.each([
  // what is wished for                              refused at
  ['a year at most', { ...wish, lastDay: '2027-02-10' }, []],
  ['for today only', { ...wish, lastDay: today }, []],
  ['a day too long', { ...wish, lastDay: '2027-02-11' }, ['lastDay']],
  ['ended already', { ...wish, lastDay: '2026-02-09' }, ['lastDay']],
  ['a day that does not exist', { ...wish, lastDay: '2026-02-30' }, ['lastDay']],
  ['without a name', { ...wish, name: '  ' }, ['name']],
  ['without a scope', { ...wish, scopes: [] }, ['scopes']],
  ['a scope that does not exist', { ...wish, scopes: ['read', 'everything'] }, ['scopes']],
  ['all of it wrong', { name: '', scopes: [], lastDay: '' }, ['name', 'scopes', 'lastDay']],
])('a token %s', (_, wanted, fields) => {
  const issues = checkToken(wanted, today)?.issues ?? [];
  expect(issues.map((issue) => issue.field)).toEqual(fields);
});

test('a token is known by its prefix and stored as a hash of 64 digits', () => {
  const token = tokenText(new Uint8Array(32).fill(7));
  expect(token).toMatch(/^pilar_[A-Za-z0-9_-]{43}$/);
  expect(hashToken(token)).toMatch(/^[0-9a-f]{64}$/);
  expect(hashToken(`${token}x`)).toBeUndefined();
  expect(hashToken('somebody else’s token')).toBeUndefined();
});

test('the last day ends where the city is', () => {
  expect(endOfDay('Asia/Jakarta', '2026-12-31').toISOString()).toBe('2026-12-31T17:00:00.000Z');
  expect(endOfDay('Asia/Jayapura', '2026-12-31').toISOString()).toBe('2026-12-31T15:00:00.000Z');
});

test('scopes that no longer exist are dropped when they are read', () => {
  expect(readScopes('read gone:write reports:write')).toEqual(['read', 'reports:write']);
});

test('a token that would outlive a year is told until when it may last', () => {
  expect(checkToken({ ...wish, lastDay: '2027-02-11' }, today)?.issues).toMatchObject([
    { refusal: 'token.expiry', params: { days: 365, latest: '2027-02-10' } },
  ]);
});
