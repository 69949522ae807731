import { createHash } from 'node:crypto';
import { existsSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { newId } from '#kernel/id.ts';
import type { SentFile } from '#kernel/sent-file.ts';
import { recordExpense, recordProgress } from '#modules/activities/index.ts';
import { recordDisbursement } from '#modules/funding/index.ts';
import { historyOf } from '#modules/journal/index.ts';
import {
  addProposalPhoto,
  removeProposalPhoto,
  startProposal,
  submitProposal,
} from '#modules/proposals/index.ts';
import { addCity, type City, granted, photo, withCity } from '../../../test/support/city.ts';
import { DRAINAGE } from '../../../test/support/drainage.ts';
import { exifBlock, jpegWith } from '../../../test/support/exif.ts';
import { documentsOf } from './document.store.ts';
import { sweepFiles } from './sweep.service.ts';

/** What would be refused as soon as anybody looked into it. */
const NO_PICTURE = Buffer.from('ini bukan gambar');

async function draft({ pilar, actors, offices, program }: City) {
  const { id } = granted(
    await startProposal(pilar, actors.rw1, {
      program: program.slug,
      organization: offices.rw1.id,
      fields: DRAINAGE,
    }),
  );
  return id;
}

const folderOf = (city: City) => join(city.pilar.settings.dataFolder, 'files');

/** Whether the bytes of a kept file lie in their place. */
const isKept = (city: City, sha256: string) => existsSync(join(folderOf(city), sha256.slice(0, 2), sha256));

type Try = (city: City, who: Actor, file: SentFile) => Promise<{ ok: boolean }>;

const USE_CASES: readonly [string, Try][] = [
  [
    'a photo of a proposal',
    (city, who, file) => addProposalPhoto(city.pilar, who, { proposal: newId(), file, caption: '' }),
  ],
  [
    'progress',
    ({ pilar }, who, file) =>
      recordProgress(pilar, who, {
        activity: newId(),
        percent: 50,
        note: '',
        happenedOn: '2026-02-10',
        photos: Array(10).fill(file),
      }),
  ],
  [
    'an expense',
    ({ pilar }, who, receipt) =>
      recordExpense(pilar, who, {
        ...PAID,
        activity: newId(),
        costPosition: 1,
        description: 'Semen',
        receipt,
      }),
  ],
  [
    'a payment',
    ({ pilar }, who, receipt) =>
      recordDisbursement(pilar, who, {
        ...PAID,
        proposal: newId(),
        provider: 'Toko',
        purpose: 'Bahan',
        receipt,
      }),
  ],
];

const PAID = { amount: '1000', paidOn: '2026-02-10', receiptNumber: 'KW-1' };

test.each(USE_CASES)('%s for nothing that exists is refused before a byte is looked at', async (_, send) => {
  const city = await withCity();
  for (const who of [city.actors.resident, city.actors.rw1]) {
    expect(await send(city, who, NO_PICTURE)).toMatchObject({
      ok: false,
      refusal: { refusal: 'access.not-found' },
    });
  }
  expect(existsSync(folderOf(city))).toBe(false);
});

test('whoever may not add a photo, or no more of them, is told so before it is read', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const proposal = await draft(city);
  const send = (who: Actor, file: SentFile) => addProposalPhoto(pilar, who, { proposal, file, caption: '' });
  expect(await send(actors.resident, NO_PICTURE)).toMatchObject({ refusal: { refusal: 'access.office' } });
  expect(await send(actors.rw2, NO_PICTURE)).toMatchObject({ refusal: { refusal: 'access.office' } });
  expect(await send(actors.rw1, NO_PICTURE)).toMatchObject({ refusal: { refusal: 'file.type' } });
  for (let i = 0; i < 10; i += 1) granted(await send(actors.rw1, await photo(`#44${i}${i}${i}${i}`)));
  expect(await send(actors.rw1, NO_PICTURE)).toMatchObject({ refusal: { refusal: 'file.too-many' } });
  granted(await submitProposal(pilar, actors.rw1, { proposal }));
  expect(await send(actors.rw1, NO_PICTURE)).toMatchObject({ refusal: { refusal: 'proposal.state' } });
});

test('a photo sent twice with one key is kept once, and answered the second time without reading it', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const proposal = await draft(city);
  const keyed = { ...actors.rw1, request: { key: 'kirim-foto-1', fingerprint: 'sama' } };
  const first = await addProposalPhoto(pilar, keyed, { proposal, file: await photo(), caption: '' });
  const again = await addProposalPhoto(pilar, keyed, { proposal, file: NO_PICTURE, caption: '' });
  expect(again).toEqual({ ...first, replayed: true });
  const other = { ...keyed, request: { key: 'kirim-foto-1', fingerprint: 'lain' } };
  expect(
    await addProposalPhoto(pilar, other, { proposal, file: await photo('#aa0000'), caption: '' }),
  ).toMatchObject({
    refusal: { refusal: 'input.replayed-differently' },
  });
  expect(await pilar.read(city.tenant, (tx) => documentsOf(tx, proposal))).toHaveLength(1);
});

test('what was sent can be proved by its hash, in the row and in the journal', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const proposal = await draft(city);
  const file = await photo();
  const original = createHash('sha256').update(file).digest('hex');
  expect(granted(await addProposalPhoto(pilar, actors.rw1, { proposal, file, caption: '' })).looks).toBe(
    'plain',
  );
  await pilar.read(city.tenant, async (tx) => {
    const [document] = await documentsOf(tx, proposal);
    expect(document).toMatchObject({ original });
    expect(document?.sha256).not.toBe(original);
    const added = (await historyOf(tx, proposal)).find((entry) => entry.action === 'proposal.photo-added');
    expect(added?.summary).toMatchObject({ sha256: document?.sha256, original });
  });
});

test.each([
  [
    '5/0 minutes',
    exifBlock({
      latitude: [
        [6, 1],
        [5, 0],
      ],
      longitude: [[107, 1]],
    }),
    [],
  ],
  ['no number of degrees', exifBlock({ latitude: [[0, 0]], longitude: [[0, 0]] }), []],
  ['four billion degrees', exifBlock({ latitude: [[4_294_967_295, 1]], longitude: [[107, 1]] }), []],
  ['nothing but claims', Buffer.alloc(60_000, 0xff), []],
  [
    'a place',
    exifBlock({
      latitude: [
        [6, 1],
        [54, 1],
      ],
      longitude: [
        [107, 1],
        [36, 1],
      ],
      south: true,
    }),
    [{ latitude: '-6.900000', longitude: '107.600000' }],
  ],
])('a photo whose camera says %s is kept, with a position only where there is one', async (_, exif, kept) => {
  const city = await withCity();
  const { pilar, actors } = city;
  const proposal = await draft(city);
  granted(
    await addProposalPhoto(pilar, actors.rw1, { proposal, file: jpegWith(exif, await photo()), caption: '' }),
  );
  const found = await pilar.read(city.tenant, (tx) =>
    sql`select latitude::text, longitude::text from document_position where tenant_id = ${tx.tenant}`.execute(
      tx.sql,
    ),
  );
  expect(found.rows).toEqual(kept);
});

test('files nobody refers to are swept, of all cities, and those in use or new stay', async () => {
  const city = await withCity();
  const other = { pilar: city.pilar, ...(await addCity(city.pilar, { slug: 'cimahi' })) };
  const [mine, theirs] = [await draft(city), await draft(other)];
  const add = async (of: City, proposal: string, color: string) => {
    const { document } = granted(
      await addProposalPhoto(of.pilar, of.actors.rw1, { proposal, file: await photo(color), caption: '' }),
    );
    const documents = await of.pilar.read(of.tenant, (tx) => documentsOf(tx, proposal));
    return { id: document, sha256: documents.find((one) => one.id === document)?.sha256 ?? '' };
  };
  const inUse = await add(other, theirs, '#113355');
  const removed = await add(city, mine, '#446688');
  const shared = await add(city, mine, '#113355');
  const fresh = await add(city, mine, '#99aabb');
  for (const one of [removed, shared, fresh]) {
    granted(await removeProposalPhoto(city.pilar, city.actors.rw1, { proposal: mine, document: one.id }));
  }
  const stray = await city.pilar.files.put(Buffer.from('kepingan'));
  const old = new Date(Date.now() - 3 * 86_400_000);
  for (const one of readdirSync(folderOf(city), { recursive: true, withFileTypes: true })) {
    if (one.isFile() && one.name !== fresh.sha256) utimesSync(join(one.parentPath, one.name), old, old);
  }
  const counts = await sweepFiles(city.pilar);
  expect(counts).toMatchObject({ back: 0, removed: 0 });
  // The stray one, and the removed photo with its small picture; the small picture of the fresh one is old here.
  expect(counts.aside).toBe(4);
  expect(shared.sha256).toBe(inUse.sha256);
  const kept = Object.entries({ inUse: inUse.sha256, removed: removed.sha256, fresh: fresh.sha256, stray });
  expect(kept.filter(([, sha256]) => isKept(city, sha256)).map(([name]) => name)).toEqual(['inUse', 'fresh']);
  expect(await city.pilar.files.get(stray)).toHaveLength(8);
});

test('a change in progress keeps its file while another server sweeps', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const proposal = await draft(city);
  const file = await photo();
  granted(await addProposalPhoto(pilar, actors.rw1, { proposal, file, caption: '' }));
  const [document] = await pilar.read(city.tenant, (tx) => documentsOf(tx, proposal));
  granted(await removeProposalPhoto(pilar, actors.rw1, { proposal, document: document?.id ?? '' }));
  const sha256 = document?.sha256 ?? '';
  const old = new Date(Date.now() - 3 * 86_400_000);
  utimesSync(join(folderOf(city), sha256.slice(0, 2), sha256), old, old);
  const [added] = await Promise.all([
    addProposalPhoto(pilar, actors.rw1, { proposal, file, caption: '' }),
    sweepFiles(pilar),
    sweepFiles(pilar),
  ]);
  granted(added);
  await sweepFiles(pilar);
  expect(isKept(city, sha256)).toBe(true);
});
