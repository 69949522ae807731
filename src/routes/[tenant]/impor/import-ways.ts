import { error, type RequestEvent } from '@sveltejs/kit';
import type { TableColumn } from '#kernel/table-column.ts';
import { IMPORT_KINDS, IMPORT_NAMES, type ImportName } from '#modules/imports/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Locale } from '#paraglide/runtime.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { chosenProgram } from '../chosen-program.ts';

/** How addresses name what is taken over. */
const WAYS: Readonly<Record<ImportName, string>> = {
  institutions: 'lembaga',
  officers: 'pengurus',
  proposals: 'usulan',
};

export function wayOf(kind: ImportName): string {
  return WAYS[kind];
}

const KINDS: ReadonlyMap<string, ImportName> = new Map(IMPORT_NAMES.map((kind) => [WAYS[kind], kind]));

/** What the address of a page is about; 404 for anything else. */
export function importIn({ params }: Pick<RequestEvent<{ kind?: string }>, 'params'>): ImportName {
  return KINDS.get(params.kind ?? '') ?? error(404);
}

/** What the rows of a page are for: of proposals the programme that it names, or the one that lists show. */
export async function aboutIn(tx: Tx, kind: ImportName, url: URL): Promise<Program | undefined> {
  if (kind !== 'proposals') return undefined;
  return (await chosenProgram(tx, url)).program ?? error(404);
}

/** The columns of a template, each called as people of this language call it. */
export function templateColumns(kind: ImportName, locale: Locale): TableColumn[] {
  return IMPORT_KINDS[kind].columns.map(({ names: [id, en], type }) => ({
    name: locale === 'en' ? (en ?? id) : id,
    kind: type,
  }));
}
