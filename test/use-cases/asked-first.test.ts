import { expect, test } from 'vitest';
import { createApi } from '#api/api.ts';
import { newId } from '#kernel/id.ts';
import { askToCarryOut, planActivity } from '#modules/activities/index.ts';
import { askInAnyPlace, mayDraw, mayImport, mayKeepComponentMap } from '#modules/assessment/index.ts';
import { askToPay } from '#modules/funding/index.ts';
import { askToWrite, startProposal } from '#modules/proposals/index.ts';
import { askToKeepPlaces } from '#modules/transparency/index.ts';
import { tokenOf } from '../support/api.ts';
import { type City, DRAINAGE, granted, withCity } from '../support/city.ts';
import { fundedProposal } from '../support/funded.ts';

const CHUNK = 64 * 1024;
const LARGE = 40 * 1024 * 1024;

/** Forty megabytes of a form, of which nothing is made before it is asked for. */
function largeForm(mediaType: string) {
  let made = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const first = '--xx\r\ncontent-disposition: form-data; name="photos"; filename="a.jpg"\r\n\r\n';
        controller.enqueue(made === 0 ? Buffer.from(first) : new Uint8Array(CHUNK));
        made += CHUNK;
        if (made >= LARGE) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  return { body, mediaType, made: () => made };
}

async function send({ pilar }: City, path: string, token: string | undefined, mediaType?: string) {
  const form = largeForm(mediaType ?? 'multipart/form-data; boundary=xx');
  const request = new Request(`http://pilar.test/api/v1/bandung/${path}`, {
    method: 'POST',
    headers: {
      'content-type': form.mediaType,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: form.body,
    duplex: 'half',
  } as RequestInit);
  const response = await createApi({ requestsPerMinute: 0 }).fetch(request, { pilar, address: '192.0.2.1' });
  const problem: { code?: string } = await response.json();
  return { status: response.status, code: problem.code, read: form.made() };
}

/** A city with a draft of RW 01, a funded proposal and its activity. */
async function cityAtWork() {
  const city = await withCity();
  const { pilar, actors, offices, program } = city;
  const draft = { program: program.slug, organization: offices.rw1.id, fields: DRAINAGE };
  const { proposal } = await fundedProposal(city);
  const { id } = granted(await startProposal(pilar, actors.rw1, draft));
  const { activity } = granted(
    await planActivity(pilar, actors.rw1, {
      proposal,
      startsOn: '2026-02-10',
      endsOn: '2026-03-15',
      executor: 'Pokmas RW 01',
      responsible: 'Ketua Pokmas',
    }),
  );
  return { city, draft: id, proposal, activity };
}

test('the API answers whoever may not send it, whatever is in it, before any of it is read', async () => {
  const { city, draft, proposal, activity } = await cityAtWork();
  const { actors } = city;
  const resident = await tokenOf(city, { ...actors.rw2, mandates: [] });
  const neighbour = await tokenOf(city, actors.rw2);
  const reader = await tokenOf(city, actors.rw1, ['read']);
  for (const [path, code, mediaType] of [
    [`proposals/${draft}/photos`, 'access.office'],
    [`proposals/${draft}/submission`, 'access.office', 'application/json'],
    [`proposals/${proposal}/disbursements`, 'access.office'],
    [`activities/${activity}/progress`, 'activity.executor'],
    [`activities/${activity}/expenses`, 'activity.executor'],
  ] as const) {
    const answer = (token: string | undefined) => send(city, path, token, mediaType);
    expect(await answer(undefined), path).toEqual({ status: 401, code: 'access.sign-in', read: 0 });
    expect(await answer(reader), path).toEqual({ status: 403, code: 'access.scope', read: 0 });
    expect(await answer(resident), path).toEqual({ status: 403, code, read: 0 });
    expect(await answer(neighbour), path).toEqual({ status: 403, code, read: 0 });
  }
  expect(await send(city, `activities/${newId()}/progress`, neighbour)).toEqual({
    status: 404,
    code: 'access.not-found',
    read: 0,
  });
  const own = await send(city, `proposals/${draft}/photos`, await tokenOf(city, actors.rw1));
  expect([own.status, own.code]).toEqual([413, 'request-too-large']);
  expect(own.read, 'whoever may is read').toBeGreaterThan(15 * 1024 * 1024);
});

test('pages ask the same before they read: of the thing in the address, or of any place of one’s office', async () => {
  const { city, draft, proposal, activity } = await cityAtWork();
  const { pilar, actors } = city;
  const visitor = { tenant: city.tenant };
  const refused = (code: string) => expect.objectContaining({ refusal: code });
  for (const who of [actors.resident, actors.rw2]) {
    expect(await askToWrite(pilar, who, draft)).toEqual(refused('access.office'));
    expect(await askToCarryOut(pilar, who, activity)).toEqual(refused('activity.executor'));
    expect(await askToPay(pilar, who, proposal)).toEqual(refused('access.office'));
    expect(await askToKeepPlaces(pilar, who)).toEqual(refused('access.office'));
    for (const may of [mayImport, mayKeepComponentMap]) {
      expect(await askInAnyPlace(pilar, who, may)).toEqual(refused('access.office'));
    }
  }
  expect(await askInAnyPlace(pilar, actors.resident, mayDraw)).toEqual(refused('access.office'));
  expect(await askInAnyPlace(pilar, visitor, mayDraw)).toEqual(refused('access.sign-in'));
  expect(await askToWrite(pilar, actors.rw1, draft)).toBeUndefined();
  expect(await askToCarryOut(pilar, actors.rw1, activity)).toBeUndefined();
  for (const may of [mayImport, mayDraw, mayKeepComponentMap]) {
    expect(await askInAnyPlace(pilar, actors.lurah, may)).toBeUndefined();
  }
});

test('what somebody may do, but not now, is told with the form itself', async () => {
  const { city, proposal, activity } = await cityAtWork();
  // Decided and sealed: it can no longer be written, and the page says so beside what was typed.
  expect(await askToWrite(city.pilar, city.actors.rw1, proposal)).toBeUndefined();
  expect(await askToCarryOut(city.pilar, city.actors.rw1, activity)).toBeUndefined();
});
