import { expect, test } from 'vitest';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import type { DrawnFactor } from './drawn-causes.ts';
import {
  LENGTHS,
  MOST_EVIDENCE,
  readAction,
  readFactor,
  readLink,
  type TypedAction,
  type TypedFactor,
  type TypedLink,
} from './typed-causes.ts';

/** What is refused, beside which field. */
function said(read: object | Refusal): string[] {
  return isRefusal(read)
    ? (read.issues ?? [read]).map((one) => `${one.field ?? ''}: ${one.refusal}`)
    : ['read'];
}

const factor = (slug: string): DrawnFactor => ({
  id: `id of ${slug}`,
  slug,
  title: slug,
  kind: 'factor',
  about: '',
  version: 1,
});
const CAUSES = { factors: [factor('nota'), factor('lambat')] };

const FACTOR: TypedFactor = { title: 'Nota  hilang', kind: 'symptom', about: ' Sering. ' };

test('a factor is read tidied', () => {
  expect(readFactor(FACTOR)).toEqual({ title: 'Nota hilang', kind: 'symptom', about: 'Sering.' });
  expect(readFactor({ ...FACTOR, about: '' })).toMatchObject({ about: '' });
});

test.each<[Partial<TypedFactor>, string[]]>([
  [{ title: '' }, ['title: input.required']],
  [{ title: 'a'.repeat(LENGTHS.title + 1) }, ['title: input.too-long']],
  [{ kind: 'reason' }, ['kind: input.choice']],
  [{ about: 'a'.repeat(LENGTHS.about + 1) }, ['about: input.too-long']],
  [
    { title: '', kind: '', about: 'a'.repeat(LENGTHS.about + 1) },
    ['title: input.required', 'kind: input.choice', 'about: input.too-long'],
  ],
])('a factor with %j is refused', (changed, refused) => {
  expect(said(readFactor({ ...FACTOR, ...changed }))).toEqual(refused);
});

const SEEN = { text: 'Terlihat di lapangan', document: 'Rapat', location: '12 Mei' };
const LINK: TypedLink = { from: 'nota', to: 'lambat', effect: 'raises', evidence: [SEEN] };
const EMPTY = { text: '', document: ' ', location: '' };

test('a link is read with what speaks for it; empty lines are left out', () => {
  const talk = { text: ' Kata  ketua ', document: '', location: '' };
  expect(readLink({ ...LINK, evidence: [SEEN, EMPTY, talk, EMPTY] }, CAUSES)).toEqual({
    from: 'id of nota',
    to: 'id of lambat',
    effect: 'raises',
    evidence: [SEEN, { text: 'Kata ketua', document: '', location: '' }],
  });
});

test.each<[Partial<TypedLink>, string[]]>([
  [{ from: '' }, ['from: input.required']],
  [{ from: 'x' }, ['from: input.choice']],
  [{ to: '' }, ['to: input.required']],
  [{ to: 'x' }, ['to: input.choice']],
  [{ effect: 'helps' }, ['effect: input.choice']],
  [{ evidence: [] }, ['evidence.0.text: input.required']],
  [{ evidence: [EMPTY] }, ['evidence.0.text: input.required']],
  [{ evidence: [{ ...SEEN, text: '' }] }, ['evidence.0.text: input.required']],
  [{ evidence: [SEEN, { ...SEEN, text: '' }] }, ['evidence.1.text: input.required']],
  [{ evidence: [{ ...SEEN, location: '' }] }, ['evidence.0.location: input.required']],
  [{ evidence: [SEEN, EMPTY, { ...SEEN, document: '' }] }, ['evidence.2.document: input.required']],
  [
    { evidence: [{ text: 'a'.repeat(601), document: 'b'.repeat(161), location: 'c'.repeat(161) }] },
    [
      'evidence.0.text: input.too-long',
      'evidence.0.document: input.too-long',
      'evidence.0.location: input.too-long',
    ],
  ],
  [
    { from: '', to: 'x', effect: '', evidence: [] },
    ['from: input.required', 'to: input.choice', 'effect: input.choice', 'evidence.0.text: input.required'],
  ],
  [{ evidence: Array.from({ length: MOST_EVIDENCE }, () => SEEN) }, ['read']],
  [{ evidence: Array.from({ length: MOST_EVIDENCE + 1 }, () => SEEN) }, [': input.too-many-lines']],
])('a link with %j', (changed, refused) => {
  expect(said(readLink({ ...LINK, ...changed }, CAUSES))).toEqual(refused);
});

test('who brings too much evidence is told how much may be', () => {
  const evidence = Array.from({ length: 13 }, () => SEEN);
  const read = readLink({ ...LINK, evidence }, CAUSES);
  expect(isRefusal(read) && read.issues).toMatchObject([{ params: { limit: 12 } }]);
});

const ID = '018f3f7e-0000-7000-8000-000000000001';
const ACTION: TypedAction = {
  title: 'Latih bendahara',
  factors: ['nota', 'lambat', 'nota'],
  responsible: ID,
  responsibleName: 'Dinas',
  dueOn: ' 2026-06-30 ',
  state: 'under-way',
};

test('an action is read: each factor once, and the institution before a name', () => {
  expect(readAction(ACTION, CAUSES)).toEqual({
    title: 'Latih bendahara',
    factors: ['id of nota', 'id of lambat'],
    responsible: ID,
    responsibleName: null,
    dueOn: '2026-06-30',
    state: 'under-way',
  });
  expect(readAction({ ...ACTION, responsible: '', dueOn: ' ' }, CAUSES)).toMatchObject({
    responsible: null,
    responsibleName: 'Dinas',
    dueOn: null,
  });
});

test.each<[Partial<TypedAction>, string[]]>([
  [{ title: '' }, ['title: input.required']],
  [{ factors: ['nota', 'x'] }, ['factors: input.choice']],
  [{ factors: [] }, ['factors: input.required']],
  [{ responsible: 'dinas' }, ['responsible: input.choice']],
  [{ responsible: '', responsibleName: ' ' }, ['responsible: input.required']],
  [{ responsibleName: 'a'.repeat(121) }, ['responsibleName: input.too-long']],
  [{ dueOn: '30 Juni' }, ['dueOn: input.date']],
  [{ state: 'begun' }, ['state: input.choice']],
  [
    { title: '', factors: [], responsible: 'x', responsibleName: 'a'.repeat(121), dueOn: 'x', state: '' },
    [
      'title: input.required',
      'factors: input.required',
      'responsible: input.choice',
      'responsibleName: input.too-long',
      'dueOn: input.date',
      'state: input.choice',
    ],
  ],
])('an action with %j is refused', (changed, refused) => {
  expect(said(readAction({ ...ACTION, ...changed }, CAUSES))).toEqual(refused);
});
