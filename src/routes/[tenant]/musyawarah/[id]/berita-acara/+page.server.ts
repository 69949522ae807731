import { createHash } from 'node:crypto';
import { error } from '@sveltejs/kit';
import { canonicalJson } from '#kernel/json.ts';
import { ancestor } from '#kernel/region.ts';
import { organizationById } from '#modules/actors/index.ts';
import {
  forumById,
  type Minutes,
  mayReadAttendance,
  minutesText,
  publicMinutes,
} from '#modules/deliberation/index.ts';
import { historyOf } from '#modules/journal/index.ts';
import { programById } from '#modules/programs/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import { officeName } from '#ui/message.ts';
import { idOr404, requireTenant, viewerOf } from '../../../../request.ts';
import { ruleName } from '../suara/comparison-words.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const id = idOr404(event.params.id);
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const forum = (await forumById(tx, id)) ?? error(404);
    const program = await programById(tx, forum.program);
    const text = await minutesText(tx, id);
    const href = `/${tenant.slug}/musyawarah/${id}`;
    const names = await namesOf(tx, [ancestor(forum.region, 'district'), forum.region]);
    const title = `${program.model.deliberation.name.id} ${names.get(forum.region) ?? forum.region}`;
    if (!text) return { href, title, sealed: undefined };
    const minutes: Minutes = JSON.parse(text);
    const open = publicMinutes(minutes);
    const entry = (await historyOf(tx, id)).find((one) => one.action === 'forum.sealed');
    const office = entry?.organization ? await organizationById(tx, entry.organization) : undefined;
    const mayReadNames = mayReadAttendance(viewerOf(event), program, forum);
    const units = new Map(
      Object.values(forum.rolls)
        .flat()
        .map((unit) => [unit.unit, unit.label]),
    );
    return {
      href,
      title,
      sealed: {
        minutes: open,
        attendance: mayReadNames
          ? minutes.attendance.map((one) => ({
              name: one.name,
              represents: one.represents,
              unit: one.unit === null ? '' : (units.get(one.unit) ?? one.unit),
            }))
          : undefined,
        outcomes: Object.fromEntries(
          program.model.deliberation.outcomes.map((one) => [one.id, one.label.id]),
        ),
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
          district: names.get(ancestor(forum.region, 'district')) ?? '',
          office: office?.name ?? names.get(forum.region) ?? '',
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
