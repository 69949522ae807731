import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  type Assessment,
  evaluate,
  type Instrument,
  readAssessment,
  readInstrument,
  timeline,
} from './index.ts';

const phases = loaded('relation-phases');
const synergy = loaded('synergy');

function loaded(slug: string): Instrument {
  const path = join(import.meta.dirname, '../../../models/instruments', `${slug}.yaml`);
  const read = readInstrument(readFileSync(path, 'utf8'));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.value;
}

type Event = Assessment['events'][number];

function event(date: string, shows: readonly string[], more: Partial<Event> = {}): Event {
  return { date, what: { id: `Peristiwa ${date}`, en: `Event ${date}` }, shows: [...shows], ...more };
}

function observed(events: readonly Event[], periods: Assessment['periods'] = []): Assessment {
  const title = { id: 'Uji', en: 'Test' };
  return { instrument: phases.slug, title, ratings: [], events: [...events], periods };
}

const period = (slug: string, from: string, to: string): Assessment['periods'][number] => ({
  slug,
  title: { id: `Masa ${slug}`, en: `Period ${slug}` },
  from,
  to,
});

describe('the line over time that events draw', () => {
  test('without periods it has one outcome for each year in which something happened, in order', () => {
    const line = timeline(
      phases,
      observed([event('2015-03', ['perselisihan']), event('2013', ['prakarsa-baru'])]),
    );
    expect(line.map((one) => [one.period, one.title, one.from, one.to, one.outcome.category])).toEqual([
      ['2013', { id: '2013', en: '2013' }, '2013', '2013', 'kreatif'],
      ['2015', { id: '2015', en: '2015' }, '2015', '2015', 'konflik'],
    ]);
  });

  test('what lasts stands in every year that it reaches into', () => {
    const line = timeline(phases, observed([event('2013-11', ['alat-pemaksa'], { until: '2015-02' })]));
    expect(line.map((one) => [one.period, one.outcome.category])).toEqual([
      ['2013', 'koersif'],
      ['2014', 'koersif'],
      ['2015', 'koersif'],
    ]);
  });

  test('a year before the year 1000 keeps its four digits', () => {
    expect(timeline(phases, observed([event('0950', ['perselisihan'])])).map((one) => one.period)).toEqual([
      '0950',
    ]);
  });

  test('with periods each has the events within it, and one without any is said to show nothing', () => {
    const line = timeline(
      phases,
      observed(
        [event('2014-12-31', ['perselisihan']), event('2015-01-01', ['persaingan-antarprogram'])],
        [period('lama', '2010', '2014'), period('baru', '2015', '2016'), period('depan', '2017', '2018')],
      ),
    );
    expect(line.map((one) => [one.period, one.title.en, one.events.length, one.outcome.category])).toEqual([
      ['lama', 'Period lama', 1, 'konflik'],
      ['baru', 'Period baru', 1, 'kompetitif'],
      ['depan', 'Period depan', 0, 'belum-tampak'],
    ]);
  });

  test('several phases at once are joined, each with its title and its reason', () => {
    const [year] = timeline(phases, observed([event('2014', ['perselisihan', 'bantuan-pendorong'])]));
    expect(year?.outcome).toMatchObject({
      category: 'konflik-kooperatif',
      title: { id: 'Konflik – Kooperatif', en: 'Conflict – Cooperative' },
      because: [{ en: 'There are disputes.' }, { en: 'There is aid or mutual adjustment.' }],
      undecided: [],
      agreement: [],
    });
  });

  test('what an event shows is rated at the highest level, by the event and with what it rests on', () => {
    const source = { document: '004', location: '§4.1' };
    const [year] = timeline(
      phases,
      observed([event('2014-05', ['perselisihan'], { source }), event('2014-07', ['perselisihan'])]),
    );
    const [indicator] = year?.outcome.dimensions[0]?.indicators ?? [];
    expect(indicator).toMatchObject({ level: 'ya', possible: ['ya'] });
    expect(indicator?.ratings).toEqual([
      {
        indicator: 'perselisihan',
        level: 'ya',
        rater: 'peristiwa-2014-05',
        evidence: [{ text: { id: 'Peristiwa 2014-05', en: 'Event 2014-05' }, source }],
      },
      {
        indicator: 'perselisihan',
        level: 'ya',
        rater: 'peristiwa-2014-07',
        evidence: [{ text: { id: 'Peristiwa 2014-07', en: 'Event 2014-07' } }],
      },
    ]);
    // What no event shows is at the lowest, not open.
    expect(year?.outcome.dimensions[5]).toMatchObject({ level: 'tidak' });
  });

  test('the outcome of the whole is that of the latest period, beside what somebody claims of it', () => {
    const events = [event('2013', ['prakarsa-baru']), event('2015', ['perselisihan'])];
    expect(evaluate(phases, observed(events))).toMatchObject({ category: 'konflik', claim: null });
    const claim = { category: 'kreatif', source: { document: '004', location: '§1' } };
    expect(evaluate(phases, { ...observed(events), claim })).toMatchObject({
      category: 'konflik',
      claim: { ...claim, agrees: false },
    });
    expect(evaluate(phases, { ...observed(events.slice(0, 1)), claim }).claim).toMatchObject({
      agrees: true,
    });
  });

  test('ratings draw no line', () => {
    const title = { id: 'Uji', en: 'Test' };
    const rated: Assessment = { instrument: synergy.slug, title, ratings: [], events: [], periods: [] };
    expect(timeline(synergy, rated)).toEqual([]);
  });
});

describe('events that are refused, at their place in the file', () => {
  const file = (events: readonly string[], periods = '') =>
    `instrument: relation-phases
title: { id: Uji, en: Test }
periods: [${periods}]
events:
${events.map((one) => `  - { what: { id: a, en: a }, ${one} }\n`).join('')}`;
  const masa = (slug: string, from: string, to: string) =>
    `{ slug: ${slug}, title: { id: a, en: a }, from: "${from}", to: "${to}" }`;
  const shows = 'shows: [perselisihan]';

  test.each([
    // what                                  where, the file                                                          what is told
    [
      'an indicator that is not there',
      'events[0].shows[1]',
      file(['date: "2014", shows: [perselisihan, damai]']),
      5,
      'the indicator "damai" is not known; there are: perselisihan, bantuan-pendorong',
    ],
    [
      'an end before its beginning',
      'events[0].until',
      file([`date: "2014-05", until: "2014-04", ${shows}`]),
      5,
      'the event ends before it begins',
    ],
    [
      'one that lasts too long',
      'events[0].until',
      file([`date: "1900", until: "2014", ${shows}`]),
      5,
      'the event lasts more than',
    ],
    [
      'one outside of all periods',
      'events[0].date',
      file([`date: "2016-02", ${shows}`], masa('a', '2014', '2015')),
      5,
      'the date 2016-02 lies in none of the periods',
    ],
    [
      'a period that ends first',
      'periods[1].to',
      file([`date: "2014", ${shows}`], `${masa('a', '2014', '2014')}, ${masa('b', '2016-05', '2016-04')}`),
      3,
      'the period ends before it starts',
    ],
    [
      'periods that overlap',
      'periods[1].from',
      file([`date: "2014", ${shows}`], `${masa('a', '2013', '2014')}, ${masa('b', '2014-12-31', '2015')}`),
      3,
      'the period overlaps the one before it',
    ],
    [
      'two periods of one name',
      'periods[1].slug',
      file([`date: "2014", ${shows}`], `${masa('a', '2013', '2014')}, ${masa('a', '2015', '2016')}`),
      3,
      'the name "a" is already used',
    ],
    ['a day that no month has', 'events[0].date', file([`date: "2014-01-32", ${shows}`]), 5, ''],
    ['a date with something behind it', 'events[0].date', file([`date: "2014-01-30x", ${shows}`]), 5, ''],
    ['an event that shows nothing', 'events[0].shows', file(['date: "2014", shows: []']), 5, ''],
  ])('%s', (_, path, text, line, reason) => {
    const read = readAssessment(text, phases);
    expect(read.ok ? [] : read.problems).toHaveLength(1);
    expect(!read.ok && [read.problems[0]?.line, read.problems[0]?.path]).toEqual([line, path]);
    expect(!read.ok && read.problems[0]?.reason.en).toContain(reason);
  });

  test('ratings where events are wanted, and both at once, are told', () => {
    const rating = 'ratings:\n  - { indicator: perselisihan, level: ya }\n';
    const read = readAssessment(
      `instrument: relation-phases\ntitle: { id: Uji, en: Test }\n${rating}`,
      phases,
    );
    expect(!read.ok && read.problems).toMatchObject([
      {
        line: 4,
        reason: {
          id: expect.stringContaining('membaca peristiwa'),
          en: expect.stringContaining('reads events'),
        },
      },
    ]);
  });

  test.each([
    [
      'an event on the first and last day of a period',
      [`date: "2014-01-01", until: "2015-12-31", ${shows}`],
      masa('a', '2014', '2015'),
    ],
    ['a month of a period that ends with it', [`date: "2015-12", ${shows}`], masa('a', '2014', '2015-12')],
    [
      'the last day of a month that a period ends with',
      [`date: "2015-11-30", ${shows}`],
      masa('a', '2014', '2015-11'),
    ],
    ['what ends on the day it began', [`date: "2014-05-01", until: "2014-05-01", ${shows}`], ''],
    ['what lasts into a period', [`date: "2012", until: "2014-01-01", ${shows}`], masa('a', '2014', '2015')],
    [
      'periods one after the other',
      [`date: "2014", ${shows}`],
      `${masa('a', '2013', '2014')}, ${masa('b', '2015', '2016')}`,
    ],
    ['a period of one day', [`date: "2014-05-01", ${shows}`], masa('a', '2014-05-01', '2014-05-01')],
    ['the longest there may be', [`date: "1914", until: "2014", ${shows}`], ''],
  ])('%s is taken', (_, events, periods) => {
    const read = readAssessment(file(events, periods), phases);
    expect(read.ok ? [] : read.problems).toEqual([]);
  });
});
