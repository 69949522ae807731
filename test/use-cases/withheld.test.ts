/** What is withheld from the public is withheld everywhere: in history, journal, proof and API, old entries included. */
import { expect, onTestFinished, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { newId } from '#kernel/id.ts';
import { canonicalJson } from '#kernel/json.ts';
import { disbursementsOf, readableVoucher, recordDisbursement } from '#modules/funding/index.ts';
import {
  faultInProof,
  historyOf,
  latestEntries,
  proofOf,
  provesContent,
  publicEntry,
  readProof,
  sealJournal,
  verifyJournal,
} from '#modules/journal/index.ts';
import { insertEntries } from '../../src/modules/journal/journal.store.ts';
import { digestDetails, entryLeaf } from '../../src/modules/journal/journal.ts';
import { digestMarks } from '../../src/modules/journal/marks.ts';
import { apiOf } from '../support/api.ts';
import { granted, smallCity, VILLAGE } from '../support/city.ts';
import { fundedProposal } from '../support/funded.ts';

const NUMBER = 'KW-RAHASIA-77';

async function paidCity() {
  const city = await smallCity();
  onTestFinished(() => city.pilar.close());
  const { proposal } = await fundedProposal(city);
  const payment = {
    proposal,
    provider: 'Toko Bangunan Jaya',
    purpose: 'U-ditch',
    amount: '20.000.000',
    receiptNumber: NUMBER,
    paidOn: '2026-02-10',
  };
  granted(await recordDisbursement(city.pilar, city.actors.treasurer, payment));
  await sealJournal(city.pilar, city.tenant);
  return { ...city, proposal };
}

test('the number of a receipt stands in no public answer, and the entry still proves itself whole', async () => {
  const city = await paidCity();
  await city.pilar.read(city.tenant, async (tx) => {
    const history = await historyOf(tx, city.proposal);
    const entry = history.find((one) => one.action === 'disbursement.recorded');
    const proof = await proofOf(tx, entry?.id ?? '');
    const told = [history, await latestEntries(tx, 200), await publicEntry(tx, entry?.id ?? ''), proof];
    expect(JSON.stringify(told)).toContain('Toko Bangunan Jaya');
    expect(JSON.stringify(told)).not.toContain(NUMBER);
    expect(proof && [faultInProof(proof), provesContent(proof)]).toEqual([undefined, true]);
    expect((await verifyJournal(tx)).faults).toEqual([]);
  });
  const ask = apiOf(city);
  for (const path of [`proposals/${city.proposal}`, `proposals/${city.proposal}/money`, 'journal/entries']) {
    const answer = await ask('GET', `/api/v1/bandung/${path}`);
    expect(answer.status).toBe(200);
    expect(JSON.stringify(answer.body), path).not.toContain(NUMBER);
  }
});

test('who looks after the place or belongs to the institution reads the receipt, nobody else', async () => {
  const city = await paidCity();
  const place = { region: VILLAGE, organization: city.offices.rw1.id };
  await city.pilar.read(city.tenant, async (tx) => {
    const [stored] = await disbursementsOf(tx, city.proposal);
    const seenBy = (viewer: Parameters<typeof readableVoucher>[0]) =>
      stored && readableVoucher(viewer, place, stored).receipt?.number;
    const { actors } = city;
    for (const actor of [actors.camat, actors.lurah, actors.treasurer, actors.rw1]) {
      expect(seenBy(actor), actor.name).toBe(NUMBER);
      const byToken: Actor = { ...actor, scopes: ['funding:write'] };
      expect(seenBy(byToken), `${actor.name} by a token`).toBeUndefined();
    }
    expect(seenBy(actors.rw2)).toBeUndefined();
    expect(seenBy({ tenant: city.tenant })).toBeUndefined();
  });
});

test('an entry written before the rule shows no number; its proof begins at the leaf and says so', async () => {
  const city = await paidCity();
  const id = newId(city.pilar.clock.now());
  await city.pilar.read(city.tenant, async (tx) => {
    const marks = '@0\n';
    const salted = {
      salt: '00',
      person: city.actors.treasurer.person,
      mandate: null,
      details: {},
      marks: digestMarks(marks),
    };
    const entry = {
      id,
      at: tx.now.toISOString(),
      action: 'disbursement.recorded',
      subjectType: 'proposal',
      subjectId: city.proposal,
      region: VILLAGE,
      office: 'treasurer',
      organization: null,
      summary: { amount: '1', receiptNumber: NUMBER },
      detailsDigest: digestDetails(salted),
    };
    const stored = {
      ...entry,
      person: salted.person,
      salted: canonicalJson(salted),
      leaf: entryLeaf(entry),
      summaryText: canonicalJson(entry.summary),
      marks,
    };
    await insertEntries(tx, [stored]);
  });
  await sealJournal(city.pilar, city.tenant);
  await city.pilar.read(city.tenant, async (tx) => {
    expect(await publicEntry(tx, id)).toMatchObject({
      summary: { amount: '1' },
      withheld: ['receiptNumber'],
    });
    const proof = await proofOf(tx, id);
    expect(JSON.stringify([proof, await historyOf(tx, city.proposal)])).not.toContain(NUMBER);
    expect(proof && [faultInProof(proof), provesContent(proof)]).toEqual([undefined, false]);
    expect(readProof(JSON.stringify(proof))).toEqual({ ok: true, proof });
    const forged = proof && { ...proof, leaf: '0'.repeat(64) };
    expect(forged && faultInProof(forged)).toBe('leaf does not lead to the root of its seal');
    expect((await verifyJournal(tx)).faults).toEqual([]);
  });
});
