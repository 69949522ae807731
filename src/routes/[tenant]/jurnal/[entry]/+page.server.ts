import { error } from '@sveltejs/kit';
import { isThing } from '#kernel/thing.ts';
import { actingIn } from '#modules/actors/index.ts';
import {
  faultInProof,
  type HistoryEntry,
  proofOf,
  provesContent,
  publicEntry,
  type Seal,
} from '#modules/journal/index.ts';
import { findThing } from '#modules/overview/index.ts';
import { pathTo } from '#modules/regions/index.ts';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import { count, moment } from '#ui/format.ts';
import { wordHistory } from '#ui/word-history.ts';
import { wordThing } from '#ui/word-thing.ts';
import { idOr404, requireTenant, viewerOf } from '../../../request.ts';
import type { PageServerLoad } from './$types.js';
import { wordSummary } from './worded-summary.ts';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const id = idOr404(event.params.entry);
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const entry = (await publicEntry(tx, id)) ?? error(404);
    const [worded] = wordHistory(
      { entries: [entry], organizations: await actingIn(tx, [entry]) },
      tenant.slug,
    );
    const { seal: _, ...raw } = entry;
    const { subjectType: kind, subjectId } = entry;
    const found = isThing(kind) ? await findThing(tx, viewerOf(event), kind, subjectId) : undefined;
    return {
      entry: {
        id,
        title: worded?.text ?? entry.action,
        who: worded?.who ?? '',
        when: moment(entry.at, tenant.timeZone),
        where: (await pathTo(tx, entry.region)).map((place) => place.name).join(', '),
        summary: wordSummary(entry.action, entry.summary, tenant.timeZone),
        raw: JSON.stringify(raw, null, 2),
      },
      subject: found && {
        value: [wordThing(found.kind), found.title[event.locals.locale]].filter(Boolean).join(': '),
        href: `/${tenant.slug}/${found.page}`,
      },
      proof: await shownProof(tx, tenant, entry),
    };
  });
};

/** The proof with this server's own verdict; undefined while the entry waits for its seal. */
async function shownProof(tx: Tx, tenant: Tenant, entry: HistoryEntry) {
  const proof = await proofOf(tx, entry.id);
  if (!proof) return undefined;
  const shown = (seal: Seal) => ({
    number: count(seal.number),
    when: moment(seal.sealedAt, tenant.timeZone),
    root: seal.root,
    history: seal.history,
    hash: seal.hash,
  });
  return {
    fault: faultInProof(proof),
    content: provesContent(proof) ? ('proved' as const) : ('withheld' as const),
    leaf: proof.leaf,
    path: proof.path,
    seal: shown(proof.seal),
    sealPath: proof.sealPath,
    newest: shown(proof.newest),
  };
}
