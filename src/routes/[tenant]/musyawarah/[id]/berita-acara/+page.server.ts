import { createHash } from 'node:crypto';
import { canonicalJson } from '#kernel/json.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { ancestor } from '#kernel/region.ts';
import { forumWithVote, sealedMinutes } from '#modules/deliberation/index.ts';
import { forumKind } from '#modules/models/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import { officeName } from '#ui/message.ts';
import { idOr404, readOr404, requireTenant, viewerOf } from '../../../../request.ts';
import { ruleName } from '../suara/comparison-words.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const id = idOr404(event.params.id);
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const found = readOr404(await forumWithVote(tx, id));
    const { forum, program, place } = found;
    const href = `/${tenant.slug}/musyawarah/${id}`;
    const rules = forumKind(program.model, forum.forum);
    const title = `${rules.label.id} ${place}`;
    const sealed = await sealedMinutes(tx, viewerOf(event), id);
    if (isRefusal(sealed)) return { id, href, title, renamed: [], sealed: undefined };
    const { open, whole, entry, office, renamed } = sealed;
    const district = ancestor(forum.region, 'district');
    const names = await namesOf(tx, [district]);
    const units = new Map(
      Object.values(forum.rolls)
        .flat()
        .map((unit) => [unit.unit, unit.label]),
    );
    return {
      id,
      href,
      title,
      renamed,
      sealed: {
        minutes: open,
        /** Sitting by sitting, for those who may read names. */
        attendance: whole?.sittings.map((sitting) =>
          sitting.attendance.map((one) => ({
            name: one.name,
            represents: one.represents,
            unit: one.unit === null ? '' : (units.get(one.unit) ?? one.unit),
            power: one.power ?? '',
          })),
        ),
        outcomes: Object.fromEntries(rules.outcomes.map((one) => [one.id, one.label.id])),
        /** How the minutes name what a vote was held with; they are Indonesian in every language of the pages. */
        rules: Object.fromEntries(
          [...(open.vote?.rules ?? []), open.vote?.followed ?? ''].map((rule) => [
            rule,
            ruleName(rule, 'id'),
          ]),
        ),
        program: { short: program.model.short, title: program.model.title.id, year: program.fiscalYear },
        /** Who stands at the head of the letter: the city, the kecamatan, and the office that held the forum. */
        letterhead: {
          city: tenant.name,
          district: names.get(district) ?? '',
          office: office?.name ?? place,
        },
        signer: officeName(entry?.office ?? '', 'id'),
        sha256: forum.minutesSha256 ?? '',
        publicSha256: createHash('sha256').update(canonicalJson(open)).digest('hex'),
        entry: entry && `/${tenant.slug}/jurnal/${entry.id}`,
        timeZone: tenant.timeZone,
      },
    };
  });
};
