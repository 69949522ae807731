import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readModel } from './index.ts';

const PROMISE = readFileSync('test/models/janji-layanan.yaml', 'utf8');
const PERIODIC = readFileSync('test/models/laporan-berkala.yaml', 'utf8');
const STEP = 'proposals[0].route[0]';

test('a promise of service and periodic filings are models without money, forums or activities', () => {
  for (const text of [PROMISE, PERIODIC]) expect(readModel(text)).toMatchObject({ ok: true });
});

test.each([
  // what is wrong                                        in place of                  stands                             path                      says
  [
    'a clock that nobody waits for',
    PROMISE,
    '[accept, return, refuse]',
    '[return]',
    `${STEP}.within`,
    'has no clock',
  ],
  ['a pause without a clock', PROMISE, 'within: { workingDays: 3 }', '', `${STEP}.pauses`, 'needs "within"'],
  [
    'a pause where nothing returns',
    PROMISE,
    '[accept, return, refuse]',
    '[accept, refuse]',
    `${STEP}.pauses`,
    'return anything',
  ],
  [
    'escalation to nobody',
    PROMISE,
    '{ to: [camat],',
    '{ to: [bupati],',
    `${STEP}.escalate.to[0]`,
    'the office "bupati"',
  ],
  [
    'escalation below',
    PROMISE,
    '{ to: [camat],',
    '{ to: [chair],',
    `${STEP}.escalate.to`,
    'over a whole village',
  ],
  [
    'waived by nobody',
    PROMISE,
    'waive: { by: [camat] }',
    'waive: { by: [bupati] }',
    `${STEP}.waive.by[0]`,
    'the office "bupati"',
  ],
  ['nobody who files', PERIODIC, '    by: { offices: [evaluator] }\n', '', 'filings[2].by', 'who files'],
  [
    'a programme filed by parties alone',
    PERIODIC,
    '{ offices: [evaluator] }',
    '{ parties: [rw] }',
    'filings[2].by.offices',
    'offices that file',
  ],
  [
    'a party that is not there',
    PERIODIC,
    'by: { parties: [rw], offices: [chair] }',
    'by: { parties: [rt], offices: [chair] }',
    'filings[0].by.parties[0]',
    'not listed under parties',
  ],
  [
    'a party without that office',
    PERIODIC,
    'by: { parties: [rw], offices: [chair] }',
    'by: { parties: [rw], offices: [lurah] }',
    'filings[0].by.parties[0]',
    'none of these offices',
  ],
  [
    'a period after an event',
    PERIODIC,
    'due: { every: quarter, within',
    'due: { after: activity.completed, within',
    'filings[1].due.after',
    'use "every" or "on"',
  ],
  [
    'money without an activity',
    PERIODIC,
    '    about: programme\n',
    '    about: programme\n    effect: settles\n',
    'filings[2].effect',
    'settles its money',
  ],
  [
    'records without an activity',
    PERIODIC,
    '{ key: kegiatan, type: long-text,',
    '{ key: kegiatan, type: from-records, of: expenses,',
    'filings[1].fields[0].type',
    'not about',
  ],
  [
    'figures of a party',
    PERIODIC,
    '    about: party\n    by: { parties: [rw], offices: [chair] }\n    due: { every: quarter,',
    '    about: party\n    by: { parties: [rw], offices: [chair] }\n    figures: { measures: [reports-in-time], basis: kebijakan }\n    due: { every: quarter,',
    'filings[1].figures',
    'about: programme',
  ],
  [
    'a measure that there is not',
    PERIODIC,
    '    about: programme\n',
    '    about: programme\n    figures: { measures: [happiness], basis: kebijakan }\n',
    'filings[2].figures.measures[0]',
    'no measure is called "happiness"',
  ],
  [
    'a measure of no place',
    PERIODIC,
    '    about: programme\n',
    '    about: programme\n    figures: { measures: [seats-filled], basis: kebijakan }\n',
    'filings[2].figures.measures[0]',
    'not counted of a place',
  ],
  [
    'a measure of forums without forums',
    PERIODIC,
    '    about: programme\n',
    '    about: programme\n    figures: { measures: [forums-held], basis: kebijakan }\n',
    'filings[2].figures.measures[0]',
    'needs the section "forums"',
  ],
  [
    'fields of no catalogue',
    PERIODIC,
    '    about: programme\n',
    '    about: programme\n    figures: { measures: [reports-in-time], fields: true, basis: kebijakan }\n',
    'filings[2].figures.fields',
    'needs the section "catalogue"',
  ],
  [
    'minutes of no forum',
    PERIODIC,
    '    about: programme\n',
    '    about: programme\n    minutes: { step: setda, of: rapat, basis: kebijakan }\n',
    'filings[2].minutes.of',
    'not listed under forums',
  ],
  [
    'minutes at no step',
    PERIODIC,
    '    about: programme\n',
    '    about: programme\n    minutes: { step: nobody, of: rapat, basis: kebijakan }\n',
    'filings[2].minutes.step',
    'a step of its route',
  ],
  [
    'asked for by nobody',
    PERIODIC,
    '    about: programme\n',
    '    about: programme\n    onDemand: { by: [bupati], within: { days: 5 }, basis: kebijakan }\n',
    'filings[2].onDemand.by[0]',
    'the office "bupati"',
  ],
  [
    'priorities beside no plan',
    PERIODIC,
    '    about: programme\n',
    '    about: programme\n    priorities: { step: setda, keptBy: [setda], basis: kebijakan }\n',
    'filings[2].priorities',
    'goes with "plans"',
  ],
  [
    'priorities at no step',
    PERIODIC,
    '    about: programme\n',
    '    about: programme\n    priorities: { step: nobody, keptBy: [setda], basis: kebijakan }\n',
    'filings[2].priorities.step',
    'accepts and returns',
  ],
  [
    'priorities that nobody keeps',
    PERIODIC,
    '    about: programme\n',
    '    about: programme\n    priorities: { step: setda, keptBy: [bupati], basis: kebijakan }\n',
    'filings[2].priorities.keptBy[0]',
    'the office "bupati"',
  ],
  [
    'an answer from below',
    PERIODIC,
    'offices: [setda], at: regency',
    'offices: [setda], at: village',
    'filings[2].route[0].at',
    'answered above a village',
  ],
  [
    'an activity without activities',
    PERIODIC,
    '    about: party\n    by: { parties: [rw], offices: [chair] }\n    due: { every: quarter,',
    '    about: activity\n    due: { after: activity.started,',
    'filings[1]',
    'needs the section "activities"',
  ],
])('%s is refused where it stands', (_, model, before, after, path, says) => {
  const text = model.replace(before, after);
  expect(text).not.toBe(model);
  const read = readModel(text);
  const told = read.ok ? [] : read.problems.map((one) => `${one.path}: ${one.message}`);
  expect(told.filter((one) => one.startsWith(`${path}: `)).join('\n')).toContain(says);
});
