import { expect, test } from 'vitest';
import { rewritten, told } from '../../../test/support/written-sections.ts';
import { awardFaults } from './award-references.ts';

const MODEL = `
parties:
  pillars: [{ pillar: gov }, { pillar: biz }]
  kinds:
    - { kind: company, pillar: biz, at: regency, offices: [{ office: director }, { office: owner }] }
    - { kind: forum, pillar: gov, at: regency, offices: [{ office: chair }, { office: mayor }] }
  bodies: [{ body: jurors, seats: [{ seat: juror }] }, { body: council, seats: [{ seat: member }] }]
proposals: [{ kind: wish, from: [{ persons: true }] }]
filings:
  - { kind: plan, about: party, by: { parties: [company] }, fields: [{ key: aim, type: text }], route: [{ step: seen, offices: [chair], at: regency, may: [accept] }] }
  - { kind: report, about: party, by: { parties: [company] }, fields: [{ key: aim, type: text }], route: [{ step: seen, offices: [chair], at: regency, may: [accept] }] }
awards:
  - award: best
    every: { years: 1, basis: perda }
    party: company
    jury: jurors
    offices: [chair]
    result: { offices: [mayor], basis: perda }
    notice: { days: 1 }
    scale: 10
    marksAtLeast: 1
    ratedAtLeast: 1
    places: 1
    aspects:
      - { aspect: care, jury: true, weight: 500 }
      - { aspect: deeds, measures: [{ measure: reports-in-time, full: best }], weight: 500 }
sanctions:
  - sanction: late
    party: company
    filings: [plan, report]
    offices: [chair]
    by: [director, owner]
    hearing: { days: 1, basis: perda }
    steps: [{ step: warning, deciders: [mayor], lasts: { months: 1 } }]
`;

test('awards and sanctions that name what there is', () => {
  expect(told(awardFaults, MODEL)).toEqual([]);
  const measured = rewritten(MODEL, 'measure: reports-in-time', 'measure: women');
  expect(told(awardFaults, `${measured}activities: { executors: [director] }\n`)).toEqual([]);
});

test.each([
  // what is named                     in place of                     stands                           where, and what is said
  [
    'an award of no party',
    'party: company\n    jury',
    'party: forms\n    jury',
    ['awards[0].party: "forms" is not listed under parties.kinds'],
  ],
  [
    'a jury that is no body',
    'jury: jurors',
    'jury: company',
    ['awards[0].jury: "company" is not listed under parties.bodies'],
  ],
  [
    'a measure of money where there is none',
    'measure: reports-in-time',
    'measure: disbursed',
    ['awards[0].aspects[1].measures[0].measure: needs the section "purses"'],
  ],
  [
    'a measure of activities where there are none',
    'measure: reports-in-time',
    'measure: women',
    ['awards[0].aspects[1].measures[0].measure: needs the section "activities"'],
  ],
  [
    'a sanction of no party',
    'party: company\n    filings',
    'party: jurors\n    filings',
    ['sanctions[0].party: "jurors" is not listed under parties.kinds'],
  ],
  [
    'a duty that is no filing',
    'filings: [plan, report]',
    'filings: [plan, wish]',
    ['sanctions[0].filings[1]: "wish" is not listed under filings'],
  ],
  [
    'an office of another party',
    'by: [director, owner]',
    'by: [director, chair]',
    ['sanctions[0].by[1]: "company" has no office "chair"'],
  ],
])('%s', (_, from, to, faults) => {
  expect(told(awardFaults, rewritten(MODEL, from, to))).toEqual(faults);
});
