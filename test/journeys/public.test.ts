import { expect, test } from 'vitest';
import { journey, PHONE, pictureOnFailure } from '../support/journey.ts';

const people = journey();
/** What a page of the public portal may weigh on first load, font included. */
const MOST_BYTES = 60_000;

test('the page of a programme is under 60 kB on first load, everything included', async () => {
  const { page, context } = await people.visitor({ viewport: PHONE });
  pictureOnFailure(page);
  await page.goto('/bandung');
  const address = await page.getByRole('link', { name: 'Buka PIPPK' }).first().getAttribute('href');
  await context.close();

  const fresh = await people.visitor({ viewport: PHONE });
  const connection = await fresh.context.newCDPSession(fresh.page);
  await connection.send('Network.enable');
  const addresses = new Map<string, string>();
  const weights = new Map<string, number>();
  connection.on('Network.responseReceived', ({ requestId, response }) =>
    addresses.set(requestId, new URL(response.url).pathname),
  );
  connection.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
    weights.set(addresses.get(requestId) ?? requestId, encodedDataLength),
  );
  await fresh.page.goto(address ?? '', { waitUntil: 'networkidle' });
  const whole = [...weights.values()].reduce((sum, one) => sum + one, 0);
  expect([...weights.keys()].some((path) => path.endsWith('.woff2'))).toBe(true);
  expect(whole, [...weights].map(([path, bytes]) => `${bytes} ${path}`).join('\n')).toBeLessThan(MOST_BYTES);
  await fresh.context.close();
});

test('who prefers English gets it on every page from one press on, and Indonesian back', async () => {
  const { page, context } = await people.visitor();
  pictureOnFailure(page);
  await page.goto('/bandung/usulan?keadaan=funded');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { level: 1, name: 'Proposals' }).waitFor();
  expect(new URL(page.url()).search).toBe('?keadaan=funded');
  for (const [link, heading] of [
    ['Forums', 'Forums'],
    ['Activities', 'Activities'],
    ['Reports', 'Reports'],
    ['Journal', 'Journal'],
  ] as const) {
    await page.locator('header').getByRole('link', { name: link, exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  }
  await page.getByRole('button', { name: 'Bahasa Indonesia' }).click();
  await page.getByRole('heading', { level: 1, name: 'Jurnal' }).waitFor();
  await context.close();
});

test('a visitor reads of forums and is not offered to call one', async () => {
  const { page, context } = await people.visitor();
  pictureOnFailure(page);
  await page.goto('/bandung/musyawarah');
  await page.getByRole('heading', { level: 1, name: 'Musyawarah' }).waitFor();
  expect(await page.getByRole('link', { name: 'Jadwalkan musyawarah' }).count()).toBe(0);
  await context.close();
});
