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

const CITE =
  'Peraturan Daerah tentang kerja sama yang namanya lebih panjang daripada satu baris di layar mana pun';
const SHORT = `name: kota
version: "1"
legal:
  - { id: uu-1, cite: UU 1 }
proposals:
  - kind: usulan
    checks:
      - { check: photos, atLeast: 1, basis: uu-1 }
    route:
      - step: lurah
        at: village
`;
const NEXT = `name: kota
version: "2"
legal:
  - { id: uu-1, cite: UU 1 of later }
  - { id: uu-2, cite: UU 2 }
  - { id: uu-3, cite: ${CITE} }
proposals:
  - kind: usulan
    checks:
      - { check: photos, atLeast: 2, basis: uu-2 }
      - check: one-per-party
        basis: uu-1
    route:
      - step: lurah
        at: village
        within: { days: 9, withinBasis: uu-3 }
        pauses:
          - { while: waits, basis: uu-3 }
  - kind: bantuan
    checks:
      - { check: photos, basis: unlisted }
goals:
  - { goal: tepat, label: { id: Tepat }, executorsBasis: uu-2, notAbasis: uu-3 }
`;

/** What of the first text is gone, and what stands in its place. */
function differing(text: string, made: string | undefined): { gone: string[]; come: string[] } | undefined {
  if (made === undefined) return undefined;
  const [was, is] = [text.split('\n'), made.split('\n')];
  return { gone: was.filter((one) => !is.includes(one)), come: is.filter((one) => !was.includes(one)) };
}

const V = { gone: 'version: "1"', come: 'version: "1.1"' };
const [UU2, UU3] = ['  - { id: uu-2, cite: UU 2 }', `  - { id: uu-3, cite: ${CITE} }`];

test.each([
  [
    'a member of a list is changed on its line, and its law comes along',
    'proposals.usulan.checks.photos',
    ['      - { check: photos, atLeast: 1, basis: uu-1 }'],
    [UU2, '      - { check: photos, atLeast: 2, basis: uu-2 }'],
  ],
  [
    'one value alone is changed',
    'proposals.usulan.checks.photos.atLeast',
    ['      - { check: photos, atLeast: 1, basis: uu-1 }'],
    ['      - { check: photos, atLeast: 2, basis: uu-1 }'],
  ],
  [
    'a member is put at the end of its list, in lines as it was; its law is listed already',
    'proposals.usulan.checks.one-per-party',
    [],
    ['      - check: one-per-party', '        basis: uu-1'],
  ],
  [
    'a rule is put where its step stands, with the law that it names in its own way, however long it is',
    'proposals.usulan.route.lurah.within',
    [],
    [UU3, '        within: { days: 9, withinBasis: uu-3 }'],
  ],
  [
    'a member of a list that was not there begins the list',
    'goals.tepat',
    [],
    [UU2, 'goals:', '  - { goal: tepat, label: { id: Tepat }, executorsBasis: uu-2, notAbasis: uu-3 }'],
  ],
  [
    'a law that neither text lists is not listed',
    'proposals.bantuan',
    [],
    ['  - kind: bantuan', '      - check: photos', '        basis: unlisted'],
  ],
])('%s', (_, rule, gone, come) => {
  const made = withRule(SHORT, NEXT, rule.split('.'), { version: '1.1' });
  expect(differing(SHORT, made)).toEqual({ gone: [V.gone, ...gone], come: [V.come, ...come] });
});

test('a rule that the other text has no more is taken out, and nothing else', () => {
  const made = withRule(NEXT, SHORT, ['proposals', 'usulan', 'checks', 'one-per-party'], { version: '2.1' });
  expect(differing(NEXT, made)?.gone).toEqual([
    'version: "2"',
    '      - check: one-per-party',
    '        basis: uu-1',
  ]);
});

test('the law that compels a rule is listed with it', () => {
  const rule = ['proposals', 'usulan', 'checks', 'photos', 'atLeast'];
  const made = withRule(SHORT, NEXT, rule, { version: '1.1', basis: 'uu-3' });
  expect(differing(SHORT, made)?.come).toContain(UU3);
});

test.each([
  ['what it belongs to is missing as well', 'proposals.usulan.route.lurah.within.days'],
  ['the kind it belongs to is missing', 'proposals.bantuan.checks.photos'],
  ['nobody knows it', 'proposals.usulan.checks.nothing'],
  ['nothing stands within a word', 'name.kota'],
])('a rule is not taken over where %s', (_, rule) => {
  expect(withRule(SHORT, NEXT, rule.split('.'), { version: '1.1' })).toBeUndefined();
});
