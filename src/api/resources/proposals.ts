import { z } from '@hono/zod-openapi';
import type { Id } from '#kernel/id.ts';
import { plainQuantity } from '#kernel/readers/number.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { answerProposal } from '#modules/deliberation/index.ts';
import { forumKind } from '#modules/models/index.ts';
import { type ProposalFacts, proposalFacts, readableProposals } from '#modules/overview/index.ts';
import {
  addProposalPhoto,
  askToWrite,
  CONTRIBUTION_FORMS,
  type ListedProposal,
  listProposals,
  PROPOSAL_STATES,
  ProposalFields,
  rankProposals,
  removeProposalPhoto,
  returnProposal,
  saveProposal,
  startProposal,
  submitProposal,
  withdrawProposal,
} from '#modules/proposals/index.ts';
import { answerTo, endpoint } from '../endpoint.ts';
import { FileInput, IdInput, LongInput, ONE_FILE, RegionInput, ShortInput } from '../input.ts';
import { byId, listing } from '../listing.ts';
import { pageOf } from '../page.ts';
import {
  Amount,
  amount,
  Entry,
  entryShown,
  Label,
  labelShown,
  Made,
  Moment,
  moment,
  Photo,
  photosShown,
  programIdNamed,
  programNamed,
  Quantity,
  Region,
  Uuid,
  Written,
} from './shared.ts';

const State = z.enum(PROPOSAL_STATES);

const Listed = z
  .object({
    id: Uuid,
    title: z.string(),
    kind: z.string().meta({ description: 'What the model calls it', examples: ['usulan'] }),
    party: z.string().meta({ description: 'The kind of party that brings it', examples: ['rw'] }),
    organization: Uuid.nullable().meta({ description: 'Null where a person brings it, who is never named' }),
    organizationName: z.string().nullable(),
    village: Region,
    villageName: z.string(),
    place: Region,
    scope: z.string(),
    requested: Amount,
    granted: Amount.nullable(),
    state: State,
    forum: z.string().nullable().meta({
      description: 'The forum of the model that it waits for, or that decided last; null where steps decide',
    }),
    remark: z.string().nullable().meta({
      description:
        'The reason of the decision, or of a return; null in lists of what a person brings, where they and those who judge read it on the proposal',
    }),
    rank: z.int().nullable(),
    createdAt: Moment,
    submittedAt: Moment.nullable(),
    version: z.int(),
  })
  .meta({ id: 'ListedProposal', description: 'A proposal as lists show it' });

function listed(one: ListedProposal): z.infer<typeof Listed> {
  return {
    id: one.id,
    title: one.title,
    kind: one.kind,
    party: one.party,
    organization: one.organization,
    organizationName: one.organizationName,
    village: one.village,
    villageName: one.villageName,
    place: one.place,
    scope: one.scope,
    requested: Number(one.requested),
    granted: one.granted === null ? null : Number(one.granted),
    state: one.state,
    forum: one.forum,
    remark: one.remark,
    rank: one.rank,
    createdAt: one.createdAt.toISOString(),
    submittedAt: one.submittedAt === null ? null : one.submittedAt.toISOString(),
    version: one.version,
  };
}

const Whole = z
  .object({
    id: Uuid,
    program: Uuid,
    organization: Uuid.nullable(),
    organizationName: z.string().nullable(),
    kind: z.string(),
    party: z.string(),
    village: Region,
    place: Region,
    address: z.string(),
    point: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
    scope: z.string(),
    title: z.string(),
    need: z.string(),
    volume: Quantity,
    unit: z.string(),
    requested: Amount,
    granted: Amount.nullable(),
    contribution: Amount,
    people: z.int(),
    poorHouseholds: z.int(),
    answers: z.record(z.string(), z.string()).meta({
      description: 'To the fields of the model, by their keys; personal ones for those who judge it only',
    }),
    rank: z.int().nullable(),
    state: State,
    remark: z.string().nullable().meta({
      description:
        'The reason of the decision, or of a return; of what a person brings, for them and those who judge it only',
    }),
    createdAt: Moment,
    submittedAt: Moment.nullable(),
    decidedAt: Moment.nullable(),
    version: z.int(),
    costLines: z.array(
      z.object({
        position: z.int(),
        item: z.string(),
        quantity: Quantity,
        unit: z.string(),
        unitPrice: Amount,
        total: Amount,
      }),
    ),
    contributions: z.array(
      z.object({ form: z.enum(CONTRIBUTION_FORMS), description: z.string(), value: Amount }),
    ),
    forum: z.string().nullable().meta({
      description: 'The model’s forum that it waits for or that decided last; null where steps decide',
    }),
    decisions: z
      .array(
        z.object({
          forum: Uuid,
          kind: z.string().meta({ description: 'Which of the model’s forums it was' }),
          label: Label,
          regionName: z.string(),
          outcome: z.string(),
          effect: z.enum(['accept', 'fund', 'escalate', 'reserve', 'reject']),
          passedTo: z.string().nullable().meta({ description: 'The forum to which it goes next' }),
          amount: Amount.nullable(),
          reason: z.string(),
          decidedAt: Moment,
          sealed: z.boolean().meta({ description: 'Whether the minutes of the forum are sealed' }),
        }),
      )
      .meta({ description: 'One in each forum through which it went, in order' }),
    followUp: z
      .array(z.object({ step: z.string(), done: z.boolean() }))
      .meta({ description: 'What offices do after it was agreed to, in order; empty until that binds' }),
    photos: z.array(Photo),
    history: z.array(Entry),
    typed: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ description: 'The fields as typed, for the institution that writes them; null for others' }),
  })
  .meta({ id: 'Proposal', description: 'A proposal with cost lines, contributions, photos and history' });

function whole(facts: ProposalFacts, tenant: string): z.infer<typeof Whole> {
  const { proposal, program, decisions } = facts;
  const { latitude, longitude } = proposal;
  return {
    id: proposal.id,
    program: proposal.program,
    organization: proposal.organization,
    organizationName: facts.institution?.name ?? null,
    kind: proposal.kind,
    party: proposal.party,
    village: proposal.village,
    place: proposal.place,
    address: proposal.address,
    point:
      latitude === null || longitude === null
        ? null
        : { latitude: Number(latitude), longitude: Number(longitude) },
    scope: proposal.scope,
    title: proposal.title,
    need: proposal.need,
    volume: plainQuantity(proposal.volume),
    unit: proposal.unit,
    requested: amount(proposal.requested),
    granted: amount(proposal.granted),
    contribution: amount(proposal.contribution),
    people: proposal.people,
    poorHouseholds: proposal.poorHouseholds,
    answers: Object.fromEntries(
      facts.fieldAnswers.flatMap((one) => (one.withheld ? [] : [[one.field.key, one.value]])),
    ),
    rank: proposal.rank,
    state: proposal.state,
    remark: proposal.remark,
    createdAt: moment(proposal.createdAt),
    submittedAt: moment(proposal.submittedAt),
    decidedAt: moment(proposal.decidedAt),
    version: proposal.version,
    costLines: facts.costLines.map((line) => ({
      position: line.position,
      item: line.item,
      quantity: plainQuantity(line.quantity),
      unit: line.unit,
      unitPrice: amount(line.unitPrice),
      total: amount(line.total),
    })),
    contributions: facts.contributions.map((given) => ({
      form: given.form,
      description: given.description,
      value: amount(given.value),
    })),
    forum: proposal.forum,
    decisions: decisions.map((one) => ({
      forum: one.forum,
      kind: one.kind,
      label: labelShown(forumKind(program.model, one.kind).label),
      regionName: one.regionName,
      outcome: one.outcome,
      effect: one.effect,
      passedTo: one.passedTo,
      amount: amount(one.amount),
      reason: one.reason,
      decidedAt: moment(one.decidedAt),
      sealed: one.forumState === 'sealed',
    })),
    followUp: proposal.followUp.map((step, i) => ({ step, done: i < proposal.followed })),
    photos: photosShown(facts.photos, tenant),
    history: facts.history.entries.map(entryShown),
    typed: facts.typed ?? null,
  };
}

export const Fields = ProposalFields.strict().meta({
  id: 'ProposalFields',
  description:
    'What an institution writes, as typed: amounts and quantities as numbers or as people write them. A draft keeps all of it; submitting judges it.',
});

export const FIELDS_EXAMPLE = {
  title: 'Perbaikan drainase Gang Sukanagara',
  need: 'Setiap hujan gang tergenang dan air masuk ke rumah warga.',
  scope: 'rw-infrastruktur',
  place: '32.73.30.1003.001',
  address: 'Gang Sukanagara',
  volume: '96',
  unit: 'm',
  people: 184,
  poorHouseholds: 23,
  costLines: [{ item: 'U-ditch 40 × 40 cm', quantity: '96', unit: 'm', unitPrice: 285000 }],
  contributions: [{ form: 'labour', description: '40 hari kerja warga', value: 'Rp 5.400.000' }],
};

const tag = 'proposals';
const access = 'proposals:write';

export const proposals = [
  listing({
    path: '/{tenant}/proposals',
    tag,
    summary: 'Proposals that were ever submitted, newest first',
    filter: {
      program: ShortInput.meta({ description: 'The programme, by its slug', examples: ['hibah-2026'] }),
      state: State.optional(),
      area: RegionInput.optional(),
      scope: ShortInput.optional(),
      organization: IdInput.optional(),
      text: ShortInput.optional().meta({ description: 'Words in the title' }),
    },
    item: Listed,
    cursor: byId,
    rows: async (tx, { filter, limit, after }) => {
      const program = await programIdNamed(tx, filter.program);
      return isRefusal(program) ? program : listProposals(tx, { ...filter, program }, limit, after);
    },
    shown: listed,
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/proposals',
    tag,
    access,
    summary: 'Start a draft',
    status: 201,
    body: {
      takes: ['json'],
      schema: z.strictObject({
        program: ShortInput,
        organization: IdInput.optional().meta({
          description: 'The institution for which it is; without, whoever asks brings it for themselves',
        }),
        kind: ShortInput.optional().meta({ description: 'What the model calls it; without, the first' }),
        fields: Fields.optional(),
      }),
      example: {
        program: 'hibah-2026',
        organization: '019c44e8-6d00-7000-8000-2f1d3c9a5b10',
        fields: FIELDS_EXAMPLE,
      },
    },
    answer: Written,
    run: async (call, { body }) =>
      answerTo(await startProposal(call.pilar, call.who, body), ({ id, version }) => ({
        body: { id, version },
        version,
        location: `/proposals/${id}`,
      })),
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/proposals/{proposal}',
    tag,
    access: 'public',
    summary: 'One proposal with cost lines, contributions, photos, decision and history',
    description: 'A draft that was never submitted is there for its own institution only.',
    answer: Whole,
    run: (call, { params }) =>
      call.read(async (tx) => {
        const facts = await proposalFacts(tx, call.viewer, params.proposal);
        if (isRefusal(facts)) return facts;
        return { body: whole(facts, call.tenant.slug), version: facts.proposal.version };
      }),
  }),
  endpoint({
    method: 'put',
    path: '/{tenant}/proposals/{proposal}',
    tag,
    access,
    precondition: 'version',
    summary: 'Save a draft as typed',
    description: 'Nothing is judged yet. Also for a proposal that was returned.',
    body: { takes: ['json'], schema: Fields, example: FIELDS_EXAMPLE },
    ask: ({ pilar, who }, { proposal }) => askToWrite(pilar, who, proposal),
    answer: Written,
    run: async (call, { params, body }) =>
      answerTo(
        await saveProposal(call.pilar, call.who, {
          proposal: params.proposal,
          version: call.version,
          fields: body,
        }),
        written,
      ),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/proposals/{proposal}/submission',
    tag,
    access,
    precondition: 'version',
    summary: 'Submit a proposal to the forum',
    description: 'Everything is read and judged now; every field that cannot stand is named in `errors`.',
    body: {
      takes: ['json'],
      schema: z.strictObject({ fields: Fields.optional() }),
      example: {},
    },
    ask: ({ pilar, who }, { proposal }) => askToWrite(pilar, who, proposal),
    answer: Written,
    run: async (call, { params, body }) =>
      answerTo(
        await submitProposal(call.pilar, call.who, {
          proposal: params.proposal,
          version: call.version,
          fields: body.fields,
        }),
        written,
      ),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/proposals/{proposal}/withdrawal',
    tag,
    access,
    precondition: 'version',
    summary: 'Withdraw a proposal before the forum has decided on it',
    body: {
      takes: ['json'],
      schema: z.strictObject({ reason: LongInput.default('') }),
      example: { reason: 'Sudah dikerjakan swadaya' },
    },
    answer: Written,
    run: async (call, { params, body }) =>
      answerTo(
        await withdrawProposal(call.pilar, call.who, {
          proposal: params.proposal,
          version: call.version,
          reason: body.reason,
        }),
        written,
      ),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/proposals/{proposal}/return',
    tag,
    access,
    precondition: 'version',
    summary: 'Send a submitted proposal back with a remark',
    body: {
      takes: ['json'],
      schema: z.strictObject({ remark: LongInput }),
      example: { remark: 'Foto lokasi belum jelas' },
    },
    answer: Written,
    run: async (call, { params, body }) =>
      answerTo(
        await returnProposal(call.pilar, call.who, {
          proposal: params.proposal,
          version: call.version,
          remark: body.remark,
        }),
        written,
      ),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/proposals/{proposal}/answers',
    tag,
    access,
    precondition: 'version',
    status: 201,
    summary: 'Answer a proposal as the step that it waits for, where no forum decides on it',
    description:
      'Accepted by the last step of its route it is granted whole; refused, with a remark, it ends.',
    body: {
      takes: ['json'],
      schema: z.strictObject({ outcome: z.enum(['accept', 'refuse']), remark: LongInput.default('') }),
      example: { outcome: 'accept' },
    },
    answer: Written,
    run: async (call, { params, body }) =>
      answerTo(
        await answerProposal(call.pilar, call.who, {
          proposal: params.proposal,
          version: call.version,
          outcome: body.outcome,
          remark: body.remark,
        }),
        ({ proposal, version }) => written({ id: proposal, version }),
      ),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/proposals/{proposal}/photos',
    tag,
    access,
    status: 201,
    summary: 'Add a photo to a draft',
    description: 'JPEG, PNG or WebP, told by its content; it is shrunk, and its position is kept apart.',
    body: {
      takes: ['form'],
      schema: z.strictObject({ photos: FileInput, caption: ShortInput.default('') }),
      example: { photos: '…', caption: 'Gang tergenang' },
      largest: ONE_FILE,
    },
    ask: ({ pilar, who }, { proposal }) => askToWrite(pilar, who, proposal),
    answer: Made.extend({
      looks: z.enum(['varied', 'plain']).meta({
        description: '`plain`: kept, but of one colour only; its sender should look at it',
      }),
    }),
    run: async (call, { params, body }) =>
      answerTo(
        await addProposalPhoto(
          call.pilar,
          call.who,
          {
            proposal: params.proposal,
            file: body.photos,
            caption: body.caption,
          },
          call.left,
        ),
        ({ document, looks }) => ({ body: { id: document, looks } }),
      ),
  }),
  endpoint({
    method: 'delete',
    path: '/{tenant}/proposals/{proposal}/photos/{photo}',
    tag,
    access,
    summary: 'Take a photo off a draft',
    answer: Made,
    run: async (call, { params }) =>
      answerTo(
        await removeProposalPhoto(call.pilar, call.who, {
          proposal: params.proposal,
          document: params.photo,
        }),
        ({ document }) => ({ body: { id: document } }),
      ),
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/programs/{program}/organizations/{organization}/proposals',
    tag,
    access: 'public',
    summary: 'All proposals of an institution in its own order of priority',
    description: 'Drafts are shown to the institution itself only.',
    answer: pageOf(
      z.object({
        id: Uuid,
        title: z.string(),
        state: State,
        rank: z.int().nullable(),
        requested: Amount,
        granted: Amount.nullable(),
        version: z.int(),
      }),
    ),
    run: (call, { params }) =>
      call.read(async (tx) => {
        const program = await programNamed(tx, params.program);
        if (isRefusal(program)) return program;
        const own = await readableProposals(tx, call.viewer, program.id, params.organization);
        const items = own.map((one) => ({
          id: one.id,
          title: one.title,
          state: one.state,
          rank: one.rank,
          requested: amount(one.requested),
          granted: amount(one.granted),
          version: one.version,
        }));
        return { body: { items, next: null } };
      }),
  }),
  endpoint({
    method: 'put',
    path: '/{tenant}/programs/{program}/organizations/{organization}/ranking',
    tag,
    access,
    summary: 'Put an institution’s proposals in its order of priority',
    body: {
      takes: ['json'],
      schema: z.strictObject({ order: z.array(IdInput).max(200) }),
      example: { order: ['019c44e8-6d00-7000-8000-2f1d3c9a5b10'] },
    },
    answer: z.object({ ranked: z.int() }),
    run: async (call, { params, body }) =>
      answerTo(
        await rankProposals(call.pilar, call.who, {
          program: params.program,
          organization: params.organization,
          order: body.order,
        }),
        ({ ranked }) => ({ body: { ranked } }),
      ),
  }),
];

function written(saved: { readonly id: Id; readonly version: number }) {
  return { body: { id: saved.id, version: saved.version }, version: saved.version };
}
