import { expect, test } from 'vitest';
import { journey, PHONE, pictureOnFailure } from '../support/journey.ts';

const people = journey();
/** What a page of the public portal may weigh on first load, font included. */
const MOST_BYTES = 60_000;

test.each([
  ['the page of a programme', 'Buka PIPPK'],
  ['the first page of a city with its map', undefined],
])('%s is under 60 kB on first load, everything included', async (_, link) => {
  const { page, context } = await people.visitor({ viewport: PHONE });
  pictureOnFailure(page);
  await page.goto('/bandung');
  const address = link
    ? await page.getByRole('link', { name: link }).first().getAttribute('href')
    : '/bandung';
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

/** Longer than this a newcomer does not look for her own street. */
const A_MINUTE = 60_000;

test.each(['on', 'off'] as const)(
  'a newcomer finds her RW, an activity in her street and who was paid within a minute on a phone, JavaScript %s',
  async (javaScript) => {
    const { page, context } = await people.visitor({ viewport: PHONE, javaScript });
    pictureOnFailure(page);
    const begun = performance.now();
    await page.goto('/bandung');
    await page.getByRole('searchbox').first().fill('pasr impun rw 7');
    await page.getByRole('button', { name: 'Cari' }).first().click();
    await page.getByRole('link', { name: 'RW 07, Pasir Impun' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'RW 07' }).waitFor();
    const activity = page.locator('#kegiatan a').first();
    expect(await activity.getAttribute('href')).toMatch(/^\/bandung\/kegiatan\//);
    expect(await page.locator('#dibayar tbody tr').first().innerText()).toMatch(/\d{1,3}(\.\d{3})+/);
    await activity.click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(performance.now() - begun).toBeLessThan(A_MINUTE);
    await page.goBack();
    await page.getByRole('button', { name: 'Ingat sebagai tempat saya' }).click();
    await page.getByText('Diingat di perangkat ini').waitFor();
    await page.goto('/bandung');
    await page.getByRole('link', { name: 'Tempat saya: RW 07' }).click();
    await page.getByRole('button', { name: 'Lupakan' }).click();
    await page.getByRole('button', { name: 'Ingat sebagai tempat saya' }).waitFor();
    const sideways = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(sideways).toBe(0);
    await context.close();
  },
);

test.each([
  ['one letter', 'a', 'paling sedikit dua huruf'],
  ['200 words', Array.from({ length: 200 }, (_, i) => `kata${i}`).join(' '), 'sepuluh kata pertama'],
  ['a word with a mistake', 'drianase', 'ejaannya paling dekat: drainase'],
])('a search for %s is answered in words', async (_, text, says) => {
  const { page, context } = await people.visitor({ viewport: PHONE, javaScript: 'off' });
  pictureOnFailure(page);
  await page.goto(`/bandung/cari?kata=${encodeURIComponent(text)}`);
  await page.getByText(says).waitFor();
  await context.close();
});

test('the map of the city stands as the city lies, says three figures, and each kecamatan leads to its page', async () => {
  const { page, context } = await people.visitor({ viewport: PHONE });
  pictureOnFailure(page);
  await page.goto('/bandung');
  const box = (name: string) =>
    page.locator('#peta .tiles').getByRole('link', { name }).first().boundingBox();
  const [north, south, east] = [await box('Coblong'), await box('Bandung Kidul'), await box('Cibiru')];
  expect(north?.y ?? 0).toBeLessThan(south?.y ?? 0);
  expect(south?.x ?? 0).toBeLessThan(east?.x ?? 0);
  await page.getByRole('link', { name: 'Usulan', exact: true }).last().click();
  await page.waitForURL(/peta=usulan/);
  await page.locator('#peta .tiles').getByRole('link', { name: 'Mandalajati' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Kecamatan Mandalajati' }).waitFor();
  await context.close();
});
