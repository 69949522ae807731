import type { Actor, Visitor } from '#kernel/actor.ts';
import { type Id, madeAt } from '#kernel/id.ts';
import { isRefusal, type Labelled } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { THINGS, type Thing } from '#kernel/thing.ts';
import { activityById } from '#modules/activities/index.ts';
import { organizationById } from '#modules/actors/index.ts';
import {
  causeMapById,
  componentMapById,
  eventById,
  instrumentTitles,
  roundById,
} from '#modules/assessment/index.ts';
import { awardFacts } from '#modules/awards/index.ts';
import { forumById, voteById } from '#modules/deliberation/index.ts';
import {
  type Document,
  type DocumentSubject,
  documentById,
  mayReadDocument,
} from '#modules/documents/index.ts';
import { filingById, filingLabel, readableOf } from '#modules/filings/index.ts';
import { fundById, voucherById, voucherSubject } from '#modules/funding/index.ts';
import { importById, importFacts } from '#modules/imports/index.ts';
import { letterById } from '#modules/letters/index.ts';
import { forumKind, purseNamed } from '#modules/models/index.ts';
import { obligationById } from '#modules/obligations/index.ts';
import { listPrograms, programById, steeredArea } from '#modules/programs/index.ts';
import { mayRead, proposalById, titlesOf, wasSubmitted } from '#modules/proposals/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import { sanctionFacts } from '#modules/sanctions/index.ts';
import { draftById, mayWriteModels } from '#modules/workshop/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** A thing as somebody finds it who may. */
export type FoundThing = {
  /** The kind and id of what is found on the page: of an obligation, what it is about. */
  readonly kind: Thing;
  readonly id: Id;
  /** Its page, beneath the city's address. */
  readonly page: string;
  /** What it is called. */
  readonly title: Labelled;
  /** The proposal in whose trail it stands; undefined where it stands in none, or in several. */
  readonly proposal: Id | undefined;
};

/** What a kind of thing is to those who come upon it. Nothing may be left out: `nowhere`, `none` and `kept` are said. */
type Declared = {
  /** Where it is found, by whoever may: to others it is not there. `nowhere`: it has no page. */
  readonly find: 'nowhere' | ((tx: Tx, viewer: Actor | Visitor, id: Id) => Promise<FoundThing | undefined>);
  /** To whom its documents belong. `none`: it has no documents. */
  readonly documents: 'none' | ((tx: Tx, document: Document) => Promise<DocumentSubject | undefined>);
  /** How several of it are called now. `kept`: as whatever speaks of it wrote down. */
  readonly titles: 'kept' | ((tx: Tx, ids: readonly Id[]) => Promise<ReadonlyMap<Id, Labelled>>);
};

const PLAIN = { documents: 'none', titles: 'kept' } as const;
const NOWHERE = { ...PLAIN, find: 'nowhere' } as const;

const DECLARED: Readonly<Record<Thing, Declared>> = {
  // Of the city itself the logo of its letters is kept, which everybody may see.
  tenant: {
    ...NOWHERE,
    documents: async (tx) => {
      const steered = await steeredArea(tx);
      return steered && { place: steered.area, organization: null, published: true };
    },
  },
  person: NOWHERE,
  'sign-in-code': NOWHERE,
  token: NOWHERE,
  'network-tie': NOWHERE,
  'network-import': NOWHERE,

  calendar: { ...PLAIN, find: async (_, __, id) => shared('calendar', id, 'kalender') },
  'place-facts': {
    ...PLAIN,
    find: async (_, __, id) => shared('place-facts', id, 'analisis/keseimbangan/data-wilayah'),
  },
  boundaries: { ...PLAIN, find: async (_, __, id) => shared('boundaries', id, 'tempat/batas') },

  organization: {
    ...PLAIN,
    // The templates of its papers, for its officers and those over its place.
    documents: async (tx, { subjectId }) => {
      const found = await organizationById(tx, subjectId);
      return found && { place: found.region, organization: found.id, published: true };
    },
    find: async (tx, _, id) => {
      const found = await organizationById(tx, id);
      return found && seen('organization', found.id, `lembaga/${found.id}`, same(found.name));
    },
  },

  // Its text is for those who write on it until it is published.
  'model-draft': {
    ...PLAIN,
    find: async (tx, viewer, id) => {
      if (viewer.person === undefined || isRefusal(await mayWriteModels(tx, viewer))) return undefined;
      const found = await draftById(tx, id);
      return found && seen('model-draft', id, `model/${id}`, same(`${found.name} ${found.modelVersion}`));
    },
  },

  program: {
    ...PLAIN,
    find: async (tx, _, id) => {
      const found = (await listPrograms(tx)).find((one) => one.id === id);
      return (
        found &&
        seen('program', id, `program/${found.slug}`, same(`${found.model.short} ${found.fiscalYear}`))
      );
    },
  },

  purse: {
    ...PLAIN,
    find: async (tx, _, id) => {
      const found = await fundById(tx, id);
      if (!found) return undefined;
      const { model } = await programById(tx, found.program);
      return seen('purse', id, `dana/kas/${id}`, purseNamed(model, found.purse).label);
    },
  },

  proposal: {
    find: async (tx, viewer, id) => {
      const found = await proposalById(tx, id);
      if (!found || mayRead(viewer, found)) return undefined;
      return seen('proposal', id, `usulan/${id}`, same(found.title), id);
    },
    documents: async (tx, document) => {
      const found = await proposalById(tx, document.subjectId);
      return found && { ...found, published: wasSubmitted(found, document) };
    },
    titles: async (tx, ids) => {
      const written = await titlesOf(tx, ids);
      return new Map([...written].map(([id, title]) => [id, same(title)]));
    },
  },

  forum: {
    ...PLAIN,
    find: async (tx, _, id) => {
      const title = await forumTitle(tx, id);
      return title && seen('forum', id, `musyawarah/${id}`, title);
    },
  },

  vote: {
    ...PLAIN,
    find: async (tx, _, id) => {
      const vote = await voteById(tx, id);
      const title = vote && (await forumTitle(tx, vote.forum));
      return title && seen('vote', id, `musyawarah/${vote.forum}/suara`, title);
    },
  },

  // It is found where the money is: of a proposal by those who may read it, of a fund by everybody.
  voucher: {
    ...PLAIN,
    find: async (tx, viewer, id) => {
      const found = await voucherById(tx, id);
      if (!found) return undefined;
      if (found.kind === 'deposit') {
        const { model } = await programById(tx, found.program);
        const { label } = purseNamed(model, found.purseName);
        return seen('voucher', id, `dana/kas/${found.purse}#bukti-${id}`, label);
      }
      const proposal = await proposalById(tx, found.proposal);
      if (!proposal || mayRead(viewer, proposal)) return undefined;
      return seen('voucher', id, `dana/${proposal.id}#bukti-${id}`, same(proposal.title), proposal.id);
    },
    documents: async (tx, { subjectId }) => {
      const found = await voucherById(tx, subjectId);
      return found && voucherSubject(tx, found);
    },
  },

  activity: {
    find: async (tx, _, id) => {
      const found = await activityById(tx, id);
      return found && seen('activity', id, `kegiatan/${id}`, same(found.title), found.proposal);
    },
    documents: async (tx, { subjectId }) => {
      const found = await activityById(tx, subjectId);
      return found && { ...found, published: true };
    },
    titles: 'kept',
  },

  // It is seen on what it is about; what is owed about a programme as a whole, on whoever owes it.
  obligation: {
    ...PLAIN,
    find: async (tx, viewer, id) => {
      const owed = await obligationById(tx, id);
      if (!owed) return undefined;
      return owed.subjectType === 'program' && owed.organization !== null
        ? findThing(tx, viewer, 'organization', owed.organization)
        : findThing(tx, viewer, owed.subjectType, owed.subjectId);
    },
  },

  filing: {
    ...PLAIN,
    find: async (tx, viewer, id) => {
      const found = await filingById(tx, id);
      if (!found) return undefined;
      const { model } = await programById(tx, found.program, found.ruledSince);
      if (readableOf(viewer, model, found) === 'nothing') return undefined;
      const activity = found.activity === null ? undefined : await activityById(tx, found.activity);
      const about = activity?.title ?? found.occasion;
      const title = withMore(filingLabel(model, found.kind), about);
      return seen('filing', id, `laporan/${id}`, title, found.proposal ?? undefined);
    },
  },

  'cause-map': {
    ...PLAIN,
    find: async (tx, _, id) => {
      const found = await causeMapById(tx, id);
      return found && seen('cause-map', id, `analisis/sebab/${id}`, same(found.title));
    },
  },

  'component-map': {
    ...PLAIN,
    find: async (tx, _, id) => {
      const found = await componentMapById(tx, id);
      return found && seen('component-map', id, `analisis/rantai/${id}`, same(found.title));
    },
  },

  assessment: {
    ...PLAIN,
    find: async (tx, _, id) => {
      const found = await roundById(tx, id);
      const title = found && (await instrumentTitles(tx, [id])).get(id);
      return title && seen('assessment', id, `analisis/instrumen/putaran/${id}`, title);
    },
    titles: instrumentTitles,
  },

  'relation-event': {
    ...PLAIN,
    find: async (tx, _, id) => {
      const found = await eventById(tx, id);
      return (
        found &&
        seen(
          'relation-event',
          id,
          `analisis/instrumen/${found.instrument}/peristiwa/${id}`,
          same(found.organizationName),
        )
      );
    },
  },

  // A draft is there for those who keep it alone.
  award: {
    ...PLAIN,
    find: async (tx, viewer, id) => {
      const found = await awardFacts(tx, viewer, id);
      if (isRefusal(found)) return undefined;
      const title = withMore(found.award.label, `${found.program.model.short} ${found.program.fiscalYear}`);
      return seen('award', id, `penghargaan/${id}`, title);
    },
  },

  letter: {
    ...PLAIN,
    find: async (tx, _, id) => {
      const found = await letterById(tx, id);
      return found && seen('letter', id, `surat/${id}`, same(`${found.title}, ${found.number}`));
    },
    documents: async (tx, { subjectId }) => {
      const found = await letterById(tx, subjectId);
      return found && { place: found.region, organization: found.organization, published: true };
    },
  },

  import: {
    ...PLAIN,
    find: async (tx, viewer, id) => {
      const found = await importFacts(tx, viewer, id);
      return isRefusal(found)
        ? undefined
        : seen('import', id, `impor/berkas/${id}`, same(found.job.fileName));
    },
    // Names and numbers stand in it: for the officers of its institution and place.
    documents: async (tx, { subjectId }) => {
      const found = await importById(tx, subjectId);
      return found && { place: found.region, organization: found.organization, published: false };
    },
  },

  sanction: {
    ...PLAIN,
    find: async (tx, viewer, id) => {
      const found = await sanctionFacts(tx, viewer, id);
      if (isRefusal(found)) return undefined;
      return seen('sanction', id, `sanksi/${id}`, withMore(found.step.label, found.institution.name));
    },
  },
};

/** Finds a thing by its kind and id, for whoever may find it; undefined where it has no page, or is not there for them. */
export async function findThing(
  tx: Tx,
  viewer: Actor | Visitor,
  kind: Thing,
  id: Id,
): Promise<FoundThing | undefined> {
  const { find } = DECLARED[kind];
  return find === 'nowhere' ? undefined : find(tx, viewer, id);
}

/** Whatever has this id, for whoever may find it: an id is the number that papers, files and the journal give. */
export async function findById(tx: Tx, viewer: Actor | Visitor, id: Id): Promise<FoundThing | undefined> {
  for (const kind of THINGS) {
    // One of them there is once in a city, whatever id it is asked for by.
    if (kind === 'calendar' || kind === 'place-facts' || kind === 'boundaries') continue;
    const found = await findThing(tx, viewer, kind, id);
    if (found) return found;
  }
  return undefined;
}

/** How things are called now, by id; what keeps the name that was written down is left out. */
export async function titlesOfThings(
  tx: Tx,
  things: readonly { readonly subjectType: Thing; readonly subjectId: Id }[],
): Promise<ReadonlyMap<Id, Labelled>> {
  const all = new Map<Id, Labelled>();
  for (const kind of new Set(things.map((one) => one.subjectType))) {
    const { titles } = DECLARED[kind];
    if (titles === 'kept') continue;
    const ids = things.filter((one) => one.subjectType === kind).map((one) => one.subjectId);
    for (const [id, title] of await titles(tx, ids)) all.set(id, title);
  }
  return all;
}

/** A document with whom it belongs to, for whoever may read it; to others it is not there. */
export async function readableDocument(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
): Promise<{ readonly document: Document; readonly subject: DocumentSubject } | undefined> {
  const document = await documentById(tx, id);
  if (!document) return undefined;
  const { documents } = DECLARED[document.subjectType];
  const subject = documents === 'none' ? undefined : await documents(tx, document);
  return subject && mayReadDocument(viewer, document, subject) ? { document, subject } : undefined;
}

function seen(kind: Thing, id: Id, page: string, title: Labelled, proposal?: Id): FoundThing {
  return { kind, id, page, title, proposal };
}

/** What there is one of in a city: its kind says all. */
function shared(kind: Thing, id: Id, page: string): FoundThing {
  return seen(kind, id, page, same(''));
}

function same(words: string): Labelled {
  return { id: words, en: words };
}

function withMore({ id, en }: Labelled, more: string): Labelled {
  return more === '' ? { id, en } : { id: `${id}, ${more}`, en: `${en}, ${more}` };
}

async function forumTitle(tx: Tx, id: Id): Promise<Labelled | undefined> {
  const forum = await forumById(tx, id);
  if (!forum) return undefined;
  const { model } = await programById(tx, forum.program, madeAt(forum.id));
  return withMore(forumKind(model, forum.forum).label, await placeName(tx, forum.region));
}

async function placeName(tx: Tx, region: RegionCode): Promise<string> {
  return (await namesOf(tx, [region])).get(region) ?? '';
}
