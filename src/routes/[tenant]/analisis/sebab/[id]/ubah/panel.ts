import { type Id, isId } from '#kernel/id.ts';
import { levelOf, type RegionCode } from '#kernel/region.ts';
import { allOrganizationsIn, organizationsAt } from '#modules/actors/index.ts';
import {
  ACTION_STATES,
  type CauseMapFacts,
  type DrawnCauses,
  FACTOR_KINDS,
  LINK_EFFECTS,
  mustBeNewLink,
  placesAbove,
  takenOutOf,
} from '#modules/assessment/index.ts';
import { listPrograms } from '#modules/programs/index.ts';
import { childrenOf } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { word } from '../../cause-words.ts';

/** Institutions offered as responsible for an action. */
const INSTITUTIONS = 400;

type Choice = { readonly value: string; readonly label: string };

/** What an address asks to write: a part that there is, or a new one. */
export type Panel = Awaited<ReturnType<typeof panelFor>>;

/** The form that an address opens, with what it starts from. What is asked for and not there opens a new factor. */
export async function panelFor(
  tx: Tx,
  live: Pick<CauseMapFacts, 'causes' | 'head'>,
  params: URLSearchParams,
) {
  const { causes, head } = live;
  const asked = params.get('panel');
  const factor = causes.factors.find((one) => one.slug === params.get('faktor'));
  if (factor) return factorPanel(causes, factor.id);
  const link = causes.links.find((one) => one.id === params.get('hubungan'));
  if (link || asked === 'hubungan') {
    const slugOf = (id: Id | undefined) => causes.factors.find((one) => one.id === id)?.slug ?? '';
    const ends = {
      from: link ? slugOf(link.from) : known(causes, params.get('dari')),
      to: link ? slugOf(link.to) : known(causes, params.get('ke')),
    };
    return {
      kind: 'link' as const,
      query: link ? `hubungan=${link.id}` : endsQuery(ends),
      id: link?.id ?? '',
      version: link?.version ?? 0,
      ...ends,
      effect: link?.effect ?? 'raises',
      evidence: [...(link?.evidence ?? []), { text: '', document: '', location: '' }],
      /** Why the ends that were chosen in the drawing cannot be joined. */
      refused: link ? '' : refusedEnds(causes, ends),
      effects: LINK_EFFECTS.map((one) => ({ value: one, label: word('effect', one) })),
      factors: factorChoices(causes),
    };
  }
  const action = causes.actions.find((one) => one.id === params.get('tindakan'));
  if (action || asked === 'tindakan') {
    const addressed = action
      ? action.factors.flatMap((id) => causes.factors.find((one) => one.id === id)?.slug ?? [])
      : [known(causes, params.get('untuk'))].filter(Boolean);
    return {
      kind: 'action' as const,
      query: action
        ? `tindakan=${action.id}`
        : `panel=tindakan${addressed[0] ? `&untuk=${addressed[0]}` : ''}`,
      id: action?.id ?? '',
      version: action?.version ?? 0,
      title: action?.title ?? '',
      addressed,
      responsible: action?.responsible ?? '',
      responsibleName: action?.responsibleName ?? '',
      dueOn: action?.dueOn ?? '',
      state: action?.state ?? 'planned',
      states: ACTION_STATES.map((one) => ({ value: one, label: word('state', one) })),
      institutions: await institutionsFor(tx, head.region),
      factors: factorChoices(causes),
    };
  }
  if (asked === 'peta') {
    const programs = await listPrograms(tx);
    return {
      kind: 'map' as const,
      query: 'panel=peta',
      version: head.version,
      title: head.title,
      question: head.question,
      program: head.program ?? '',
      programs: programs.map((one) => ({ value: one.id, label: `${one.model.short} ${one.fiscalYear}` })),
    };
  }
  if (asked === 'terhapus') {
    const out = await takenOutOf(tx, head.id);
    const name = (id: Id) => out.titles.get(id) ?? '?';
    return {
      kind: 'removed' as const,
      query: 'panel=terhapus',
      parts: [
        ...out.factors.map((one) => ({ part: 'factor' as const, id: one.id, name: one.title })),
        ...out.links.map((one) => ({
          part: 'link' as const,
          id: one.id,
          name: `${name(one.from)} → ${name(one.to)}`,
        })),
        ...out.actions.map((one) => ({ part: 'action' as const, id: one.id, name: one.title })),
      ],
    };
  }
  return factorPanel(causes, undefined);
}

function factorPanel(causes: DrawnCauses, id: Id | undefined) {
  const factor = causes.factors.find((one) => one.id === id);
  const titleOf = (other: Id) => causes.factors.find((one) => one.id === other)?.title ?? '?';
  return {
    kind: 'factor' as const,
    query: factor ? `faktor=${factor.slug}` : 'panel=faktor',
    id: factor?.id ?? '',
    slug: factor?.slug ?? '',
    version: factor?.version ?? 0,
    title: factor?.title ?? '',
    about: factor?.about ?? '',
    factorKind: factor?.kind ?? 'factor',
    kinds: FACTOR_KINDS.map((one) => ({
      value: one,
      label: word('kind', one),
      note: word('kind', `${one}-note`),
    })),
    causes: causes.links
      .filter((link) => link.to === id)
      .map((link) => ({ id: link.id, title: titleOf(link.from) })),
    effects: causes.links
      .filter((link) => link.from === id)
      .map((link) => ({ id: link.id, title: titleOf(link.to) })),
    actions: causes.actions
      .filter((action) => id !== undefined && action.factors.includes(id))
      .map((action) => ({ id: action.id, title: action.title })),
  };
}

function known(causes: DrawnCauses, slug: string | null): string {
  return causes.factors.find((one) => one.slug === slug)?.slug ?? '';
}

function endsQuery({ from, to }: { from: string; to: string }): string {
  return ['panel=hubungan', from && `dari=${from}`, to && `ke=${to}`].filter(Boolean).join('&');
}

function refusedEnds(causes: DrawnCauses, ends: { from: string; to: string }): string {
  const id = (slug: string) => causes.factors.find((one) => one.slug === slug)?.id;
  const [from, to] = [id(ends.from), id(ends.to)];
  const refusal = from && to ? mustBeNewLink(causes, { from, to }) : undefined;
  if (!refusal) return '';
  const { title, remedy } = wordRefusal(refusal);
  return `${title} ${remedy}`;
}

function factorChoices(causes: DrawnCauses): Choice[] {
  return causes.factors.map((factor) => ({ value: factor.slug, label: factor.title }));
}

/** Institutions of a place and the offices above it; of a district or city those one level beneath as well. */
async function institutionsFor(tx: Tx, region: RegionCode): Promise<Choice[]> {
  const above = await organizationsAt(tx, placesAbove(region));
  const here =
    levelOf(region) === 'village'
      ? await allOrganizationsIn(tx, region, INSTITUTIONS)
      : await organizationsAt(tx, [region, ...(await childrenOf(tx, region)).map((one) => one.code)]);
  const all = [...above, ...here].slice(0, INSTITUTIONS);
  return [...new Map(all.map((one) => [one.id, { value: one.id, label: one.name }])).values()];
}

/** A part named in an address as `factor:id`, for the way back after it was taken out. */
export function partIn(text: string | null): { part: 'factor' | 'link' | 'action'; id: Id } | undefined {
  const [part, id] = (text ?? '').split(':');
  if (id === undefined || !isId(id)) return undefined;
  return part === 'factor' || part === 'link' || part === 'action' ? { part, id } : undefined;
}
