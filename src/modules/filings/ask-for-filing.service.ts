import { type Actor, acting, type Mandate, requireOffice, type Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, unless } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { partiesIn } from '#modules/actors/index.ts';
import { record } from '#modules/journal/index.ts';
import { basisOf, type FilingKind, filersOf } from '#modules/models/index.ts';
import { oweFilings } from '#modules/obligations/index.ts';
import { mustBeOpen, type Program, programBySlug } from '#modules/programs/index.ts';
import type { Runtime } from '#platform/runtime.ts';

/** Institutions that one question goes to. */
const MOST_ASKED = 500;

/** By which mandate the actor may ask for a filing whenever they want. Source: model `filings[].onDemand`; paper 004, §4.2.1. */
export function mayAskFor(actor: Actor, program: Program, rules: FilingKind): Mandate | Refusal {
  const { onDemand } = rules;
  if (!onDemand) return refuse('access.not-found');
  const basis = basisOf(program.model, onDemand.basis);
  return unless(requireOffice(actor, onDemand.by, program.region, basis), mustBeOpen(program));
}

/** The filings of a programme that somebody may ask for now. */
export function askableBy(actor: Actor | Visitor, program: Program): readonly FilingKind[] {
  if (actor.person === undefined) return [];
  return program.model.filings.filter((rules) => !isRefusal(mayAskFor(actor, program, rules)));
}

/**
 * Asks whoever files about the programme to do so besides its periods: they owe it from today, within the time that the model
 * gives, and read what was asked. Once a day: who asks twice asked already.
 */
export async function askForFiling(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { readonly program: string; readonly kind: string; readonly question: string },
): Promise<Result<{ readonly program: Id; readonly asked: number }>> {
  return runtime.change(who, 'filings:write', async (tx, actor) => {
    const program = await programBySlug(tx, input.program);
    const rules = program?.model.filings.find((one) => one.kind === input.kind);
    if (!program || !rules) return refused(refuse('access.not-found'));
    const by = mayAskFor(actor, program, rules);
    if (isRefusal(by)) return refused(by);
    const question = readText(input.question, 1000);
    if (isRefusal(question)) return refused(at('question', question));
    const filers = filersOf(program.model, rules);
    const parties = await partiesIn(
      tx,
      program,
      filers.map((one) => one.kind),
      MOST_ASKED,
    );
    const basis = basisOf(program.model, rules.onDemand?.basis ?? rules.basis);
    if (parties.length === 0) return refused(refuse('filing.nobody-files', basis));
    const owed = await oweFilings(
      tx,
      parties.map((party) => ({
        filing: rules,
        kind: rules.kind,
        along: null,
        occasion: tx.today,
        program: program.id,
        fiscalYear: program.fiscalYear,
        organization: party.id,
        offices: filers.find((one) => one.kind === party.kind)?.offices ?? [],
        region: party.region,
        subjectType: 'program',
        subjectId: program.id,
        startsOn: tx.today,
        title: party.name,
        askedFor: question,
      })),
      program,
    );
    if (owed === 0) return refused(refuse('filing.asked-today', basis));
    await record(tx, acting(actor, by), {
      action: 'filing.asked',
      subjectType: 'program',
      subjectId: program.id,
      region: program.region,
      summary: { kind: rules.kind, reason: question },
    });
    return ok({ program: program.id, asked: owed });
  });
}
