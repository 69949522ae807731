import { error, fail, redirect } from '@sveltejs/kit';
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
  strikeImport,
} from '#modules/assessment/index.ts';
import { namesOf, regionsWithin } from '#modules/regions/index.ts';
import { m } from '#paraglide/messages.js';
import { getLocale } from '#paraglide/runtime.js';
import { count, fileSize, moment } from '#ui/format.ts';
import { noteSentence } from '#ui/network-notes.ts';
import { problemFrom, problemReason } from '#ui/network-problem.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { wordForm, wordRefusal } from '#ui/word-refusal.ts';
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
import { typedValues } from '../../../typed-form.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { searchParams } = event.url;
  const asked = searchParams.get('kelurahan') ?? searchParams.get('kecamatan') ?? '';
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const keepers = await keepersOf(tx);
    const areas = [];
    for (const held of actor.mandates) {
      for (const level of ['district', 'village'] as const) {
        areas.push(...(await regionsWithin(tx, held.region, level)));
      }
    }
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
      areas: [...new Map(open.map((one) => [one.code, one])).values()].map((one) => ({
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
    const values = typedValues(form);
    const file = form.get('file');
    const nodes = form.get('nodes');
    for (const [field, sent] of Object.entries({ file, nodes })) {
      if (sent instanceof File && sent.size > IMPORT_LIMITS.bytes) {
        return refused(
          at(field, refuse('file.too-large', undefined, { limit: IMPORT_LIMITS.bytes })),
          values,
        );
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
    if (!imported.ok) return refused(imported.refusal, values);
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
    const form = await event.request.formData();
    const region = textOf(form, 'region');
    const struck = await strikeImport(event.locals.pilar, await actorFor(event), {
      batch: idOr404(textOf(form, 'batch')),
      region,
    });
    if (!struck.ok) return refused(struck.refusal, {});
    redirect(303, `${event.url.pathname}?${new URLSearchParams({ ...place(region), tercabut: '1' })}`);
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

/** A refused form; what is wrong with a file is said with its line. */
function refused(refusal: Refusal, values: Readonly<Record<string, string>>) {
  const status = refusalStatus(refusal);
  if (status === 404) error(404);
  const worded = wordForm(refusal);
  const problem = refusal.refusal === 'network.unreadable' ? problemFrom(refusal.params) : undefined;
  if (!problem) return fail(status, { ...worded, values });
  const reason = problemReason(problem, getLocale() === 'en' ? 'en' : 'id');
  const said =
    problem.line === null
      ? m['networks.import.no-line']({ reason: capital(reason) })
      : m['networks.import.line']({ line: String(problem.line), reason });
  return fail(status, { ...worded, errors: { ...worded.errors, [refusal.field ?? 'file']: said }, values });
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
