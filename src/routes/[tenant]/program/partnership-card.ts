import { coverageOf } from '#modules/actors/index.ts';
import { type Label, officeLabels, partiesOf, pillarLabel } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Tone } from '#ui/Chip.svelte';
import { list } from '#ui/format.ts';

/** Where an office that carries a role is held, and where not. */
export type RoleOffice = { readonly said: string; readonly vacant: string };

/** A role of the partnership with those who hold it; a gap is shown as one. */
export type RoleRow = {
  readonly role: string;
  readonly task: string;
  readonly offices: readonly RoleOffice[];
  readonly state: string;
  readonly tone: Tone;
};

/** The partnership as the model means it, and who carries it today: what it is for, who does what, what has to be there, what flows. */
export async function partnershipCard(tx: Tx, program: Program, locale: Locale) {
  const { model, region } = program;
  const word = (label: Label) => (locale === 'en' ? label.en : label.id);
  const { partnership } = model;
  const pillar = (name: string) => {
    const label = pillarLabel([model], name);
    return label ? word(label) : name;
  };
  return {
    roles: await roleRows(tx, program, region, word),
    purposes: partnership?.purposes.map((one) => word(one.label)) ?? [],
    parts:
      partnership?.parts.map((one) => ({
        pillar: pillar(one.pillar),
        role: word(one.role),
        tasks: one.tasks.map(word),
      })) ?? [],
    flows:
      partnership?.flows.map((one) => ({
        of: m[`workshop.parts.of.${one.of}`](),
        said: m['workshop.parts.flow']({
          from: list(one.from.map(pillar)),
          to: list(one.to.map(pillar)),
          what: word(one.label),
        }),
      })) ?? [],
  };
}

async function roleRows(
  tx: Tx,
  { model }: Program,
  area: string,
  word: (label: Label) => string,
): Promise<RoleRow[]> {
  if (model.roles.length === 0) return [];
  const parties = partiesOf(model);
  const offices = [...new Set(model.roles.flatMap((one) => one.offices))];
  const kinds = parties.filter((one) => one.offices.some(({ office }) => offices.includes(office)));
  const filled = await coverageOf(
    tx,
    area,
    kinds.map((one) => one.kind),
    offices,
  );
  return model.roles.map((role) => {
    const held = role.offices.map((office) => {
      const own = filled.filter(
        (one) =>
          one.office === office &&
          kinds.some((kind) => kind.kind === one.kind && kind.offices.some((each) => each.office === office)),
      );
      return {
        office: officeLabels([model], [office]).map(word)[0] ?? office,
        held: own.reduce((sum, one) => sum + one.held, 0),
        all: own.reduce((sum, one) => sum + one.all, 0),
        vacant: own.flatMap((one) => one.vacant),
      };
    });
    const some = held.some((one) => one.held > 0);
    const every = held.every((one) => one.all > 0 && one.held === one.all);
    return {
      role: m[`workshop.parts.role.${role.role}`](),
      task: word(role.task),
      offices: held.map(({ vacant, ...one }) => ({
        said: one.held === 0 ? m['workshop.parts.nobody'](one) : m['workshop.parts.held'](one),
        vacant:
          vacant.length > 0 && one.held > 0 ? m['workshop.parts.empty-places']({ places: list(vacant) }) : '',
      })),
      state: every
        ? m['workshop.parts.full']()
        : some
          ? m['workshop.parts.partly']()
          : m['workshop.parts.gap'](),
      tone: every ? 'ok' : some ? 'wait' : 'no',
    };
  });
}
