import { besideOrigin, previewModel } from '#modules/workshop/index.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { idOr404, readOr404, requireActor, waitingFor } from '../../../../request.ts';
import { changeRow, plainRow } from '../../change-words.ts';
import { draftTitle } from '../draft-title.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const actor = requireActor(event);
  const { pilar } = event.locals;
  const id = idOr404(event.params.id);
  const found = await besideOrigin(pilar, actor, id, waitingFor(event));
  const beside = readOr404(found.ok ? found.value : found.refusal);
  const { draft, origin, changes } = beside;
  const { source, name } = draft;
  const preview = await previewModel(pilar, actor, { source, name }, waitingFor(event));
  const reads = preview.ok && preview.value.reads ? preview.value : undefined;
  return {
    id,
    title: draftTitle(draft),
    refusal: preview.ok ? undefined : wordRefusal(preview.refusal),
    broken: preview.ok && !preview.value.reads,
    origin: origin && {
      was: `${origin.was.name} ${origin.was.version}`,
      now: `${origin.is.name} ${origin.is.version}`,
      moved: origin.was.version !== origin.is.version,
    },
    both: changes?.both ?? [],
    mine: (changes?.mine ?? []).map(plainRow),
    theirs: (changes?.theirs ?? []).map(plainRow),
    against: reads?.against && {
      model: `${reads.model.name} ${reads.against.version}`,
      program: `${reads.against.program.model.short} ${reads.against.program.fiscalYear}`,
    },
    inForce: (reads?.changes ?? []).map(changeRow),
  };
};
