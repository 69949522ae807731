import { expect, test } from 'vitest';
import { rewritten, told } from '../../../test/support/written-sections.ts';
import { catalogueFaults } from './catalogue-references.ts';

const MODEL = `
parties:
  pillars: [{ pillar: gov }, { pillar: com }]
  kinds:
    - { kind: rw, pillar: com, at: neighbourhood, offices: [{ office: chair }] }
    - { kind: pkk, pillar: com, at: neighbourhood, offices: [{ office: leader }] }
    - { kind: village, pillar: gov, at: village, offices: [{ office: head }] }
legal: [{ id: perda, cite: Perda 1 }, { id: perwal, cite: Perwal 2 }]
catalogue:
  natures: [{ nature: works }, { nature: people }]
  entries:
    - { id: roads, nature: works, parties: [rw, person], entries: [{ id: lanes }, { id: bridges, basis: perwal }] }
    - { id: courses, nature: people, parties: [pkk] }
proposals:
  - { kind: wish, from: [{ party: rw, offices: [chair] }, { party: pkk, offices: [leader] }, { persons: true }] }
  - { kind: joining, entry: none, from: [{ persons: true }] }
forums:
  - { forum: early, at: village, conveners: [head], deciders: [head], quorum: { elements: [{ element: elders, atLeast: 1 }] }, outcomes: [{ id: yes-fund, effect: fund }] }
  - forum: rembuk
    at: village
    conveners: [head]
    deciders: [head]
    quorum: { elements: [{ element: elders, atLeast: 1 }] }
    outcomes: [{ id: yes-fund, effect: fund }]
    ballots: { officers: [head], kinds: [approval], rules: [greedy], tie: slip, minimumShares: [{ field: works, perMille: 100 }, { field: courses, perMille: 100 }] }
`;

test('a catalogue in which everybody finds what they ask for', () => {
  expect(told(catalogueFaults, MODEL)).toEqual([]);
  // Entries for everybody are for those too whom none names.
  expect(told(catalogueFaults, rewritten(MODEL, ', parties: [pkk]', ''))).toEqual([]);
});

test('where nothing is brought about an entry no catalogue is asked for', () => {
  const [before = ''] = MODEL.split('catalogue:');
  expect(told(catalogueFaults, before)).toEqual([]);
});

test.each([
  // what is wrong                        in place of                         stands                              where, and what is said
  [
    'a share of what is no entry',
    'field: courses',
    'field: markets',
    ['forums[1].ballots.minimumShares[1].field: no entry of the catalogue has "markets" as its nature or id'],
  ],
  [
    'nothing for one who brings',
    'parties: [rw, person]',
    'parties: [rw]',
    ['proposals[0].from[2]: no entry of the catalogue for "person"'],
  ],
  [
    'an entry twice',
    'id: courses',
    'id: lanes',
    [
      'forums[1].ballots.minimumShares[1].field: no entry of the catalogue has "courses" as its nature or id',
      'catalogue.entries[1]: "lanes" is listed twice',
    ],
  ],
  [
    'an entry within another on no law',
    'basis: perwal }',
    'basis: uu }',
    ['catalogue.entries[0].entries[1].basis: "uu" is not listed under legal'],
  ],
  [
    'an entry of no nature',
    'nature: people, parties',
    'nature: goods, parties',
    ['catalogue.entries[1].nature: "goods" is not listed under catalogue.natures'],
  ],
  [
    'for one who brings nothing',
    'parties: [pkk]',
    'parties: [pkk, village]',
    ['catalogue.entries[1].parties[1]: brings no proposals'],
  ],
  [
    'for nobody that there is',
    'parties: [pkk]',
    'parties: [pkk, forms]',
    ['catalogue.entries[1].parties[1]: "forms" is not listed under parties.kinds'],
  ],
])('%s', (_, from, to, faults) => {
  expect(told(catalogueFaults, rewritten(MODEL, from, to))).toEqual(faults);
});

test('for persons, where none bring anything', () => {
  const without = MODEL.replaceAll(/,? ?\{ persons: true \}/g, '').replace(/ {2}- \{ kind: joining.*\n/, '');
  expect(told(catalogueFaults, without)).toEqual([
    'catalogue.entries[0].parties[1]: brings no proposals',
    'catalogue.entries[0].entries[0].parties[1]: brings no proposals',
    'catalogue.entries[0].entries[1].parties[1]: brings no proposals',
  ]);
});
