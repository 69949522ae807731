import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { apiOf, tokenOf } from '../../test/support/api.ts';
import { withCity } from '../../test/support/city.ts';

const Draft = z.looseObject({ id: z.string(), source: z.string(), version: z.number() });

test('a model is copied, written with mistakes, mended, tried on its cases, published, applied and one rule of it compelled', async () => {
  const city = await withCity();
  const send = apiOf(city);
  const token = await tokenOf(city, city.actors.setda);
  const lurah = await tokenOf(city, city.actors.lurah);
  const base = '/api/v1/bandung';
  const at = (version: number) => ({ token, headers: { 'if-match': `"${version}"` } });
  const copy = { from: { name: 'pippk', version: '2015' }, name: 'pippk', version: '2026' };
  const compelled = `${base}/programs/${city.program.slug}/compelled-rules`;

  expect(await send('GET', `${base}/models`, { token: lurah })).toMatchObject({
    status: 403,
    body: { code: 'access.office' },
  });
  expect(await send('POST', `${base}/model-drafts`, { json: copy })).toMatchObject({ status: 401 });
  const made = await send('POST', `${base}/model-drafts`, { token, json: copy });
  expect(made.status).toBe(201);
  const draft = `${base}${(made.headers.get('location') ?? '').replace('/api/v1/bandung', '')}`;
  const text = async () => Draft.parse((await send('GET', draft, { token })).body);
  const first = await text();
  expect(first).toMatchObject({
    name: 'pippk',
    modelVersion: '2026',
    origin: copy.from,
    version: 1,
    cases: '',
  });

  // Kept with its mistake, which is told by its line; never over what somebody else wrote meanwhile.
  const put = (version: number, source: string) =>
    send('PUT', `${draft}/text`, { ...at(version), json: { source } });
  const line = first.source.split('\n').findIndex((one) => one.includes('workingDays: 10')) + 1;
  expect(await put(1, first.source.replace('workingDays: 10', 'workingDays: sepuluh'))).toMatchObject({
    status: 200,
    body: { problems: [{ line, path: 'filings[0].due.within.workingDays' }] },
  });
  expect(await put(1, first.source)).toMatchObject({ status: 412, body: { code: 'input.stale' } });
  expect((await send('POST', `${draft}/publish`, at(2))).body).toMatchObject({ code: 'model.invalid' });
  expect((await send('GET', `${draft}/trial`, { token })).body).toMatchObject({ reads: false });
  const mended = first.source
    .replace('workingDays: 10', 'workingDays: 7')
    .replace('{ check: photos, atLeast: 1,', '{ check: photos, atLeast: 2,');
  expect((await put(2, mended)).body).toEqual({ problems: [] });
  expect((await send('GET', `${draft}/preview`, { token })).body).toMatchObject({
    reads: true,
    against: { program: city.program.slug, version: '2015' },
    changes: [
      { path: 'proposals.usulan.checks.photos.atLeast', weight: 'tightening', unkept: false },
      { path: 'filings.lpj.due.within.workingDays', weight: 'tightening' },
    ],
  });
  expect((await send('GET', `${draft}/origin`, { token })).body).toMatchObject({
    origin: { was: copy.from, is: copy.from },
    mine: [{}, {}],
    theirs: [],
    both: [],
  });

  const cases = readFileSync('models/pippk/2015.cases.yaml', 'utf8').replace('pippk 2015', 'pippk 2026');
  expect(await send('PUT', `${draft}/cases`, { ...at(3), json: { cases } })).toMatchObject({ status: 200 });
  const Trial = z.looseObject({ outcomes: z.array(z.looseObject({ of: z.string(), agrees: z.boolean() })) });
  const trial = Trial.parse((await send('GET', `${draft}/trial`, { token })).body);
  expect([...new Set(trial.outcomes.filter((one) => !one.agrees).map((one) => one.of))]).toEqual([
    'proposals.usulan.photos',
    'filings.lpj.due',
  ]);

  expect((await send('POST', `${draft}/publish`, at(4))).body).toEqual({ name: 'pippk', version: '2026' });
  const versions = `${base}/programs/${city.program.slug}/versions`;
  const apply = { version: '2026', from: '2026-03-02', reason: 'Perwal baru' };
  expect((await send('POST', versions, { token: lurah, json: apply })).status).toBe(403);
  expect((await send('POST', versions, { token, json: apply })).body).toEqual({
    from: '2026-03-02',
    before: '2015',
    version: '2026',
  });
  // What still goes by the old version gets the one rule, the rest of the new one not.
  const rule = 'filings.lpj.due.within.workingDays';
  const seen = await send('GET', `${compelled}?${new URLSearchParams({ version: '2026', rule })}`, { token });
  expect(seen.body).toMatchObject({
    versions: [{ before: '2015', version: '2015.1', changes: [{ path: rule, weight: 'tightening' }] }],
    touched: { filings: 0 },
    things: [],
  });
  const law = { version: '2026', rule, from: '2026-03-03', basis: 'kebijakan-kota', reason: 'Putusan' };
  expect((await send('POST', compelled, { token, json: law })).body).toMatchObject({
    code: 'input.choice',
  });
  expect(
    (await send('POST', compelled, { token, json: { ...law, rule: 'purses.pagu' } })).body,
  ).toMatchObject({
    code: 'input.choice',
  });
  const certain = { ...law, basis: 'perwal-436-2015' };
  expect(
    (await send('POST', compelled, { token, json: { ...certain, rule: 'forums.kelurahan.at' } })).body,
  ).toMatchObject({
    code: 'model.same',
  });
  expect((await send('POST', compelled, { token, json: certain })).body).toEqual({
    from: '2026-03-03',
    rule,
    versions: [{ before: '2015', version: '2015.1' }],
  });
  expect((await send('GET', `${base}/models`, { token })).body).toMatchObject({
    programs: [
      {
        later: [
          { version: '2026', rule: null },
          { version: '2015.1', rule, basis: expect.stringContaining('436') },
        ],
      },
    ],
  });

  const source = readFileSync('models/empat-pilar/2016.yaml', 'utf8');
  const foreign = await send('POST', `${base}/model-drafts/imported`, { token, json: { source } });
  expect(foreign.status).toBe(201);
  const { id } = z.object({ id: z.string() }).parse(foreign.body);
  expect((await send('POST', `${base}/model-drafts/${id}/lay-aside`, at(1))).body).toEqual({ id });
});
