import { expect, test } from 'vitest';
import { openVault } from './vault.ts';

const vault = openVault('a secret only for tests, thirty-two long');

test('what was locked opens again for its purpose and with its secret alone', () => {
  const locked = vault.lock('a vote', 'pilihan: 1, 3');
  expect(vault.unlock('a vote', locked)).toBe('pilihan: 1, 3');
  expect(vault.unlock('another vote', locked)).toBeUndefined();
  expect(openVault('another secret of thirty-two letters').unlock('a vote', locked)).toBeUndefined();
  expect(vault.lock('a vote', 'pilihan: 1, 3')).not.toBe(locked);
});

test.each([
  ['nothing', ''],
  ['too little', 'AAAA'],
  ['another text', Buffer.alloc(60, 7).toString('base64')],
])('%s does not open', (_, locked) => {
  expect(vault.unlock('a vote', locked)).toBeUndefined();
});

test('one letter changed does not open', () => {
  const locked = vault.lock('a vote', 'pilihan: 1, 3');
  const bytes = Buffer.from(locked, 'base64');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  expect(vault.unlock('a vote', bytes.toString('base64'))).toBeUndefined();
});

test('a seed is the same for the same purpose', () => {
  expect(vault.seed('journal')).toEqual(vault.seed('journal'));
  expect(vault.seed('journal')).not.toEqual(vault.seed('ballots'));
});
