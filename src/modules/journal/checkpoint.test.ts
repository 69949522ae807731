import { expect, test } from 'vitest';
import { base64Of, checkpointText, hashFrom, originOf, readCheckpoint, wholeFrom } from './checkpoint.ts';
import { leafHash } from './merkle.ts';

const root = leafHash('root');
const origin = 'pilar.example.go.id/bandung';

test.each([
  ['https://pilar.example.go.id', origin],
  ['http://pilar.example.go.id', origin],
  ['pilar.example.go.id', origin],
  ['https://pilar.example.go.id/https://x', 'pilar.example.go.id/https://x/bandung'],
])('the log of Bandung at %s is called %s', (address, name) => {
  expect(originOf(address, 'bandung')).toBe(name);
});

test('a checkpoint is three lines, and is read as it was written', () => {
  const text = checkpointText({ origin, size: 12, root });
  expect(text).toBe(`${origin}\n12\n${base64Of(root)}\n`);
  expect(readCheckpoint(text)).toEqual({ origin, size: 12, root });
  expect(readCheckpoint(`${text}a line of the log's own\n`)).toEqual({ origin, size: 12, root });
});

test.each([
  // what is missing or wrong     text
  ['everything', ''],
  ['the name', `\n12\n${base64Of(root)}\n`],
  ['the size', `${origin}\n\n${base64Of(root)}\n`],
  ['the root', `${origin}\n12\n\n`],
  ['both lines', origin],
  ['the last line', `${origin}\n12`],
  ['a size that is no number', `${origin}\ntwelve\n${base64Of(root)}\n`],
  ['a root that is too short', `${origin}\n12\n${base64Of(root.slice(2))}\n`],
])('no checkpoint: %s', (_, text) => {
  expect(readCheckpoint(text)).toBeUndefined();
});

test.each([
  ['0', 0],
  ['7', 7],
  ['120', 120],
  ['999999999999999', 999_999_999_999_999],
  ['1000000000000000', undefined],
  ['007', undefined],
  ['00', undefined],
  ['-1', undefined],
  ['x1', undefined],
  ['1x', undefined],
  ['1.5', undefined],
  ['', undefined],
])('the whole number "%s" is read as %s', (text, number) => {
  expect(wholeFrom(text)).toBe(number);
});

test.each([
  ['a hash', base64Of(root), root],
  ['31 bytes', base64Of(root.slice(2)), undefined],
  ['33 bytes', base64Of(`${root}00`), undefined],
  ['a hash with signs that are passed over', ` ${base64Of(root)}`, undefined],
  ['nothing', '', undefined],
])('from base64 of %s', (_, base64, hash) => {
  expect(hashFrom(base64)).toBe(hash);
});
