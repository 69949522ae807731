import { expect, test } from 'vitest';
import { checkpointText } from './checkpoint.ts';
import { GENESIS, nextSeal } from './journal.ts';
import { leafHash } from './merkle.ts';
import { compareNoted, readNotedSeals, readShortSeal, sealLine, shortSeal } from './noted-seal.ts';
import { noteText, signerFrom, signNote } from './signed-note.ts';

const first = nextSeal(undefined, GENESIS, [leafHash('one')], '2026-02-10T03:00:10.000Z');
const second = nextSeal(first, leafHash(first.hash), [leafHash('two')], '2026-02-10T03:00:20.000Z');
const root = leafHash('root');
const text = checkpointText({ origin: 'pilar.example.go.id/bandung', size: 2, root });
const signed = noteText({
  text,
  signatures: [signNote(text, signerFrom('pilar.example.go.id/bandung', 'log', Buffer.alloc(32, 1)))],
});
const whole = [first, second].map((seal) => ({ as: 'seal', number: seal.number, seal }));
const short = shortSeal(second.hash);

test.each([
  ['one seal', JSON.stringify(second), [whole[1]]],
  ['all seals as downloaded', JSON.stringify([first, second], null, 1), whole],
  ['one seal over several lines', JSON.stringify(second, null, 1), [whole[1]]],
  ['one a line', `${JSON.stringify(first)}\n${JSON.stringify(second)}\n`, whole],
  [
    'number and hash in a message',
    `Segel jurnal Kota Bandung ${sealLine(second)}, simpan ya`,
    [{ as: 'hash', number: 2, hash: second.hash }],
  ],
  [
    'a hash alone, in groups',
    (second.hash.match(/.{4}/g) ?? []).join(' '),
    [{ as: 'hash', number: undefined, hash: second.hash }],
  ],
  ['a checkpoint', text, [{ as: 'checkpoint', number: 2, head: { size: 2, root } }]],
  ['a signed checkpoint', signed, [{ as: 'checkpoint', number: 2, head: { size: 2, root } }]],
  [
    'two signed checkpoints',
    `${signed}\n${signed.replace('\n2\n', '\n3\n')}`,
    [
      { as: 'checkpoint', number: 2, head: { size: 2, root } },
      { as: 'checkpoint', number: 3, head: { size: 3, root } },
    ],
  ],
  ['a short form', `Segel 2: ${short}`, [{ as: 'short', number: 2, short }]],
  [
    'a short form typed by hand',
    `1.234 ${short.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')}`,
    [{ as: 'short', number: 1234, short }],
  ],
  [
    'numbers of several digits',
    `segel 1234567:${second.hash.toUpperCase()}`,
    [{ as: 'hash', number: 1_234_567, hash: second.hash }],
  ],
  ['lines of JSON among other lines', `Segel kota:\n${JSON.stringify(first)}\nselesai`, [whole[0]]],
  ['a downloaded proof', JSON.stringify({ newest: second }), [whole[1]]],
  ['a hash with something before it', `x${second.hash}`, []],
  ['a hash with something after it', `${second.hash}x`, []],
  [
    'two checkpoints in one text',
    `${text}${text.replace('\n2\n', '\n12\n')}`,
    [
      { as: 'checkpoint', number: 2, head: { size: 2, root } },
      { as: 'checkpoint', number: 12, head: { size: 12, root } },
    ],
  ],
  ['a short form with blanks', `2  :  ${short.replaceAll('-', '  ')}`, [{ as: 'short', number: 2, short }]],
  ['five groups with a sign that no seal has', 'Segel 2: UUUU-0000-0000-0000-0000', []],
  ['nothing', 'halo', []],
  ['no text', '', []],
  ['JSON of something else', '{"newest":7}', []],
  ['no seal yet', GENESIS, []],
])('a noted seal is read from %s', (_, given, seals) => {
  expect(readNotedSeals(given)).toEqual({ seals, broken: [] });
});

test('a seal that was altered after it was noted is told from one that was not', () => {
  const altered = { ...second, sealedAt: '2026-02-10T03:00:21.000Z' };
  expect(readNotedSeals(JSON.stringify([first, altered]))).toEqual({ seals: [whole[0]], broken: [2] });
});

test('a short form is five groups of four signs that nobody mistakes', () => {
  expect(short).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(shortSeal('f'.repeat(64))).toBe('ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ');
  expect(shortSeal(`${'0'.repeat(24)}1${'f'.repeat(39)}`)).toBe('0000-0000-0000-0000-0001');
  expect(readShortSeal(short.replaceAll('-', ' '))).toBe(short);
  expect(readShortSeal(short.slice(1))).toBeUndefined();
  expect(readShortSeal('oooo iiii llll 0011 ABCD')).toBe('0000-1111-1111-0011-ABCD');
  expect(readShortSeal('UUUU-UUUU-UUUU-UUUU-UUUU')).toBeUndefined();
  expect(readShortSeal('UUUU-0000-0000-0000-0000')).toBeUndefined();
});

test.each([
  // noted                                         what stands there                                   verdict
  [{ as: 'seal', number: 2, seal: second }, { newest: second, seal: second, root: undefined }, 'same'],
  [{ as: 'seal', number: 2, seal: second }, { newest: first, seal: undefined, root: undefined }, 'cut'],
  [{ as: 'seal', number: 1, seal: first }, { newest: undefined, seal: undefined, root: undefined }, 'cut'],
  [{ as: 'hash', number: 1, hash: second.hash }, { newest: second, seal: first, root: undefined }, 'another'],
  [{ as: 'seal', number: 2, seal: first }, { newest: second, seal: second, root: undefined }, 'another'],
  [{ as: 'seal', number: 2, seal: second }, { newest: second, seal: undefined, root: undefined }, 'another'],
  [{ as: 'hash', number: 2, hash: second.hash }, { newest: second, seal: second, root: undefined }, 'same'],
  [
    { as: 'hash', number: 2, hash: second.hash },
    { newest: second, seal: undefined, root: undefined },
    'another',
  ],
  [
    { as: 'hash', number: undefined, hash: second.hash },
    { newest: first, seal: undefined, root: undefined },
    'unknown',
  ],
  [
    { as: 'hash', number: undefined, hash: second.hash },
    { newest: second, seal: second, root: undefined },
    'same',
  ],
  [
    { as: 'hash', number: 0, hash: second.hash },
    { newest: second, seal: undefined, root: undefined },
    'another',
  ],
  [
    { as: 'checkpoint', number: 0, head: { size: 0, root } },
    { newest: second, seal: undefined, root: undefined },
    'same',
  ],
  [{ as: 'short', number: 2, short }, { newest: second, seal: second, root: undefined }, 'same'],
  [{ as: 'short', number: 1, short }, { newest: second, seal: first, root: undefined }, 'another'],
  [{ as: 'checkpoint', number: 2, head: { size: 2, root } }, { newest: second, seal: second, root }, 'same'],
  [
    { as: 'checkpoint', number: 2, head: { size: 2, root } },
    { newest: second, seal: second, root: GENESIS },
    'another',
  ],
] as const)('noted %j against the journal: %#', (noted, standing, verdict) => {
  expect(compareNoted(noted, standing)).toBe(verdict);
});
