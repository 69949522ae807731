import { expect, test } from 'vitest';
import { isRefusal } from '#kernel/refusal.ts';
import { sealedMinutes } from '#modules/deliberation/index.ts';
import { beginImport, carryOn, offerImport } from '#modules/imports/index.ts';
import { verifyRecords } from '#modules/journal/index.ts';
import { proposalFacts } from '#modules/overview/index.ts';
import { paperOf } from '#modules/papers/index.ts';
import { proposalById, withdrawProposal } from '#modules/proposals/index.ts';
import { wordHistory } from '#ui/word-history.ts';
import { type City, granted, withCity } from '../support/city.ts';
import { fundedProposal, submittedProposal } from '../support/funded.ts';
import { PAPER_SETTING } from '../support/paper-setting.ts';

const HEAD = 'nama;jenis;kecamatan;kelurahan;rw;jumlah rt;kode wilayah;id';

/** RW 01 gets another name, by whoever keeps its offices. */
async function rename({ pilar, tenant, actors, offices }: City, name: string): Promise<void> {
  const text = `${HEAD}\r\n${name};rw;;Pasir Impun;1;;;${offices.rw1.id}\r\n`;
  const file = { text, sheet: '', name: 'lembaga.csv', bytes: Buffer.from(text) };
  const { job } = granted(
    await offerImport(pilar, actors.lurah, { kind: 'institutions', about: null, file }),
  );
  granted(await beginImport(pilar, actors.lurah, { job }));
  expect(await carryOn(pilar, tenant, job)).toBe(true);
}

test('an institution that was renamed keeps its name of the day in what happened before, and is called by both', async () => {
  const city = await withCity();
  const { pilar, tenant } = city;
  const { proposal, forum } = await fundedProposal(city);
  const read = async () => {
    const facts = await pilar.read(tenant, (tx) => proposalFacts(tx, { tenant }, proposal));
    const minutes = await pilar.read(tenant, (tx) => sealedMinutes(tx, { tenant }, forum));
    const paper = await pilar.read(tenant, (tx) =>
      paperOf(tx, { tenant }, 'usulan', proposal, PAPER_SETTING),
    );
    if (isRefusal(facts) || isRefusal(minutes) || isRefusal(paper)) throw new Error('not there');
    return {
      now: facts.institution?.name,
      called: facts.calledThen,
      minutes: minutes.open.agreed.map((one) => one.proposer),
      renamed: minutes.renamed,
      history: wordHistory(facts.history, 'bandung').map((one) => one.who),
      paper: JSON.stringify(paper.body),
    };
  };
  const before = await read();
  expect(before).toMatchObject({ now: 'RW 01 Pasir Impun', called: undefined, renamed: [] });

  pilar.clock.set(new Date('2026-03-02T03:00:00Z'));
  await rename(city, 'RW 01 Bukit Indah');
  pilar.clock.set(new Date('2026-03-03T03:00:00Z'));
  await rename(city, 'RW 01 Bukit Asri');
  const after = await read();
  // The minutes are as they were sealed and say who is called otherwise now; the story has both names.
  expect(after).toMatchObject({
    now: 'RW 01 Bukit Asri',
    called: 'RW 01 Pasir Impun',
    minutes: before.minutes,
    renamed: [{ name: 'RW 01 Pasir Impun', now: 'RW 01 Bukit Asri' }],
    history: before.history,
  });
  expect(after.paper).toContain('RW 01 Pasir Impun');
  expect(after.paper).not.toContain('Bukit');

  // What happens from now on happens by the name of now.
  const { actors } = city;
  const later = await submittedProposal(city);
  granted(await withdrawProposal(pilar, actors.rw1, { proposal: later, reason: 'Digabung' }));
  const facts = await pilar.read(tenant, (tx) => proposalFacts(tx, actors.rw1, later));
  if (isRefusal(facts)) throw new Error(facts.refusal);
  expect(facts.calledThen).toBeUndefined();
  expect(wordHistory(facts.history, 'bandung').every((one) => one.who.includes('RW 01 Bukit Asri'))).toBe(
    true,
  );
  expect(await pilar.read(tenant, (tx) => proposalById(tx, later))).toMatchObject({ state: 'withdrawn' });
  expect((await pilar.read(tenant, verifyRecords)).faults).toEqual([]);
});
