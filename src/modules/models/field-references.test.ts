import { expect, test } from 'vitest';
import { rewritten, told } from '../../../test/support/written-sections.ts';
import { fieldFaults } from './field-references.ts';

const MODEL = `
parties:
  pillars: [{ pillar: gov }, { pillar: biz }]
  kinds: [{ kind: company, pillar: biz, at: regency, offices: [{ office: director }] }]
catalogue: { natures: [{ nature: works }], entries: [{ id: roads, nature: works }] }
proposals:
  - kind: wish
    from: [{ party: company, offices: [director] }]
    fields:
      - { key: topic, type: one-of, options: [{ option: school }, { option: health }] }
      - { key: places, type: several-of, options: [{ option: north }, { option: south }] }
      - { key: secret, type: one-of, personal: true, options: [{ option: yes-please }, { option: no-thanks }] }
      - { key: words, type: text }
    route: [{ step: look, offices: [director], at: regency, may: [return] }, { step: seen, offices: [director], at: regency, may: [accept], when: { answered: { field: topic, options: [school] } } }]
    followUp: [{ step: told, offices: [director], at: regency, when: { answered: { field: places, options: [north, south] } } }]
filings:
  - kind: plan
    about: party
    by: { parties: [company] }
    fields:
      - { key: aim, type: one-of, options: [{ option: more }, { option: less }] }
      - key: lines
        type: lines
        columns: [{ key: about, type: entry }, { key: area, type: place, at: village }, { key: cost, type: rupiah }, { key: wishes, type: proposal, of: [wish] }]
    plans: { lines: lines, entry: about, place: area, amount: cost, told: account, toldIn: count }
    route: [{ step: seen, offices: [director], at: regency, may: [accept], when: { answered: { field: aim, options: [more] } } }]
  - kind: account
    about: activity
    effect: settles
    due: { after: activity.completed, within: { days: 1 }, basis: perda }
    fields: [{ key: words, type: text }, { key: count, type: number }]
    route: [{ step: seen, offices: [director], at: regency, may: [accept] }]
`;

test('fields that ask for what there is, plans that are told, and steps for who chose something', () => {
  expect(told(fieldFaults, MODEL)).toEqual([]);
  // A plan may be told without saying how many there were.
  expect(told(fieldFaults, rewritten(MODEL, ', toldIn: count', ''))).toEqual([]);
});

test.each([
  // what is wrong                       in place of              stands                 where, and what is said
  [
    'proposals of no kind',
    'of: [wish]',
    'of: [wish, dream]',
    ['filings[0].fields[1].columns[3].of[1]: "dream" is not listed under proposals'],
  ],
  [
    'a plan told by another plan',
    'told: account',
    'told: plan',
    ['filings[0].plans.told: has to be the filing that settles the money of an activity'],
  ],
  [
    'a plan told by nothing',
    'told: account',
    'told: nothing',
    ['filings[0].plans.told: has to be the filing that settles the money of an activity'],
  ],
  [
    'how many, told in words',
    'toldIn: count',
    'toldIn: words',
    ['filings[0].plans.toldIn: has to be a number of that filing'],
  ],
  [
    'how many, told nowhere',
    'toldIn: count',
    'toldIn: number',
    ['filings[0].plans.toldIn: has to be a number of that filing'],
  ],
  [
    'a step for who wrote something',
    'field: topic',
    'field: words',
    ['proposals[0].route[1].when.answered.field: has to be a choice among its fields'],
  ],
  [
    'a step for who was not asked',
    'field: topic',
    'field: nothing',
    ['proposals[0].route[1].when.answered.field: has to be a choice among its fields'],
  ],
  [
    'a step by what is secret',
    'field: topic',
    'field: secret',
    ['proposals[0].route[1].when.answered.field: everybody sees the steps: what is personal decides on none'],
  ],
  [
    'a step for an answer that is none',
    '[north, south]',
    '[north, east]',
    ['proposals[0].followUp[0].when.answered.options[1]: "east" is not among the options of "places"'],
  ],
  [
    'the same of a filing',
    'options: [more]',
    'options: [never]',
    ['filings[0].route[0].when.answered.options[0]: "never" is not among the options of "aim"'],
  ],
  [
    'a filing by a field of a proposal',
    'field: aim',
    'field: topic',
    ['filings[0].route[0].when.answered.field: has to be a choice among its fields'],
  ],
  [
    'an entry of no catalogue',
    'catalogue: { natures: [{ nature: works }], entries: [{ id: roads, nature: works }] }\n',
    '',
    ['filings[0].fields[1].columns[0]: needs the section "catalogue"'],
  ],
])('%s', (_, from, to, faults) => {
  expect(told(fieldFaults, rewritten(MODEL, from, to))).toEqual(faults);
});

test('an entry that a proposal asks for, of no catalogue', () => {
  const without = rewritten(
    MODEL,
    'catalogue: { natures: [{ nature: works }], entries: [{ id: roads, nature: works }] }\n',
    '',
  );
  const asked = rewritten(without, '{ key: words, type: text }\n', '{ key: words, type: entry }\n');
  expect(told(fieldFaults, asked)).toContain('proposals[0].fields[3]: needs the section "catalogue"');
});
