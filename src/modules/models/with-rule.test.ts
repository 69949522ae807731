import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compareModels } from './compare.ts';
import { mayBeCompelled } from './compelled.ts';
import type { Model } from './model.ts';
import { readModel } from './read-model.ts';
import { withRule } from './with-rule.ts';

const OLD = readFileSync('models/pippk/2015.yaml', 'utf8');

function modelOf(source: string): Model {
  const read = readModel(source);
  if (!read.ok) throw new Error(JSON.stringify(read.problems[0]));
  return read.model;
}

/** The text with others in place of some that stand in it. */
function edited(...pairs: readonly (readonly [string, string])[]): string {
  return pairs.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  }, OLD);
}

const LAW: readonly [string, string] = [
  'legal:\n',
  'legal:\n  - { id: uu-1, cite: UU 1/2026, about: { id: Uji } }\n',
];
/** Something else that the newer text changes, and that must not come along. */
const ELSE: readonly [string, string] = ['checkpoints: [0, 50, 100]', 'checkpoints: [0, 100]'];
const DUE = 'within: { workingDays: 10 }, basis: kebijakan-kota';

test.each([
  // the rule                                                  what the newer text has in place of what
  ['filings.lpj.due.within.workingDays', DUE, 'within: { workingDays: 7 }, basis: kebijakan-kota'],
  ['filings.lpj.due.within.workingDays', DUE, 'within: { workingDays: 7 }, basis: uu-1'],
  ['proposals.usulan.checks.photos', '      - { check: photos, atLeast: 1, basis: kebijakan-kota }\n', ''],
  [
    'proposals.usulan.checks.one-per-party',
    'checks:\n',
    'checks:\n      - { check: one-per-party, basis: uu-1 }\n',
  ],
  [
    'filings.lpj.route.camat.within',
    'at: district, may: [accept, return]',
    'at: district, may: [accept, return], within: { days: 9 }',
  ],
  [
    'forums.kelurahan.quorum.elements.women-leader.atLeast',
    'element: women-leader, atLeast: 1',
    'element: women-leader, atLeast: 5',
  ],
  ['activities.executors.secretary', 'executors: [chair, secretary]', 'executors: [chair]'],
])('%s alone is taken over from a newer text', (rule, from, to) => {
  const newer = edited(LAW, ELSE, [from, to]);
  const made = withRule(OLD, newer, rule.split('.'), { version: '2015.1', basis: 'uu-1' });
  const changes = compareModels(modelOf(OLD), modelOf(made ?? ''));
  expect(changes.map((one) => one.path.join('.')).filter((one) => !one.startsWith(rule))).toEqual([
    'legal.uu-1',
  ]);
  expect(changes.length).toBeGreaterThan(1);
  expect(changes.every(mayBeCompelled)).toBe(true);
  // Comments stay where they stood.
  expect(made).toContain('its tasks are those of Pokja IV');
});

test('a rule that stands in neither text is taken from nowhere', () => {
  expect(withRule(OLD, OLD, ['filings', 'lpj', 'due', 'waive'], { version: '2015.1' })).toBeUndefined();
});

test.each([
  // what was settled when a thing was sent in cannot be changed for it
  ['proposals.usulan.fields.nilai', 'added', 'tightening', false],
  ['proposals.usulan.route.verify.offices.lurah', 'added', 'compatible', false],
  ['filings.lpj.route.camat', 'added', 'tightening', false],
  ['filings.lpj.fields.hasil', 'added', 'tightening', true],
  ['filings.lpj.fields.hasil', 'removed', 'breaking', false],
  ['filings.lpj.fields.hasil.label', 'changed', 'wording', true],
  ['purses.pagu.of.rw.amount', 'changed', 'compatible', false],
  ['purses.hibah.tranches.awal.checks.filing-accepted', 'added', 'tightening', true],
  ['funding.holders.camat.secondFactor', 'changed', 'tightening', true],
] as const)('%s %s (%s) may be compelled: %s', (path, change, weight, may) => {
  expect(mayBeCompelled({ path: path.split('.'), change, weight })).toBe(may);
});
