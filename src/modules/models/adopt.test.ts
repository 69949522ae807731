import { expect, test } from 'vitest';
import { adopted, renamed, sha256Of } from './adopt.ts';

const AS = { name: 'kota-kami', version: '2027', from: { name: 'pippk', version: '2015' } };

/** What says where a text comes from. */
const from = (text: string) => `adopted: { name: pippk, version: "2015", sha256: ${sha256Of(text)} }`;

test('what names a text is the SHA-256 of its letters', () => {
  expect(sha256Of('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});

const TEXT = '# PIPPK\nname: pippk\nversion: "2015" # the first\nshort: PIPPK\n';

test.each([
  [
    'its origin stands after its version, all else to the letter',
    TEXT,
    `# PIPPK\nname: kota-kami\nversion: "2027" # the first\n${from(TEXT)}\nshort: PIPPK\n`,
  ],
  [
    'its version ends the text',
    'name: pippk\nversion: "2015"',
    `name: kota-kami\nversion: "2027"\n${from('name: pippk\nversion: "2015"')}\n`,
  ],
  [
    'its version ends the last line',
    'name: pippk\nversion: "2015"\n',
    `name: kota-kami\nversion: "2027"\n${from('name: pippk\nversion: "2015"\n')}\n`,
  ],
])('a text is taken over: %s', (_, text, taken) => {
  expect(adopted(text, AS)).toBe(taken);
});

test.each([
  ['on its line', 'adopted: { name: older, version: "1", sha256: ab }\n'],
  ['below it, line by line', 'adopted:\n  name: older\n  version: "1"\n  sha256: ab\n'],
])('what a text was made from before is said no more, %s', (_, older) => {
  const text = `name: pippk\nversion: "2015"\n${older}short: PIPPK\n`;
  const taken = adopted(text, AS);
  expect(taken.replace(/adopted:\s+/, 'adopted: ')).toBe(
    `name: kota-kami\nversion: "2027"\n${from(text)}\nshort: PIPPK\n`,
  );
});

test.each([
  // a text               under another name and version
  ['name: a\nversion: "1"\n', 'name: b\nversion: "2.0"\n'],
  ['version: "1" # of 2015\nname: a # ours\n', 'version: "2.0" # of 2015\nname: b # ours\n'],
  ['name: a\nparts:\n  name: inner\n  version: "1"\n', 'name: b\nparts:\n  name: inner\n  version: "1"\n'],
  ['parts: []\n', 'parts: []\n'],
])('%j is renamed to %j', (text, other) => {
  expect(renamed(text, { name: 'b', version: '2.0' })).toBe(other);
});
