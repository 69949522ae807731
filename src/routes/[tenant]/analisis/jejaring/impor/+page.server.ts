import { redirect } from '@sveltejs/kit';
import { at, type Refusal, refusalIn, refuse } from '#kernel/refusal.ts';
import { levelOf, officialName } from '#kernel/region.ts';
import {
  AREA_LIMITS,
  askInAnyPlace,
  IMPORT_LIMITS,
  type ImportChoices,
  importNetwork,
  importsIn,
  keepersOf,
  mayImport,
  placesUnder,
  strikeImport,
} from '#modules/assessment/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import { m } from '#paraglide/messages.js';
import { getLocale } from '#paraglide/runtime.js';
import { count, fileSize, moment } from '#ui/format.ts';
import { noteSentence } from '#ui/network-notes.ts';
import { problemFrom, problemReason } from '#ui/network-problem.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut, failForm } from '../../../../carry-out.ts';
import {
  actorFor,
  askFirst,
  idOr404,
  requireActor,
  requireTenant,
  textOf,
  viewerOf,
  waitingFor,
} from '../../../../request.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { searchParams } = event.url;
  const asked = searchParams.get('kelurahan') ?? searchParams.get('kecamatan') ?? '';
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const keepers = await keepersOf(tx);
    const areas = await placesUnder(tx, actor, ['district', 'village']);
    const open = areas.filter((one) => refusalIn(mayImport(actor, one.code, keepers)) === undefined);
    const region = open.find((one) => one.code === asked) ?? (open.length === 1 ? open[0] : undefined);
    const limits = {
      ties: count(IMPORT_LIMITS.ties),
      actors: count(AREA_LIMITS.actors),
      size: fileSize(IMPORT_LIMITS.bytes),
    };
    const refused = refusalIn(mayImport(actor, (region ?? areas[0])?.code ?? tenant.region, keepers));
    const imports = region ? await importsIn(tx, region.code) : [];
    const names = await namesOf(
      tx,
      imports.map((one) => one.region),
    );
    return {
      today: tx.today,
      areas: open.map((one) => ({
        value: one.code,
        label: levelOf(one.code) === 'district' ? officialName(one.code, one.name) : one.name,
      })),
      region: region?.code ?? '',
      refusal: open.length === 0 && refused ? wordRefusal(refused) : undefined,
      limits,
      imports: imports.map((one) => ({
        batch: one.batch,
        region: one.region,
        when: m['networks.import.when']({ when: moment(one.importedAt, tenant.timeZone, 'short') }),
        ties: [
          names.get(one.region) ?? one.region,
          m['networks.import.ties']({ count: count(one.ties) }),
        ].join('; '),
      })),
      said: saidIn(searchParams),
    };
  });
};

function saidIn(params: URLSearchParams): string | undefined {
  if (params.has('tercabut')) return m['networks.import.struck']();
  const number = (name: string) => count(Number(params.get(name)) || 0);
  return params.has('ikatan')
    ? m['networks.import.saved']({
        ties: number('ikatan'),
        actors: number('aktor'),
        matched: number('terdaftar'),
      })
    : undefined;
}

export const actions: Actions = {
  impor: async (event) => {
    await askFirst(askInAnyPlace(event.locals.pilar, viewerOf(event), mayImport));
    const form = await event.request.formData();
    const file = form.get('file');
    const nodes = form.get('nodes');
    for (const [field, sent] of Object.entries({ file, nodes })) {
      if (sent instanceof File && sent.size > IMPORT_LIMITS.bytes) {
        const refusal = refuse('file.too-large', undefined, { limit: IMPORT_LIMITS.bytes });
        return failForm(event, form, at(field, refusal));
      }
    }
    const region = textOf(form, 'region');
    const given = {
      region,
      fileName: file instanceof File ? file.name : '',
      content: file instanceof File ? new Uint8Array(await file.arrayBuffer()) : '',
      nodes: nodes instanceof File && nodes.size > 0 ? new Uint8Array(await nodes.arrayBuffer()) : undefined,
      choices: choicesIn(form),
      others: textOf(form, 'others') === 'institution' ? ('institution' as const) : ('person' as const),
      seenOn: textOf(form, 'seenOn'),
    };
    const imported = await importNetwork(event.locals.pilar, await actorFor(event), given, waitingFor(event));
    if (!imported.ok) return failForm(event, form, imported.refusal, { says: fileProblem });
    const { actors, matched, ties, notes } = imported.value;
    const said = { ikatan: String(ties), aktor: String(actors), terdaftar: String(matched) };
    const address = `${event.url.pathname}?${new URLSearchParams({ ...place(region), ...said })}`;
    // What was left out may name people: it is said in the answer, never in an address.
    if (notes.length === 0) redirect(303, address);
    const language = getLocale() === 'en' ? 'en' : 'id';
    return {
      imported: saidIn(new URLSearchParams(said)),
      notes: notes.map((note) => noteSentence(note, language)),
      address,
    };
  },

  cabut: async (event) => {
    const region = textOf(await event.request.formData(), 'region');
    return carryOut(
      event,
      (pilar, actor, form) => strikeImport(pilar, actor, { batch: idOr404(textOf(form, 'batch')), region }),
      () => `${event.url.pathname}?${new URLSearchParams({ ...place(region), tercabut: '1' })}`,
    );
  },
};

/** How the form says that a file is to be read; what it does not know is left as a file says. */
function choicesIn(form: FormData): ImportChoices {
  const oneOf = <Word extends string>(name: string, words: readonly Word[]) =>
    words.find((word) => word === textOf(form, name));
  return {
    loops: oneOf('loops', ['drop']),
    parallel: oneOf('parallel', ['max', 'sum', 'first']),
    project: oneOf('project', ['rows', 'columns']),
    graph: textOf(form, 'graph') || undefined,
  };
}

function place(region: string): Record<string, string> {
  return levelOf(region) === 'district' ? { kecamatan: region } : { kelurahan: region };
}

/** What is wrong with a file, with its line. */
function fileProblem(refusal: Refusal): Readonly<Record<string, string>> {
  const problem = refusal.refusal === 'network.unreadable' ? problemFrom(refusal.params) : undefined;
  if (!problem) return {};
  const reason = problemReason(problem, getLocale() === 'en' ? 'en' : 'id');
  const said =
    problem.line === null
      ? m['networks.import.no-line']({ reason: capital(reason) })
      : m['networks.import.line']({ line: String(problem.line), reason });
  return { [refusal.field ?? 'file']: said };
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
