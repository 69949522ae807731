import { expect, test } from 'vitest';
import { rewritten, told } from '../../../test/support/written-sections.ts';
import { routeFaults } from './route-references.ts';

const MODEL = `
parties:
  pillars: [{ pillar: gov }, { pillar: com }]
  kinds:
    - { kind: rw, pillar: com, at: neighbourhood, offices: [{ office: chair }] }
    - { kind: village, pillar: gov, at: village, offices: [{ office: head }, { office: clerk }] }
    - { kind: district, pillar: gov, at: district, offices: [{ office: camat }] }
    - { kind: city, pillar: gov, at: regency, offices: [{ office: mayor }] }
proposals:
  - kind: wish
    from: [{ party: rw, offices: [chair] }]
    route:
      - { step: first, offices: [head], at: village, may: [return] }
      - { step: second, offices: [camat], at: district, may: [accept, refuse], within: { days: 1 }, escalate: { to: [mayor], after: { days: 1 } } }
      - { step: third, offices: [mayor], at: regency, may: [accept], when: { amountAbove: 5 } }
    followUp: [{ step: done, offices: [head, chair], at: village }]
  - { kind: idea, from: [{ party: rw, offices: [chair] }], forum: rembuk, route: [{ step: first, offices: [head], at: village, may: [return] }] }
filings:
  - { kind: plan, about: party, by: { parties: [village], offices: [head] }, fields: [{ key: aim, type: text }], route: [{ step: seen, offices: [camat], at: village, may: [accept] }] }
  - { kind: rules, about: party, by: { parties: [village, district, rw] }, fields: [{ key: aim, type: text }], route: [{ step: seen, offices: [mayor], at: district, may: [accept] }] }
  - { kind: account, about: activity, due: { after: activity.completed, within: { days: 1 }, basis: perda }, fields: [{ key: aim, type: text }], route: [{ step: known, offices: [chair], at: neighbourhood, may: [accept] }] }
  - { kind: year, about: programme, by: { offices: [mayor, nobody] }, fields: [{ key: aim, type: text }], route: [{ step: read, offices: [mayor], at: regency, may: [accept] }] }
purses:
  - { purse: fund, fund: { amount: 0 }, deposits: [{ source: cash, from: [rw], record: [chair], route: [{ step: paid, offices: [clerk], at: village, may: [accept] }] }] }
`;

test('routes that can be walked to their end', () => {
  expect(told(routeFaults, MODEL)).toEqual([]);
});

test.each([
  // what is wrong                          in place of                           stands                       where, and what is said
  [
    'only a step for large amounts accepts',
    'may: [accept, refuse], within: { days: 1 }, escalate: { to: [mayor], after: { days: 1 } }',
    'may: [refuse]',
    ['proposals[0].route: nobody accepts at its end, and no forum decides'],
  ],
  [
    'the last step does not accept',
    'may: [accept], when: { amountAbove: 5 }',
    'may: [refuse], when: { amountAbove: 5 }',
    ['proposals[0].route: nobody accepts at its end, and no forum decides'],
  ],
  [
    'no step at all, and no forum',
    ', forum: rembuk, route: [{ step: first, offices: [head], at: village, may: [return] }]',
    '',
    ['proposals[1].route: nobody accepts at its end, and no forum decides'],
  ],
  [
    'a filing that nobody accepts',
    '{ step: known, offices: [chair], at: neighbourhood, may: [accept] }',
    '{ step: known, offices: [chair], at: neighbourhood, may: [return] }',
    ['filings[2].route: nobody accepts at its end, and no forum decides'],
  ],
  [
    'money that nobody accepts but when it is much',
    '{ step: paid, offices: [clerk], at: village, may: [accept] }',
    '{ step: paid, offices: [clerk], at: village, may: [accept], when: { amountAbove: 5 } }',
    ['purses[0].deposits[0].route: nobody accepts at its end, and no forum decides'],
  ],
  [
    'a step over more than its office',
    'offices: [camat], at: district',
    'offices: [head, chair], at: district',
    ['proposals[0].route[1].offices: none of them stands over a whole district'],
  ],
  [
    'late before an office below',
    'to: [mayor]',
    'to: [head]',
    ['proposals[0].route[1].escalate.to: none of them stands over a whole district'],
  ],
  // That there is no such office is told elsewhere.
  [
    'an office that nobody has',
    'offices: [camat], at: district',
    'offices: [head, nobody], at: district',
    [],
  ],
  [
    'what follows, in an RW',
    'offices: [head, chair], at: village',
    'offices: [chair], at: village',
    ['proposals[0].followUp[0].offices: none of them stands over a whole village'],
  ],
  [
    'what a village files, answered in each RW',
    'offices: [camat], at: village, may',
    'offices: [camat], at: neighbourhood, may',
    ['filings[0].route[0].at: what is filed for a whole village is answered above a neighbourhood'],
  ],
  [
    'what districts file too',
    'offices: [mayor], at: district',
    'offices: [mayor], at: village',
    ['filings[1].route[0].at: what is filed for a whole district is answered above a village'],
  ],
  [
    'what the city files',
    'offices: [mayor], at: regency, may: [accept] }] }\npurses',
    'offices: [mayor], at: district, may: [accept] }] }\npurses',
    ['filings[3].route[0].at: what is filed for a whole regency is answered above a district'],
  ],
  [
    'what a clerk files, of one who has none',
    'by: { parties: [village], offices: [head] }',
    'by: { parties: [district], offices: [head] }',
    [],
  ],
])('%s', (_, from, to, faults) => {
  expect(told(routeFaults, rewritten(MODEL, from, to))).toEqual(faults);
});
