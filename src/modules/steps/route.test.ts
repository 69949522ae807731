import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { refusalIn } from '#kernel/refusal.ts';
import { filingKind, type Step } from '#modules/models/index.ts';
import { officer } from '../../../test/support/officer.ts';
import { PIPPK } from '../../../test/support/pippk.ts';
import { mayAnswer, type OnItsWay, routeFor, waitedFor } from './index.ts';

const { model } = PIPPK;
const VILLAGE = '32.73.30.1003';
const [LURAH, CAMAT, SETDA] = filingKind(model, 'lpj').route;
if (!LURAH || !CAMAT || !SETDA) throw new Error('PIPPK has no three steps');

test.each([
  // amount     the steps, of which the camat's is for more than Rp50 million
  [50_000_000n, ['lurah', 'setda']],
  [50_000_001n, ['lurah', 'camat', 'setda']],
])('what asks for Rp%s goes through %j', (amount, steps) => {
  const large = { ...CAMAT, when: { amountAbove: 50_000_000n } };
  expect(routeFor([LURAH, large, SETDA], { amount, about: [], answers: {} }).map((one) => one.step)).toEqual(
    steps,
  );
});

test.each([
  // about, and the entries around it     the steps, of which the camat's is for health
  [
    ['kesehatan', 'posyandu'],
    ['lurah', 'camat', 'setda'],
  ],
  [
    ['pendidikan', 'beasiswa'],
    ['lurah', 'setda'],
  ],
  [
    ['gizi', 'posyandu'],
    ['lurah', 'camat', 'setda'],
  ],
])('what is about %j goes through %j', (about, steps) => {
  const health = { ...CAMAT, when: { about: ['kesehatan', 'gizi'] } };
  expect(routeFor([LURAH, health, SETDA], { amount: 0n, about, answers: {} }).map((one) => one.step)).toEqual(
    steps,
  );
});

test.each([
  // what was chosen     the steps, of which the camat's is for two of the options
  ['barang', ['lurah', 'setda']],
  ['jasa', ['lurah', 'camat', 'setda']],
  ['barang pelatihan', ['lurah', 'camat', 'setda']],
  ['', ['lurah', 'setda']],
])('what answered “%s” goes through %j', (bentuk, steps) => {
  const chosen = { ...CAMAT, when: { answered: { field: 'bentuk', options: ['jasa', 'pelatihan'] } } };
  const such = { amount: 0n, about: [], answers: { bentuk } };
  expect(routeFor([LURAH, chosen, SETDA], such).map((one) => one.step)).toEqual(steps);
});

test('what answered nothing goes no way that an answer opens', () => {
  const chosen = { ...CAMAT, when: { answered: { field: 'bentuk', options: ['jasa'] } } };
  const such = { amount: 0n, about: [], answers: {} };
  expect(routeFor([LURAH, chosen], such).map((one) => one.step)).toEqual(['lurah']);
});

test('nobody waits for a step that may only send back', () => {
  const watching: Step = { ...LURAH, may: ['return'] };
  expect(waitedFor([watching, CAMAT]).map((one) => one.step)).toEqual(['camat']);
});

const THING: OnItsWay = {
  place: VILLAGE,
  organization: 'rw1',
  author: 'chair of RW 01',
  answered: [],
  escalated: [],
};

test.each<[string, Actor, Partial<OnItsWay>, string | undefined]>([
  // who answers the camat's step, who is not to be the lurah's        the thing    refused
  ['the camat', officer('camat', '32.73.30'), {}, undefined],
  ['a lurah', officer('lurah', VILLAGE), {}, 'access.office'],
  ['the camat of another district', officer('camat', '32.73.01'), {}, 'access.office'],
  [
    'the camat who wrote it',
    officer('camat', '32.73.30', { person: THING.author }),
    {},
    'access.maker-checker',
  ],
  [
    'the camat of its institution',
    officer('camat', '32.73.30', { institution: 'rw1' }),
    {},
    'access.maker-checker',
  ],
  [
    'the camat who answered as lurah before',
    officer('camat', '32.73.30', { person: 'both' }),
    { answered: [{ step: 'lurah', by: 'both' }] },
    'access.maker-checker',
  ],
  [
    'the camat, the lurah being another',
    officer('camat', '32.73.30', { person: 'both' }),
    { answered: [{ step: 'lurah', by: 'other' }] },
    undefined,
  ],
])('a step is answered by %s', (_, actor, changed, refused) => {
  const step = { ...CAMAT, notSameAs: ['author', 'lurah'] };
  const answer = mayAnswer(actor, model, step, { ...THING, ...changed }, 'accept');
  expect(refusalIn(answer)?.refusal).toBe(refused);
  if (!refused) expect(answer).toEqual(actor.mandates[0]);
});

test('whoever holds one office in its institution among others is not another', () => {
  const camat = officer('camat', '32.73.30');
  const both = {
    ...camat,
    mandates: [...camat.mandates, ...officer('warga', VILLAGE, { institution: 'rw1' }).mandates],
  };
  const step = { ...CAMAT, notSameAs: ['author'] };
  expect(refusalIn(mayAnswer(both, model, step, THING))?.refusal).toBe('access.maker-checker');
});

test('who answered another step than the one that is named is another', () => {
  const camat = officer('camat', '32.73.30', { person: 'both' });
  const thing = { ...THING, answered: [{ step: 'setda', by: 'both' }] };
  expect(mayAnswer(camat, model, { ...CAMAT, notSameAs: ['lurah'] }, thing)).toEqual(camat.mandates[0]);
});

test('a step without offices above is not answered by more, however late', () => {
  const { escalate: _, ...step } = CAMAT;
  const camat = officer('camat', '32.73.30');
  expect(mayAnswer(camat, model, step, { ...THING, escalated: ['camat'] })).toEqual(camat.mandates[0]);
});

test('an answer that the step does not know is refused, with its basis', () => {
  expect(mayAnswer(officer('camat', '32.73.30'), model, CAMAT, THING, 'refuse')).toMatchObject({
    refusal: 'step.answer',
    basis: { cite: 'Kebijakan pelaksanaan kota, dapat disunting' },
  });
});

test('what is so late that it lies before the office above is answered by that one too', () => {
  const step: Step = { ...CAMAT, within: { days: 3 }, escalate: { to: ['setda'], after: { days: 1 } } };
  const setda = officer('setda', '32.73');
  expect(refusalIn(mayAnswer(setda, model, step, THING))?.refusal).toBe('access.office');
  expect(mayAnswer(setda, model, step, { ...THING, escalated: ['camat'] })).toEqual(setda.mandates[0]);
  expect(refusalIn(mayAnswer(setda, model, step, { ...THING, escalated: ['lurah'] }))?.refusal).toBe(
    'access.office',
  );
});

test('its own step is answered within the institution that brought it, by another than whoever wrote it', () => {
  const step: Step = { ...CAMAT, offices: ['direksi'], own: true };
  const director = officer('direksi', '32.73', { institution: 'rw1' });
  expect(mayAnswer(director, model, step, THING, 'accept')).toEqual(director.mandates[0]);
  const stranger = officer('direksi', '32.73', { institution: 'rw2' });
  expect(refusalIn(mayAnswer(stranger, model, step, THING))?.refusal).toBe('access.office');
  const author = officer('direksi', '32.73', { institution: 'rw1', person: THING.author });
  expect(refusalIn(mayAnswer(author, model, step, THING))?.refusal).toBe('access.maker-checker');
  expect(mayAnswer(director, model, step, { ...THING, organization: null })).toMatchObject({
    refusal: 'access.office',
    params: { offices: ['direksi'], place: VILLAGE },
  });
});
