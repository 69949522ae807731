import { error } from '@sveltejs/kit';
import { overlaps } from '#analysis/components/index.ts';
import { m } from '#paraglide/messages.js';
import { count, list } from '#ui/format.ts';
import { requireTenant, viewerOf } from '../../../../../request.ts';
import { mapView } from '../../map-view.ts';
import { KIND_WORDS, named, said, topicWords } from '../../map-words.ts';
import { listCases, readCase, sourceOf } from '../cases.ts';
import type { PageServerLoad } from './$types.js';

/** What several places repeat is told from this many components on, as the study does. */
const REPEATED = 3;

export const load: PageServerLoad = (event) => {
  requireTenant(event);
  const { params } = event;
  const map = readCase(params.case) ?? error(404);
  const everywhere = listCases().flatMap(({ name }) => readCase(name) ?? []);
  const components = everywhere.flatMap((one) => one.components);
  return {
    name: params.case,
    view: mapView(map),
    source: sourceOf(map),
    together: overlaps(everywhere, REPEATED).map((overlap) => ({
      topic: topicWords(overlap.topic),
      sentence: m['components.overlap.sentence']({
        kind: KIND_WORDS[overlap.kind](),
        count: count(overlap.components.length),
        who: list(overlap.components.map((slug) => named(components, slug).text)),
      }),
    })),
    places: list(everywhere.map((one) => said(one.place).text)),
    mayStart: !(viewerOf(event).person === undefined),
  };
};
