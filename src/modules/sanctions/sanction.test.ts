import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { newId } from '#kernel/id.ts';
import { readModel } from '#modules/models/index.ts';
import { dutyOf } from './register.service.ts';
import {
  mayAppeal,
  mayDecideAppeal,
  milderSteps,
  nextSteps,
  type Sanction,
  type SanctionState,
  standingOf,
} from './sanction.ts';

const read = readModel(readFileSync('models/tjsl/2014.yaml', 'utf8'));
if (!read.ok) throw new Error('the model does not read');
const MODEL = read.model;
const [RULES] = MODEL.sanctions;
if (!RULES) throw new Error('the model has no sanctions');
const LADDER = RULES;
const TODAY = '2026-06-01';

const one = (step: string, state: SanctionState, expiresOn: string | null) => ({ step, state, expiresOn });

describe('the step that may be taken next', () => {
  test.each([
    // what was taken before                                                        the next
    ['nothing', [], ['peringatan']],
    ['one that is heard', [one('peringatan', 'hearing', null)], ['peringatan']],
    ['one that stands', [one('peringatan', 'imposed', '2026-09-30')], ['pembatasan']],
    ['one on its last day', [one('peringatan', 'imposed', TODAY)], ['pembatasan']],
    ['one that expired', [one('peringatan', 'imposed', '2026-05-31')], ['peringatan']],
    ['one that waits for an appeal', [one('peringatan', 'appealed', '2026-09-30')], ['peringatan']],
    ['one that was lifted', [one('peringatan', 'lifted', '2026-09-30')], ['peringatan']],
    ['one that was dropped', [one('peringatan', 'dropped', null)], ['peringatan']],
    ['the second, the first being over', [one('pembatasan', 'imposed', '2026-09-30')], ['pembekuan']],
    ['the last', [one('pencabutan', 'imposed', '2030-01-01')], []],
  ] as const)('after %s', (_, before, next) => {
    expect(nextSteps(LADDER, before, TODAY).map((each) => each.step)).toEqual(next);
  });

  test('is any later one that the model lets be taken directly', () => {
    const direct = {
      ...LADDER,
      steps: LADDER.steps.map((each) =>
        each.step === 'pembekuan' ? { ...each, directly: true as const } : each,
      ),
    };
    expect(nextSteps(direct, [], TODAY).map((each) => each.step)).toEqual(['peringatan', 'pembekuan']);
  });
});

test.each([
  ['hearing', null, true, 'hearing'],
  ['imposed', '2026-06-01', true, 'stands'],
  ['imposed', '2026-05-31', true, 'expired'],
  ['appealed', '2026-09-30', true, 'suspended'],
  ['appealed', '2026-09-30', false, 'stands'],
  ['lifted', '2026-09-30', true, 'lifted'],
  ['dropped', null, true, 'dropped'],
] as const)('%s until %s, suspended by an appeal: %s, is %s', (state, expiresOn, suspends, standing) => {
  const appeal = LADDER.appeal && { ...LADDER.appeal, suspends };
  expect(standingOf({ state, expiresOn }, { appeal }, TODAY)).toBe(standing);
});

describe('where the model has no appeal', () => {
  const { appeal: _, ...without } = LADDER;
  const company = { id: newId(), kind: 'perusahaan', name: 'PT Anggrek' };
  const director: Actor = {
    tenant: newId(),
    person: newId(),
    name: 'Kartika',
    mandates: [{ id: newId(), office: 'direksi', organization: company, region: '32.73' }],
    scopes: 'session',
    secondFactor: false,
  };
  const sanction: Pick<
    Sanction,
    | 'organization'
    | 'region'
    | 'state'
    | 'appeal'
    | 'appealUntil'
    | 'expiresOn'
    | 'draftedBy'
    | 'decidedBy'
    | 'appealedBy'
  > = {
    organization: company.id,
    region: '32.73',
    state: 'imposed',
    appeal: null,
    appealUntil: null,
    expiresOn: '2026-09-30',
    draftedBy: newId(),
    decidedBy: newId(),
    appealedBy: null,
  };

  test('nobody appeals, and nobody decides one', () => {
    expect(mayAppeal(director, MODEL, without, sanction, TODAY)).toMatchObject({
      refusal: 'sanction.no-appeal',
    });
    expect(mayDecideAppeal(director, MODEL, without, sanction)).toMatchObject({
      refusal: 'sanction.no-appeal',
    });
  });
});

test.each([
  ['peringatan', []],
  ['pembekuan', ['peringatan', 'pembatasan']],
])('milder than %s', (step, milder) => {
  expect(milderSteps(LADDER, step).map((each) => each.step)).toEqual(milder);
});

test.each([
  // owed  met  excused  overdue
  [0, 0, 0, 0, 'none'],
  [2, 2, 0, 0, 'met'],
  [2, 1, 1, 0, 'met'],
  [2, 1, 0, 0, 'waiting'],
  [2, 1, 0, 1, 'unmet'],
])('of %d owed, %d met, %d excused, %d overdue: %s', (owed, met, excused, overdue, duty) => {
  expect(dutyOf({ owed, met, excused, overdue })).toBe(duty);
});
