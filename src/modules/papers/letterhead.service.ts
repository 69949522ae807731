import { type Actor, acting, type Mandate, type Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { at, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { type SentFile, sizeOf } from '#kernel/sent-file.ts';
import { overtaken } from '#kernel/version.ts';
import {
  listOrganizations,
  type Organization,
  type OrganizationPlace,
  organizationById,
} from '#modules/actors/index.ts';
import { attach, documentsOf, keepFiles, removeDocument, type StoredFile } from '#modules/documents/index.ts';
import { record } from '#modules/journal/index.ts';
import { type KeptLetterhead, keepLetterhead, letterheadsOf } from '#modules/letters/index.ts';
import { type Model, partiesOf } from '#modules/models/index.ts';
import { groundsFields, maySteer, steeredArea, type TypedGrounds } from '#modules/programs/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { HEAD_LINES, letterheadOf, readHeadAddress, readHeadLines, type WriterKind } from './letterhead.ts';
import type { Letterhead } from './paper.ts';
import { type PaperSetting, placesAbove } from './setting.ts';

/** As much as prints well at two centimetres, many times over. */
export const LARGEST_LOGO = 2 * 1024 * 1024;
const LOGO = 'letterhead-logo';
const OFFICES = 40;

/** The head of a paper, as the city keeps it today. */
export async function headFor(
  tx: Tx,
  kind: WriterKind,
  setting: Pick<PaperSetting, 'city'>,
  writes: { readonly id?: Id; readonly name: string; readonly region: RegionCode },
): Promise<Letterhead> {
  const names = await namesOf(tx, placesAbove(writes.region));
  if (kind === 'institution') return letterheadOf(kind, setting, writes, names);
  const kept = await letterheadsOf(tx, [tx.tenant, ...(writes.id ? [writes.id] : [])]);
  const heads = { city: kept.get(tx.tenant), office: writes.id ? kept.get(writes.id) : undefined };
  return letterheadOf(kind, setting, writes, names, heads);
}

type Steered = {
  readonly by: Mandate;
  readonly area: RegionCode;
  /** Kinds of offices whose letters bear the city's head: those that call forums, or pay. */
  readonly kinds: readonly string[];
};

/** By which mandate somebody keeps the letterhead of a city: who steers its programmes. */
async function steering(tx: Tx, actor: Actor): Promise<Steered | Refusal> {
  const steered = await steeredArea(tx);
  if (!steered) return refuse('access.not-found');
  const by = maySteer(actor, steered.programs, steered.area);
  if (isRefusal(by)) return by;
  const kinds = new Set(steered.programs.flatMap((one) => writingKinds(one.model)));
  return { by, area: steered.area, kinds: [...kinds] };
}

function writingKinds(model: Model): string[] {
  const write = new Set([
    ...model.forums.flatMap((forum) => forum.conveners),
    ...(model.funding?.disbursement?.record ?? []),
  ]);
  return partiesOf(model)
    .filter((party) => party.offices.some(({ office }) => write.has(office)))
    .map((party) => party.kind);
}

/** The letterhead of the city or of one of its offices: what was entered, and what comes of it. */
export type LetterheadEntry = {
  /** Undefined for the city itself. */
  readonly office: Organization | undefined;
  readonly kept: KeptLetterhead | undefined;
  readonly head: Letterhead;
  /** The logo as a document that is shown; of the city. */
  readonly logo: Id | undefined;
};

export type LetterheadOverview = LetterheadEntry & {
  /** Offices of the city by their names, with what was entered for each. */
  readonly offices: readonly (Organization & { readonly address: string | undefined })[];
  readonly more: boolean;
};

/** Reads the letterhead of the city (`asked` is empty) or of an office, and the list of offices, for those who keep it. */
export async function letterheadOverview(
  tx: Tx,
  actor: Actor,
  city: string,
  asked: {
    readonly office: Id | undefined;
    readonly words: readonly string[];
    readonly after: OrganizationPlace | undefined;
  },
): Promise<LetterheadOverview | Refusal> {
  const found = await steering(tx, actor);
  if (isRefusal(found)) return found;
  const office = asked.office === undefined ? undefined : await officeAmong(tx, found, asked.office);
  if (isRefusal(office)) return office;
  const filter = { kinds: found.kinds, area: found.area, words: asked.words };
  const listed = await listOrganizations(tx, filter, OFFICES + 1, asked.after);
  const kept = await letterheadsOf(tx, [tx.tenant, ...listed.map((one) => one.id), office?.id ?? tx.tenant]);
  const writes = office ?? { name: city, region: found.area };
  return {
    office,
    kept: kept.get(office?.id ?? tx.tenant),
    head: await headFor(tx, 'government', { city }, writes),
    logo: (await logoOf(tx))?.id,
    offices: listed.slice(0, OFFICES).map((one) => ({ ...one, address: kept.get(one.id)?.address })),
    more: listed.length > OFFICES,
  };
}

async function logoOf(tx: Tx) {
  return (await documentsOf(tx, tx.tenant)).find((one) => one.role === LOGO);
}

async function officeAmong(tx: Tx, { kinds }: Steered, id: Id): Promise<Organization | Refusal> {
  const office = await organizationById(tx, id);
  return office && kinds.includes(office.kind) ? office : refuse('access.not-found');
}

/** The letterhead of the city, or of an office, as typed. */
export type TypedLetterhead = TypedGrounds & {
  readonly office: Id | undefined;
  readonly lines: string;
  readonly address: string;
  readonly contact: string;
  /** The picture of the city; without one it stays as it was. */
  readonly logo: SentFile | undefined;
  /** That no logo is to be printed any more. */
  readonly withoutLogo: boolean;
  /** Which version was seen; undefined for none. */
  readonly version: number | undefined;
};

/** Whether somebody may keep the letterhead, asked before the picture is received. */
export function askToSetLetterhead(runtime: Runtime, who: Actor | Visitor): Promise<Refusal | undefined> {
  return runtime.askFirst(who, 'offices:write', async (tx, actor) => steering(tx, actor));
}

/**
 * Keeps the letterhead of the city or of one of its offices, by a document and for a reason that the journal tells. From then
 * on papers bear it; what was issued stays as it went out. The logo is told by its content and printed by all offices.
 */
export function setLetterhead(
  runtime: Runtime,
  who: Actor | Visitor,
  input: TypedLetterhead,
  left?: AbortSignal,
): Promise<Result<{ readonly office: Id | undefined }>> {
  return runtime.changePrepared(who, 'offices:write', {
    ask: async (tx, actor) => {
      const found = await steering(tx, actor);
      if (isRefusal(found)) return found;
      const read = typedHead(input);
      return isRefusal(read) ? read : undefined;
    },
    prepare: async () => {
      if (!input.logo || input.office !== undefined) return [];
      if (sizeOf(input.logo) > LARGEST_LOGO) {
        return at('logo', refuse('file.too-large', undefined, { limit: LARGEST_LOGO }));
      }
      return keepFiles(runtime.files, 'logo', [input.logo], 'picture', left);
    },
    work: async (tx, actor, [logo]) => {
      const found = await steering(tx, actor);
      if (isRefusal(found)) return refused(found);
      const read = typedHead(input);
      if (isRefusal(read)) return refused(read);
      const office = input.office === undefined ? undefined : await officeAmong(tx, found, input.office);
      if (isRefusal(office)) return refused(office);
      const about = office?.id ?? tx.tenant;
      const before = (await letterheadsOf(tx, [about])).get(about);
      const logoSha256 = office ? null : await keepLogo(tx, actor.person, before, input, logo);
      const { reason, basis, ...head } = read;
      const version = input.version ?? 0;
      const written = await keepLetterhead(tx, { office: about, ...head, logoSha256, version }, actor.person);
      if (!written) return refused(overtaken());
      await record(tx, acting(actor, found.by), {
        action: 'letter.head-set',
        subjectType: 'tenant',
        subjectId: tx.tenant,
        region: office?.region ?? found.area,
        summary: {
          organization: office?.name ?? '',
          headLines: head.lines,
          headAddress: head.address,
          headContact: head.contact,
          logoSha256,
          reason,
          basis,
        },
      });
      return ok({ office: office?.id });
    },
  });
}

function typedHead(input: TypedLetterhead) {
  const most = input.office === undefined ? HEAD_LINES.city : HEAD_LINES.office;
  return readAll({
    lines: readHeadLines(input.lines, most),
    address: readHeadAddress(input.address),
    contact: readHeadAddress(input.contact),
    ...groundsFields(input),
  });
}

/** The hash of the logo that stands from now on; the document of the one before is taken away. */
async function keepLogo(
  tx: Tx,
  by: Id,
  before: KeptLetterhead | undefined,
  { withoutLogo }: TypedLetterhead,
  logo: StoredFile | undefined,
): Promise<string | null> {
  if (!logo && !withoutLogo) return before?.logoSha256 ?? null;
  const there = await logoOf(tx);
  if (there) await removeDocument(tx, there.id);
  if (!logo) return null;
  const to = { subjectType: 'tenant', subjectId: tx.tenant, role: LOGO, caption: '', by } as const;
  await attach(tx, logo, { ...to, public: 'public' });
  return logo.sha256;
}
