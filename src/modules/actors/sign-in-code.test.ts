import { expect, test } from 'vitest';
import type { Actor, Mandate } from '#kernel/actor.ts';
import { refusalIn } from '#kernel/refusal.ts';
import { PIPPK } from '../../../test/support/pippk.ts';
import { codeRegions, codeText, mayIssueCode, readCode } from './sign-in-code.ts';

const PASIR_IMPUN = '32.73.30.1004';
const MODELS = [PIPPK.model];

/** An office in an institution, whose id is its kind with what tells it from others. */
function mandate(office: string, organization: string, region: string): Mandate {
  const [kind = ''] = organization.split(' ');
  return { id: office, office, organization: { id: organization, kind, name: organization }, region };
}

function officer(...mandates: Mandate[]): Actor {
  return { tenant: 't', person: 'officer', name: '', mandates, scopes: 'session', secondFactor: true };
}

const lurah = officer(mandate('lurah', 'kelurahan', PASIR_IMPUN));
const secretary = officer(mandate('village-secretary', 'kelurahan', PASIR_IMPUN));
const camat = officer(mandate('camat', 'kecamatan', '32.73.30'));
const rwChair = mandate('chair', 'rw 01', `${PASIR_IMPUN}.001`);

test.each([
  // who gives            to whom                                                                  may
  ['lurah', lurah, 'a chair of an RW below', { mandates: [rwChair] }, true],
  [
    'secretary',
    secretary,
    'the chair of the PKK',
    { mandates: [mandate('chair', 'pkk', PASIR_IMPUN)] },
    true,
  ],
  ['lurah', lurah, 'a resident of the kelurahan', { region: PASIR_IMPUN }, true],
  ['lurah', lurah, 'a resident of another kelurahan', { region: '32.73.30.1001' }, false],
  ['lurah', lurah, 'somebody who belongs nowhere', {}, false],
  ['secretary', secretary, 'their lurah', { mandates: [mandate('lurah', 'kelurahan', PASIR_IMPUN)] }, false],
  ['lurah', lurah, 'their camat', { mandates: [mandate('camat', 'kecamatan', '32.73.30')] }, false],
  [
    'camat',
    camat,
    'a lurah of the kecamatan',
    { mandates: [mandate('lurah', 'kelurahan', PASIR_IMPUN)] },
    true,
  ],
  [
    'lurah',
    lurah,
    'a chair who also holds an office elsewhere',
    { mandates: [rwChair, mandate('chair', 'lpm', '32.73.01.1001')] },
    false,
  ],
  [
    'setda',
    officer(mandate('setda', 'sekretariat-daerah', '32.73')),
    'a camat',
    { mandates: [mandate('camat', 'kecamatan', '32.73.30')] },
    true,
  ],
  [
    'camat',
    camat,
    'an officer of the inspectorate, whom no office keeps',
    { mandates: [mandate('inspectorate', 'inspektorat', '32.73.30')] },
    false,
  ],
  ['RW chair', officer(rwChair), 'a resident of the RW', { region: `${PASIR_IMPUN}.001` }, false],
  ['lurah', lurah, 'themselves', { id: 'officer', region: PASIR_IMPUN }, false],
])('%s gives a code to %3$s: %5$s', (_, actor, __, person, may) => {
  const refusal = refusalIn(
    mayIssueCode(actor, MODELS, { id: 'person', region: null, mandates: [], ...person }),
  );
  expect(refusal?.refusal).toBe(may ? undefined : 'access.office');
});

test('a secretary of the kecamatan helps the lurah whom a colleague may not', () => {
  const chief = { id: 'p', region: null, mandates: [mandate('lurah', 'kelurahan', PASIR_IMPUN)] };
  const above = officer(mandate('district-secretary', 'kecamatan', '32.73.30'));
  expect(mayIssueCode(above, MODELS, chief)).toEqual(above.mandates[0]);
  expect(mayIssueCode(secretary, MODELS, chief)).toMatchObject({
    refusal: 'access.office',
    params: {
      offices: [{ id: 'Camat' }, { id: 'Sekretaris kecamatan' }, { id: 'Sekretariat Daerah' }],
      place: PASIR_IMPUN,
    },
  });
});

test('somebody who belongs nowhere is told which offices give codes', () => {
  expect(mayIssueCode(lurah, MODELS, { id: 'p', region: null, mandates: [] })).toMatchObject({
    params: {
      offices: [
        { id: 'Lurah' },
        { id: 'Sekretaris kelurahan' },
        { id: 'Camat' },
        { id: 'Sekretaris kecamatan' },
        { id: 'Sekretariat Daerah' },
      ],
    },
  });
});

test('without a programme there is no model that says who gives codes, so that only the operator does', () => {
  expect(mayIssueCode(lurah, [], { id: 'p', region: PASIR_IMPUN, mandates: [] })).toMatchObject({
    refusal: 'access.office',
    params: { offices: [] },
  });
});

test('codes are given over the regions of the offices that may, and over no other', () => {
  const both = officer(rwChair, mandate('camat', 'kecamatan', '32.73.30'));
  expect(codeRegions(both, MODELS)).toEqual(['32.73.30']);
});

test('a code is eight digits in two groups, and is read with or without the gap', () => {
  expect(codeText(4_217_735)).toBe('0421 7735');
  expect(readCode(' 0421-7735 ')).toBe('04217735');
  expect(readCode('0421 773')).toBeUndefined();
  expect(readCode('0421 773a')).toBeUndefined();
  expect(readCode('a0421 7735')).toBeUndefined();
  expect(readCode('0421 7735 1')).toBeUndefined();
});
