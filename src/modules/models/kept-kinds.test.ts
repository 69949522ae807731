import { expect, test } from 'vitest';
import type { Change } from './compare.ts';
import { unkept } from './kept-kinds.ts';

test.each([
  // in a newer version              is           a running programme takes it
  ['proposals.usulan', 'removed', false],
  ['proposals.usulan', 'added', true],
  ['proposals.usulan.label', 'removed', true],
  ['proposals', 'removed', true],
  ['forums.kelurahan', 'removed', false],
  ['forums.kelurahan.at', 'changed', false],
  ['forums.kelurahan.by', 'changed', false],
  ['forums.kelurahan.at', 'added', true],
  ['forums.kelurahan.quorum', 'removed', true],
  ['forums.kelurahan.outcomes.tunda', 'removed', false],
  ['forums.kelurahan.outcomes.tunda', 'changed', true],
  ['filings.lpj', 'removed', false],
  ['filings.lpj.about', 'changed', false],
  ['catalogue', 'removed', false],
  ['catalogue.entries.jalan', 'removed', false],
  ['catalogue.entries.jalan.divided', 'changed', false],
  ['catalogue.natures.jalan', 'removed', true],
  ['activities', 'removed', false],
  ['activities', 'changed', true],
  ['funding', 'removed', false],
  ['funding.sources.apbd', 'removed', false],
  ['funding.holders.lurah', 'removed', true],
  ['lasts', 'removed', false],
  ['lasts.years', 'changed', false],
  ['parties.bodies.forum', 'removed', false],
  ['parties.bodies.forum.at', 'changed', false],
  ['parties.kinds.rw', 'removed', false],
  ['parties.kinds.rw.at', 'changed', false],
  ['parties.kinds.rw.label', 'changed', true],
  ['purses.pagu', 'removed', false],
  ['purses.pagu.fund', 'removed', false],
  ['purses.pagu.fund', 'changed', true],
  ['purses.pagu.deposits.iuran', 'removed', false],
  ['purses.pagu.of.rw', 'removed', false],
  ['purses.pagu.of.rw.amount', 'changed', true],
  ['purses.pagu.sources.apbd', 'removed', false],
  ['purses.pagu.tranches.awal', 'removed', false],
  // A name that only ends or begins like one of those that never change.
  ['proposals.usulan.format', 'changed', true],
  ['proposals.usulan.atLeast', 'changed', true],
] as const)('%s %s: taken by what runs: %s', (path, change, taken) => {
  const one: Change = { path: path.split('.'), change, weight: 'breaking' };
  expect(unkept([one])).toEqual(taken ? [] : [one]);
});
