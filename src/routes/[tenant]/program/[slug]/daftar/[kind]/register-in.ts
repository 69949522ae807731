import { error, type RequestEvent } from '@sveltejs/kit';
import { isId } from '#kernel/id.ts';
import { nameKey } from '#kernel/readers/text.ts';
import { levelOf, within } from '#kernel/region.ts';
import { findRegion } from '#modules/regions/index.ts';
import { type EntryPlace, type Found, registerIn } from '#modules/registers/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** The register that an address names; 404 where the programme's model keeps none of that kind. */
export async function registerOr404(tx: Tx, { params }: Pick<RequestEvent, 'params'>): Promise<Found> {
  return (await registerIn(tx, { program: params.slug ?? '', kind: params.kind ?? '' })) ?? error(404);
}

/** How the register's party is called, and its programme. */
export function wordRegister({ program, kind }: Found, locale: 'id' | 'en') {
  return {
    label: program.model.parties.kinds.find((one) => one.kind === kind)?.label[locale] ?? kind,
    program: `${program.model.short} ${program.fiscalYear}`,
    base: `program/${program.slug}/daftar/${kind}`,
  };
}

const PARTS = ['in', 'out'] as const;

/** What an address narrows a register to. What it names and is not there is left out. */
export async function narrowed(tx: Tx, { program }: Found, { searchParams }: URL) {
  const said = (name: string) => (searchParams.get(name) ?? '').slice(0, 120);
  const district = said('kecamatan');
  const known =
    within(district, program.region) && levelOf(district) === 'district' && (await findRegion(tx, district));
  const part = PARTS.find((one) => one === said('ikut'));
  const text = said('kata');
  return {
    chosen: { district: known ? district : '', sector: said('sektor'), part: part ?? '', text },
    filter: {
      area: known ? district : program.region,
      sector: said('sektor') || undefined,
      part,
      words: nameKey(text).split(' ').filter(Boolean).slice(0, 10),
    },
  };
}

/** Where the list goes on, as its address names it. */
export function entryAfter({ searchParams }: URL): EntryPlace | undefined {
  const [, id = '', key = ''] = /^([0-9a-f-]{36})\.(.{0,200})$/.exec(searchParams.get('setelah') ?? '') ?? [];
  return isId(id) ? { id, key } : undefined;
}
