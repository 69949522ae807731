import { expect, test } from 'vitest';
import { officer } from '../../test/support/officer.ts';
import {
  type Actor,
  acting,
  authorise,
  isOfficerFor,
  mandateIn,
  mandateOver,
  requireOffice,
  TOKEN_SCOPES,
  type TokenScope,
  type Visitor,
} from './actor.ts';
import { seesWithheld } from './readable.ts';
import { refusalIn } from './refusal.ts';

const VILLAGE = '32.73.30.1003';
const VISITOR: Visitor = { tenant: 'tenant' };
const lurah = officer('lurah', VILLAGE, { institution: 'kelurahan' });

/** The lurah by a token that may do only this. */
function token(...scopes: readonly TokenScope[]): Actor {
  return { ...lurah, scopes };
}

test.each<[string, Actor | Visitor, string | undefined]>([
  // who                                  may write reports, or is refused
  ['a visitor', VISITOR, 'access.sign-in'],
  ['somebody in a session', lurah, undefined],
  ['a token with the scope', token('read', 'filings:write'), undefined],
  ['a token with other scopes', token('read', 'forums:write'), 'access.scope'],
  ['a token without any', token(), 'access.scope'],
])('%s writes reports', (_, who, refused) => {
  const answer = authorise(who, 'filings:write');
  expect(refusalIn(answer)?.refusal).toBe(refused);
  if (refused === undefined) expect(answer).toBe(who);
  if (refused === 'access.scope') expect(answer).toMatchObject({ params: { scope: 'filings:write' } });
});

test.each([
  // office                place                  by mandate
  [['lurah'], VILLAGE, true],
  [['camat', 'lurah'], `${VILLAGE}.001`, true],
  [['lurah'], '32.73.30', false],
  [['lurah'], '32.73.30.1001', false],
  [['camat'], VILLAGE, false],
  [[], VILLAGE, false],
])('a lurah holds one of %j over %s: %s', (offices, place, holds) => {
  expect(mandateOver(lurah, offices, place)).toBe(holds ? lurah.mandates[0] : undefined);
  expect(requireOffice(lurah, offices, place, { cite: 'Perwal' })).toEqual(
    holds
      ? lurah.mandates[0]
      : { refusal: 'access.office', basis: { cite: 'Perwal' }, params: { offices, place } },
  );
});

test.each([
  [['lurah'], 'kelurahan', true],
  [['lurah'], 'rw1', false],
  [['chair'], 'kelurahan', false],
])('a lurah speaks in one of %j for %s: %s', (offices, institution, speaks) => {
  expect(mandateIn(lurah, offices, institution)).toBe(speaks ? lurah.mandates[0] : undefined);
});

test.each<[string, Actor | Visitor, boolean]>([
  // who                                             reads what is not for everybody
  ['a visitor', VISITOR, false],
  ['an officer of its place', lurah, true],
  ['an officer above its place', officer('camat', '32.73.30'), true],
  ['an officer of another place', officer('lurah', '32.73.30.1001'), false],
  ['somebody of its institution', officer('chair', '32.73.01', { institution: 'rw1' }), true],
  ['a token that may read', token('read'), true],
  ['somebody without any office', { ...lurah, mandates: [] }, false],
])('%s reads what is withheld: %s', (_, viewer, reads) => {
  const thing = { place: `${VILLAGE}.001`, organization: 'rw1' };
  expect(isOfficerFor(viewer, thing)).toBe(reads);
  expect(seesWithheld(viewer, 'receipt', thing)).toBe(reads);
});

test('a token that may not read sees nothing withheld, whoever made it', () => {
  expect(seesWithheld(token('filings:write'), 'receipt', { place: VILLAGE, organization: 'rw1' })).toBe(
    false,
  );
});

test('whoever was authorised acts as what the rule found', () => {
  expect(acting(lurah, 'operator')).toEqual({ ...lurah, by: 'operator' });
});

test('a token can be given each of these scopes and no other', () => {
  expect(TOKEN_SCOPES).toEqual([
    'read',
    'proposals:write',
    'forums:write',
    'funding:write',
    'activities:write',
    'filings:write',
    'assessment:write',
    'offices:write',
  ]);
});
