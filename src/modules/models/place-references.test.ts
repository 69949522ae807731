import { expect, test } from 'vitest';
import { rewritten, told, writtenSections } from '../../../test/support/written-sections.ts';
import { placeFaults, widestPlace } from './place-references.ts';

const STEP = (office: string) => `[{ step: seen, offices: [${office}], at: regency, may: [accept] }]`;
const FORUM = (name: string, at: string) =>
  `{ forum: ${name}, at: ${at}, conveners: [mayor], deciders: [mayor], quorum: { elements: [{ element: elders, atLeast: 1 }] }, outcomes: [{ id: yes-fund, effect: fund }] }`;
const FILING = (kind: string, about: string, office: string) =>
  `{ kind: ${kind}, ${about}, fields: [{ key: aim, type: text }], route: ${STEP(office)} }`;
const MODEL = `
parties:
  pillars: [{ pillar: gov }, { pillar: com }]
  kinds:
    - { kind: rw, pillar: com, at: neighbourhood, offices: [{ office: chair }] }
    - { kind: village, pillar: gov, at: village, offices: [{ office: head }] }
    - { kind: district, pillar: gov, at: district, offices: [{ office: camat }] }
    - { kind: city, pillar: gov, at: regency, offices: [{ office: mayor }, { office: treasurer }] }
checklists: [{ checklist: ready, when: under-way, items: [{ item: paper, offices: [mayor] }, { item: place, offices: [treasurer, head] }] }]
proposals:
  - { kind: wish, from: [{ party: rw, offices: [chair] }, { party: village, offices: [head] }], purses: [{ purse: yearly }], forum: rembuk, route: [{ step: first, offices: [head], at: village, may: [return] }] }
  - { kind: idea, from: [{ party: district, offices: [camat] }], forum: musyawarah, followUp: [{ step: told, offices: [camat], at: regency }] }
  - { kind: gift, from: [{ persons: true }], asks: [place], purses: [{ purse: given }], route: ${STEP('head')} }
forums:
  - ${FORUM('rembuk', 'village')}
  - ${FORUM('musyawarah', 'district')}
filings:
  - ${FILING('account', 'about: activity, due: { after: activity.completed, within: { days: 1 }, basis: perda }', 'camat')}
  - ${FILING('plan', 'about: party, by: { parties: [village] }', 'head')}
purses:
  - { purse: yearly, of: [{ party: rw, amount: 10 }], sources: [{ source: city }], atYearEnd: { does: lapse, by: [mayor] } }
  - { purse: given, of: [{ party: person, amount: 10 }], sources: [{ source: city }], paid: by-giver, spending: { record: [head], route: ${STEP('chair')} } }
  - { purse: common, fund: { amount: 0 }, deposits: [{ source: city, from: [rw], record: [treasurer], route: ${STEP('mayor')} }] }
funding: { sources: [{ source: city }], holders: [{ office: mayor }], disbursement: { record: [head], route: ${STEP('head')} } }
awards:
  - { award: best, every: { years: 1, basis: perda }, party: rw, jury: jurors, offices: [mayor], result: { offices: [treasurer], basis: perda }, notice: { days: 1 }, scale: 10, marksAtLeast: 1, ratedAtLeast: 1, places: 1, aspects: [{ aspect: care, jury: true, weight: 1000 }] }
sanctions:
  - { sanction: late, party: rw, filings: [plan], offices: [mayor], by: [chair], hearing: { days: 1, basis: perda }, steps: [{ step: warning, deciders: [mayor], lasts: { months: 1 } }], appeal: { offices: [treasurer], within: { days: 1 }, suspends: true } }
`;

test('everything is decided and answered over as wide a place as it is for', () => {
  expect(told(placeFaults, MODEL)).toEqual([]);
});

test.each([
  // what is wrong                              in place of                              stands                                where, and what is said
  [
    'a forum of a village for a whole district',
    'forum: musyawarah, followUp',
    'forum: rembuk, followUp',
    [
      'proposals[1].forum: "rembuk" is held over a village, and what "district" brings for a whole district does not lie in one',
    ],
  ],
  [
    'persons from anywhere in the city',
    '{ party: village, offices: [head] }]',
    '{ persons: true }]',
    [
      'proposals[0].forum: "rembuk" is held over a village, and what persons bring for a whole regency does not lie in one',
      'proposals[0].route[0].offices: none of them stands over a whole regency, for which persons bring',
      'filings[0].route[0].offices: none of them stands over a whole regency, for which persons bring',
      'funding.disbursement.route[0].offices: none of them stands over a whole regency, for which persons bring',
    ],
  ],
  [
    'what follows for a district, in a village',
    'followUp: [{ step: told, offices: [camat]',
    'followUp: [{ step: told, offices: [head]',
    [
      'proposals[1].followUp[0].offices: none of them stands over a whole district, for which "district" brings',
    ],
  ],
  [
    'a step for a village, in an RW',
    '{ step: first, offices: [head]',
    '{ step: first, offices: [chair]',
    ['proposals[0].route[0].offices: none of them stands over a whole village, for which "rw" brings'],
  ],
  [
    'accounts of what districts brought, in a village',
    'kind: account, about: activity, due: { after: activity.completed, within: { days: 1 }, basis: perda }, fields: [{ key: aim, type: text }], route: [{ step: seen, offices: [camat]',
    'kind: account, about: activity, due: { after: activity.completed, within: { days: 1 }, basis: perda }, fields: [{ key: aim, type: text }], route: [{ step: seen, offices: [head]',
    ['filings[0].route[0].offices: none of them stands over a whole district, for which "district" brings'],
  ],
  [
    'payments of what villages were granted, in an RW',
    'disbursement: { record: [head], route: [{ step: seen, offices: [head]',
    'disbursement: { record: [head], route: [{ step: seen, offices: [chair]',
    [
      'funding.disbursement.route[0].offices: none of them stands over a whole village, for which "rw" brings',
    ],
  ],
  [
    'what a giver from anywhere spends, in an RW',
    'asks: [place], ',
    'asks: [title], ',
    [
      'proposals[2].route[0].offices: none of them stands over a whole regency, for which persons bring',
      'filings[0].route[0].offices: none of them stands over a whole regency, for which persons bring',
      'purses[1].spending.route[0].offices: none of them stands over a whole regency, for which persons bring',
    ],
  ],
  [
    'a checklist of the city, in a village',
    '{ item: paper, offices: [mayor] }',
    '{ item: paper, offices: [head] }',
    ['checklists[0].items[0].offices: none of them stands over a whole regency, for which it is'],
  ],
  [
    'the end of a year, in a district',
    'does: lapse, by: [mayor]',
    'does: lapse, by: [camat]',
    ['purses[0].atYearEnd.by: none of them stands over a whole regency, for which it is'],
  ],
  [
    'what is paid in, recorded in a village',
    'record: [treasurer]',
    'record: [head]',
    ['purses[2].deposits[0].record: none of them stands over a whole regency, for which it is'],
  ],
  [
    'what is paid in, examined in a village',
    'record: [treasurer], route: [{ step: seen, offices: [mayor]',
    'record: [treasurer], route: [{ step: seen, offices: [head]',
    ['purses[2].deposits[0].route[0].offices: none of them stands over a whole regency, for which it is'],
  ],
  [
    'an award kept in a village',
    'jury: jurors, offices: [mayor]',
    'jury: jurors, offices: [head]',
    ['awards[0].offices: none of them stands over a whole regency, for which it is'],
  ],
  [
    'its result set in a district',
    'result: { offices: [treasurer]',
    'result: { offices: [camat]',
    ['awards[0].result.offices: none of them stands over a whole regency, for which it is'],
  ],
  [
    'a sanction drawn up in a district',
    'filings: [plan], offices: [mayor]',
    'filings: [plan], offices: [camat]',
    ['sanctions[0].offices: none of them stands over a whole regency, for which it is'],
  ],
  [
    'a sanction decided in a district',
    'deciders: [mayor], lasts',
    'deciders: [camat], lasts',
    ['sanctions[0].steps[0].deciders: none of them stands over a whole regency, for which it is'],
  ],
  [
    'an appeal heard in a district',
    'appeal: { offices: [treasurer]',
    'appeal: { offices: [camat]',
    ['sanctions[0].appeal.offices: none of them stands over a whole regency, for which it is'],
  ],
  // That there is no such office, party or forum is told elsewhere.
  ['offices that nobody has', 'deciders: [mayor], lasts', 'deciders: [nobody], lasts', []],
  [
    'a party that is not there',
    '{ party: village, offices: [head] }]',
    '{ party: forms, offices: [head] }]',
    [],
  ],
  ['a forum that is not there', 'forum: musyawarah, followUp', 'forum: nothing, followUp', []],
])('%s', (_, from, to, faults) => {
  expect(told(placeFaults, rewritten(MODEL, from, to))).toEqual(faults);
});

test('a programme of a district is as wide as its widest party', () => {
  const narrow = MODEL.replace(
    'kind: city, pillar: gov, at: regency',
    'kind: city, pillar: gov, at: district',
  );
  expect(told(placeFaults, narrow)).toEqual([]);
});

test('no appeal, no end of a year, no spending: nothing to answer', () => {
  const bare = MODEL.replace(/, appeal: .*\} \}/, ' }').replace(/, atYearEnd: \{[^}]*\}/, '');
  expect(told(placeFaults, bare)).toEqual([]);
});

test.each([
  // a kind of proposals         may be brought for
  ['wish', 'village'],
  ['idea', 'district'],
  ['gift', 'village'],
  // Its forum alone says how wide.
  ['plain', 'district'],
  ['free', 'province'],
  ['odd', 'province'],
])('persons may bring %s for a whole %s', (kind, level) => {
  const model = writtenSections(
    rewritten(
      MODEL,
      '\nforums:\n',
      '\n  - { kind: free, from: [{ persons: true }] }\n  - { kind: plain, from: [{ persons: true }], asks: [place], forum: musyawarah }\n  - { kind: odd, from: [{ persons: true }], forum: nothing, route: [{ step: x1, offices: [nobody], at: regency, may: [accept] }] }\nforums:\n',
    ),
  );
  const found = model.proposals.find((one) => one.kind === kind);
  expect(found && widestPlace(model, found)).toBe(level);
});

test('what follows narrows it as well', () => {
  const model = writtenSections(
    rewritten(MODEL, 'step: told, offices: [camat]', 'step: told, offices: [head]'),
  );
  const [, idea] = model.proposals;
  expect(idea && widestPlace(model, idea)).toBe('village');
});
