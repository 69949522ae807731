import { expect, test } from 'vitest';
import { rewritten, told } from '../../../test/support/written-sections.ts';
import { matchingFaults } from './matching-references.ts';

const MODEL = `
parties:
  pillars: [{ pillar: gov }, { pillar: biz }]
  kinds:
    - { kind: rw, pillar: gov, at: neighbourhood, offices: [{ office: chair }] }
    - { kind: company, pillar: biz, at: regency, offices: [{ office: director }, { office: owner }] }
catalogue: { natures: [{ nature: works }], entries: [{ id: roads, nature: works, entries: [{ id: lanes }] }, { id: water, nature: works }] }
proposals:
  - kind: need
    from: [{ party: rw, offices: [chair] }]
    fields:
      - { key: help, type: one-of, options: [{ option: money }, { option: goods }] }
      - { key: whom, type: institution, kinds: [company] }
    open:
      to: [{ party: company, offices: [director, owner], brings: work }]
      form: help
      addressed: whom
      weights: { field: 800, form: 100, behind: 100 }
      targets: [{ about: roads, perMille: 500 }, { about: water, perMille: 500 }]
  - { kind: work, from: [{ party: company, offices: [director] }] }
`;

test('needs that are open to takers', () => {
  expect(told(matchingFaults, MODEL)).toEqual([]);
  // What nothing is weighed by need not be asked.
  const bare = MODEL.replace('      form: help\n', '')
    .replace('      addressed: whom\n', '')
    .replace('{ field: 800, form: 100, behind: 100 }', '{ field: 1000 }')
    .replace(/ {6}targets.*\n/, '')
    .replace(', brings: work', '');
  expect(told(matchingFaults, bare)).toEqual([]);
});

test.each([
  // what is wrong                            in place of                 stands                       where, and what is said
  [
    'a forum decides',
    'fields:\n',
    'forum: rembuk\n    fields:\n',
    ['proposals[0].open: open to takers is what a route alone accepts and no purse pays for'],
  ],
  [
    'a purse pays',
    'fields:\n',
    'purses: [{ purse: fund }]\n    fields:\n',
    ['proposals[0].open: open to takers is what a route alone accepts and no purse pays for'],
  ],
  [
    'it lets somebody in',
    'fields:\n',
    'admits: { party: company, name: help }\n    fields:\n',
    ['proposals[0].open: open to takers is what a route alone accepts and no purse pays for'],
  ],
  [
    'the form of help is no choice',
    'form: help',
    'form: whom',
    ['proposals[0].open.form: the form of help has to be a choice among its fields'],
  ],
  [
    'the form of help is asked nowhere',
    'form: help',
    'form: how',
    ['proposals[0].open.form: the form of help has to be a choice among its fields'],
  ],
  [
    'addressed to a choice',
    'addressed: whom',
    'addressed: help',
    ['proposals[0].open.addressed: whom it is addressed to has to be an institution among its fields'],
  ],
  [
    'a form weighs and is not asked',
    '      form: help\n',
    '',
    ['proposals[0].open.weights.form: a weight for the form of help, and no field that says it'],
  ],
  [
    'what lags behind weighs, behind nothing',
    '      targets: [{ about: roads, perMille: 500 }, { about: water, perMille: 500 }]\n',
    '',
    ['proposals[0].open.weights.behind: a weight for fields that lag behind, and no targets'],
  ],
  [
    'a target for a part of a field',
    'about: water',
    'about: lanes',
    ['proposals[0].open.targets[1].about: "lanes" stands within another entry'],
  ],
  [
    'a taker without that office',
    '[director, owner]',
    '[director, chair]',
    ['proposals[0].open.to[0].offices[1]: "company" has no office "chair"'],
  ],
  [
    'a taker who brings no such thing',
    'brings: work',
    'brings: need',
    ['proposals[0].open.to[0].brings: "company" brings no proposals of kind "need"'],
  ],
  [
    'a taker who brings what there is not',
    'brings: work',
    'brings: toil',
    ['proposals[0].open.to[0].brings: "company" brings no proposals of kind "toil"'],
  ],
  // That there is no such party is told elsewhere.
  [
    'a taker that is not there',
    'party: company, offices: [director, owner], brings: work',
    'party: forms, offices: [director]',
    [],
  ],
])('%s', (_, from, to, faults) => {
  expect(told(matchingFaults, rewritten(MODEL, from, to))).toEqual(faults);
});

test('where there is no catalogue no field has a target', () => {
  const without = MODEL.replace(/catalogue: .*\n/, '');
  expect(told(matchingFaults, without)).toEqual([
    'proposals[0].open.targets[0].about: "roads" stands within another entry',
    'proposals[0].open.targets[1].about: "water" stands within another entry',
  ]);
});
