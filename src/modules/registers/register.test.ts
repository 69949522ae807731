import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Register, readModel } from '#modules/models/index.ts';
import { officer } from '../../../test/support/officer.ts';
import { isTurnOf, mayUse } from './register.ts';

test.each([
  // asked by     what came of it   the reader is          is to do something
  ['economy', 'no-answer', ['economy'], true],
  ['economy', 'thinking', ['economy'], true],
  ['economy', 'no-answer', ['forum-tjsl/ketua'], false],
  ['economy', 'thinking', ['forum-tjsl/ketua', 'economy'], true],
  ['economy', 'will-join', ['forum-tjsl/sekretaris'], true],
  ['economy', 'will-join', [], false],
  ['economy', 'refused', ['economy'], false],
] as const)('asked by %s, who answered %s: of %j it is the turn: %s', (office, outcome, offices, turn) => {
  expect(isTurnOf({ office, outcome }, offices)).toBe(turn);
});

const read = readModel(readFileSync('models/tjsl/2014.yaml', 'utf8'));
if (!read.ok) throw new Error('the model does not read');
const { model } = read;
const register: Register = {
  matchedBy: 'nib',
  keptBy: ['economy'],
  approachedBy: ['economy', 'forum-tjsl/ketua'],
  basis: 'perwal-354-2014',
};

test.each([
  // in office           does          over the city
  ['economy', '32.73', 'keep', true],
  ['economy', '32.73', 'approach', true],
  ['forum-tjsl/ketua', '32.73', 'keep', false],
  ['forum-tjsl/ketua', '32.73', 'approach', true],
  ['economy', '32.73.30', 'keep', false],
] as const)('%s of %s may %s: %s', (office, place, what, may) => {
  const by = mayUse(officer(office, place), model, { register, region: '32.73' }, what);
  if (may) expect(by).toMatchObject({ office });
  else {
    expect(by).toMatchObject({
      refusal: 'access.office',
      basis: { cite: 'Peraturan Wali Kota Bandung Nomor 354 Tahun 2014' },
      params: { offices: what === 'keep' ? register.keptBy : register.approachedBy, place: '32.73' },
    });
  }
});
