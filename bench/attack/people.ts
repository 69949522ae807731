import { z } from 'zod';
import { cookiesOf, type Heard, type Sent, send } from './send.ts';

export type Person = {
  readonly role: string;
  /** Headers by which pages know them. */
  readonly pages: Readonly<Record<string, string>>;
  /** Headers by which the API knows them. */
  readonly api: Readonly<Record<string, string>>;
};

/** Accounts of the demo by the beginning of their labels; each gets a token with all scopes beside its session. */
const ACCOUNTS: readonly { readonly role: string; readonly label: string }[] = [
  { role: 'RW', label: 'Ketua RW 07 Pasir Impun' },
  { role: 'RW with drafts', label: 'Ketua RW 03 Karang Pamulang' },
  { role: 'RW at work', label: 'Ketua RW 04 Cipaganti' },
  { role: 'PKK', label: 'Ketua PKK Cipaganti' },
  { role: 'lurah', label: 'Lurah Pasir Impun' },
  { role: 'lurah with a vote', label: 'Lurah Jatihandap' },
  { role: 'treasurer', label: 'Bendahara Kelurahan Pasir Impun' },
  { role: 'camat', label: 'Camat Mandalajati' },
  { role: 'city', label: 'Sekretariat Daerah' },
  { role: 'auditor', label: 'Inspektorat' },
  { role: 'resident', label: 'Warga tanpa jabatan' },
];

async function must(port: number, sent: Sent): Promise<Heard> {
  const heard = await send(port, sent);
  if (typeof heard === 'string') throw new Error(`${sent.method} ${sent.path}: ${heard}`);
  return heard;
}

function form(port: number, path: string, fields: readonly (readonly [string, string])[], cookie = ''): Sent {
  return {
    method: 'POST',
    path,
    headers: {
      origin: `http://127.0.0.1:${port}`,
      accept: 'text/html',
      'content-type': 'application/x-www-form-urlencoded',
      ...(cookie ? { cookie } : {}),
    },
    body: Buffer.from(new URLSearchParams(fields.map(([name, value]) => [name, value])).toString()),
  };
}

/** Signs everybody in by the demo's one press, beside a visitor, who comes first. */
export async function everybodySignedIn(port: number): Promise<[Person, ...Person[]]> {
  const page = await must(port, { method: 'GET', path: '/masuk', headers: { accept: 'text/html' } });
  const offered = [...page.text.matchAll(/name="account" value="([^"]+)"[^>]*>.*?<b>([^<]*)<\/b>/gs)];
  const people: Person[] = [];
  for (const { role, label } of ACCOUNTS) {
    const account = offered.find(([, , words = '']) => words.startsWith(label))?.[1];
    if (account === undefined) throw new Error(`the demo has no account ${label}`);
    const signedIn = await must(port, form(port, '/masuk?/contoh', [['account', account]]));
    people.push({ role, pages: { cookie: cookiesOf(signedIn) }, api: {} });
  }
  return [{ role: 'visitor', pages: {}, api: {} }, ...people];
}

/** Everybody signed in, each with a token of all scopes beside the session, and last a token that only reads. */
export async function everyRole(port: number): Promise<[Person, ...Person[]]> {
  const [visitor, ...signedIn] = await everybodySignedIn(port);
  const people: Person[] = [];
  for (const person of signedIn) {
    const cookie = person.pages.cookie ?? '';
    const token = await makeToken(port, cookie, ['read', ...(await writingScopes(port, cookie))]);
    people.push({ ...person, api: { authorization: `Bearer ${token}` } });
  }
  const cookie = people.find(({ role }) => role === 'lurah')?.pages.cookie ?? '';
  const bearer = { authorization: `Bearer ${await makeToken(port, cookie, ['read'])}` };
  return [visitor, ...people, { role: 'reading token', pages: bearer, api: bearer }];
}

async function writingScopes(port: number, cookie: string): Promise<string[]> {
  const page = await must(port, {
    method: 'GET',
    path: '/akun/token',
    headers: { cookie, accept: 'text/html' },
  });
  const scopes = [...page.text.matchAll(/value="([a-z]+:write)"/g)].map(([, scope = '']) => scope);
  return z.array(z.string()).min(1).parse(scopes);
}

async function makeToken(port: number, cookie: string, scopes: readonly string[]): Promise<string> {
  const lastDay = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  const made = await must(
    port,
    form(
      port,
      '/akun/token?/buat',
      [
        ['city', 'bandung'],
        ['name', 'attack'],
        ['lastDay', lastDay],
        ...scopes.map((one) => ['scopes', one] as const),
      ],
      cookie,
    ),
  );
  const token = /pilar_[\w-]{16,}/.exec(made.text)?.[0];
  if (token === undefined) throw new Error(`no token was made: ${made.status}`);
  return token;
}
