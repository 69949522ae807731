import { askToWriteModels, keepCase, saveCases, tryDraft } from '#modules/workshop/index.ts';
import { m } from '#paraglide/messages.js';
import { wordModelProblem } from '#ui/model-problem.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut, versionIn } from '../../../../carry-out.ts';
import {
  askFirst,
  idOr404,
  readOr404,
  requireActor,
  textOf,
  viewerOf,
  waitingFor,
} from '../../../../request.ts';
import { draftTitle } from '../draft-title.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { caseRow, factField, ruleIn, wordAnswer, wordUnshown } from './case-words.ts';

const FACT = 'f.';

/** The facts in an address or a form, by their keys. */
function factsIn(entries: Iterable<[string, FormDataEntryValue]>): Record<string, string> {
  return Object.fromEntries(
    [...entries].flatMap(([name, value]) =>
      name.startsWith(FACT) && typeof value === 'string' ? [[name.slice(FACT.length), value]] : [],
    ),
  );
}

export const load: PageServerLoad = async (event) => {
  const actor = requireActor(event);
  const { pilar, locale } = event.locals;
  const { searchParams } = event.url;
  const rule = ruleIn(searchParams.get('aturan') ?? '');
  const facts = factsIn(searchParams);
  const tried = rule && { rule, ...(Object.keys(facts).length > 0 ? { facts } : {}) };
  const input = { draft: idOr404(event.params.id), ...(tried ? { tried } : {}) };
  const found = await tryDraft(pilar, actor, input, waitingFor(event));
  if (!found.ok && found.refusal.refusal.startsWith('analysis.')) {
    return { refusal: wordRefusal(found.refusal), draft: undefined, trial: undefined, facts };
  }
  const { draft, trial } = readOr404(found.ok ? found.value : found.refusal);
  const outcomes = trial.reads ? trial.outcomes : [];
  const about = {
    id: draft.id,
    title: draftTitle(draft),
    version: draft.version,
    open: draft.state === 'open',
    cases: draft.cases,
    saved: searchParams.has('tersimpan'),
  };
  return {
    refusal: undefined,
    facts,
    draft: about,
    trial: trial.reads
      ? {
          problems: trial.problems.map((one) => ({
            line: one.line,
            path: one.path,
            ...wordModelProblem(one, locale),
          })),
          rows: outcomes.map(caseRow),
          differ: outcomes.filter((one) => one.fault !== undefined).length,
          unshown: trial.unshown.map(wordUnshown),
          rules: trial.rules.map(({ sort, name }) => ({
            value: `${sort}:${name}`,
            label: name,
            group: m[`workshop.cases.sort.${sort}`](),
          })),
          tried: trial.tried && {
            rule: `${trial.tried.rule.sort}:${trial.tried.rule.name}`,
            name: trial.tried.rule.name,
            fields: trial.tried.asked.map(factField),
            answer: trial.tried.outcome && {
              text: wordAnswer(trial.tried.outcome.found ?? ''),
              why: caseRow(trial.tried.outcome).why,
            },
          },
        }
      : undefined,
  };
};

export const actions: Actions = {
  simpan: async (event) => {
    await askFirst(askToWriteModels(event.locals.pilar, viewerOf(event)));
    return carryOut(
      event,
      (pilar, actor, form) =>
        saveCases(pilar, actor, {
          draft: idOr404(event.params.id),
          cases: textOf(form, 'cases').replaceAll('\r\n', '\n'),
          version: versionIn(form),
        }),
      () => `${event.url.pathname}?tersimpan`,
    );
  },

  tambah: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        keepCase(
          pilar,
          actor,
          {
            draft: idOr404(event.params.id),
            rule: ruleIn(textOf(form, 'aturan')) ?? { sort: 'checks', name: '' },
            facts: factsIn(form),
            version: versionIn(form),
          },
          waitingFor(event),
        ),
      () => `${event.url.pathname}?tersimpan`,
    ),
};
