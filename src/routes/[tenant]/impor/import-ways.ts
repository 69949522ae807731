import { error, type RequestEvent } from '@sveltejs/kit';
import type { TableColumn } from '#kernel/table-column.ts';
import { IMPORT_KINDS, type ImportName } from '#modules/imports/index.ts';
import type { Locale } from '#paraglide/runtime.js';

/** How addresses name what is taken over. */
const WAYS: Readonly<Record<ImportName, string>> = { institutions: 'lembaga' };

export function wayOf(kind: ImportName): string {
  return WAYS[kind];
}

const KINDS: ReadonlyMap<string, ImportName> = new Map([['lembaga', 'institutions']]);

/** What the address of a page is about; 404 for anything else. */
export function importIn({ params }: Pick<RequestEvent<{ kind?: string }>, 'params'>): ImportName {
  return KINDS.get(params.kind ?? '') ?? error(404);
}

/** The columns of a template, each called as people of this language call it. */
export function templateColumns(kind: ImportName, locale: Locale): TableColumn[] {
  return IMPORT_KINDS[kind].columns.map(({ names: [id, en], type }) => ({
    name: locale === 'en' ? (en ?? id) : id,
    kind: type,
  }));
}
