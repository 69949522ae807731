import { expect, test } from 'vitest';
import type { Actor, Visitor } from '#kernel/actor.ts';
import { isPublicDocument, mayReadDocument } from './document-access.ts';

const PLACE = '32.73.30.1003.001';

function officer(office: string, region: string, organization: string): Actor {
  const mandate = { id: office, office, organization: { id: organization, kind: 'any', name: '' }, region };
  return {
    tenant: 'tenant',
    person: office,
    name: office,
    mandates: [mandate],
    scopes: 'session',
    secondFactor: false,
  };
}

const readers: Readonly<Record<string, Actor | Visitor>> = {
  visitor: { tenant: 'tenant' },
  resident: { ...officer('resident', PLACE, 'none'), mandates: [] },
  'its chair': officer('chair', PLACE, 'rw1'),
  'chair of the next RW': officer('chair', '32.73.30.1003.002', 'rw2'),
  lurah: officer('lurah', '32.73.30.1003', 'kelurahan'),
  'lurah elsewhere': officer('lurah', '32.73.30.1004', 'elsewhere'),
};

const everyone = Object.keys(readers);

test.each<[string, boolean, readonly string[]]>([
  // of a person's  published  who reads it
  ['document', true, ['resident', 'lurah']],
  ['document of a draft', false, ['resident']],
])("a person's %s is read by them and the offices over the place", (_, published, who) => {
  const subject = { place: PLACE, organization: null, person: 'resident', published };
  const over = everyone.filter((name) => !name.includes('chair'));
  expect(
    over.filter((name) => {
      const viewer = readers[name];
      return viewer && mayReadDocument(viewer, { public: false }, subject);
    }),
  ).toEqual(who);
  const token: Actor = { ...officer('resident', PLACE, 'none'), mandates: [], scopes: ['proposals:write'] };
  expect(mayReadDocument(token, { public: false }, subject)).toBe(false);
});

test.each<[string, boolean, boolean, readonly string[]]>([
  // the document        public  published  who reads it
  ['photo', true, true, everyone],
  ['receipt', false, true, ['its chair', 'lurah']],
  ['photo of a draft', true, false, ['its chair']],
])('%s', (_, isPublic, published, who) => {
  const document = { public: isPublic };
  const subject = { place: PLACE, organization: 'rw1', published };
  const reading = everyone.filter((name) => {
    const viewer = readers[name];
    return viewer && mayReadDocument(viewer, document, subject);
  });
  expect(reading).toEqual(who);
  expect(isPublicDocument(document, subject)).toBe(who.length === everyone.length);
});
