import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Instrument, readInstrument } from '#analysis/rubric/index.ts';
import { isRefusal, refusalIn } from '#kernel/refusal.ts';
import { filingKind } from '#modules/models/index.ts';
import { officer } from '../../../../test/support/officer.ts';
import { PIPPK } from '../../../../test/support/pippk.ts';
import { recordedEvents } from './recorded-event.ts';
import {
  EVENT_LIMITS,
  mayTellEvents,
  mustBePlaceOfLine,
  mustHaveRoomForEvent,
  mustStand,
  readEvent,
  recordIn,
  type TypedEvent,
  tellersOf,
} from './relation-event.ts';
import { yearsOfLine } from './relation-line.ts';
import { readRoughDate } from './rough-date.ts';

const ID = '018f3f7e-0000-7000-8000-000000000001';

function phases(): Instrument {
  const read = readInstrument(readFileSync('models/instruments/relation-phases.yaml', 'utf8'));
  if (!read.ok) throw new Error('the instrument does not read');
  return read.value;
}

test.each([
  ['2024', '2024'],
  [' 2024 ', '2024'],
  ['Agustus 2024', '2024-08'],
  ['agu 2024', '2024-08'],
  ['August 2024', '2024-08'],
  ['8-2024', '2024-08'],
  ['2024-08', '2024-08'],
  ['14 Agustus 2024', '2024-08-14'],
  ['14 Agu. 2024', '2024-08-14'],
  ['14/8/2024', '2024-08-14'],
  ['2024-08-14', '2024-08-14'],
  ['29-2-2024', '2024-02-29'],
  ['29-2-2023', undefined],
  ['31 Juni 2024', undefined],
  ['13-2024', undefined],
  ['ma 2024', undefined], // maret or mei
  ['kemarin', undefined],
  ['24', undefined],
  ['1-2-3-2024', undefined],
  ['2024 Agustus', '2024-08'],
  ['2024, Agustus. 4', '2024-08-04'],
  ['.Agustus 2024.', '2024-08'],
  ['4 / 8 / 2024', '2024-08-04'],
  ['12024', undefined],
  ['20245', undefined],
  ['x2024', undefined],
  ['Agustus x2024', undefined],
  ['Agustus 2024x', undefined],
  ['x8-2024', undefined],
  ['8x-2024', undefined],
  ['x14 Agustus 2024', undefined],
  ['14x Agustus 2024', undefined],
  ['0 2024', undefined],
  ['entah 2024', undefined],
  ['agustusan 2024', undefined],
  ['1024', undefined],
  ['', undefined],
])('"%s" is read as %s', (typed, date) => {
  expect(readRoughDate(typed)).toBe(date);
});

test.each([
  ['01', 'januari january jan'],
  ['02', 'februari february pebruari feb peb'],
  ['03', 'maret march mrt mar'],
  ['04', 'april apr'],
  ['05', 'mei may'],
  ['06', 'juni june jun'],
  ['07', 'juli july jul'],
  ['08', 'agustus august agt ags agu aug'],
  ['09', 'september sep sept'],
  ['10', 'oktober october okt oct'],
  ['11', 'november nopember nov nop'],
  ['12', 'desember december des dec'],
])('month %s is written as any of: %s', (month, names) => {
  const read = names.split(' ').map((name) => readRoughDate(`${name} 2024`));
  expect(new Set(read)).toEqual(new Set([`2024-${month}`]));
});

describe('an event as typed', () => {
  const typed: TypedEvent = {
    from: 'Maret 2025',
    until: '',
    what: 'RW dan kelurahan menyepakati pembagian tugas.',
    shows: ['saling-menyesuaikan'],
    evidence: 'Notulen rapat RW, butir 3',
    link: '',
  };
  const read = (more: Partial<TypedEvent>) =>
    readEvent(phases(), { ...typed, ...more }, { today: '2026-02-10', city: '/bandung/' });

  test('is kept as exactly as it is known', () => {
    expect(read({ until: '2025' })).toEqual({ ...typed, from: '2025-03', until: '2025' });
    expect(read({ until: ' ' })).toMatchObject({ from: '2025-03', until: null });
  });

  test.each([
    ['no day', { from: '' }, 'from', 'input.required'],
    ['a day that cannot be read', { from: 'kapan-kapan' }, 'from', 'assessment.event-date'],
    ['a day that has not come', { from: '11 Februari 2026' }, 'from', 'assessment.event-ahead'],
    ['an end before its beginning', { until: 'Februari 2025' }, 'until', 'assessment.event-order'],
    ['a day of an end that cannot be read', { until: 'nanti' }, 'until', 'assessment.event-date'],
    [
      'an end a day too early',
      { from: '2 Maret 2025', until: '1 Maret 2025' },
      'until',
      'assessment.event-order',
    ],
    ['a sentence that is too long', { what: 'a'.repeat(301) }, 'what', 'input.too-long'],
    ['evidence that is too long', { evidence: 'a'.repeat(301) }, 'evidence', 'input.too-long'],
    ['a link that is too long', { link: `https://a.id/${'a'.repeat(488)}` }, 'link', 'input.too-long'],
    ['an address that is none', { link: 'https://' }, 'link', 'assessment.event-link'],
    ['words before an address', { link: 'lihat https://a.id/x' }, 'link', 'assessment.event-link'],
    ['a file of somebody’s own', { link: 'file://a.id/x' }, 'link', 'assessment.event-link'],
    ['a hundred years and more', { from: '1900', until: '2001' }, 'until', 'assessment.event-order'],
    ['no sentence', { what: '🙂' }, 'what', 'input.no-letters'],
    ['nothing shown', { shows: [] }, 'shows', 'input.required'],
    ['an unknown indication', { shows: ['kebetulan'] }, 'shows', 'input.choice'],
    ['nothing it rests on', { evidence: '' }, 'evidence', 'input.required'],
    ['a script as a link', { link: 'javascript:alert(1)' }, 'link', 'assessment.event-link'],
    ['a page of the city that is no record', { link: '/bandung/dana' }, 'link', 'assessment.event-link'],
    ['another city', { link: `/prabumulih/musyawarah/${ID}` }, 'link', 'assessment.event-link'],
    ['an address without a host', { link: 'https://x' }, 'link', 'assessment.event-link'],
  ])('%s is refused beside its field', (_, more, field, refusal) => {
    const result = read(more);
    expect(isRefusal(result) ? result.issues : []).toMatchObject([{ field, refusal }]);
  });

  test.each([
    [`/bandung/musyawarah/${ID}?x=1#y`, `musyawarah/${ID}`],
    [`laporan/${ID}`, `laporan/${ID}`],
    [` laporan/${ID} `, `laporan/${ID}`],
    ['http://a.id/x', 'http://a.id/x'],
    ['HTTPS://a.id/x', 'HTTPS://a.id/x'],
    [`https://a.id/${'a'.repeat(487)}`, `https://a.id/${'a'.repeat(487)}`],
    ['https://jdih.bandung.go.id/perwal/436-2015', 'https://jdih.bandung.go.id/perwal/436-2015'],
  ])('the link %s is kept as %s', (link, kept) => {
    expect(read({ link })).toMatchObject({ link: kept });
  });

  test.each([
    ['today', { from: '10 Februari 2026' }],
    ['this year', { from: '2026' }],
    ['a single day', { from: '1 Maret 2025', until: '1 Maret 2025' }],
    ['a hundred years', { from: '1925', until: '12-2025' }],
    ['a hundred years to the day', { from: '31-12-1925', until: '1-1-2025' }],
    ['a sentence as long as may be', { what: 'a'.repeat(300) }],
  ])('of %s is read', (_, more) => {
    expect(isRefusal(read(more))).toBe(false);
  });

  test('says once what it shows, and with a link too long how long it may be', () => {
    const shows = ['saling-menyesuaikan', 'saling-menyesuaikan'];
    expect(read({ shows })).toMatchObject({ shows: ['saling-menyesuaikan'] });
    const long = read({ link: `https://a.id/${'a'.repeat(500)}` });
    expect(isRefusal(long) && long.issues).toMatchObject([{ params: { limit: 500 } }]);
  });

  test('everything that is wrong is said at once', () => {
    const result = read({ from: '', what: '', shows: [], evidence: '', link: 'x' });
    expect(isRefusal(result) ? result.issues?.map((one) => one.field) : []).toEqual([
      'from',
      'what',
      'shows',
      'evidence',
      'link',
    ]);
  });
});

test('an event that was withdrawn is not changed', () => {
  expect(mustStand({ withdrawn: false })).toBeUndefined();
  expect(mustStand({ withdrawn: true })?.refusal).toBe('assessment.event-withdrawn');
});

test('events are told by the offices of all programmes that answer reports, once each', () => {
  const filing = {
    ...filingKind(PIPPK.model, 'lpj'),
    route: filingKind(PIPPK.model, 'lpj').route.map((rung) => ({ ...rung, offices: ['bappeda'] })),
  };
  const other = { model: { ...PIPPK.model, short: 'Lain', filings: [filing] } };
  expect(tellersOf([PIPPK, other])).toEqual({
    offices: ['lurah', 'camat', 'setda', 'bappeda'],
    basis: { cite: expect.any(String), rule: 'PIPPK 2015' },
  });
  expect(tellersOf([])).toEqual({ offices: [], basis: undefined });
  const village = '32.73.30.1004';
  const lurah = officer('lurah', village);
  expect(mayTellEvents(lurah, village, [PIPPK])).toEqual(lurah.mandates[0]);
  expect(refusalIn(mayTellEvents(officer('chair', village), village, [PIPPK]))?.refusal).toBe(
    'access.office',
  );
});

test('a place of whose relations nobody tells is refused beside its field', () => {
  expect(mustBePlaceOfLine('32')).toMatchObject({ field: 'region', refusal: 'region.unknown' });
});

test.each([
  ['32.73', 'may'],
  ['32.73.30', 'may'],
  ['32.73.30.1004', 'may'],
  ['32.73.30.1004.001', 'may not'],
  ['32', 'may not'],
  ['', 'may not'],
])('the relations of %s %s be told', (region, expected) => {
  expect(mustBePlaceOfLine(region) ? 'may not' : 'may').toBe(expected);
});

test.each([
  [`musyawarah/${ID}`, 'musyawarah'],
  [`dana/${ID}`, undefined],
  [`musyawarah/${ID}/suara`, undefined],
  ['musyawarah/satu', undefined],
])('%s names a record of the kind %s', (path, kind) => {
  expect(recordIn(path)?.kind).toBe(kind);
});

describe('what the records show by themselves', () => {
  const forums = {
    program: 'p',
    forums: 1,
    only: ID,
    firstDay: '2026-03-05',
    lastDay: '2026-03-05',
    decided: 9,
    adjusted: 4,
  };
  const opening = {
    program: 'p',
    opened: { day: '2026-01-02', entry: 'a' },
    allotted: { day: '2026-01-02', entry: 'b' },
  };

  test('a programme with its rules, its money, and a forum that bargained', () => {
    expect(recordedEvents(phases(), { openings: [opening], forums: [forums] })).toMatchObject([
      { kind: 'rules', from: '2026-01-02', shows: ['aturan-pada-bantuan'], record: 'jurnal/a' },
      { kind: 'money', from: '2026-01-02', shows: ['bantuan-pendorong'], record: 'jurnal/b' },
      {
        kind: 'forums',
        from: '2026-03-05',
        until: null,
        shows: ['saling-menyesuaikan', 'rencana-hibah-partisipasi'],
        record: `musyawarah/${ID}`,
      },
    ]);
  });

  test('events are in the order of their days, however the records come', () => {
    const at = (day: string) => ({ ...forums, only: day, firstDay: day, lastDay: day });
    const later = { ...opening, opened: { day: '2026-03-10', entry: 'c' }, allotted: undefined };
    const days = recordedEvents(phases(), {
      openings: [later, { ...opening, opened: undefined }],
      forums: [at('2026-03-20'), at('2026-01-02'), at('2026-03-05')],
    }).map((one) => `${one.from} ${one.record}`);
    expect(days).toEqual([
      '2026-01-02 jurnal/b',
      '2026-01-02 musyawarah/2026-01-02',
      '2026-03-05 musyawarah/2026-03-05',
      '2026-03-10 jurnal/c',
      '2026-03-20 musyawarah/2026-03-20',
    ]);
  });

  test.each([
    ['granted as asked: planned together, not bargained', { adjusted: 0 }, ['rencana-hibah-partisipasi']],
    ['decided nothing: shows nothing', { decided: 0, adjusted: 0 }, undefined],
  ])('a forum that %s', (_, more, shows) => {
    const [event] = recordedEvents(phases(), { openings: [], forums: [{ ...forums, ...more }] });
    expect(event?.shows).toEqual(shows);
  });

  test('several forums are one event over their days, with no single record', () => {
    const several = { ...forums, forums: 12, only: null, lastDay: '2026-04-20' };
    expect(recordedEvents(phases(), { openings: [], forums: [several] })).toMatchObject([
      { from: '2026-03-05', until: '2026-04-20', record: null },
    ]);
  });

  test('an instrument that names no happening is shown nothing', () => {
    const instrument = phases();
    const silent = {
      ...instrument,
      dimensions: instrument.dimensions.map((dimension) => ({
        ...dimension,
        indicators: dimension.indicators.map((one) => ({ ...one, happenings: [] })),
      })),
    };
    expect(recordedEvents(silent, { openings: [opening], forums: [forums] })).toEqual([]);
  });
});

test.each([
  [
    [
      ['2024', null],
      ['2026-02-10', null],
    ],
    ['2024', '2025', '2026'],
  ],
  [[['2024-08', '2025']], ['2024', '2025']],
  [[], []],
])('the years of %j are %j', (events, years) => {
  const given = events.map(([from, until]) => ({ from: from ?? '', until: until ?? null }));
  expect(yearsOfLine(given)).toEqual(
    years.map((year) => ({ slug: year, title: { id: year, en: year }, from: year, to: year })),
  );
});

test('of a long line the last thirty years are drawn', () => {
  const years = yearsOfLine([
    { from: '1945', until: null },
    { from: '2026', until: null },
  ]);
  expect([years.length, years[0]?.slug, years.at(-1)?.slug]).toEqual([30, '1997', '2026']);
});

test('a place tells as many events as can be read together, and no more', () => {
  expect(mustHaveRoomForEvent(EVENT_LIMITS.events - 1)).toBeUndefined();
  expect(mustHaveRoomForEvent(EVENT_LIMITS.events)).toMatchObject({
    refusal: 'assessment.event-many',
    params: { limit: EVENT_LIMITS.events },
  });
});
