import { expect, test } from 'vitest';
import { z } from 'zod';
import { faultsInLedger } from '#modules/funding/index.ts';
import { faultInProof, readProof, sealJournal } from '#modules/journal/index.ts';
import { apiOf, tokenOf } from '../../test/support/api.ts';
import { addCity, DRAINAGE, everybody, photo, VILLAGE, withCity } from '../../test/support/city.ts';

const Written = z.object({ id: z.string(), version: z.number() });
const Made = z.object({ id: z.string() });

test('the six steps of the chain, through the API alone', async () => {
  const city = await withCity();
  const send = apiOf(city);
  const { rw1, lurah, treasurer, camat, setda } = city.actors;
  const [rw, village, money, district, secretariat] = await Promise.all(
    [rw1, lurah, treasurer, camat, setda].map((actor) => tokenOf(city, actor)),
  );
  const base = '/api/v1/bandung';
  const program = city.program.slug;
  const organization = city.offices.rw1.id;

  // 1. Proposal: a stranger and another institution cannot start one; the same key twice starts one.
  const start = { program, organization, fields: DRAINAGE };
  expect(await send('POST', `${base}/proposals`, { json: start })).toMatchObject({
    status: 401,
    body: { code: 'access.sign-in' },
  });
  expect(await send('POST', `${base}/proposals`, { json: start, token: village })).toMatchObject({
    status: 403,
    body: { code: 'access.office', basis: { rule: 'PIPPK 2015' } },
  });
  const twice = { json: start, token: rw, headers: { 'idempotency-key': 'drainase-gang-sukanagara' } };
  const started = await send('POST', `${base}/proposals`, twice);
  expect(started.status).toBe(201);
  const proposal = Written.parse(started.body);
  expect(started.headers.get('location')).toBe(`${base}/proposals/${proposal.id}`);
  expect(started.headers.has('idempotent-replayed')).toBe(false);
  const again = await send('POST', `${base}/proposals`, twice);
  expect(again).toMatchObject({ status: 201, body: started.body });
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect(
    await send('POST', `${base}/proposals`, { ...twice, json: { program, organization } }),
  ).toMatchObject({ status: 409, body: { code: 'input.replayed-differently' } });

  // A draft is its institution's own; a forged role in the body is no field of it.
  const mine = `${base}/proposals/${proposal.id}`;
  expect((await send('GET', mine)).status).toBe(404);
  const draft = await send('GET', mine, { token: rw });
  expect(draft).toMatchObject({ status: 200, body: { state: 'draft', typed: { title: DRAINAGE.title } } });
  const etag = draft.headers.get('etag') ?? '';
  const forged = { ...DRAINAGE, office: 'chair' };
  expect(await send('PUT', mine, { token: village, json: forged })).toMatchObject({ status: 403 });
  expect(await send('PUT', mine, { token: rw, json: forged })).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'office' }] },
  });

  // Saved by somebody meanwhile: the older version is refused.
  const saved = await send('PUT', mine, { token: rw, json: DRAINAGE, headers: { 'if-match': etag } });
  expect(saved.status).toBe(200);
  expect(await send('PUT', mine, { token: rw, json: DRAINAGE, headers: { 'if-match': etag } })).toMatchObject(
    { status: 412, body: { code: 'input.stale' } },
  );
  expect(await send('PUT', mine, { token: rw, json: DRAINAGE, headers: { 'if-match': '3' } })).toMatchObject({
    status: 400,
    body: { code: 'request-precondition' },
  });

  const photos = `${mine}/photos`;
  const added = await send('POST', photos, { token: rw, form: { photos: await photo(), caption: 'Gang' } });
  expect(added.status).toBe(201);
  const spare = Made.parse(
    (await send('POST', photos, { token: rw, form: { photos: await photo('#111111') } })).body,
  );
  expect((await send('DELETE', `${photos}/${spare.id}`, { token: rw })).status).toBe(200);
  expect(
    await send('POST', photos, { token: rw, form: { photos: new TextEncoder().encode('<svg>') } }),
  ).toMatchObject({ status: 422, body: { code: 'file.type' } });

  const wrong = { fields: { ...DRAINAGE, title: '🎉', volume: '-1', people: 1.5 } };
  expect(await send('POST', `${mine}/submission`, { token: rw, json: wrong })).toMatchObject({
    status: 422,
    body: {
      errors: [
        { field: 'title', pointer: '#/title', code: 'input.no-letters' },
        { field: 'volume', code: 'quantity.unreadable' },
        { field: 'people', code: 'input.number' },
      ],
    },
  });
  const amounts = [
    [-1, 'money.negative'],
    [0.5, 'money.fractional'],
    [1.234, 'money.fractional'],
    [9_000_000_000_000_001, 'money.too-large'],
    [1e300, 'money.unreadable'],
  ] as const;
  for (const [unitPrice, code] of amounts) {
    const fields = { ...DRAINAGE, costLines: [{ item: 'Batu', quantity: 1, unit: 'm3', unitPrice }] };
    expect(await send('POST', `${mine}/submission`, { token: rw, json: { fields } })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'costLines.0.unitPrice', code }] },
    });
  }
  expect((await send('POST', `${mine}/submission`, { token: rw, json: {} })).status).toBe(200);
  expect(await send('GET', mine)).toMatchObject({
    status: 200,
    body: { state: 'submitted', requested: 52_500_000, volume: '96', typed: null },
  });

  // A second proposal, as large as the first, will find too little left under the ceiling.
  const second = Written.parse((await send('POST', `${base}/proposals`, { token: rw, json: start })).body);
  await send('POST', `${base}/proposals/${second.id}/photos`, { token: rw, form: { photos: await photo() } });
  await send('POST', `${base}/proposals/${second.id}/submission`, { token: rw, json: {} });
  const ranking = `${base}/programs/${program}/organizations/${organization}/ranking`;
  const order = [proposal.id, second.id];
  expect(await send('PUT', ranking, { token: rw, json: { order } })).toMatchObject({ body: { ranked: 2 } });

  // 2. Forum: nothing is decided before quorum, nothing above the ceiling.
  const forums = `${base}/forums`;
  const scheduled = await send('POST', forums, {
    token: village,
    json: { program, region: VILLAGE, place: 'Balai RW 02', startsAt: '2026-02-10T19:30:00+07:00' },
  });
  expect(scheduled.status).toBe(201);
  const forum = `${forums}/${Written.parse(scheduled.body).id}`;
  expect((await send('POST', `${forum}/opening`, { token: village })).status).toBe(200);
  const fund = { proposal: proposal.id, outcome: 'fund' };
  expect(await send('POST', `${forum}/decisions`, { token: village, json: fund })).toMatchObject({
    status: 409,
    body: { code: 'forum.no-quorum', basis: { rule: 'PIPPK 2015' } },
  });
  const people = everybody();
  expect(await send('POST', `${forum}/attendance`, { token: village, json: { people } })).toMatchObject({
    status: 201,
    body: { recorded: people.length },
  });
  expect(await send('GET', forum)).toMatchObject({ body: { quorum: { answer: 'met' }, people: null } });
  const names = z
    .object({ people: z.array(z.object({ id: z.string() })) })
    .parse((await send('GET', forum, { token: village })).body).people;
  expect(
    await send('POST', `${forum}/attendance/strikes`, {
      token: village,
      json: { attendance: [names[0]?.id] },
    }),
  ).toMatchObject({ status: 200, body: { struck: 1 } });
  await send('POST', `${forum}/attendance`, { token: village, json: { people } });

  expect(await send('POST', `${forum}/decisions`, { token: rw, json: fund })).toMatchObject({ status: 403 });
  const decided = { ...fund, amount: 'Rp 50.000.000', reason: 'Harga satuan disesuaikan' };
  expect(
    (await send('POST', `${forum}/decisions`, { token: village, json: { ...decided, amount: 40_000_000 } }))
      .status,
  ).toBe(201);
  expect(
    await send('POST', `${forum}/decisions/${proposal.id}/revocation`, { token: village, json: {} }),
  ).toMatchObject({ status: 200 });
  expect((await send('POST', `${forum}/decisions`, { token: village, json: decided })).status).toBe(201);
  expect(
    await send('POST', `${forum}/decisions`, {
      token: village,
      json: { proposal: second.id, outcome: 'fund' },
      headers: { 'accept-language': 'en-GB, id;q=0.5' },
    }),
  ).toMatchObject({
    status: 409,
    body: {
      code: 'ceiling.exceeded',
      params: { amount: 52_500_000, remaining: 50_000_000 },
      errors: [{ field: 'amount' }],
    },
  });
  expect(await send('POST', `${forum}/seal`, { token: village })).toMatchObject({
    status: 409,
    body: { code: 'forum.undecided' },
  });
  await send('POST', `${forum}/decisions`, {
    token: village,
    json: { proposal: second.id, outcome: 'reserve', reason: 'Pagu tahun ini habis' },
  });
  expect((await send('GET', `${forum}/minutes`)).status).toBe(404);
  expect((await send('POST', `${forum}/seal`, { token: village })).status).toBe(200);
  const minutes = await send('GET', `${forum}/minutes`);
  expect(minutes).toMatchObject({ status: 200, body: { total: '50000000' } });
  expect(minutes.body).not.toHaveProperty('attendance');

  // 3. Money: recorded by one officer, approved by another.
  const plan = {
    proposal: proposal.id,
    startsOn: '2026-02-10',
    endsOn: '2026-03-15',
    executor: 'Pokmas RW 01',
    responsible: 'Ketua Pokmas',
  };
  const planned = await send('POST', `${base}/activities`, { token: rw, json: plan });
  expect(planned.status).toBe(201);
  const activity = `${base}/activities/${Written.parse(planned.body).id}`;
  const payment = {
    provider: 'Toko Bangunan Jaya',
    purpose: 'U-ditch dan bahan',
    receiptNumber: 'KW-001',
    paidOn: '2026-02-10',
  };
  expect(
    await send('POST', `${mine}/disbursements`, { token: money, json: { ...payment, amount: 50_000_001 } }),
  ).toMatchObject({ status: 409, body: { code: 'disbursement.exceeds-commitment' } });
  const recorded = await send('POST', `${mine}/disbursements`, {
    token: money,
    form: { ...payment, amount: '50.000.000', receipt: await photo() },
  });
  expect(recorded.status).toBe(201);
  const paid = Made.parse(recorded.body).id;
  const review = `${base}/vouchers/${paid}/review`;
  expect(await send('POST', review, { token: money, json: { outcome: 'approve' } })).toMatchObject({
    status: 403,
  });
  expect((await send('POST', review, { token: village, json: { outcome: 'approve' } })).status).toBe(200);
  expect(await send('GET', `${mine}/money`)).toMatchObject({
    body: { commitment: 0, advance: 50_000_000, disbursements: [{ state: 'approved', receipt: null }] },
  });
  expect(await send('GET', `${mine}/money`, { token: money })).toMatchObject({
    body: { disbursements: [{ receipt: { number: 'KW-001' } }] },
  });

  // 4. Activity: start, progress with photos, spending, contributions, participants, handover.
  const day = '2026-02-10';
  expect((await send('POST', `${activity}/start`, { token: rw, json: { startedOn: day } })).status).toBe(200);
  expect(
    await send('POST', `${activity}/progress`, { token: rw, form: { percent: '0', happenedOn: day } }),
  ).toMatchObject({ status: 409, body: { code: 'activity.evidence' } });
  for (const percent of ['0', '50', '100']) {
    const photos = [await photo(), await photo('#886644')];
    const step = { percent, happenedOn: day, photos };
    expect((await send('POST', `${activity}/progress`, { token: rw, form: step })).status).toBe(201);
  }
  const expense = { costPosition: 1, description: 'U-ditch', paidOn: day, receiptNumber: 'KW-001' };
  const expenses = `${activity}/expenses`;
  expect(await send('POST', expenses, { token: rw, json: { ...expense, amount: 27_360_000 } })).toMatchObject(
    {
      status: 409,
      body: { code: 'activity.typed-payment' },
    },
  );
  const part = { costPosition: 1, payment: paid };
  const spent = await send('POST', expenses, { token: rw, json: { ...part, amount: 27_360_000 } });
  expect(spent.status).toBe(201);
  const mistaken = Made.parse(
    (await send('POST', expenses, { token: rw, json: { ...part, amount: 1 } })).body,
  );
  expect((await send('DELETE', `${expenses}/${mistaken.id}`, { token: rw })).status).toBe(200);
  expect((await send('DELETE', `${expenses}/${mistaken.id}`, { token: rw })).status).toBe(404);
  const gift = { form: 'labour', description: 'Kerja bakti', value: 5_400_000 };
  expect((await send('POST', `${activity}/contributions`, { token: rw, json: gift })).status).toBe(201);
  const meeting = { occasion: 'Kerja bakti', happenedOn: day, people: 40, women: 15, poorHouseholds: 8 };
  expect((await send('POST', `${activity}/participation`, { token: rw, json: meeting })).status).toBe(201);
  const handover = { handedOverOn: day, handedOverTo: 'Kelurahan' };
  expect(await send('POST', `${activity}/handover`, { token: rw, json: handover })).toMatchObject({
    status: 422,
    body: { code: 'activity.no-minutes' },
  });
  const signed = { ...handover, minutes: await photo('#eeeedd') };
  expect((await send('POST', `${activity}/handover`, { token: rw, form: signed })).status).toBe(200);
  expect(await send('GET', activity)).toMatchObject({
    body: { state: 'handed-over', progress: 100, persons: null, expenses: null },
  });

  // 5. Report: written, handed in, up the ladder rung by rung.
  const content = { narrative: 'Drainase selesai.', result: 'Gang tidak tergenang.' };
  const { owed } = z
    .object({ owed: z.tuple([z.object({ obligation: z.string(), kind: z.literal('lpj') })]) })
    .parse((await send('GET', activity)).body);
  const owing = `${base}/obligations/${owed[0].obligation}/filing`;
  expect((await send('PUT', owing, { token: rw, json: { content } })).status).toBe(200);
  const handedIn = await send('POST', `${owing}/submission`, { token: rw, json: { content } });
  expect(handedIn.status).toBe(200);
  const report = `${base}/filings/${Written.parse(handedIn.body).id}`;
  expect(await send('GET', `${base}/desk`, { token: village })).toMatchObject({
    body: { items: expect.arrayContaining([expect.objectContaining({ kind: 'filing.review' })]) },
  });
  expect(
    (await send('POST', `${report}/answers`, { token: district, json: { outcome: 'accept' } })).status,
  ).toBe(403);
  expect(await send('GET', report)).toMatchObject({ body: { state: 'submitted', content: null } });
  for (const token of [village, district, secretariat]) {
    const accepted = await send('POST', `${report}/answers`, { token, json: { outcome: 'accept' } });
    expect(accepted.status).toBe(201);
  }
  expect(await send('GET', report)).toMatchObject({ body: { state: 'accepted', content } });

  // The whole chain from the idea, each step with its page; funded this year, it goes on in none yet.
  const trail = z
    .object({ steps: z.array(z.object({ part: z.string(), kind: z.string(), page: z.string() })) })
    .parse((await send('GET', `${mine}/trail`)).body);
  expect(trail.steps.map((one) => [one.part, one.kind])).toEqual([
    ['decision', 'forum'],
    ['payment', 'voucher'],
    ['activity', 'activity'],
    ['filing', 'filing'],
  ]);
  expect(trail.steps[2]?.page).toBe(activity.replace('/api/v1/bandung/activities', '/bandung/kegiatan'));
  expect(await send('POST', `${mine}/again`, { token: rw, json: {} })).toMatchObject({
    status: 409,
    body: { code: 'proposal.no-next' },
  });

  // 6. Public: figures, ceilings, lists, the sealed journal with proofs; without signing in.
  expect(await send('GET', `${base}/programs/${program}/figures`)).toMatchObject({
    body: { items: [{ key: '32.73.30', funded: 1, reported: 1, settled: 27_360_000 }] },
  });
  expect(await send('GET', `${base}/programs/${program}/purses?area=${VILLAGE}.001`)).toMatchObject({
    // What was paid and not spent (22,640,000) counts again once its refund is recorded.
    body: { items: [{ organization, amount: 100_000_000, remaining: 50_000_000 }], next: null },
  });
  await sealJournal(city.pilar, city.tenant);
  const seal = await send('GET', `${base}/journal/seal`);
  expect(seal.status).toBe(200);
  const entries = z
    .object({ items: z.array(z.object({ id: z.string() })), next: z.string() })
    .parse((await send('GET', `${base}/journal/entries?limit=3`)).body);
  const proof = await send('GET', `${base}/journal/entries/${entries.items[0]?.id}/proof`);
  const read = readProof(JSON.stringify(proof.body));
  expect(read.ok && faultInProof(read.proof)).toBeUndefined();
  expect((await send('GET', entries.next)).status).toBe(200);
  for (const list of ['proposals', 'forums', 'activities', 'filings']) {
    const listed = await send('GET', `${base}/${list}?program=${program}`);
    expect(listed.status).toBe(200);
    expect(JSON.stringify(listed.body)).not.toMatch(/Ketua Pokmas|Ketua RW|Tokoh/);
  }
  expect(await city.pilar.read(city.tenant, faultsInLedger)).toEqual([]);

  // Another city: its token opens nothing here, and what is here is not there.
  const other = await addCity(city.pilar, { slug: 'prabumulih' });
  const foreign = await tokenOf(city, { ...other.actors.lurah });
  expect((await send('GET', mine, { token: foreign })).status).toBe(401);
  for (const address of [mine, forum, activity, report]) {
    const there = address.replace('/bandung/', '/prabumulih/');
    expect((await send('GET', there, { token: foreign })).status, there).toBe(404);
  }
  expect(
    await send('POST', `${forum.replace('/bandung/', '/prabumulih/')}/opening`, { token: foreign }),
  ).toMatchObject({ status: 404, body: { code: 'access.not-found' } });
});
