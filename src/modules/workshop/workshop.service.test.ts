import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { operatorOf } from '#modules/actors/index.ts';
import { scheduleForum } from '#modules/deliberation/index.ts';
import { historyOf } from '#modules/journal/index.ts';
import { programById } from '#modules/programs/index.ts';
import { granted, VILLAGE, withCity } from '../../../test/support/city.ts';
import { submittedProposal } from '../../../test/support/funded.ts';
import {
  applyModel,
  copyModel,
  draftFor,
  importModel,
  layDraftAside,
  previewModel,
  publishDraft,
  saveDraft,
  workshopOf,
} from './index.ts';

const WAITING = { who: 'member' } as const;
const PIPPK = { name: 'pippk', version: '2015' };

test('whoever steers a programme copies its model, changes it, sees whom that touches, publishes it and lets it hold from a day', async () => {
  const city = await withCity();
  const { pilar, tenant, actors, program } = city;
  const { setda } = actors;
  await submittedProposal(city);
  granted(
    await scheduleForum(pilar, actors.lurah, {
      program: program.slug,
      region: VILLAGE,
      place: 'Balai RW 02',
      startsAt: new Date('2026-02-20T02:00:00Z'),
    }),
  );
  const copy = (who: Actor, name = 'pippk', version = '2026') =>
    copyModel(pilar, who, { from: PIPPK, name, version });
  const open = async (id: string) => {
    const draft = await pilar.read(tenant, (tx) => draftFor(pilar, tx, setda, id));
    if (isRefusal(draft)) throw new Error(draft.refusal);
    return draft;
  };

  // Nobody else writes on the rules of a city, or reads what is being written.
  for (const who of [actors.lurah, actors.rw1, actors.resident]) {
    expect(await copy(who)).toMatchObject({ refusal: { refusal: 'access.office' } });
    expect(await pilar.read(tenant, (tx) => workshopOf(pilar, tx, who))).toMatchObject({
      refusal: 'access.office',
    });
  }
  expect(
    await copyModel(pilar, setda, { from: { ...PIPPK, version: '2014' }, name: 'a', version: '2026' }),
  ).toMatchObject({
    refusal: { refusal: 'model.unknown' },
  });
  expect(await copy(setda, 'PIPPK kami')).toMatchObject({ refusal: { field: 'name' } });

  const { id } = granted(await copy(setda));
  const first = await open(id);
  expect(first).toMatchObject({
    name: 'pippk',
    modelVersion: '2026',
    origin: PIPPK,
    state: 'open',
    version: 1,
  });
  expect(first.source).toContain('# ');
  const adopted = await open(granted(await copy(setda, 'pippk-kami')).id);
  expect(adopted.source).toContain('adopted:');

  // A mistake is kept and told by its line; an older version of the draft is not written over.
  const broken = first.source.replace('at: village', 'at: dusun');
  const line = broken.split('\n').findIndex((text) => text.includes('at: dusun')) + 1;
  const save = (source: string, version: number) =>
    saveDraft(pilar, setda, { draft: id, source, version }, WAITING);
  expect(granted(await save(broken, 1)).problems).toMatchObject([{ line }]);
  expect((await open(id)).name).toBe('pippk');
  expect(await publishDraft(pilar, setda, { draft: id, version: 2 })).toMatchObject({
    refusal: { refusal: 'model.invalid', params: { line } },
  });
  expect(await save(first.source, 1)).toMatchObject({ refusal: { refusal: 'input.stale' } });
  expect(await save('', 2)).toMatchObject({ refusal: { refusal: 'input.required', field: 'source' } });
  expect(await save('x'.repeat(1024 * 1024 + 1), 2)).toMatchObject({
    refusal: { refusal: 'input.too-long' },
  });

  const better = first.source
    .replace('{ check: photos, atLeast: 1,', '{ check: photos, atLeast: 3,')
    .replace('{ id: rw-infrastruktur,', '{ id: rw-prasarana,');
  expect(granted(await save(better, 2)).problems).toEqual([]);
  const preview = (source: string) => previewModel(pilar, setda, { source, program: program.slug }, WAITING);
  const seen = granted(await preview(better));
  expect(seen).toMatchObject({ against: { version: '2015' }, version: '2026' });
  expect(
    seen.reads &&
      seen.changes.map(({ path, weight, touched, unkept }) => [
        path.join('.'),
        weight,
        touched.proposals,
        unkept,
      ]),
  ).toEqual([
    ['catalogue.entries.rw-infrastruktur', 'breaking', 1, true],
    ['proposals.usulan.checks.photos.atLeast', 'tightening', 1, false],
    ['catalogue.entries.rw-prasarana', 'compatible', 0, false],
  ]);
  expect(granted(await preview(broken))).toMatchObject({ reads: false, problems: [{ line }] });

  const good = better.replace('{ id: rw-prasarana,', '{ id: rw-infrastruktur,');
  granted(await save(good, 3));
  expect(granted(await publishDraft(pilar, setda, { draft: id, version: 4 }))).toEqual({
    name: 'pippk',
    version: '2026',
  });
  expect(await save(good, 5)).toMatchObject({ refusal: { refusal: 'model.draft-closed' } });
  const apply = (who: Actor, on = program.slug) =>
    applyModel(pilar, who, { program: on, version: '2026', from: '2026-03-02', reason: 'Perwal baru' });
  expect(await apply(actors.lurah)).toMatchObject({ refusal: { refusal: 'access.office' } });
  expect(await apply(setda, 'lain')).toMatchObject({ refusal: { field: 'program' } });
  granted(await apply(setda));
  pilar.clock.set(new Date('2026-03-02T03:00:00Z'));
  expect((await pilar.read(tenant, (tx) => programById(tx, program.id))).model.version).toBe('2026');

  // The operator takes in a text from elsewhere; what is laid aside is written on no more.
  const operator = operatorOf(tenant);
  const source = readFileSync('test/models/kampung-hijau.yaml', 'utf8');
  const foreign = granted(await importModel(pilar, operator, { source }, WAITING)).id;
  granted(await layDraftAside(pilar, setda, { draft: foreign }));
  granted(await layDraftAside(pilar, setda, { draft: adopted.id }));
  const left = await pilar.read(tenant, (tx) => workshopOf(pilar, tx, setda));
  if (isRefusal(left)) throw new Error(left.refusal);
  expect(left.drafts).toEqual([]);
  expect(left.published.map((one) => `${one.name} ${one.version}`)).toEqual(['pippk 2026', 'pippk 2015']);

  const told = await pilar.read(tenant, (tx) => historyOf(tx, id));
  expect(told.map((one) => one.action)).toEqual(
    expect.arrayContaining(['model.draft-started', 'model.draft-saved']),
  );
});
