import type { Instrument } from '#analysis/rubric/index.ts';
import { EVENT_LIMITS, type TypedEvent } from '#modules/assessment/index.ts';
import { m } from '#paraglide/messages.js';
import { textOf } from '../../../request.ts';

/** What the form of an event offers: the phases with their indications, and how long its texts may be. */
export function eventFormData(instrument: Instrument, locale: 'id' | 'en') {
  return {
    phases: instrument.dimensions.map((dimension) => ({
      title: dimension.title[locale],
      indications: dimension.indicators.map((indicator) => ({
        value: indicator.slug,
        label: indicator.title[locale],
      })),
    })),
    limits: EVENT_LIMITS,
  };
}

export type EventFormData = ReturnType<typeof eventFormData>;

/** An event as it was typed; an address of this very site counts as one of the city. */
export function typedEvent(form: FormData, origin: string): TypedEvent {
  const link = textOf(form, 'link').trim();
  return {
    from: textOf(form, 'from'),
    until: textOf(form, 'until'),
    what: textOf(form, 'what'),
    shows: form.getAll('shows').filter((one) => typeof one === 'string'),
    evidence: textOf(form, 'evidence'),
    link: link.startsWith(`${origin}/`) ? link.slice(origin.length) : link,
  };
}

/** The names of the fields, for the summary of what is wrong. */
export function eventLabels() {
  return {
    from: m['phases.form.from'](),
    until: m['phases.form.until'](),
    what: m['phases.form.what'](),
    shows: m['phases.form.shows'](),
    evidence: m['phases.form.evidence'](),
    link: m['phases.form.link'](),
    reason: m['phases.form.reason'](),
  };
}
