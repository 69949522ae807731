import type { Actor, Visitor } from '#kernel/actor.ts';
import { type Id, madeAt } from '#kernel/id.ts';
import { type Rupiah, sum } from '#kernel/money.ts';
import { seesWithheld } from '#kernel/readable.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { type Organization, organizationById } from '#modules/actors/index.ts';
import { type Document, documentsOf } from '#modules/documents/index.ts';
import { activityRules, asksContributions } from '#modules/models/index.ts';
import { isOwedFiling, type Obligation, owedOn } from '#modules/obligations/index.ts';
import { type Program, programById } from '#modules/programs/index.ts';
import {
  CONTRIBUTION_FORMS,
  type ContributionForm,
  contributionsOf,
  costLinesOf,
} from '#modules/proposals/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import {
  activityById,
  type Participation,
  type Progress,
  participationOf,
  progressOf,
  type RealisedContribution,
  realisedContributionsOf,
} from './activity.store.ts';
import { type Activity, HANDOVER_MINUTES } from './activity.ts';
import { settledBy } from './hold-activity.service.ts';
import { type ProvedExpense, provedExpenses } from './paid-expense.service.ts';
import { type Realisation, realisationOf } from './realisation.ts';

/** An activity with what every page about it asks first. Everybody may read it. */
export type ActivityStanding = {
  readonly activity: Activity;
  readonly program: Program;
  readonly organization: Organization;
  /** How its report stands as an obligation; undefined until the work is completed. */
  readonly owed: Obligation | undefined;
};

/** Reads how an activity stands; refused where there is none. */
export async function activityStanding(tx: Tx, id: Id): Promise<ActivityStanding | Refusal> {
  const activity = await activityById(tx, id);
  const organization = activity && (await organizationById(tx, activity.organization));
  if (!activity || !organization) return refuse('access.not-found');
  const program = await programById(tx, activity.program, madeAt(activity.id));
  return {
    activity,
    organization,
    program,
    owed: await settledBy(tx, program.model, activity.id),
  };
}

/** An activity as it was carried out: progress, spending, contributions, participants, photos. */
export type ActivityFacts = ActivityStanding & {
  /** The filings that are owed about it, and were. */
  readonly owing: readonly Obligation[];
  readonly place: string;
  readonly village: string;
  /** Who does the work and took it over, by name: for officers of the area and the institution. */
  readonly persons:
    | (Pick<Activity, 'executor' | 'responsible' | 'handedOverTo' | 'handoverNote'> & {
        /** The signed minutes of the handover. */
        readonly handoverMinutes: Id | null;
      })
    | undefined;
  readonly progress: readonly Progress[];
  /** The steps that the model wants photographed, each with what was told of it. */
  readonly checkpoints: readonly {
    readonly point: number;
    readonly step: Progress | undefined;
    readonly photos: readonly Id[];
  }[];
  readonly spent: Rupiah;
  /** How many expenses there are, and how many of them have their receipt as a file: for everybody. */
  readonly evidence: { readonly expenses: number; readonly filed: number };
  readonly realisation: Realisation;
  /** Single payments, which name providers and people: for officers of the area and the institution. */
  readonly expenses: readonly ProvedExpense[] | undefined;
  readonly contributions: readonly RealisedContribution[];
  /** What was offered with the proposal beside what came, by form. */
  readonly offered: readonly {
    readonly form: ContributionForm;
    readonly offered: Rupiah;
    readonly realised: Rupiah;
  }[];
  readonly participation: readonly Participation[];
  readonly documents: readonly Document[];
};

/** Reads an activity with all that was recorded of it; refused where there is none. */
export async function activityFacts(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
): Promise<ActivityFacts | Refusal> {
  const standing = await activityStanding(tx, id);
  if (isRefusal(standing)) return standing;
  const { activity, program } = standing;
  const names = await namesOf(tx, [activity.place, activity.village]);
  const progress = await progressOf(tx, id);
  const expenses = await provedExpenses(tx, activity);
  const documents = await documentsOf(tx, id);
  const contributions = await realisedContributionsOf(tx, id);
  const promised = await contributionsOf(tx, activity.proposal);
  const { executor, responsible, handedOverTo, handoverNote } = activity;
  return {
    ...standing,
    owing: (await owedOn(tx, id)).filter(isOwedFiling),
    place: names.get(activity.place) ?? activity.place,
    village: names.get(activity.village) ?? activity.village,
    persons: seesWithheld(viewer, 'person', activity)
      ? {
          ...{ executor, responsible, handedOverTo, handoverNote },
          handoverMinutes: documents.findLast((one) => one.role === HANDOVER_MINUTES)?.id ?? null,
        }
      : undefined,
    progress,
    checkpoints: activityRules(program.model).evidence.checkpoints.map((point) => ({
      point,
      step: progress.find((one) => one.percent === point),
      photos: documents.filter((one) => one.role === `photo-${point}`).map((one) => one.id),
    })),
    spent: sum(expenses.map((one) => one.amount)),
    evidence: {
      expenses: expenses.length,
      filed: expenses.filter((one) => one.receipt !== undefined).length,
    },
    realisation: realisationOf(await costLinesOf(tx, activity.proposal), expenses, activity.granted),
    expenses: seesWithheld(viewer, 'receipt', activity) ? expenses : undefined,
    contributions,
    offered: formsIn(program, contributions).map((form) => ({
      form,
      offered: sum(promised.filter((one) => one.form === form).map((one) => one.value)),
      realised: sum(contributions.filter((one) => one.form === form).map((one) => one.value)),
    })),
    participation: await participationOf(tx, id),
    documents,
  };
}

/** The forms of contributions that are told: none where the model asks none and none came. */
function formsIn({ model }: Program, came: readonly RealisedContribution[]): readonly ContributionForm[] {
  return asksContributions(model) || came.length > 0 ? CONTRIBUTION_FORMS : [];
}
