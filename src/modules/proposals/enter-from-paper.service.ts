import { type Actor, acting, type Mandate } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { at, type Basis, isRefusal, type Refusal, refuse, together } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import type { SentFile } from '#kernel/sent-file.ts';
import { overtaken } from '#kernel/version.ts';
import { type Organization, organizationById } from '#modules/actors/index.ts';
import { attach, keepFiles } from '#modules/documents/index.ts';
import { record } from '#modules/journal/index.ts';
import { basisOf, type ProposalKind } from '#modules/models/index.ts';
import { mustBeOpen, type Program, programBySlug } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import type { Who } from './own-proposal.service.ts';
import { mustBeIn, openDraft, type Saved } from './proposal.service.ts';
import { leadBy, mayEnterFor } from './proposal.ts';
import { ProposalFields } from './proposal-fields.ts';
import { insertSheet, sheetNumbered } from './sheet.store.ts';
import { readSheet, type TypedSheet } from './sheet.ts';

/** What an institution signed on paper, as an officer types it. */
export type FromPaper = TypedSheet & {
  readonly program: string;
  readonly kind: string;
  readonly organization: Id;
  /** The signed form, page by page. */
  readonly scan: readonly SentFile[];
};

const MOST_PAGES = 6;

type Enterable = {
  readonly program: Program;
  readonly kind: ProposalKind;
  readonly institution: Organization;
  readonly by: Mandate;
  readonly basis: Basis;
};

async function enterable(
  tx: Tx,
  actor: Actor,
  input: Pick<FromPaper, 'program' | 'kind' | 'organization'>,
): Promise<Enterable | Refusal> {
  const program = await programBySlug(tx, input.program);
  const kind = program?.model.proposals.find((one) => one.kind === input.kind);
  const institution = await organizationById(tx, input.organization);
  if (!program || !kind || !institution) return refuse('access.not-found');
  const by = mayEnterFor(actor, program.model, kind, institution);
  if (isRefusal(by)) return by;
  const basis = basisOf(program.model, kind.basis);
  return (
    mustBeOpen(program) ??
    (await mustBeIn(tx, program, institution)) ?? { program, kind, institution, by, basis }
  );
}

/** What keeps somebody from entering for an institution, whatever they send: asked before files are received. */
export function askToEnterFrom(
  runtime: Runtime,
  who: Who,
  input: Pick<FromPaper, 'program' | 'kind' | 'organization'>,
): Promise<Refusal | undefined> {
  return runtime.askFirst(who, 'proposals:write', (tx, actor) => enterable(tx, actor, input));
}

/**
 * Opens a draft for an institution from what it signed on paper, with its scan: the office writes and sends it like the
 * institution itself, until the last day that was signed. The officer is its author and never judges it.
 * Source: model `proposals[].from[].fromPaper`; context, Paper (entered in someone's name, recorded as such).
 */
export async function enterFromPaper(runtime: Runtime, who: Who, input: FromPaper): Promise<Result<Saved>> {
  return runtime.changePrepared(who, 'proposals:write', {
    ask: async (tx, actor) => {
      const found = await enterable(tx, actor, input);
      return isRefusal(found) ? found : readEntered(tx, found, input);
    },
    prepare: () => keepFiles(runtime.files, 'scan', input.scan, 'receipt'),
    work: async (tx, actor, scans) => {
      const found = await enterable(tx, actor, input);
      if (isRefusal(found)) return refused(found);
      const { program, kind, institution } = found;
      const sheet = await readEntered(tx, found, input);
      if (isRefusal(sheet)) return refused(sheet);
      const by = acting(actor, found.by);
      const saved = await openDraft(tx, by, program, {
        kind,
        bringing: { lead: leadBy(institution), area: institution.region, name: institution.name },
        fields: ProposalFields.parse({ place: institution.region }),
      });
      const office = found.by.organization;
      const kept = await insertSheet(tx, {
        ...sheet,
        proposal: saved.id,
        office: office.id,
        enteredBy: actor.person,
      });
      if (kept === 'taken') return refused(overtaken());
      const file = {
        subjectType: 'proposal',
        subjectId: saved.id,
        public: 'private',
        by: actor.person,
      } as const;
      for (const scan of scans)
        await attach(tx, scan, { ...file, role: 'scan', caption: sheet.number ?? '' });
      await record(tx, by, {
        action: 'proposal.entered',
        subjectType: 'proposal',
        subjectId: saved.id,
        region: institution.region,
        summary: {
          way: 'paper',
          receivedOn: sheet.receivedOn,
          scan: scans[0]?.sha256,
          organization: office.name,
          sheet: sheet.number,
          until: sheet.until,
        },
        details: { broughtBy: sheet.broughtBy, scans: scans.map((one) => one.sha256) },
      });
      return ok(saved);
    },
  });
}

/** Reads what is typed about the paper; its scan lies with it, and no form is entered twice. */
async function readEntered(tx: Tx, { basis }: Enterable, input: FromPaper) {
  const read = readSheet(input, tx.today);
  const refusal = together([
    ...(isRefusal(read) ? (read.issues ?? [read]) : []),
    ...(input.scan.length === 0 ? [at('scan', refuse('input.required'))] : []),
    ...(input.scan.length > MOST_PAGES
      ? [at('scan', refuse('file.too-many', undefined, { limit: MOST_PAGES }))]
      : []),
  ]);
  if (refusal || isRefusal(read)) return refusal ?? refuse('input.invalid');
  const before = read.number === null ? undefined : await sheetNumbered(tx, read.number);
  return before && read.number !== null
    ? at('number', refuse('on-paper.entered', basis, { number: read.number, proposal: before.proposal }))
    : read;
}
