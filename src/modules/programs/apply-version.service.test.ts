import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { stewardOf } from '#modules/actors/index.ts';
import { decideProposal, sealForum } from '#modules/deliberation/index.ts';
import { historyOf } from '#modules/journal/index.ts';
import { proposalOverview } from '#modules/overview/index.ts';
import { proposalById, startProposal, submitProposal } from '#modules/proposals/index.ts';
import { DRAINAGE, granted, VILLAGE, withCity } from '../../../test/support/city.ts';
import { forumWithQuorum, submittedProposal } from '../../../test/support/funded.ts';
import { type ApplyVersion, applyVersion, pinsOf, programById, publishModel } from './index.ts';

const SOURCE = readFileSync('models/pippk/2015.yaml', 'utf8');

/** PIPPK with another text in place of one that stands in it, as another version. */
function version(named: string, from: string, to: string): string {
  const edited = SOURCE.replace('version: "2015"', `version: "${named}"`).replace(from, to);
  if (edited.length === SOURCE.length && edited === SOURCE) throw new Error('nothing was changed');
  return edited;
}

test('what was sent keeps the rules of its day; what is sent from the day on which another version holds goes by that', async () => {
  const city = await withCity();
  const { pilar, tenant, program, actors, offices } = city;
  const change = <T>(work: Parameters<typeof pilar.change<T>>[2]) =>
    pilar.change(actors.setda, 'offices:write', work);
  const publish = (source: string) =>
    change((tx, actor) => publishModel(tx, stewardOf(actor), { source, region: '32.73' }));
  const apply = (input: Partial<ApplyVersion>) =>
    change(async (tx, actor) => {
      const wanted = { version: '2026', from: '2026-02-16', reason: 'Perwal baru', ...input };
      return applyVersion(tx, stewardOf(actor), await programById(tx, program.id), wanted, 'Asia/Jakarta');
    });
  const drafted = async (who: Actor, organization: string) => {
    const started = granted(
      await startProposal(pilar, who, {
        program: program.slug,
        organization,
        fields: { ...DRAINAGE, place: `${VILLAGE}.002` },
      }),
    );
    return started.id;
  };
  const submit = async (who: Actor, proposal: string) => {
    const found = await pilar.read(tenant, (tx) => proposalById(tx, proposal));
    if (!found) throw new Error('no proposal');
    return submitProposal(pilar, who, { proposal, version: found.version });
  };

  const sent = await submittedProposal(city);
  const draft = await drafted(actors.rw2, offices.rw2.id);

  granted(await publish(version('2026', '{ check: photos, atLeast: 1,', '{ check: photos, atLeast: 3,')));
  granted(await publish(version('2027', '{ id: rw-infrastruktur,', '{ id: rw-prasarana,')));
  granted(await publish(SOURCE));
  expect(await publish(version('2026', 'atLeast: 1,', 'atLeast: 2,'))).toMatchObject({
    refusal: { refusal: 'model.published' },
  });

  expect(await apply({ version: '2030' })).toMatchObject({
    refusal: { refusal: 'model.unknown', field: 'version' },
  });
  expect(await apply({ version: '2015' })).toMatchObject({ refusal: { refusal: 'model.same' } });
  expect(await apply({ version: '2027' })).toMatchObject({
    refusal: { refusal: 'model.kept', params: { path: 'catalogue.entries.rw-infrastruktur' } },
  });
  for (const from of ['2026-02-10', '2027-01-01']) {
    expect(await apply({ from })).toMatchObject({
      refusal: { refusal: 'model.from', params: { after: '2026-02-10', until: '2026-12-31' } },
    });
  }
  expect(await apply({ reason: '' })).toMatchObject({
    refusal: { issues: [{ refusal: 'input.required', field: 'reason' }] },
  });
  expect(granted(await apply({}))).toEqual({ from: '2026-02-16', before: '2015', version: '2026' });
  expect(await apply({ version: '2015' })).toMatchObject({ refusal: { params: { after: '2026-02-16' } } });

  pilar.clock.set(new Date('2026-02-15T16:59:59Z'));
  const since = async (moment?: Date) =>
    (await pilar.read(tenant, (tx) => programById(tx, program.id, moment))).model.version;
  expect(await since()).toBe('2015');
  pilar.clock.set(new Date('2026-02-15T17:00:00Z'));
  expect([await since(), await since(new Date('2026-02-10T03:00:00Z'))]).toEqual(['2026', '2015']);
  expect(await submit(actors.rw2, draft)).toMatchObject({
    refusal: {
      issues: [{ refusal: 'proposal.photos', params: { wanted: 3 }, basis: { rule: 'PIPPK 2026' } }],
    },
  });

  // A forum of the new version decides on what was sent under the old one.
  const forum = await forumWithQuorum(city);
  const decided = { forum, proposal: sent, outcome: 'fund', reason: '' };
  granted(await decideProposal(pilar, actors.lurah, decided));
  granted(await sealForum(pilar, actors.lurah, { forum }));
  const facts = await pilar.read(tenant, (tx) => proposalOverview(tx, actors.rw1, sent));
  expect(facts).toMatchObject({ program: { model: { version: '2015' } } });

  expect(await pilar.read(tenant, (tx) => pinsOf(tx, program.id))).toMatchObject([
    { before: '2015', version: '2026', reach: 'opens', reason: 'Perwal baru' },
  ]);
  const history = await pilar.read(tenant, (tx) => historyOf(tx, program.id));
  expect(history.find((one) => one.action === 'program.version-applied')?.summary).toMatchObject({
    model: 'pippk 2026',
    modelWas: 'pippk 2015',
    from: '2026-02-16',
  });
});
