import { isRefusal } from '#kernel/refusal.ts';
import { askToImport, IMPORT_NAMES, ownImports } from '#modules/imports/index.ts';
import { messageFor } from '#ui/message.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { requireActor, requireTenant } from '../../request.ts';
import { chosenProgram } from '../chosen-program.ts';
import type { PageServerLoad } from './$types.js';
import { wayOf } from './import-ways.ts';
import { wordImport } from './word-import.ts';

/** Files that are shown; the others are found by their address. */
const SHOWN = 50;

/** What can be taken over from a table, by whom, and what this person handed in. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { pilar } = event.locals;
  const program = await pilar.read(tenant.id, async (tx) => (await chosenProgram(tx, event.url)).program);
  const kinds = [];
  // A list of who came is handed in from the page of its forum.
  for (const kind of IMPORT_NAMES.filter((one) => one !== 'attendance')) {
    const refusal = await askToImport(pilar, actor, {
      kind,
      about: kind === 'proposals' ? (program?.id ?? null) : null,
    });
    kinds.push({
      href: `/${tenant.slug}/impor/${wayOf(kind)}`,
      title: messageFor(`import.kind.${kind}.title`) ?? kind,
      lead: messageFor(`import.kind.${kind}.lead`) ?? '',
      refusal: isRefusal(refusal) ? wordRefusal(refusal).remedy : undefined,
    });
  }
  const jobs = await pilar.read(tenant.id, (tx) => ownImports(tx, actor, SHOWN));
  return { kinds, jobs: jobs.map((job) => wordImport(job, tenant)) };
};
