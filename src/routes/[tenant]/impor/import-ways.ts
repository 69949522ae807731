import { error, type RequestEvent } from '@sveltejs/kit';
import { type Id, isId } from '#kernel/id.ts';
import type { TableColumn } from '#kernel/table-column.ts';
import { IMPORT_KINDS, IMPORT_NAMES, type ImportName } from '#modules/imports/index.ts';
import { findThing } from '#modules/overview/index.ts';
import type { Locale } from '#paraglide/runtime.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { chosenProgram } from '../chosen-program.ts';
import { titleOf } from '../program/program-in.ts';

/** How addresses name what is taken over. */
const WAYS: Readonly<Record<ImportName, string>> = {
  institutions: 'lembaga',
  officers: 'pengurus',
  proposals: 'usulan',
  attendance: 'kehadiran',
  prices: 'standar-harga',
};

export function wayOf(kind: ImportName): string {
  return WAYS[kind];
}

const KINDS: ReadonlyMap<string, ImportName> = new Map(IMPORT_NAMES.map((kind) => [WAYS[kind], kind]));

/** What the address of a page is about; 404 for anything else. */
export function importIn({ params }: Pick<RequestEvent<{ kind?: string }>, 'params'>): ImportName {
  return KINDS.get(params.kind ?? '') ?? error(404);
}

/** What the rows of a page are for: its id, what it is called, and how addresses name it. */
export type ImportAim = { readonly id: Id; readonly title: string; readonly query: string };

/** Of proposals the programme that an address names, or the one that lists show; of attendance the forum. */
export async function aboutIn(
  tx: Tx,
  kind: ImportName,
  url: URL,
  locale: Locale,
): Promise<ImportAim | undefined> {
  if (kind === 'proposals') {
    const program = (await chosenProgram(tx, url)).program ?? error(404);
    return { id: program.id, title: titleOf(program), query: `?program=${program.slug}` };
  }
  if (kind !== 'attendance') return undefined;
  const id = url.searchParams.get('musyawarah') ?? '';
  const forum = isId(id) ? await findThing(tx, { tenant: tx.tenant }, 'forum', id) : undefined;
  return forum ? { id, title: forum.title[locale], query: `?musyawarah=${id}` } : error(404);
}

/** The columns of a template, each called as people of this language call it. */
export function templateColumns(kind: ImportName, locale: Locale): TableColumn[] {
  return IMPORT_KINDS[kind].columns.map(({ names: [id, en], type }) => ({
    name: locale === 'en' ? (en ?? id) : id,
    kind: type,
  }));
}
